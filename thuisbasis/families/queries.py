"""Looking up families and the people in them, as far as the actor may see them.

Every statement names the organisation; the number of statements does not grow with the number of rows.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis import names
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import (
    Child,
    ContactAttempt,
    Family,
    FamilyWorker,
    Guardian,
    Guardianship,
    Household,
    Residence,
)
from thuisbasis.permissions import Actor

Row = TypeVar("Row")


def visible(actor: Actor) -> ColumnElement[bool]:
    """The families of the organisation that the actor may see, as a condition on Family.

    Administrators and coordinators of the whole organisation see all. Whoever works with a family sees it (its
    `FamilyWorker` rows). A coordinator of schools also sees the families with a child at one of them. A family whose
    children have no school yet is seen by who registered it: that is a worker row "through registration".
    """
    ours = Family.organisation_id == actor.organisation_id
    if actor.sees_whole_organisation:
        return ours
    ways: list[ColumnElement[bool]] = [Family.id.in_(_worked_with(actor))]
    if actor.coordinates_schools:
        ways.append(Family.id.in_(_at_schools(actor.organisation_id, actor.schools)))
    return and_(ours, or_(*ways))


def _worked_with(actor: Actor) -> Select[uuid.UUID]:
    return select(FamilyWorker.family_id).where(
        FamilyWorker.organisation_id == actor.organisation_id, FamilyWorker.staff_id == actor.staff_id
    )


def _at_schools(organisation_id: uuid.UUID, school_ids: Collection[uuid.UUID]) -> Select[uuid.UUID]:
    return select(Child.family_id).where(
        Child.organisation_id == organisation_id, Child.school_id.in_(school_ids), Child.archived_at.is_(None)
    )


def with_child_at(actor: Actor, school_id: uuid.UUID) -> ColumnElement[bool]:
    """Families with a child at a school, as a condition on Family."""
    return Family.id.in_(_at_schools(actor.organisation_id, {school_id}))


def family_or_404(session: Session, actor: Actor, family_id: uuid.UUID) -> Family:
    """A family that the actor may see, archived or not. Raises NotFoundError."""
    return _found(session.scalars(select(Family).where(visible(actor), Family.id == family_id)).one_or_none())


def seen_among(session: Session, actor: Actor, family_ids: Collection[uuid.UUID]) -> Sequence[Family]:
    """Those of these families that the actor may see, by name."""
    return session.scalars(
        select(Family).where(visible(actor), Family.id.in_(family_ids)).order_by(Family.sort_key, Family.id)
    ).all()


def guardian_or_404(session: Session, actor: Actor, family_id: uuid.UUID, guardian_id: uuid.UUID) -> Guardian:
    """A guardian of a family that the actor may see, with household. Raises NotFoundError."""
    statement = select(Guardian).options(joinedload(Guardian.household))
    return _found(session.scalars(_within(statement, Guardian, actor, family_id, guardian_id)).one_or_none())


def child_or_404(session: Session, actor: Actor, family_id: uuid.UUID, child_id: uuid.UUID) -> Child:
    """A child of a family that the actor may see. Raises NotFoundError."""
    return _found(session.scalars(_within(select(Child), Child, actor, family_id, child_id)).one_or_none())


def household_or_404(session: Session, actor: Actor, family_id: uuid.UUID, household_id: uuid.UUID) -> Household:
    """An address of a family that the actor may see. Raises NotFoundError."""
    return _found(session.scalars(_within(select(Household), Household, actor, family_id, household_id)).one_or_none())


def _within(
    statement: Select[Row],
    kind: type[Guardian] | type[Child] | type[Household],
    actor: Actor,
    family_id: uuid.UUID,
    row_id: uuid.UUID,
) -> Select[Row]:
    return statement.join(
        Family, and_(Family.organisation_id == kind.organisation_id, Family.id == kind.family_id)
    ).where(
        visible(actor), kind.organisation_id == actor.organisation_id, kind.family_id == family_id, kind.id == row_id
    )


def guardians_of(
    session: Session,
    organisation_id: uuid.UUID,
    family_ids: Collection[uuid.UUID],
    *,
    archived: bool = False,
    households: bool = True,
) -> defaultdict[uuid.UUID, list[Guardian]]:
    """The guardians of each of these families in the order in which they were added, with household.

    The caller has checked that the actor may see the families. `archived` adds the archived ones; without `households`
    a list that shows no address is spared them.
    """
    statement = (
        select(Guardian)
        .where(Guardian.organisation_id == organisation_id, Guardian.family_id.in_(set(family_ids)))
        .order_by(Guardian.id)
    )
    if households:
        statement = statement.options(joinedload(Guardian.household))
    if not archived:
        statement = statement.where(Guardian.archived_at.is_(None))
    return _by_family(session.scalars(statement).all())


def guardian_names(session: Session, actor: Actor, family_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """The guardians of a family to choose from, in the order in which they were added: id and name.

    The caller has checked that the actor may see the family.
    """
    found = session.execute(
        select(Guardian.id, Guardian.given_name, Guardian.infix, Guardian.surname)
        .where(
            Guardian.organisation_id == actor.organisation_id,
            Guardian.family_id == family_id,
            Guardian.archived_at.is_(None),
        )
        .order_by(Guardian.id)
    )
    return [(guardian_id, names.full_name(*parts)) for guardian_id, *parts in found]


def children_of(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID], *, archived: bool = False
) -> defaultdict[uuid.UUID, list[Child]]:
    """The children of each of these families, eldest first. The caller has checked the families."""
    statement = (
        select(Child)
        .where(Child.organisation_id == organisation_id, Child.family_id.in_(set(family_ids)))
        .order_by(Child.birth_date.nulls_last(), Child.id)
    )
    if not archived:
        statement = statement.where(Child.archived_at.is_(None))
    return _by_family(session.scalars(statement).all())


def households_of(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID], *, archived: bool = False
) -> defaultdict[uuid.UUID, list[Household]]:
    """The addresses of each of these families in the order in which they were added. The caller has checked them."""
    statement = (
        select(Household)
        .where(Household.organisation_id == organisation_id, Household.family_id.in_(set(family_ids)))
        .order_by(Household.id)
    )
    if not archived:
        statement = statement.where(Household.archived_at.is_(None))
    return _by_family(session.scalars(statement).all())


def _by_family(rows: Sequence[Row]) -> defaultdict[uuid.UUID, list[Row]]:
    result: defaultdict[uuid.UUID, list[Row]] = defaultdict(list)
    for row in rows:
        result[row.family_id].append(row)  # type: ignore[attr-defined]  # Guardian, Child or Household
    return result


def guardianships_of(
    session: Session, organisation_id: uuid.UUID, child_ids: Collection[uuid.UUID]
) -> Sequence[Guardianship]:
    """Who is guardian of these children, and with authority or not."""
    return session.scalars(
        select(Guardianship)
        .where(Guardianship.organisation_id == organisation_id, Guardianship.child_id.in_(set(child_ids)))
        .order_by(Guardianship.id)
    ).all()


def residences_of(
    session: Session, organisation_id: uuid.UUID, child_ids: Collection[uuid.UUID]
) -> Sequence[Residence]:
    """In which households these children live."""
    return session.scalars(
        select(Residence)
        .where(Residence.organisation_id == organisation_id, Residence.child_id.in_(set(child_ids)))
        .order_by(Residence.id)
    ).all()


def attempts_of(
    session: Session, organisation_id: uuid.UUID, family_id: uuid.UUID, *, limit: int = 50
) -> Sequence[ContactAttempt]:
    """The latest attempts to reach a family, latest first. The caller has checked the family."""
    return session.scalars(
        select(ContactAttempt)
        .where(ContactAttempt.organisation_id == organisation_id, ContactAttempt.family_id == family_id)
        .order_by(ContactAttempt.at.desc(), ContactAttempt.id.desc())
        .limit(limit)
    ).all()


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFoundError
    return row
