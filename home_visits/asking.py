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
from thuisbasis.recording.outcomes import presences_of


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


def asks(course: Course, day: date) -> bool:
    """Whether there is anything to do for the course at some time of a day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), clock.ZONE)
    return course.enrolment.visitor_id is None or lacks_dates(course, midnight) or bool(rung(course, day))
