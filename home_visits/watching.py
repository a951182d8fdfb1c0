"""Which courses of visits ask for attention and from which day on, kept up with every change of one."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from home_visits import asking, queries
from home_visits.calendar_entries import KINDS
from home_visits.tracks import is_visited, visited_programmes
from thuisbasis import clock
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import OPEN, State
from thuisbasis.home.desk import Desk
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.watching import Watch
from thuisbasis.permissions import Actor

ASKING = OPEN - {State.PAUSED}


def courses_of(desk: Desk, enrolment_ids: Collection[uuid.UUID]) -> list[asking.Course]:
    """Those of these courses that the reader may see. A constant number of statements."""
    found = desk.session.scalars(queries.visited(desk.actor).where(Enrolment.id.in_(enrolment_ids))).all()
    return asking.courses_of(desk.session, desk.actor.organisation_id, [each for each in found if is_visited(each)])


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """Look again at the courses of contacts that changed (`contacts.changes.AfterChange`)."""
    by_organisation: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for contact in contacts:
        if contact.kind in KINDS:
            by_organisation[contact.organisation_id].append(contact.id)
    for organisation_id, contact_ids in by_organisation.items():
        served = select(ContactEnrolment.enrolment_id).where(
            ContactEnrolment.organisation_id == organisation_id, ContactEnrolment.contact_id.in_(contact_ids)
        )
        watch(session, organisation_id, set(session.scalars(served)))


def follow_enrolment(session: Session, _actor: Actor, enrolment: Enrolment) -> None:
    """Look again at an enrolment that changed (`enrolments.changes.AfterEnrolmentChange`)."""
    if enrolment.programme_key in visited_programmes():
        watch(session, enrolment.organisation_id, {enrolment.id})


def watch(session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]) -> None:
    """Find out anew from which day on these enrolments ask for something. A constant number of statements."""
    if not enrolment_ids:
        return
    session.flush()
    found = session.scalars(
        select(Enrolment)
        .where(Enrolment.organisation_id == organisation_id, Enrolment.id.in_(enrolment_ids))
        .options(joinedload(Enrolment.child))
    ).all()
    wanted = [each for each in found if each.state in ASKING and not each.is_archived and is_visited(each)]
    courses = asking.courses_of(session, organisation_id, wanted)
    watching.keep(session, organisation_id, asking.KINDS, enrolment_ids, _watches(courses))


def _watches(courses: Iterable[asking.Course]) -> Iterable[Watch]:
    today = clock.today()
    for course in courses:
        enrolment = course.enrolment
        whom = (enrolment.organisation_id, enrolment.visitor_id, enrolment.child.school_id)
        audience = frozenset(one for one in whom if one is not None)
        for first, last, kind in watching.stretches(today, partial(asking.asks, course), asking.LOOK):
            yield Watch(kind=kind, subject_id=enrolment.id, asks_on=first, asks_until=last, audience=audience)
