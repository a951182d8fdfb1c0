"""Whom to call when plans change: the guardians who take part, with what became of their contact."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, union
from sqlalchemy.orm import Session, joinedload

from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import CANCELLED
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Family, Guardian
from thuisbasis.groups.models import Membership
from thuisbasis.permissions import Actor
from thuisbasis.planning.selections import moved_away
from thuisbasis.recording.questions import expected_guardians


@dataclass(frozen=True, kw_only=True)
class Call:
    """One line of the call list. `was` is when it would have been, `new` when it is now (None: off)."""

    contact: Contact
    family: Family
    guardian: Guardian
    was: datetime
    new: datetime | None


def calls(session: Session, actor: Actor, contacts: Sequence[Contact]) -> list[Call]:
    """A line for each guardian who takes part in one of these contacts, by time and then by name.

    A constant number of statements.
    """
    by_id = {contact.id: contact for contact in contacts}
    moves = moved_away(session, actor, list(by_id))
    found = []
    for contact_id, family, guardian in _concerned(session, actor.organisation_id, by_id):
        contact, move = by_id[contact_id], moves.get(contact_id)
        found.append(
            Call(
                contact=contact,
                family=family,
                guardian=guardian,
                was=move.from_starts_at if move else contact.starts_at,
                new=None if contact.state in CANCELLED else contact.starts_at,
            )
        )
    return sorted(found, key=lambda call: (call.was, call.guardian.sort_key, call.guardian.id))


def _concerned(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> Iterable[tuple[uuid.UUID, Family, Guardian]]:
    """Each guardian once for each contact, siblings or not."""
    served = _served(session, organisation_id, contact_ids)
    enrolments = list({enrolment.id: enrolment for _, enrolment in served}.values())
    guardians = expected_guardians(session, organisation_id, enrolments)
    once = {
        (contact_id, guardian.id): (contact_id, enrolment.family, guardian)
        for contact_id, enrolment in served
        for guardian in guardians.get(enrolment.id, ())
    }
    return once.values()


def _served(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> list[tuple[uuid.UUID, Enrolment]]:
    """The enrolments that contacts serve: members of their groups, and those of families' own contacts."""
    of_groups = (
        select(Contact.id.label("contact_id"), Membership.enrolment_id)
        .join(
            Membership,
            and_(Membership.organisation_id == Contact.organisation_id, Membership.group_id == Contact.group_id),
        )
        .where(
            Contact.organisation_id == organisation_id,
            Contact.id.in_(contact_ids),
            Membership.left_on.is_(None),
            Membership.from_number <= Contact.number,
        )
    )
    of_families = select(ContactEnrolment.contact_id, ContactEnrolment.enrolment_id).where(
        ContactEnrolment.organisation_id == organisation_id, ContactEnrolment.contact_id.in_(contact_ids)
    )
    served = union(of_groups, of_families).subquery()
    statement = (
        select(served.c.contact_id, Enrolment)
        .join(Enrolment, and_(Enrolment.organisation_id == organisation_id, Enrolment.id == served.c.enrolment_id))
        .options(joinedload(Enrolment.family))
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
