"""What a child's course of visits asks for on a day: the programme's alarms, a visitor, dates. Pure, on loaded rows."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from home_visits import overview, tracks
from programmes.facts import AlarmFacts, ContactOutcome
from programmes.findings import Alarm
from programmes.protocol import StepKind
from programmes.rules import alarms
from thuisbasis import clock
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, OFF
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.home.summary.watching import Kind
from thuisbasis.recording.outcomes import presences_of

UNPLANNED, TO_PLAN, PLANNED, LOOK = KINDS = (
    Kind("visits-unplanned", 92),
    Kind("visits-to-plan", 75),
    Kind("visits-planned", 70),
    Kind("visits-look", 50),
)


@dataclass(frozen=True, kw_only=True)
class Course:
    """An enrolment on a track of visits, with its contacts in order of time, what they were, and the closed days."""

    enrolment: Enrolment
    contacts: Sequence[Contact]
    outcomes: tuple[ContactOutcome, ...]
    closed_days: frozenset[date]


def courses_of(session: Session, organisation_id: uuid.UUID, enrolments: Sequence[Enrolment]) -> list[Course]:
    """The courses of these enrolments (with their child). A constant number of statements; none without enrolments."""
    if not enrolments:
        return []
    ids = [enrolment.id for enrolment in enrolments]
    contacts = contact_queries.own_of_enrolments(session, organisation_id, ids)
    was = presences_of(session, organisation_id, {each: contacts.get(each, []) for each in ids})
    closed = overview.closed_by_school(session, organisation_id, enrolments, contacts)
    return [
        Course(
            enrolment=each,
            contacts=contacts.get(each.id, []),
            outcomes=was[each.id],
            closed_days=frozenset(closed[each.child.school_id]),
        )
        for each in enrolments
    ]


def rung(course: Course, day: date) -> tuple[Alarm, ...]:
    """The programme's own alarms that ring on a day."""
    enrolment = course.enrolment
    if enrolment.state != State.ACTIVE:
        return ()
    facts = AlarmFacts(
        track=enrolment.track_key,
        today=day,
        started=enrolment.started_on,
        contacts=course.outcomes,
        closed_days=course.closed_days,
    )
    return alarms(tracks.programme_of(enrolment), facts, dict(enrolment.local_numbers))


def lacks_dates(course: Course, at: datetime) -> bool:
    """At an aware moment nothing lies ahead, and the track has visits left."""
    visits = [each for each in course.contacts if each.kind == StepKind.HOME_VISIT]
    if any(each.state in AHEAD and each.ends_at > at for each in visits):
        return False
    used = {each.step_key for each in visits if each.state not in OFF}
    return any(step.key not in used for step in tracks.visits_of(tracks.track_of(course.enrolment)))


@dataclass(frozen=True, kw_only=True)
class Ringing:
    """The alarm of a course that becomes too late first, and the visit that comes next, if any is planned."""

    alarm: Alarm
    following: Contact | None
    in_time: bool

    @property
    def kind(self) -> Kind:
        return PLANNED if self.in_time else UNPLANNED


def ringing(course: Course, day: date, at: datetime) -> Ringing | None:
    """What rings for a course on a day; None when nothing does. `at`: which visits lie ahead.

    Of several alarms the one that becomes too late first, of those for which it is not too late yet.
    """
    found = rung(course, day)
    if not found:
        return None
    alarm = min(found, key=lambda each: (each.on is None or each.on < day, each.on or day))
    following = next((each for each in course.contacts if each.state in AHEAD and each.starts_at > at), None)
    is_too_late = (
        following is not None and alarm.on is not None and day <= alarm.on < clock.local(following.starts_at).date()
    )
    return Ringing(alarm=alarm, following=following, in_time=following is not None and not is_too_late)


def asks(course: Course, day: date) -> Kind | None:
    """What there is to do for the course at some time of a day, the heaviest of it; None for nothing."""
    midnight = datetime.combine(day + timedelta(days=1), time(), clock.ZONE)
    rings = ringing(course, day, midnight)
    if rings is not None and rings.kind == UNPLANNED:
        return UNPLANNED
    if course.enrolment.visitor_id is None or lacks_dates(course, midnight):
        return TO_PLAN
    return rings.kind if rings is not None else None
