"""Each contact's event, kept as bytes: written in the transaction that changes the contact."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from thuisbasis import clock
from thuisbasis.calendars.event import event_bytes
from thuisbasis.calendars.models import FeedAddress, StoredEvent
from thuisbasis.calendars.wording import Wording
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.contacts.states import CANCELLED


@dataclass(frozen=True)
class EventStore:
    """Keeps the stored events equal to the contacts."""

    wording: Wording

    def after_change(self, session: Session, contacts: Sequence[Contact]) -> None:
        """Write the events of contacts that were made or changed, or whose staff did (`contacts.changes.AfterChange`).

        A constant number of statements for each organisation. Feeds in which an event appeared, changed or disappeared
        get a new revision; others stay as they are.
        """
        by_organisation: dict[uuid.UUID, list[uuid.UUID]] = {}
        for contact in contacts:
            by_organisation.setdefault(contact.organisation_id, []).append(contact.id)
        for organisation_id, contact_ids in by_organisation.items():
            self._store(session, organisation_id, contact_ids)

    def _store(self, session: Session, organisation_id: uuid.UUID, contact_ids: Sequence[uuid.UUID]) -> None:
        staff = _staff_of(session, organisation_id, contact_ids)
        stored = _stored_of(session, organisation_id, contact_ids)
        touched: set[uuid.UUID] = set()
        for contact in _contacts(session, organisation_id, contact_ids):
            old = stored.get(contact.id)
            facts = self._facts(contact, staff.get(contact.id, []))
            if not _says_the_same(old, facts):
                touched |= _owners(old)
                touched |= _owners(_replaced(session, old, facts))
        session.flush()
        _renew_feeds(session, organisation_id, touched)

    def _facts(self, contact: Contact, staff_ids: list[str]) -> dict[str, Any] | None:
        """The columns of a contact's stored event; None for one that is archived and has none."""
        if contact.is_archived:
            return None
        return {
            "organisation_id": contact.organisation_id,
            "contact_id": contact.id,
            "group_id": contact.group_id,
            "starts_at": contact.starts_at,
            "changed_at": contact.changed_at,
            "is_cancelled": contact.state in CANCELLED,
            "staff_ids": staff_ids,
            "event": event_bytes(self.wording.event_of(contact)),
        }


def _says_the_same(old: StoredEvent | None, facts: dict[str, Any] | None) -> bool:
    if old is None or facts is None:
        return old is None and facts is None
    return all(getattr(old, name) == value for name, value in facts.items())


def _replaced(session: Session, old: StoredEvent | None, facts: dict[str, Any] | None) -> StoredEvent | None:
    """The stored event with new facts: made, changed or, without facts, gone."""
    if facts is None:
        session.delete(old)
        return None
    stored = old or StoredEvent()
    for name, value in facts.items():
        setattr(stored, name, value)
    session.add(stored)
    return stored


def _owners(stored: StoredEvent | None) -> set[uuid.UUID]:
    """The staff and the group in whose feeds an event stands."""
    if stored is None:
        return set()
    return {*map(uuid.UUID, stored.staff_ids), *([stored.group_id] if stored.group_id else [])}


def _contacts(session: Session, organisation_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> Sequence[Contact]:
    query = select(Contact).where(Contact.organisation_id == organisation_id, Contact.id.in_(ids)).order_by(Contact.id)
    wanted = (joinedload(Contact.group), joinedload(Contact.family), joinedload(Contact.school))
    return session.scalars(query.options(*wanted)).all()


def _staff_of(session: Session, organisation_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Contact id → the ids of the staff at it, in a fixed order."""
    query = (
        select(ContactStaff.contact_id, ContactStaff.staff_id)
        .where(ContactStaff.organisation_id == organisation_id, ContactStaff.contact_id.in_(ids))
        .order_by(ContactStaff.contact_id, ContactStaff.staff_id)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for contact_id, staff_id in session.execute(query):
        found.setdefault(contact_id, []).append(str(staff_id))
    return found


def _stored_of(session: Session, organisation_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, StoredEvent]:
    query = select(StoredEvent).where(StoredEvent.organisation_id == organisation_id, StoredEvent.contact_id.in_(ids))
    return {stored.contact_id: stored for stored in session.scalars(query)}


def _renew_feeds(session: Session, organisation_id: uuid.UUID, owners: set[uuid.UUID]) -> None:
    """Tell the addresses of these feeds that something in them changed."""
    if not owners:
        return
    session.execute(
        update(FeedAddress)
        .where(
            FeedAddress.organisation_id == organisation_id,
            FeedAddress.revoked_at.is_(None),
            or_(FeedAddress.staff_id.in_(owners), FeedAddress.group_id.in_(owners)),
        )
        .values(revision=FeedAddress.revision + 1, changed_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
