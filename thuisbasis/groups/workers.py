"""Who sees a group's families through it: its leaders."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families import workers
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.groups.states import State

THROUGH = "group"


def keep_workers(session: Session, group: Group) -> None:
    """Let the leaders see the families that have a place now, and no others through this group."""
    session.flush()
    families = session.scalars(
        select(Enrolment.family_id)
        .join(
            Membership,
            (Membership.organisation_id == Enrolment.organisation_id) & (Membership.enrolment_id == Enrolment.id),
        )
        .where(
            Enrolment.organisation_id == group.organisation_id,
            Membership.group_id == group.id,
            Membership.left_on.is_(None),
        )
    ).all()
    leaders = session.scalars(
        select(GroupLeader.staff_id).where(
            GroupLeader.organisation_id == group.organisation_id, GroupLeader.group_id == group.id
        )
    ).all()
    stands = State(group.state) is not State.CANCELLED
    pairs = {(family, leader) for family in families for leader in leaders} if stands else set()
    workers.keep(session, group.organisation_id, THROUGH, group.id, pairs)
