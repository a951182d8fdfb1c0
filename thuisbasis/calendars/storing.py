"""Each contact's event, kept as bytes: written in the transaction that changes the contact."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from flask_babel import force_locale
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from thuisbasis import clock
from thuisbasis.calendars.event import CalendarEvent, Status, event_bytes
from thuisbasis.calendars.models import FeedAddress, StoredEvent
from thuisbasis.contacts.models import Contact, ContactStaff

CANCELLED: Final = "cancelled"
PLANNED: Final = "planned"
LINK_WORDS: Final = "Meer in Thuisbasis:"


class ContactWords(Protocol):
    """What a feature says of its kinds of contact: where their page is, and how a calendar calls them."""

    @property
    def page(self) -> Callable[[Contact], str]: ...

    @property
    def calendar_words(self) -> Callable[[Contact], str]: ...


@dataclass(frozen=True, kw_only=True)
class EventStore:
    """Writes the events of contacts. `words` has an entry for each kind of contact; `host_name` is ours."""

    words: Mapping[str, ContactWords]
    host_name: str

    def after_change(self, session: Session, contact: Contact) -> None:
        """Write the event of a contact that was made or changed, or whose staff did."""
        self.store(session, contact.organisation_id, [contact.id])

    def store(self, session: Session, organisation_id: uuid.UUID, contact_ids: Sequence[uuid.UUID]) -> None:
        """The same for many contacts of one organisation, in a constant number of statements.

        Feeds in which an event appeared, changed or disappeared get a new revision; others stay as they are.
        """
        session.flush()
        staff = _staff_of(session, organisation_id, contact_ids)
        stored = _stored_of(session, organisation_id, contact_ids)
        touched_staff: set[str] = set()
        touched_groups: set[uuid.UUID] = set()
        for contact in _contacts(session, organisation_id, contact_ids):
            old = stored.get(contact.id)
            before = (set(old.staff_ids), old.group_id) if old else (set(), None)
            new = self._write(session, contact, staff.get(contact.id, []), old)
            if new:
                touched_staff |= before[0] | set(staff.get(contact.id, []))
                touched_groups |= {group for group in (before[1], contact.group_id) if group}
        session.flush()
        _renew_feeds(session, organisation_id, touched_staff, touched_groups)

    def event_of(self, contact: Contact) -> CalendarEvent:
        """The event of a contact whose group, family and school are loaded: in Dutch, whoever made the change."""
        words = self.words[contact.kind]
        url = f"https://{self.host_name}{words.page(contact)}"
        with force_locale("nl"):
            summary = words.calendar_words(contact)
        return CalendarEvent(
            uid=f"{contact.id}@{self.host_name}",
            starts=contact.starts_at,
            ends=contact.ends_at,
            summary=summary,
            description=f"{LINK_WORDS} {url}",
            location=_location(contact),
            url=url,
            last_modified=contact.changed_at,
            sequence=contact.sequence,
            status=_status(contact),
        )

    def _write(self, session: Session, contact: Contact, staff_ids: list[str], old: StoredEvent | None) -> bool:
        """Bring one stored event up to date; whether anything about it changed."""
        if contact.is_archived:
            if old:
                session.delete(old)
            return old is not None
        facts = {
            "group_id": contact.group_id,
            "starts_at": contact.starts_at,
            "changed_at": contact.changed_at,
            "is_cancelled": contact.state == CANCELLED,
            "staff_ids": staff_ids,
            "event": event_bytes(self.event_of(contact)),
        }
        if old is None:
            session.add(StoredEvent(organisation_id=contact.organisation_id, contact_id=contact.id, **facts))
            return True
        differing = {name: value for name, value in facts.items() if getattr(old, name) != value}
        for name, value in differing.items():
            setattr(old, name, value)
        return bool(differing)


def _status(contact: Contact) -> Status:
    """A visit that is planned but not agreed with the family is tentative; an evening of a group is not."""
    if contact.state == CANCELLED:
        return Status.CANCELLED
    if contact.state == PLANNED and contact.family_id is not None:
        return Status.TENTATIVE
    return Status.CONFIRMED


def _location(contact: Contact) -> str:
    """Where a group meets. The place of a family's contact may be its home, and is never told."""
    return contact.place if contact.family_id is None else ""


def _contacts(session: Session, organisation_id: uuid.UUID, ids: Iterable[uuid.UUID]) -> Sequence[Contact]:
    query = select(Contact).where(Contact.organisation_id == organisation_id, Contact.id.in_(ids))
    return session.scalars(
        query.options(joinedload(Contact.group), joinedload(Contact.family), joinedload(Contact.school))
    ).all()


def _staff_of(session: Session, organisation_id: uuid.UUID, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Contact id → the staff at it, in a fixed order."""
    query = (
        select(ContactStaff.contact_id, ContactStaff.staff_id)
        .where(ContactStaff.organisation_id == organisation_id, ContactStaff.contact_id.in_(ids))
        .order_by(ContactStaff.contact_id, ContactStaff.staff_id)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for contact_id, staff_id in session.execute(query):
        found.setdefault(contact_id, []).append(str(staff_id))
    return found


def _stored_of(session: Session, organisation_id: uuid.UUID, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, StoredEvent]:
    query = select(StoredEvent).where(StoredEvent.organisation_id == organisation_id, StoredEvent.contact_id.in_(ids))
    return {stored.contact_id: stored for stored in session.scalars(query)}


def _renew_feeds(session: Session, organisation_id: uuid.UUID, staff: set[str], groups: set[uuid.UUID]) -> None:
    """Tell the addresses of these feeds that something in them changed."""
    if not staff and not groups:
        return
    session.execute(
        update(FeedAddress)
        .where(
            FeedAddress.organisation_id == organisation_id,
            FeedAddress.revoked_at.is_(None),
            or_(FeedAddress.staff_id.in_([uuid.UUID(one) for one in sorted(staff)]), FeedAddress.group_id.in_(groups)),
        )
        .values(revision=FeedAddress.revision + 1, changed_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
