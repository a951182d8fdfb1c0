"""Somebody else of the organisation as an actor: whose work another person, or a machine, hands in."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis.errors import NotFoundError
from thuisbasis.organisations import queries
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role


def actor_of(session: Session, actor: Actor, staff_id: uuid.UUID) -> Actor:
    """The staff member of the actor's organisation as an actor. Raises NotFoundError for one who left."""
    if staff_id == actor.staff_id:
        return actor
    staff = session.scalars(
        select(Staff).where(
            Staff.organisation_id == actor.organisation_id, Staff.id == staff_id, Staff.archived_at.is_(None)
        )
    ).one_or_none()
    if staff is None or staff.account_id is None:
        raise NotFoundError("staff")
    held = queries.roles_of(session, actor, [staff_id])[staff_id]
    coordinating = [one.school_id for one in held if one.role == Role.COORDINATOR]
    return Actor(
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        staff_id=staff.id,
        account_id=staff.account_id,
        name=staff.name,
        roles=frozenset(Role(one.role) for one in held),
        schools=frozenset(school for school in coordinating if school is not None),
        every_school=None in coordinating,
    )
