"""The visits and the visited families as the overview lists them, each with what to do next."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import gate, months, queries, tracks
from home_visits.months import Month
from programmes.calendar_days import next_month
from programmes.protocol import Programme, StepKind
from programmes.text import Text
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.contacts.states import LABELS, OFF, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.organisations import open_days
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do with a visit, and where."""

    label: str
    url: str
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """A visit in a list."""

    contact: Contact
    words: str
    children: Sequence[str]
    staff: Sequence[Staff]
    state: State
    state_words: str
    next_step: NextStep


@dataclass(frozen=True, kw_only=True)
class FamilyLine:
    """A visited child with its months. `plan_url` leads to planning where visits still lack a date."""

    enrolment: Enrolment
    programme: Programme
    months: Sequence[Month]
    held: int
    asked: int
    plan_url: str | None


def visit_lines(session: Session, actor: Actor, contacts: Sequence[Contact]) -> list[VisitLine]:
    """Visits as lines, in a constant number of statements."""
    ids = [contact.id for contact in contacts]
    children = queries.enrolments_at(session, actor.organisation_id, ids)
    staff = contact_queries.staff_of(session, actor.organisation_id, ids)
    return [
        VisitLine(
            contact=contact,
            words=words_of(contact),
            children=[each.child.given_name for each in children.get(contact.id, [])],
            staff=staff.get(contact.id, []),
            state=State(contact.state),
            state_words=str(LABELS[State(contact.state)]),
            next_step=next_step(contact, children.get(contact.id, [])),
        )
        for contact in contacts
    ]


def next_step(contact: Contact, enrolments: Sequence[Enrolment]) -> NextStep:
    """What a visit wants now."""
    state, page = State(contact.state), page_of(contact)
    if state in OFF:
        return NextStep(label=gettext("Nieuwe datum kiezen"), url=url_for("contacts.move", contact_id=contact.id))
    if state is State.COMPLETED:
        return NextStep(label=gettext("Verslag lezen"), url=page)
    if state is State.RECORDED:
        return NextStep(label=gettext("Verslag afronden"), url=page, waits=True)
    if clock.local(contact.starts_at).date() <= clock.today():
        return NextStep(label=gettext("Verslag schrijven"), url=page, waits=contact.ends_at < clock.now())
    programme = rulebook.programme(contact.programme_key, contact.version)
    wanted = {element.key for element in gate.elements_to_prepare(programme, contact)}
    if not wanted <= gate.prepared_for_all(programme, contact, enrolments) and enrolments:
        return NextStep(label=gettext("Voorbereiden"), url=f"{page}#prepare")
    if state is State.PLANNED:
        return NextStep(label=gettext("Bevestigen"), url=page)
    return NextStep(label=gettext("Bekijken"), url=page)


def family_lines(session: Session, actor: Actor, enrolments: Sequence[Enrolment]) -> list[FamilyLine]:
    """Visited children with their months, in a constant number of statements."""
    found = contact_queries.of_enrolments(session, actor.organisation_id, [each.id for each in enrolments])
    closed = closed_by_school(session, actor.organisation_id, enrolments, found)
    return [
        _family_line(enrolment, found.get(enrolment.id, []), closed[enrolment.child.school_id])
        for enrolment in enrolments
    ]


def _family_line(enrolment: Enrolment, contacts: Sequence[Contact], closed: Mapping[date, Text]) -> FamilyLine:
    steps = tracks.visits_of(tracks.track_of(enrolment))
    visits = [each for each in contacts if each.kind == StepKind.HOME_VISIT and each.state not in OFF]
    has_room = {step.key for step in steps} - {visit.step_key for visit in visits}
    strip = months.strip(enrolment, contacts, closed, clock.today())
    return FamilyLine(
        enrolment=enrolment,
        programme=tracks.programme_of(enrolment),
        months=strip,
        held=sum(month.kind is months.Kind.DONE for month in strip),
        asked=len(steps),
        plan_url=url_for("home_visits.plan_course", enrolment_id=enrolment.id) if has_room else None,
    )


def closed_by_school(
    session: Session,
    organisation_id: uuid.UUID,
    enrolments: Sequence[Enrolment],
    contacts: Mapping[uuid.UUID, Sequence[Contact]],
) -> dict[uuid.UUID | None, dict[date, Text]]:
    """The closed days of each child's school over all months that are shown. One statement."""
    today = clock.today()
    spans = [months.span(each, contacts.get(each.id, []), today) for each in enrolments]
    first = min((begin for begin, _ in spans), default=today)
    last = next_month(max((end for _, end in spans), default=today)) - timedelta(days=1)
    schools = {each.child.school_id for each in enrolments}
    return open_days.closed_days_by_school(session, organisation_id, schools, first, last)
