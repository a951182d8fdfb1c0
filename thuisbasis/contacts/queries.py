"""Finding contacts. Each query is of one organisation and gives what the actor may see."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from thuisbasis.contacts.models import Contact, ContactEnrolment, ContactMove, ContactStaff
from thuisbasis.contacts.states import AHEAD, OFF
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import NotFoundError
from thuisbasis.groups.models import Membership
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role


def visible(actor: Actor) -> ColumnElement[bool]:
    """What an actor may see: all; those of one's schools; those one is at, or somebody whom one supervises is."""
    if actor.sees_whole_organisation:
        return true()
    there = aliased(ContactStaff)
    at_it = (there.organisation_id == actor.organisation_id) & (there.contact_id == Contact.id)
    ways: list[ColumnElement[bool]] = [
        exists().where(at_it, there.staff_id == actor.staff_id).correlate(Contact),
    ]
    if actor.coordinates_schools:
        ways.append(Contact.school_id.in_(actor.schools))
    if Role.SUPERVISOR in actor.roles:
        supervised = and_(
            Staff.organisation_id == actor.organisation_id,
            Staff.id == there.staff_id,
            Staff.supervisor_id == actor.staff_id,
        )
        ways.append(exists().where(at_it, Contact.group_id.is_not(None), supervised).correlate(Contact))
    return or_(*ways)


def seen_by(actor: Actor) -> Select[Contact]:
    """The start of a query: contacts of the actor's organisation that the actor may see, archived ones left out."""
    return select(Contact).where(
        Contact.organisation_id == actor.organisation_id, Contact.archived_at.is_(None), visible(actor)
    )


def contact_or_404(session: Session, actor: Actor, contact_id: uuid.UUID) -> Contact:
    """The contact with its group, family and school. Raises NotFoundError."""
    found = session.scalars(
        seen_by(actor)
        .where(Contact.id == contact_id)
        .options(joinedload(Contact.group), joinedload(Contact.family), joinedload(Contact.school))
    ).first()
    if found is None:
        raise NotFoundError
    return found


def between(
    session: Session,
    actor: Actor,
    first: datetime,
    until: datetime,
    *,
    kinds: Collection[str] | None = None,
    most: int | None = None,
) -> Sequence[Contact]:
    """Contacts that start from `first` up to `until` (aware), in order of time: of these kinds, at most `most`."""
    statement = seen_by(actor).where(Contact.starts_at >= first, Contact.starts_at < until)
    if kinds is not None:
        statement = statement.where(Contact.kind.in_(kinds))
    return session.scalars(
        statement.options(joinedload(Contact.group), joinedload(Contact.family))
        .order_by(Contact.starts_at, Contact.id)
        .limit(most)
    ).all()


def of_group(session: Session, actor: Actor, group_id: uuid.UUID) -> Sequence[Contact]:
    """A group's contacts in order of time."""
    return session.scalars(
        seen_by(actor).where(Contact.group_id == group_id).order_by(Contact.starts_at, Contact.id)
    ).all()


def of_groups(session: Session, actor: Actor, group_ids: Collection[uuid.UUID]) -> Sequence[Contact]:
    """The contacts of several groups in order of time."""
    return session.scalars(
        seen_by(actor).where(Contact.group_id.in_(group_ids)).order_by(Contact.starts_at, Contact.id)
    ).all()


def of_enrolments(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Contact]]:
    """Each enrolment's contacts in order of time, by enrolment id: those of its group from its joining on, and its own.

    Two statements, whatever the number of enrolments.
    """
    found = own_of_enrolments(session, organisation_id, enrolment_ids)
    in_groups = (
        select(Membership.enrolment_id, Contact)
        .join(
            Contact,
            and_(Contact.organisation_id == Membership.organisation_id, Contact.group_id == Membership.group_id),
        )
        .where(Membership.organisation_id == organisation_id, Membership.enrolment_id.in_(enrolment_ids))
        .where(or_(Membership.left_on.is_(None), Contact.starts_at < Membership.left_on))
    )
    for enrolment_id, contact in session.execute(in_groups.where(Contact.archived_at.is_(None))):
        found[enrolment_id].append(contact)
    for contacts in found.values():
        contacts.sort(key=lambda contact: (contact.starts_at, contact.id))
    return found


def own_of_enrolments(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Contact]]:
    """Each enrolment's own contacts, those of families, in order of time, by enrolment id. One statement."""
    found: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    rows = session.execute(
        select(ContactEnrolment.enrolment_id, Contact)
        .join(
            Contact,
            and_(
                Contact.organisation_id == ContactEnrolment.organisation_id, Contact.id == ContactEnrolment.contact_id
            ),
        )
        .where(
            ContactEnrolment.organisation_id == organisation_id,
            ContactEnrolment.enrolment_id.in_(enrolment_ids),
            Contact.archived_at.is_(None),
        )
    )
    for enrolment_id, contact in rows:
        found[enrolment_id].append(contact)
    for contacts in found.values():
        contacts.sort(key=lambda contact: (contact.starts_at, contact.id))
    return found


def enrolments_of(session: Session, contact: Contact) -> Sequence[Enrolment]:
    """The enrolments a contact serves, with child and family: the group's members, or those of the family's visit."""
    chosen = select(Enrolment).where(Enrolment.organisation_id == contact.organisation_id)
    if contact.group_id is not None:
        chosen = chosen.join(
            Membership,
            and_(Membership.organisation_id == Enrolment.organisation_id, Membership.enrolment_id == Enrolment.id),
        ).where(
            Membership.group_id == contact.group_id,
            Membership.from_number <= contact.number,
            Membership.from_number <= contact.number,
            or_(Membership.left_on.is_(None), Membership.left_on > contact.starts_at.date()),
        )
    else:
        chosen = chosen.join(
            ContactEnrolment,
            and_(
                ContactEnrolment.organisation_id == Enrolment.organisation_id,
                ContactEnrolment.enrolment_id == Enrolment.id,
            ),
        ).where(ContactEnrolment.contact_id == contact.id)
    options = (joinedload(Enrolment.child), joinedload(Enrolment.family))
    found = session.scalars(chosen.options(*options)).all()
    return sorted(found, key=lambda enrolment: (enrolment.child.sort_key, enrolment.id))


def staff_of(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Staff]]:
    """Who is at each contact, by contact id."""
    found: dict[uuid.UUID, list[Staff]] = defaultdict(list)
    rows = session.execute(
        select(ContactStaff.contact_id, Staff)
        .join(Staff, and_(Staff.organisation_id == ContactStaff.organisation_id, Staff.id == ContactStaff.staff_id))
        .where(ContactStaff.organisation_id == organisation_id, ContactStaff.contact_id.in_(contact_ids))
        .order_by(Staff.sort_key)
    )
    for contact_id, staff in rows:
        found[contact_id].append(staff)
    return found


def moves_of(session: Session, contact: Contact) -> Sequence[ContactMove]:
    """The history of a contact's moves, first one first."""
    return session.scalars(
        select(ContactMove)
        .where(ContactMove.organisation_id == contact.organisation_id, ContactMove.contact_id == contact.id)
        .order_by(ContactMove.moved_at)
    ).all()


def clashes(
    session: Session,
    organisation_id: uuid.UUID,
    staff_ids: Collection[uuid.UUID],
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: Collection[uuid.UUID] = (),
) -> Sequence[Contact]:
    """Contacts of these staff members that overlap a span of time and are not off; `but` leaves some out."""
    at_it = exists().where(
        ContactStaff.organisation_id == organisation_id,
        ContactStaff.contact_id == Contact.id,
        ContactStaff.staff_id.in_(staff_ids),
    )
    return session.scalars(
        select(Contact)
        .where(
            Contact.organisation_id == organisation_id,
            at_it,
            Contact.starts_at < ends_at,
            Contact.ends_at > starts_at,
            Contact.state.not_in(OFF),
            Contact.archived_at.is_(None),
            Contact.id.not_in(but),
        )
        .options(joinedload(Contact.group), joinedload(Contact.family))
        .order_by(Contact.starts_at, Contact.id)
    ).all()


def to_be_recorded(session: Session, actor: Actor, at: datetime) -> Sequence[Contact]:
    """Contacts of the actor that are past and neither off nor completed: what still wants a record, oldest first.

    Sorted here: asked for in order, SQLite may go through the whole organisation's contacts instead of the actor's.
    """
    found = session.scalars(
        seen_by(actor)
        .join(
            ContactStaff,
            and_(ContactStaff.organisation_id == Contact.organisation_id, ContactStaff.contact_id == Contact.id),
        )
        .where(
            ContactStaff.organisation_id == actor.organisation_id,
            ContactStaff.staff_id == actor.staff_id,
            Contact.ends_at < at,
            Contact.state.in_([*AHEAD, "held", "recorded"]),
        )
        .options(joinedload(Contact.group), joinedload(Contact.family))
    )
    return sorted(found, key=lambda contact: (contact.starts_at, contact.id))
