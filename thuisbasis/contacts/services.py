"""Planning contacts and changing what becomes of them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.contacts.changes import announce
from thuisbasis.contacts.models import Contact, ContactEnrolment, ContactMove, ContactStaff
from thuisbasis.contacts.states import AHEAD, LABELS, State, may_become
from thuisbasis.database import new_id
from thuisbasis.errors import InvalidStateError
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """A contact to be planned. Times are aware; `staff` and `enrolments` are ids (enrolments: of a family's visit).

    `id` is given where the contact was named before it came here: on a tablet without network.
    """

    kind: str
    programme_key: str
    version: str
    track_key: str
    step_key: str
    number: int
    month: str
    title: str
    starts_at: datetime
    ends_at: datetime
    school_id: uuid.UUID | None
    group_id: uuid.UUID | None = None
    family_id: uuid.UUID | None = None
    place_kind: str = ""
    place: str = ""
    catches_up_id: uuid.UUID | None = None
    staff: tuple[uuid.UUID, ...] = ()
    enrolments: tuple[uuid.UUID, ...] = ()
    prepared: Mapping[str, Any] = field(default_factory=dict)
    id: uuid.UUID | None = None


def plan(session: Session, actor: Actor, new: Sequence[NewContact]) -> list[Contact]:
    """Plan contacts, with their staff and enrolments. Flushes, audits each, tells who stands above."""
    at = clock.now()
    contacts = []
    for one in new:
        values = {
            name: getattr(one, name)
            for name in NewContact.__dataclass_fields__
            if name not in ("staff", "enrolments", "id")
        }
        values |= {"prepared": dict(one.prepared), "id": one.id or new_id()}
        contact = Contact(organisation_id=actor.organisation_id, changed_at=at, **values)
        session.add(contact)
        contacts.append(contact)
    session.flush()
    for one, contact in zip(new, contacts, strict=True):
        organisation_id, contact_id = contact.organisation_id, contact.id
        session.add_all(
            ContactStaff(organisation_id=organisation_id, contact_id=contact_id, staff_id=each) for each in one.staff
        )
        session.add_all(
            ContactEnrolment(organisation_id=organisation_id, contact_id=contact_id, enrolment_id=each)
            for each in one.enrolments
        )
        planned = {"starts_at": contact.starts_at, "number": contact.number}
        trail.record(session, actor, "contact.planned", contact, family_id=contact.family_id, after=planned)
    announce(session, contacts)
    return contacts


def move(
    session: Session,
    actor: Actor,
    contact: Contact,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    note: str = "",
) -> None:
    """Move a contact that lies ahead, or give one that was off a new date. It keeps its number and month.

    Raises InvalidStateError when it already took place.
    """
    refuse_unless_open(contact)
    session.add(
        ContactMove(
            organisation_id=contact.organisation_id,
            contact_id=contact.id,
            from_starts_at=contact.starts_at,
            to_starts_at=starts_at,
            reason=reason,
            note=note,
            staff_id=actor.staff_id,
            moved_at=clock.now(),
        )
    )
    before = {"starts_at": contact.starts_at}
    contact.starts_at, contact.ends_at = starts_at, ends_at
    contact.state, contact.state_reason, contact.state_note = State.PLANNED, "", ""
    _changed(contact)
    after = {"starts_at": starts_at, "reason": reason}
    trail.record(session, actor, "contact.moved", contact, family_id=contact.family_id, before=before, after=after)
    announce(session, [contact])


def cancel(session: Session, actor: Actor, contact: Contact, *, by_family: bool, reason: str, note: str = "") -> None:
    """Call a contact off, by the family or by us. Raises InvalidStateError when it already took place."""
    target = State.CANCELLED_BY_FAMILY if by_family else State.CANCELLED_BY_US
    _set_state(session, actor, contact, target, "contact.cancelled", reason, note)


def miss(session: Session, actor: Actor, contact: Contact, *, reason: str, note: str = "") -> None:
    """Nobody was there (no-show). Raises InvalidStateError when the table does not lead there."""
    _set_state(session, actor, contact, State.MISSED, "contact.state_changed", reason, note)


def confirm(session: Session, actor: Actor, contact: Contact) -> None:
    """Confirm a contact; the caller has passed the plan gate."""
    _set_state(session, actor, contact, State.CONFIRMED, "contact.state_changed")


def hold(session: Session, actor: Actor, contact: Contact) -> None:
    """It took place. Does nothing when that is known already."""
    if State(contact.state) not in (State.HELD, State.RECORDED, State.COMPLETED):
        _set_state(session, actor, contact, State.HELD, "contact.state_changed")


def follow_records(session: Session, actor: Actor, contact: Contact, *, all_completed: bool) -> None:
    """Bring the state in line with the contact's records: begun, or all completed. Corrections are told of too."""
    before = contact.state
    hold(session, actor, contact)
    if contact.state == State.HELD:
        _set_state(session, actor, contact, State.RECORDED, "contact.state_changed")
    if all_completed and contact.state == State.RECORDED:
        _set_state(session, actor, contact, State.COMPLETED, "contact.state_changed")
    if all_completed and contact.state == before:
        announce(session, [contact])


def change_staff(session: Session, actor: Actor, contact: Contact, staff: Sequence[uuid.UUID]) -> None:
    """Set who is at a contact."""
    ours = (ContactStaff.organisation_id == contact.organisation_id, ContactStaff.contact_id == contact.id)
    before = sorted(str(each) for each in session.scalars(select(ContactStaff.staff_id).where(*ours)))
    session.execute(delete(ContactStaff).where(*ours))
    session.add_all(
        ContactStaff(organisation_id=contact.organisation_id, contact_id=contact.id, staff_id=each) for each in staff
    )
    _changed(contact)
    after = {"staff": sorted(str(each) for each in staff)}
    trail.record(
        session, actor, "contact.changed", contact, family_id=contact.family_id, before={"staff": before}, after=after
    )
    announce(session, [contact])


def change_place(session: Session, actor: Actor, contact: Contact, *, place_kind: str, place: str) -> None:
    """Set where a contact is held."""
    before, after = trail.changes(contact, {"place_kind": place_kind, "place": place})
    if not after:
        return
    contact.place_kind, contact.place = place_kind, place
    _changed(contact)
    trail.record(session, actor, "contact.changed", contact, family_id=contact.family_id, before=before, after=after)
    announce(session, [contact])


def prepare(session: Session, actor: Actor, contact: Contact, prepared: Mapping[str, Any]) -> None:
    """Set what the plan already knows for a contact: element key to evidence."""
    before, after = trail.changes(contact, {"prepared": dict(prepared)})
    if after:
        contact.prepared = dict(prepared)
        trail.record(
            session, actor, "contact.changed", contact, family_id=contact.family_id, before=before, after=after
        )
        session.flush()


def _set_state(
    session: Session, actor: Actor, contact: Contact, target: State, action: str, reason: str = "", note: str = ""
) -> None:
    source = State(contact.state)
    if not may_become(source, target):
        raise InvalidStateError(
            gettext(
                "Deze afspraak is nu “%(now)s” en kan niet “%(then)s” worden.", now=LABELS[source], then=LABELS[target]
            )
        )
    before = {"state": contact.state}
    contact.state, contact.state_reason, contact.state_note = target, reason, note
    _changed(contact)
    after = {"state": str(target), "reason": reason} if reason else {"state": str(target)}
    trail.record(session, actor, action, contact, family_id=contact.family_id, before=before, after=after)
    announce(session, [contact])


def refuse_unless_open(contact: Contact) -> None:
    """Raise InvalidStateError for a contact that took place: it can no longer move."""
    state = State(contact.state)
    if state not in AHEAD and not may_become(state, State.PLANNED):
        raise InvalidStateError(gettext("Deze afspraak is al geweest en kan niet meer worden verzet."))


def _changed(contact: Contact) -> None:
    """Time, place or status changed: calendars must notice (RFC 5545 §3.8.7.4)."""
    contact.sequence += 1
    contact.changed_at = clock.now()
