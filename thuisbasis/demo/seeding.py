"""The demo's whole story, in one transaction."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.demo import earlier_group, forming_group, organisation, others, parent_group, reading_cohort, visiting
from thuisbasis.demo.places import ORGANISATION
from thuisbasis.demo.world import World
from thuisbasis.organisations.models import Organisation


def is_seeded(session: Session) -> bool:
    """Whether the demo's organisation is there already."""
    return (
        session.scalars(select(Organisation.id).where(Organisation.name == ORGANISATION).limit(1)).first() is not None
    )


def seed(session: Session) -> World:
    """Fill an empty database with the demo, as it is today. Flushes; the caller commits."""
    world = organisation.found(session, clock.today())
    earlier_group.tell(world)
    visiting.tell(world)
    parent_group.tell(world)
    reading_cohort.tell(world)
    forming_group.tell(world)
    others.tell(world)
    session.flush()
    return world
