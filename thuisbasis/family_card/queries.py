"""Gathering what the family card shows, in a number of statements that does not grow with the family."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.enrolments.models import Enrolment, EnrolmentEvent
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, ContactAttempt, Family, Guardian, Guardianship, Household, Residence
from thuisbasis.groups.models import Group, Membership
from thuisbasis.materials import queries as materials
from thuisbasis.materials.models import Loan
from thuisbasis.permissions import Actor
from thuisbasis.recording.models import Record, RecordVersion


@dataclass(frozen=True)
class People:
    """Who is in the family and where they live."""

    family: Family
    guardians: list[Guardian]
    children: list[Child]
    households: list[Household]
    guardianships: Sequence[Guardianship]
    residences: Sequence[Residence]
    attempts: Sequence[ContactAttempt]
    loans: list[Loan]


@dataclass(frozen=True)
class Course:
    """The family's enrolments and what was planned and done in them."""

    enrolments: list[Enrolment]
    contacts: dict[uuid.UUID, list[Contact]]
    reachable: frozenset[uuid.UUID]
    group_names: dict[uuid.UUID, str]
    events: Sequence[EnrolmentEvent]

    @property
    def all_contacts(self) -> list[Contact]:
        """Every contact once: a visit to siblings belongs to two enrolments."""
        return list({contact.id: contact for found in self.contacts.values() for contact in found}.values())


def people(session: Session, actor: Actor, family_id: uuid.UUID) -> People:
    """The people of a family that the actor may see. Raises NotFoundError."""
    family = families.family_or_404(session, actor, family_id)
    here = session, actor.organisation_id
    children = families.children_of(*here, [family.id])[family.id]
    child_ids = [child.id for child in children]
    return People(
        family=family,
        guardians=families.guardians_of(*here, [family.id])[family.id],
        children=children,
        households=families.households_of(*here, [family.id])[family.id],
        guardianships=families.guardianships_of(*here, child_ids),
        residences=families.residences_of(*here, child_ids),
        attempts=families.attempts_of(*here, family.id),
        loans=materials.out_with(*here, [family.id]).get(family.id, []),
    )


def course(session: Session, actor: Actor, family_id: uuid.UUID) -> Course:
    """The enrolments of a family. The caller has checked that the actor may see it."""
    found = enrolments.of_families(session, actor.organisation_id, [family_id]).get(family_id, [])
    ids = [enrolment.id for enrolment in found]
    planned = contacts.of_enrolments(session, actor.organisation_id, ids)
    contact_ids = {contact.id for each in planned.values() for contact in each}
    return Course(
        enrolments=found,
        contacts=planned,
        reachable=_reachable(session, actor, contact_ids),
        group_names=_group_names(session, actor, ids),
        events=_events(session, actor, ids),
    )


def _reachable(session: Session, actor: Actor, contact_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """The contacts whose page the actor may open."""
    statement = contacts.seen_by(actor).with_only_columns(Contact.id).where(Contact.id.in_(contact_ids))
    return frozenset(session.scalars(statement))


def _group_names(session: Session, actor: Actor, enrolment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The name of the group in which each enrolment has its place: of several, the one that began last."""
    rows = session.execute(
        select(Membership.enrolment_id, Group.name)
        .join(Group, and_(Group.organisation_id == Membership.organisation_id, Group.id == Membership.group_id))
        .where(
            Membership.organisation_id == actor.organisation_id,
            Membership.enrolment_id.in_(enrolment_ids),
            Membership.left_on.is_(None),
        )
        .order_by(Group.starts_on)
    )
    return {row.enrolment_id: row.name for row in rows}


def _events(session: Session, actor: Actor, enrolment_ids: Collection[uuid.UUID]) -> Sequence[EnrolmentEvent]:
    return session.scalars(
        select(EnrolmentEvent)
        .where(EnrolmentEvent.organisation_id == actor.organisation_id, EnrolmentEvent.enrolment_id.in_(enrolment_ids))
        .order_by(EnrolmentEvent.recorded_at.desc(), EnrolmentEvent.id.desc())
        .limit(50)
    ).all()


def agreements(
    session: Session, actor: Actor, enrolment_ids: Collection[uuid.UUID], contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[str, Contact]]:
    """What was agreed last to do at home, with the contact where it was, by contact's programme enrolment id.

    Out of completed records alone: of the child, or of the group that it is in.
    """
    rows = session.execute(
        select(Record.enrolment_id, RecordVersion.home_agreement, Contact)
        .join(
            RecordVersion,
            and_(
                RecordVersion.organisation_id == Record.organisation_id,
                RecordVersion.record_id == Record.id,
                RecordVersion.number == Record.version,
            ),
        )
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .where(
            Record.organisation_id == actor.organisation_id,
            Record.contact_id.in_(contact_ids),
            or_(Record.enrolment_id.in_(enrolment_ids), Record.enrolment_id.is_(None)),
            RecordVersion.completed_at.is_not(None),
            RecordVersion.home_agreement != "",
        )
        .order_by(Contact.starts_at)
    )
    # The later one takes the place of the earlier; a group's record has no enrolment and stands under the group.
    return {enrolment_id or contact.group_id or contact.id: (agreed, contact) for enrolment_id, agreed, contact in rows}
