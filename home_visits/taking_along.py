"""What a visitor takes along: her own visits of these weeks, the families she may visit without a plan, and all that is
needed at each door. Nobody takes along what is somebody else's. The number of statements does not grow with the visits.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, joinedload

from home_visits import door, queries, services, tracks
from home_visits.calendar_entries import KINDS
from home_visits.door import Door
from home_visits.door_data import AtTheDoor, Busy, SpareLine, TakenAlong, VisitLine
from programmes.protocol import StepKind
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.contacts.pages import words_of
from thuisbasis.contacts.states import OFF, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import Family
from thuisbasis.permissions import Actor

BACK, AHEAD, BUSY = timedelta(days=14), timedelta(days=14), timedelta(days=60)

# Children of one family on one track, whom one visit serves; the eldest name first.
Siblings = list[Enrolment]


def visit_at_the_door(session: Session, actor: Actor, contact_id: uuid.UUID) -> AtTheDoor:
    """One of the actor's own visits. Raises NotFoundError, for a visit of somebody else too."""
    found = session.scalars(_own(actor).where(Contact.id == contact_id, Contact.kind.in_(KINDS))).first()
    if found is None:
        raise NotFoundError("visit")
    return visits_at_the_door(session, actor, [found])[0]


def visits_at_the_door(session: Session, actor: Actor, contacts: Sequence[Contact]) -> list[AtTheDoor]:
    """The same for several visits with their family, which the caller has found for the actor, in their order."""
    return door.told(session, actor, _planned_all(session, actor, contacts))


def spare_at_the_door(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> AtTheDoor:
    """For a visit without a plan to a child whom the actor visits, with its siblings. Raises NotFoundError."""
    return door.told(session, actor, _spares(session, actor, [visited_together(session, actor, enrolment_id)]))[0]


def visited_together(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> Siblings:
    """A child whom the actor visits, with the siblings whom the same visit serves. Raises NotFoundError."""
    for siblings in _visited(session, actor):
        if enrolment_id in {enrolment.id for enrolment in siblings}:
            return siblings
    raise NotFoundError("spare")


def taken_along(session: Session, actor: Actor) -> TakenAlong:
    """The list of what the actor takes along."""
    now, today = clock.now(), clock.today()
    until = _midnight(today + AHEAD + timedelta(days=1))
    contacts = _own_visits(session, actor, _midnight(today - BACK), until)
    planned = _planned_all(session, actor, contacts)
    at_doors = door.told(session, actor, planned)
    spares = _spares(session, actor, _visited(session, actor))
    at_spares = door.told(session, actor, spares)
    return TakenAlong(
        taken_at=now,
        until=until,
        visits=[_visit_line(*each) for each in zip(planned, contacts, at_doors, strict=True)],
        spares=[_spare_line(*each) for each in zip(spares, at_spares, strict=True)],
        busy=_busy(session, actor, now),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)


def _own(actor: Actor) -> Select[Contact]:
    """The start of a query: the contacts that the actor is at, with family and group."""
    return (
        select(Contact)
        .join(
            ContactStaff,
            and_(ContactStaff.organisation_id == Contact.organisation_id, ContactStaff.contact_id == Contact.id),
        )
        .where(
            ContactStaff.organisation_id == actor.organisation_id,
            ContactStaff.staff_id == actor.staff_id,
            Contact.archived_at.is_(None),
        )
        .options(joinedload(Contact.family), joinedload(Contact.group))
    )


def _in_time(contacts: Sequence[Contact]) -> list[Contact]:
    """Sorted here: asked for in order, SQLite may go through the whole organisation's contacts."""
    return sorted(contacts, key=lambda contact: (contact.starts_at, contact.id))


def _own_visits(session: Session, actor: Actor, first: datetime, until: datetime) -> list[Contact]:
    """Visits of this time that are to be made, or still want a record."""
    statement = _own(actor).where(
        Contact.kind.in_(KINDS),
        Contact.starts_at >= first,
        Contact.starts_at < until,
        Contact.state.in_(queries.UNFINISHED),
    )
    return _in_time(session.scalars(statement).all())


def _busy(session: Session, actor: Actor, now: datetime) -> list[Busy]:
    """When the actor has something in the coming weeks, of whatever kind."""
    statement = _own(actor).where(Contact.ends_at > now, Contact.starts_at < now + BUSY, Contact.state.not_in(OFF))
    return [
        Busy(starts=each.starts_at, ends=each.ends_at, words=words_of(each), contact=each.id)
        for each in _in_time(session.scalars(statement).all())
    ]


def _visited(session: Session, actor: Actor) -> list[Siblings]:
    """The children whose visitor the actor is, those of one family on one track together, by family name."""
    statement = queries.visited(actor).where(Enrolment.visitor_id == actor.staff_id)
    found: dict[tuple[object, ...], Siblings] = defaultdict(list)
    for each in session.scalars(statement):
        if tracks.is_visited(each):
            found[each.family.sort_key, each.family_id, each.programme_key, each.version, each.track_key].append(each)
    for siblings in found.values():
        siblings.sort(key=lambda each: (each.child.sort_key, each.id))
    return [found[key] for key in sorted(found, key=lambda key: tuple(map(str, key)))]


def _planned_all(session: Session, actor: Actor, contacts: Sequence[Contact]) -> list[Door]:
    served = queries.enrolments_at(session, actor.organisation_id, [contact.id for contact in contacts])
    return [_planned(contact, served.get(contact.id, [])) for contact in contacts]


def _planned(contact: Contact, enrolments: Sequence[Enrolment]) -> Door:
    programme = rulebook.programme(contact.programme_key, contact.version)
    step = programme.track(contact.track_key).step(contact.step_key)
    return Door(contact=contact, family=contact.family, enrolments=enrolments, programme=programme, step=step)


def _spares(session: Session, actor: Actor, visited: Sequence[Siblings]) -> list[Door]:
    """The doors of visits without a plan: each would be the next visit that has no date."""
    firsts = [siblings[0].id for siblings in visited]
    contacts = contact_queries.of_enrolments(session, actor.organisation_id, firsts)
    return [_spare(each, contacts.get(each[0].id, [])) for each in visited]


def _spare(siblings: Siblings, contacts: Sequence[Contact]) -> Door:
    first = siblings[0]
    family: Family = first.family
    taken = [each for each in contacts if each.kind == StepKind.HOME_VISIT and each.state not in OFF]
    return Door(
        contact=None,
        family=family,
        enrolments=siblings,
        programme=tracks.programme_of(first),
        step=services.next_step(first, taken),
    )


def _visit_line(planned: Door, contact: Contact, known: AtTheDoor) -> VisitLine:
    return VisitLine(
        contact=contact.id,
        version=known.version,
        starts=contact.starts_at,
        ends=contact.ends_at,
        words=known.words,
        family=known.family,
        children=planned.names,
        symbol=known.programme.symbol,
        state=State(contact.state).value,
        state_words=known.state_words,
        place=known.place,
        needs_record=clock.local(contact.starts_at).date() <= clock.today(),
    )


def _spare_line(planned: Door, known: AtTheDoor) -> SpareLine:
    return SpareLine(
        enrolment=planned.enrolments[0].id,
        family=known.family,
        children=planned.names,
        words=known.words,
        version=known.version,
    )
