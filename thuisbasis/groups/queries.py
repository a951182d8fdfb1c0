"""Finding groups. Each query is of one organisation and gives what the actor may see."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.queries import guardians_of
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import Child, Guardian
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.groups.states import OPEN
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role


def visible(actor: Actor) -> ColumnElement[bool]:
    """What an actor may see: all; those of one's schools; those one leads, or somebody whom one supervises leads."""
    if actor.sees_whole_organisation:
        return true()
    ways: list[ColumnElement[bool]] = [led_by(actor)]
    if actor.coordinates_schools:
        ways.append(Group.school_id.in_(actor.schools))
    if Role.SUPERVISOR in actor.roles:
        ways.append(
            exists().where(
                _leads(actor),
                Staff.organisation_id == actor.organisation_id,
                Staff.id == GroupLeader.staff_id,
                Staff.supervisor_id == actor.staff_id,
            )
        )
    return or_(*ways)


def led_by(actor: Actor) -> ColumnElement[bool]:
    """The groups that the actor leads, as a condition on Group."""
    return exists().where(_leads(actor), GroupLeader.staff_id == actor.staff_id)


def _leads(actor: Actor) -> ColumnElement[bool]:
    return and_(GroupLeader.organisation_id == actor.organisation_id, GroupLeader.group_id == Group.id)


def seen_by(actor: Actor) -> Select[Group]:
    """The start of a query: groups of the actor's organisation that the actor may see, archived ones left out."""
    return select(Group).where(
        Group.organisation_id == actor.organisation_id, Group.archived_at.is_(None), visible(actor)
    )


def group_or_404(session: Session, actor: Actor, group_id: uuid.UUID) -> Group:
    """The group with its school. Raises NotFoundError."""
    found = session.scalars(seen_by(actor).where(Group.id == group_id).options(joinedload(Group.school))).first()
    if found is None:
        raise NotFoundError("group")
    return found


def leaders_of(
    session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Staff]]:
    """Who leads each group, by group id."""
    found: dict[uuid.UUID, list[Staff]] = defaultdict(list)
    rows = session.execute(
        select(GroupLeader.group_id, Staff)
        .join(Staff, and_(Staff.organisation_id == GroupLeader.organisation_id, Staff.id == GroupLeader.staff_id))
        .where(GroupLeader.organisation_id == organisation_id, GroupLeader.group_id.in_(group_ids))
        .order_by(Staff.sort_key, Staff.id)
    )
    for group_id, staff in rows:
        found[group_id].append(staff)
    return found


@dataclass(frozen=True, kw_only=True)
class Member:
    """A family's place in a group: its enrolment (with child and family) and the guardians who take part."""

    membership: Membership
    enrolment: Enrolment
    child: Child
    guardians: tuple[Guardian, ...]


def members_of(session: Session, actor: Actor, group: Group) -> list[Member]:
    """Those who have a place in a group now, by the child's name. Two statements."""
    return members_of_groups(session, actor, [group.id])[group.id]


def members_of_groups(
    session: Session, actor: Actor, group_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Member]]:
    """Those who have a place in each group now, by group id, by the child's name. Two statements."""
    rows = session.scalars(
        select(Membership)
        .where(
            Membership.organisation_id == actor.organisation_id,
            Membership.group_id.in_(group_ids),
            Membership.left_on.is_(None),
        )
        .options(
            joinedload(Membership.enrolment).joinedload(Enrolment.child),
            joinedload(Membership.enrolment).joinedload(Enrolment.family),
        )
    ).all()
    guardians = guardians_of(session, actor.organisation_id, [row.enrolment_id for row in rows])
    found: dict[uuid.UUID, list[Member]] = defaultdict(list)
    for row in rows:
        enrolment = row.enrolment
        who = tuple(guardians.get(enrolment.id, ()))
        found[row.group_id].append(Member(membership=row, enrolment=enrolment, child=enrolment.child, guardians=who))
    for members in found.values():
        members.sort(key=lambda member: (member.child.sort_key, member.membership.id))
    return found


def sizes(session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]) -> Counter[uuid.UUID]:
    """How many families each group has now."""
    rows = session.execute(
        select(Membership.group_id, func.count())
        .where(
            Membership.organisation_id == organisation_id,
            Membership.group_id.in_(group_ids),
            Membership.left_on.is_(None),
        )
        .group_by(Membership.group_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def group_of(session: Session, organisation_id: uuid.UUID, enrolment_id: uuid.UUID) -> Group | None:
    """The open group that an enrolment has a place in, or None."""
    return session.scalars(
        select(Group)
        .join(Membership, and_(Membership.organisation_id == Group.organisation_id, Membership.group_id == Group.id))
        .where(
            Group.organisation_id == organisation_id,
            Group.state.in_(OPEN),
            Membership.enrolment_id == enrolment_id,
            Membership.left_on.is_(None),
        )
        .limit(1)
    ).first()


def with_room(session: Session, actor: Actor, programme_key: str, version: str, track_key: str) -> Sequence[Group]:
    """Groups of a track that still form, soonest first."""
    return session.scalars(
        seen_by(actor)
        .where(
            Group.programme_key == programme_key,
            Group.version == version,
            Group.track_key == track_key,
            Group.state == "forming",
        )
        .order_by(Group.starts_on, Group.id)
    ).all()
