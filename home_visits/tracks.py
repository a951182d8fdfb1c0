"""Which tracks of the catalogue are about visits: read from their steps, never by name."""

from programmes.protocol import Programme, Step, StepKind, Track
from thuisbasis import rulebook
from thuisbasis.enrolments.models import Enrolment


def programme_of(enrolment: Enrolment) -> Programme:
    """The enrolment's programme, in the version that it began under."""
    return rulebook.programme(enrolment.programme_key, enrolment.version)


def track_of(enrolment: Enrolment) -> Track:
    """The enrolment's track."""
    return programme_of(enrolment).track(enrolment.track_key)


def is_visited(enrolment: Enrolment) -> bool:
    """Whether the enrolment's track is one of home visits."""
    return track_of(enrolment).main_kind is StepKind.HOME_VISIT


def visits_of(track: Track) -> tuple[Step, ...]:
    """The track's home visits in order."""
    return track.steps_of(StepKind.HOME_VISIT)


def activities_of(track: Track) -> tuple[Step, ...]:
    """The track's activities with several families, numbered apart."""
    return track.steps_of(StepKind.GROUP_ACTIVITY)


def visited_programmes() -> tuple[str, ...]:
    """The keys of programmes that have a track of home visits in some version."""
    return tuple(
        dict.fromkeys(
            programme.key
            for programme in rulebook.catalogue().programmes()
            if any(track.main_kind is StepKind.HOME_VISIT for track in programme.tracks)
        )
    )
