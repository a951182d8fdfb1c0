"""Writing a worry down. The page does it, and the tablet protocol does it hours later with the same id."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child
from thuisbasis.permissions import Actor, Permission
from thuisbasis.safeguarding import officers
from thuisbasis.safeguarding.models import Worry


def raise_worry(
    session: Session,
    actor: Actor,
    *,
    worry_id: uuid.UUID,
    contact_id: uuid.UUID | None,
    family_id: uuid.UUID,
    enrolment_id: uuid.UUID | None,
    text: str,
    at: datetime,
    child_id: uuid.UUID | None = None,
) -> Worry:
    """Write down a worry that arose `at` (aware) about a family, or one child of it. Flushes.

    `worry_id` is made where the text was typed: sent again, it gives the worry that is there and changes nothing, also
    when the author no longer works with the family. Raises NotFoundError for a family that the actor may not see, and
    for what does not belong to it; InvalidStateError for an empty text, and where nobody was named to read it (its
    message says whom to phone).
    """
    known = session.get(Worry, (actor.organisation_id, worry_id))
    if known is not None:
        if known.author_id != actor.staff_id:
            raise NotFoundError("worry")
        return known
    if not actor.may(Permission.RAISE_WORRIES):
        raise NotFoundError("family")
    family = families.family_or_404(session, actor, family_id)
    child = _child(session, actor, family.id, enrolment_id, child_id)
    contact = _contact(session, actor, family.id, contact_id)
    if not text.strip():
        raise InvalidStateError(gettext("Schrijf op waarover u zich zorgen maakt."))
    worry = Worry(
        organisation_id=actor.organisation_id,
        id=worry_id,
        author_id=actor.staff_id,
        school_id=_school_that_reads(session, actor, family.id, child, contact),
        family_id=family.id,
        child_id=child.id if child else None,
        enrolment_id=enrolment_id,
        contact_id=contact.id if contact else None,
        text=text,
        arose_at=min(at, clock.now()),  # the clock of a tablet may be ahead
        received_at=clock.now(),
    )
    session.add(worry)
    session.flush()
    # Without the family: its own history, which others read, must not tell that there is a worry.
    trail.record(session, actor, "worry.raised", worry)
    return worry


def schools_to_ask(children: Iterable[Child], contact: Contact | None) -> list[uuid.UUID | None]:
    """Whose officers could read a worry about a whole family, in this order: where it arose, the children's schools."""
    found = [contact.school_id if contact else None, *(child.school_id for child in children)]
    return [*dict.fromkeys(school_id for school_id in found if school_id), None]


def _school_that_reads(
    session: Session, actor: Actor, family_id: uuid.UUID, child: Child | None, contact: Contact | None
) -> uuid.UUID | None:
    if child is not None and child.school_id is not None:
        wanted: list[uuid.UUID | None] = [child.school_id]
    else:
        wanted = schools_to_ask(families.children_of(session, actor.organisation_id, [family_id])[family_id], contact)
    reads = officers.who_reads_at(session, actor.organisation_id, wanted)
    for school_id in wanted:
        if reads[school_id].named:
            return school_id
    raise InvalidStateError(officers.whom_to_phone())


def _child(
    session: Session, actor: Actor, family_id: uuid.UUID, enrolment_id: uuid.UUID | None, child_id: uuid.UUID | None
) -> Child | None:
    """The child that the worry is about, by its enrolment or itself. Raises NotFoundError."""
    if enrolment_id is not None:
        enrolment = enrolments.enrolment_or_404(session, actor, enrolment_id)
        if enrolment.family_id != family_id or child_id not in (None, enrolment.child_id):
            raise NotFoundError("enrolment")
        return enrolment.child
    return families.child_or_404(session, actor, family_id, child_id) if child_id is not None else None


def _contact(session: Session, actor: Actor, family_id: uuid.UUID, contact_id: uuid.UUID | None) -> Contact | None:
    """The contact during which it arose, with this family at it. Raises NotFoundError."""
    return contact_with(session, actor, family_id, contact_id) if contact_id is not None else None


def contact_with(session: Session, actor: Actor, family_id: uuid.UUID, contact_id: uuid.UUID) -> Contact:
    """A contact that the actor may see and that a family was at. Raises NotFoundError."""
    contact = contacts.contact_or_404(session, actor, contact_id)
    if contact.family_id != family_id and all(
        enrolment.family_id != family_id for enrolment in contacts.enrolments_of(session, contact)
    ):
        raise NotFoundError("contact")
    return contact
