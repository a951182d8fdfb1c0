"""What a tablet takes along of visits, and what it may bring that is no record."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from home_visits import queries, services, tablet_events, taking_along
from home_visits.calendar_entries import KINDS
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.errors import NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.tablet.bodies import Unplanned
from thuisbasis.tablet.sources import AtTheDoor, TabletSource


def listed(session: Session, actor: Actor) -> dict[str, Any]:
    """The visits that one takes along, the families for a visit without a plan, and when one is busy."""
    return taking_along.taken_along(session, actor).as_data()


def visit(session: Session, actor: Actor, contact_id: uuid.UUID) -> AtTheDoor:
    """One of the actor's own visits. Raises NotFoundError."""
    known = taking_along.visit_at_the_door(session, actor, contact_id)
    contact = queries.visit_or_404(session, actor, contact_id)
    served = queries.enrolments_at(session, actor.organisation_id, [contact.id]).get(contact.id, [])
    return AtTheDoor(data=known.as_data(), contact=contact, served=tuple(served))


def spare(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> AtTheDoor:
    """A visit without a plan to a child whom the actor visits, with its siblings. Raises NotFoundError."""
    known = taking_along.spare_at_the_door(session, actor, enrolment_id)
    siblings = taking_along.visited_together(session, actor, enrolment_id)
    first = siblings[0]
    step = services.next_step(first, services.standing(session, first))
    now = clock.now()
    contact = Contact(
        organisation_id=actor.organisation_id,
        id=new_id(),
        kind=step.kind.value,
        programme_key=first.programme_key,
        version=first.version,
        track_key=first.track_key,
        step_key=step.key,
        number=step.number,
        month=f"{clock.today():%Y-%m}",
        family_id=first.family_id,
        school_id=first.child.school_id,
        starts_at=now,
        ends_at=now,
        place_kind="",
        place="",
        prepared={},
    )
    return AtTheDoor(data=known.as_data(), contact=contact, served=tuple(siblings))


def add_unplanned(session: Session, actor: Actor, contact_id: uuid.UUID, unplanned: Unplanned) -> Contact:
    """The visit that was made without a plan (`tablet.sources.AddingUnplanned`)."""
    siblings = taking_along.visited_together(session, actor, unplanned.enrolments[0])
    wanted = set(unplanned.enrolments)
    if not wanted <= {each.id for each in siblings}:
        raise NotFoundError("enrolment")
    return services.add_visit(
        session,
        actor,
        [each for each in siblings if each.id in wanted],
        starts=unplanned.starts,
        ends=unplanned.ends,
        visitor_id=actor.staff_id,
        contact_id=contact_id,
    )


SOURCE = TabletSource(
    kinds=KINDS, listed=listed, visit=visit, spare=spare, add_unplanned=add_unplanned, events=tablet_events.EVENTS
)
