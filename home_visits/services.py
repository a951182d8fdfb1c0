"""Planning visits: a whole course of them, one more, an activity with several families; and preparing one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import tracks
from programmes.placing import NoFreeDateError, Skipped
from programmes.protocol import Step, StepKind
from programmes.schedule import plan, timed
from thuisbasis import clock
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.services import NewContact
from thuisbasis.contacts.states import AHEAD, OFF, State
from thuisbasis.enrolments import services as enrolment_services
from thuisbasis.enrolments import workers
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import ENDED
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor
from thuisbasis.recording.services import INTERPRETER

# A course of ten open months, its holidays and its pauses fit in this.
LONGEST_COURSE = timedelta(days=520)


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When visits are to be: from a day on, on a weekday (0 Monday), at a wall time on a Dutch clock."""

    start: date
    weekday: int
    at: time


@dataclass(frozen=True, kw_only=True)
class PlannedVisit:
    """A visit as it would be planned. `starts` and `ends` are aware."""

    step: Step
    month: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The dates of a course before anything is saved, and the days that were skipped with their reasons."""

    visits: tuple[PlannedVisit, ...]
    skipped: tuple[Skipped, ...]


def standing(session: Session, enrolment: Enrolment) -> list[Contact]:
    """The visits of an enrolment that are not off, in order of time."""
    found = contact_queries.of_enrolments(session, enrolment.organisation_id, [enrolment.id])
    visits = found.get(enrolment.id, [])
    return [each for each in visits if each.kind == StepKind.HOME_VISIT and each.state not in OFF]


def proposal(session: Session, enrolment: Enrolment, rhythm: Rhythm) -> Proposal:
    """Dates for the visits that have none yet: one in each open month, around the school's closed days.

    Months in which a visit stands already are left alone. Raises InvalidStateError where holidays are unknown, where
    the closed days leave no room, or when every visit has its date.
    """
    track, programme = tracks.track_of(enrolment), tracks.programme_of(enrolment)
    taken = standing(session, enrolment)
    steps = _open_steps(enrolment, taken)
    if not steps:
        raise InvalidStateError(gettext("Alle bezoeken van dit traject hebben al een datum."))
    closed = open_days.closed_days(
        session,
        enrolment.organisation_id,
        enrolment.child.school_id,
        rhythm.start,
        rhythm.start + LONGEST_COURSE,
    )
    try:
        course = plan(
            programme, track, start=rhythm.start, weekday=rhythm.weekday, at=rhythm.at, closed_days=closed,
            own=dict(enrolment.local_numbers),
        )  # fmt: skip
    except NoFreeDateError:
        raise InvalidStateError(gettext("De gesloten dagen laten te weinig ruimte voor dit traject.")) from None
    months = {contact.month for contact in taken}
    dates = [each for each in course.contacts if each.kind is StepKind.HOME_VISIT and each.month not in months]
    return Proposal(
        visits=tuple(
            PlannedVisit(step=step, month=each.month, starts=each.starts, ends=each.ends)
            for step, each in zip(steps, dates, strict=False)
        ),
        skipped=course.skipped,
    )


def next_step(enrolment: Enrolment, taken: Sequence[Contact]) -> Step:
    """The step of the next visit beside those `taken`. More than the track has go on with its last step."""
    return next(iter(_open_steps(enrolment, taken)), tracks.visits_of(tracks.track_of(enrolment))[-1])


def _open_steps(enrolment: Enrolment, taken: Sequence[Contact]) -> list[Step]:
    """The steps of the track that no visit has yet."""
    used = {contact.step_key for contact in taken}
    return [step for step in tracks.visits_of(tracks.track_of(enrolment)) if step.key not in used]


def plan_course(
    session: Session,
    actor: Actor,
    enrolments: Sequence[Enrolment],
    rhythm: Rhythm,
    *,
    visitor_id: uuid.UUID,
) -> list[Contact]:
    """Plan the visits of an enrolment and of its siblings', and let the course begin on the day of the first one.

    Raises InvalidStateError as `proposal` does.
    """
    visits = proposal(session, enrolments[0], rhythm).visits
    new = [_new(enrolments, each, visitor_id) for each in visits]
    contacts = contact_services.plan(session, actor, new)
    for enrolment in enrolments:
        workers.assign_visitor(session, actor, enrolment, visitor_id)
        _begin(session, actor, enrolment, clock.local(contacts[0].starts_at).date())
    return contacts


def _begin(session: Session, actor: Actor, enrolment: Enrolment, on: date) -> None:
    """With dates and a visitor the child has its place, and its course begins on the day of the first visit."""
    state = EnrolmentState(enrolment.state)
    if state in (EnrolmentState.PROPOSED, EnrolmentState.WAITING):
        enrolment_services.place(session, actor, enrolment)
    if enrolment.state == EnrolmentState.PLACED:
        enrolment_services.activate(session, actor, enrolment, on=on)


def _new(enrolments: Sequence[Enrolment], visit: PlannedVisit, visitor_id: uuid.UUID, **more: Any) -> NewContact:
    first = enrolments[0]
    programme = tracks.programme_of(first)
    place = programme.places[0].key if programme.places else ""
    return NewContact(
        **{
            "kind": visit.step.kind.value,
            "programme_key": first.programme_key,
            "version": first.version,
            "track_key": first.track_key,
            "step_key": visit.step.key,
            "number": visit.step.number,
            "month": visit.month,
            "title": visit.step.title.nl,
            "starts_at": visit.starts,
            "ends_at": visit.ends,
            "school_id": first.child.school_id,
            "family_id": first.family_id,
            "place_kind": place,
            "staff": (visitor_id,),
            "enrolments": tuple(each.id for each in enrolments),
        }
        | more
    )


def add_visit(
    session: Session,
    actor: Actor,
    enrolments: Sequence[Enrolment],
    *,
    visitor_id: uuid.UUID,
    day: date | None = None,
    at: time | None = None,
    starts: datetime | None = None,
    ends: datetime | None = None,
    contact_id: uuid.UUID | None = None,
) -> Contact:
    """One more visit, planned or already made, on a `day` `at` a wall time, or from `starts` to `ends` (aware).

    It gets the lowest number that no visit has; more visits than the track has go on with its last step. Under the same
    `contact_id` there is one visit, however often it is added. Raises NotFoundError when the id is another family's.
    """
    first = enrolments[0]
    known = session.get(Contact, (actor.organisation_id, contact_id)) if contact_id else None
    if known is not None:
        return _same_family(known, first)
    if starts is not None:
        day, at = clock.local(starts).date(), clock.local(starts).time()
    if day is None or at is None:
        raise ValueError("a visit needs a day and a time, or a start")
    step = next_step(first, standing(session, first))
    planned = timed(step, day, at)
    starts = starts or planned.starts
    span = {"starts": starts, "ends": ends if ends and ends > starts else starts + (planned.ends - planned.starts)}
    visit = PlannedVisit(step=step, month=planned.month, **span)
    (contact,) = contact_services.plan(session, actor, [_new(enrolments, visit, visitor_id, id=contact_id)])
    for enrolment in enrolments:
        if enrolment.visitor_id is None:
            workers.assign_visitor(session, actor, enrolment, visitor_id)
        _begin(session, actor, enrolment, day)
    return contact


def _same_family(contact: Contact, enrolment: Enrolment) -> Contact:
    if contact.family_id != enrolment.family_id:
        raise NotFoundError("visit")
    return contact


def add_activity(
    session: Session, actor: Actor, enrolments: Sequence[Enrolment], *, day: date, at: time, title: str, place: str
) -> Contact:
    """An activity with several families, numbered apart from the visits: the first number that none of them had.

    Raises InvalidStateError when their track has no activity left.
    """
    first = enrolments[0]
    found = contact_queries.of_enrolments(session, first.organisation_id, [each.id for each in enrolments])
    used = {
        contact.number
        for contacts in found.values()
        for contact in contacts
        if contact.kind == StepKind.GROUP_ACTIVITY and contact.state not in OFF
    }
    steps = tracks.activities_of(tracks.track_of(first))
    step = next((step for step in steps if step.number not in used), None)
    if step is None:
        raise InvalidStateError(gettext("Alle groepsactiviteiten van dit traject hebben al een datum."))
    planned = timed(step, day, at)
    visit = PlannedVisit(step=step, month=planned.month, starts=planned.starts, ends=planned.ends)
    more = {"family_id": None, "place_kind": "", "place": place, "title": title or step.title.nl}
    (contact,) = contact_services.plan(session, actor, [_new(enrolments, visit, actor.staff_id, **more)])
    return contact


def prepare(session: Session, actor: Actor, contact: Contact, prepared: Mapping[str, Any]) -> None:
    """Keep what was chosen for a visit. Raises InvalidStateError once it took place."""
    if State(contact.state) not in AHEAD:
        raise InvalidStateError(gettext("Dit bezoek is al geweest. Schrijf het in het verslag."))
    kept = {key: value for key, value in contact.prepared.items() if key == INTERPRETER}
    contact_services.prepare(session, actor, contact, {**prepared, **kept})


def follow_enrolment(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """When an enrolment ends, the visits that lie ahead for it alone are called off."""
    if enrolment.state not in ENDED:
        return
    found = contact_queries.of_enrolments(session, enrolment.organisation_id, [enrolment.id])
    for contact in found.get(enrolment.id, []):
        if contact.kind != StepKind.HOME_VISIT or State(contact.state) not in AHEAD or contact.ends_at < clock.now():
            continue
        served = contact_queries.enrolments_of(session, contact)
        if all(each.state in ENDED for each in served):
            contact_services.cancel(session, actor, contact, by_family=False, reason="other")
