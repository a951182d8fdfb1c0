"""The demo's whole story, in one transaction."""

import gc
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts.changes import AfterChange
from thuisbasis.contacts.models import Contact
from thuisbasis.demo import (
    earlier_group,
    forming_group,
    organisation,
    others,
    parent_group,
    parent_texts,
    reading_cohort,
    visiting,
    worries,
)
from thuisbasis.demo.places import ORGANISATION
from thuisbasis.demo.world import World
from thuisbasis.organisations.models import Organisation


def is_seeded(session: Session) -> bool:
    """Whether the demo's organisation is there already."""
    founded = select(Organisation.id).where(Organisation.name == ORGANISATION)
    return session.scalars(founded.limit(1)).first() is not None


def seed(session: Session) -> World:
    """Fill the database with the demo, as it is today. Flushes; the caller commits."""
    with _without_collecting(), _told_once(session):
        world = organisation.found(session, clock.today())
        earlier_group.tell(world)
        visiting.tell(world)
        parent_group.tell(world)
        reading_cohort.tell(world)
        forming_group.tell(world)
        others.tell(world)
        worries.tell(world)
        parent_texts.tell(world)
    session.flush()
    return world


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Within it Python does not look for cyclic garbage: that is a fifth of the time that a year of history takes."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _told_once(session: Session) -> Iterator[None]:
    """Within it nobody hears of changed contacts; afterwards all are told at once, each contact once.

    A year of history changes every contact some five times; its stored calendar event is needed only as it is now.
    """
    listeners: tuple[AfterChange, ...] = current_app.extensions["after_change"]
    changed: dict[uuid.UUID, Contact] = {}

    def remember(_session: Session, contacts: Sequence[Contact]) -> None:
        changed.update((contact.id, contact) for contact in contacts)

    current_app.extensions["after_change"] = (remember,)
    try:
        yield
    finally:
        current_app.extensions["after_change"] = listeners
    for listener in listeners:
        listener(session, list(changed.values()))
