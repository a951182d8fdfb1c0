"""Looking up schools, staff, roles, qualifications and local numbers, within the actor's organisation."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from thuisbasis import names
from thuisbasis.errors import NotFoundError
from thuisbasis.organisations.models import (
    ClosedPeriod,
    LocalDefaults,
    Organisation,
    Qualification,
    School,
    Staff,
    StaffRole,
)
from thuisbasis.permissions import Actor, Role

Row = TypeVar("Row")


def organisation(session: Session, actor: Actor) -> Organisation:
    """The actor's own organisation."""
    return session.scalars(select(Organisation).where(Organisation.id == actor.organisation_id)).one()


def schools(session: Session, actor: Actor, *, archived: bool = False) -> Sequence[School]:
    """The organisation's schools by name: those in use, or the archived ones.

    Names of schools are no secret within the organisation; who may change one says `may_manage`.
    """
    found = session.scalars(
        select(School).where(School.organisation_id == actor.organisation_id, _archived(School.archived_at, archived))
    )
    return sorted(found, key=lambda school: (names.fold(school.name), school.id))


def own_schools(session: Session, actor: Actor) -> list[School]:
    """The schools in use for which the actor may enter and change things."""
    return [school for school in schools(session, actor) if may_manage(actor, school.id)]


def may_manage(actor: Actor, school_id: uuid.UUID | None) -> bool:
    """Whether the actor may change a school (None: what holds for the whole organisation)."""
    return actor.sees_whole_organisation or (
        school_id is not None and Role.COORDINATOR in actor.roles and school_id in actor.schools
    )


def school_or_404(session: Session, actor: Actor, school_id: uuid.UUID) -> School:
    """A school of the organisation, archived or not. Raises NotFoundError."""
    found = session.scalars(
        select(School).where(School.organisation_id == actor.organisation_id, School.id == school_id)
    ).one_or_none()
    return _found(found)


def closed_periods(session: Session, actor: Actor, school_id: uuid.UUID | None) -> Sequence[ClosedPeriod]:
    """The closed periods of a school itself (None: of the whole organisation), latest first."""
    return session.scalars(
        select(ClosedPeriod)
        .where(ClosedPeriod.organisation_id == actor.organisation_id, ClosedPeriod.school_id == school_id)
        .order_by(ClosedPeriod.starts_on.desc(), ClosedPeriod.id)
    ).all()


def closed_period_or_404(session: Session, actor: Actor, closed_period_id: uuid.UUID) -> ClosedPeriod:
    """A closed period of the organisation. Raises NotFoundError."""
    found = session.scalars(
        select(ClosedPeriod).where(
            ClosedPeriod.organisation_id == actor.organisation_id, ClosedPeriod.id == closed_period_id
        )
    ).one_or_none()
    return _found(found)


def staff_list(session: Session, actor: Actor, *, archived: bool = False) -> Sequence[Staff]:
    """The staff by surname: those at work, or the archived ones."""
    return session.scalars(
        select(Staff)
        .where(Staff.organisation_id == actor.organisation_id, _archived(Staff.archived_at, archived))
        .order_by(Staff.sort_key, Staff.id)
    ).all()


def staff_or_404(session: Session, actor: Actor, staff_id: uuid.UUID) -> Staff:
    """A staff member, archived or not. Raises NotFoundError."""
    found = session.scalars(
        select(Staff).where(Staff.organisation_id == actor.organisation_id, Staff.id == staff_id)
    ).one_or_none()
    return _found(found)


def staff_with_role(
    session: Session, actor: Actor, role: Role, *, school_id: uuid.UUID | None = None
) -> Sequence[Staff]:
    """Staff at work who hold `role`, by surname; with `school_id`, in the whole organisation or at that school."""
    holding = select(StaffRole.staff_id).where(
        StaffRole.organisation_id == actor.organisation_id, StaffRole.role == role.value
    )
    if school_id is not None:
        holding = holding.where(StaffRole.school_id.is_(None) | (StaffRole.school_id == school_id))
    return session.scalars(
        select(Staff)
        .where(
            Staff.organisation_id == actor.organisation_id,
            Staff.archived_at.is_(None),
            Staff.id.in_(holding),
        )
        .order_by(Staff.sort_key, Staff.id)
    ).all()


def staff_by_id(session: Session, actor: Actor, staff_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Staff]:
    """Staff members by id, archived ones too: who once did something keeps a name."""
    if not staff_ids:
        return {}
    found = session.scalars(
        select(Staff).where(Staff.organisation_id == actor.organisation_id, Staff.id.in_(set(staff_ids)))
    )
    return {staff.id: staff for staff in found}


def roles_of(
    session: Session, actor: Actor, staff_ids: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[StaffRole]]:
    """The roles of each of these staff members."""
    result: defaultdict[uuid.UUID, list[StaffRole]] = defaultdict(list)
    for held in session.scalars(
        select(StaffRole)
        .where(StaffRole.organisation_id == actor.organisation_id, StaffRole.staff_id.in_(set(staff_ids)))
        .order_by(StaffRole.role, StaffRole.id)
    ):
        result[held.staff_id].append(held)
    return result


def qualifications_of(
    session: Session, actor: Actor, staff_ids: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Qualification]]:
    """The qualifications of each of these staff members, oldest first; expired ones too."""
    result: defaultdict[uuid.UUID, list[Qualification]] = defaultdict(list)
    for found in session.scalars(
        select(Qualification)
        .where(Qualification.organisation_id == actor.organisation_id, Qualification.staff_id.in_(set(staff_ids)))
        .order_by(Qualification.obtained_on, Qualification.id)
    ):
        result[found.staff_id].append(found)
    return result


def qualifications_and_expiry(
    session: Session, actor: Actor, staff_ids: Collection[uuid.UUID]
) -> Sequence[tuple[Qualification, bool]]:
    """The qualifications of these staff members, oldest first, each with whether the organisation lets them expire."""
    rows = session.execute(
        select(Qualification, Organisation.qualifications_expire)
        .join(Organisation, Organisation.id == Qualification.organisation_id)
        .where(Qualification.organisation_id == actor.organisation_id, Qualification.staff_id.in_(set(staff_ids)))
        .order_by(Qualification.obtained_on, Qualification.id)
    )
    return [(qualification, expire) for qualification, expire in rows]


def qualification_or_404(
    session: Session, actor: Actor, staff_id: uuid.UUID, qualification_id: uuid.UUID
) -> Qualification:
    """A qualification of a staff member. Raises NotFoundError."""
    found = session.scalars(
        select(Qualification).where(
            Qualification.organisation_id == actor.organisation_id,
            Qualification.staff_id == staff_id,
            Qualification.id == qualification_id,
        )
    ).one_or_none()
    return _found(found)


def local_numbers(session: Session, organisation_id: uuid.UUID, programme_key: str, on: date) -> dict[str, Any]:
    """The organisation's own numbers for a programme's local defaults as they hold on a day; {} when it set none.

    `Programme.numbers(own)` fills in the rest.
    """
    found = session.scalars(
        select(LocalDefaults.numbers)
        .where(
            LocalDefaults.organisation_id == organisation_id,
            LocalDefaults.programme_key == programme_key,
            LocalDefaults.valid_from <= on,
        )
        .order_by(LocalDefaults.valid_from.desc())
        .limit(1)
    ).first()
    return dict(found or {})


def local_default_sets(session: Session, actor: Actor, programme_key: str) -> Sequence[LocalDefaults]:
    """All sets of own numbers that the organisation ever set for a programme, latest first."""
    return session.scalars(
        select(LocalDefaults)
        .where(LocalDefaults.organisation_id == actor.organisation_id, LocalDefaults.programme_key == programme_key)
        .order_by(LocalDefaults.valid_from.desc())
    ).all()


def _archived(column: Any, archived: bool) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.is_not(None) if archived else column.is_(None)
    return condition


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFoundError
    return row
