"""Writing the people and addresses of a family.

Whatever changes a name brings the family's own name, sort key and search text along (`naming`).
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from flask_babel.speaklater import LazyString
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock, names
from thuisbasis.audit import trail
from thuisbasis.database import new_id
from thuisbasis.families import naming
from thuisbasis.families.changes import announce
from thuisbasis.families.models import Child, Family, Guardian, Guardianship, Household, Residence
from thuisbasis.families.people import (
    ADDRESS_LABELS,
    CHILD_LABELS,
    GUARDIAN_LABELS,
    AddressFacts,
    ChildFacts,
    GuardianFacts,
    NewChild,
    NewGuardian,
)
from thuisbasis.permissions import Actor
from thuisbasis.revisions import refuse_if_edited

# What an audit entry calls an act on a member.
ADDED = {Guardian: "guardian.added", Child: "child.added", Household: "household.added"}
CHANGED = {Guardian: "guardian.changed", Child: "child.changed", Household: "household.changed"}
ARCHIVED = {Guardian: "guardian.archived", Child: "child.archived", Household: "household.archived"}
RESTORED = {Guardian: "guardian.restored", Child: "child.restored", Household: "household.restored"}

Member = Guardian | Child | Household
Added = TypeVar("Added", Guardian, Child, Household)


@dataclass(frozen=True)
class People:
    """The people and addresses of a new family, and who belongs where."""

    households: list[Household]
    guardians: list[Guardian]
    children: list[Child]
    ties: list[Residence | Guardianship]


def people_of(
    family: Family,
    guardians: Sequence[NewGuardian],
    children: Sequence[NewChild],
    addresses: Sequence[AddressFacts],
) -> People:
    """The people of a new family, in no database yet."""
    here = {"organisation_id": family.organisation_id, "family_id": family.id}
    households = [Household(**here, id=new_id(), **asdict(address)) for address in addresses]
    grown_ups = [
        Guardian(
            **here,
            id=new_id(),
            household_id=None if new.address is None else households[new.address].id,
            sort_key=new.facts.sort_key,
            **asdict(new.facts),
        )
        for new in guardians
    ]
    offspring = [Child(**here, id=new_id(), sort_key=new.facts.sort_key, **asdict(new.facts)) for new in children]
    ties: list[Residence | Guardianship] = []
    for child, new_child in zip(offspring, children, strict=True):
        ties += [_residence(child, households[place].id) for place in new_child.addresses]
        for guardian, new in zip(grown_ups, guardians, strict=True):
            ties.append(_guardianship(child, guardian, new.relation, new.has_authority))
    return People(households, grown_ups, offspring, ties)


def add_all(session: Session, family: Family, people: People) -> None:
    """Add a new family with its people, without audit entries of their own: each after what it refers to."""
    for rows in ([family], [*people.households, *people.children], people.guardians):
        session.add_all(rows)
        session.flush()
    session.add_all(people.ties)


def add_guardian(
    session: Session,
    actor: Actor,
    family: Family,
    *,
    facts: GuardianFacts,
    household_id: uuid.UUID | None = None,
    guardian_id: uuid.UUID | None = None,
) -> Guardian:
    """Add a guardian to a family. `guardian_id` is the id that the form was shown with: sent twice, it adds one."""
    known = session.get(Guardian, (actor.organisation_id, guardian_id)) if guardian_id else None
    if known is not None:
        return known
    guardian = Guardian(
        organisation_id=actor.organisation_id,
        id=guardian_id or new_id(),
        family_id=family.id,
        household_id=household_id,
        sort_key=facts.sort_key,
        **asdict(facts),
    )
    return _added(session, actor, family, guardian, asdict(facts))


def change_guardian(
    session: Session,
    actor: Actor,
    family: Family,
    guardian: Guardian,
    *,
    facts: GuardianFacts,
    household_id: uuid.UUID | None,
    revision: int,
) -> None:
    """Change a guardian. Raises EditConflictError."""
    new = {**asdict(facts), "household_id": household_id}
    _changed(session, actor, family, guardian, new, GUARDIAN_LABELS, revision)


def set_guardianship(
    session: Session,
    actor: Actor,
    *,
    child: Child,
    guardian: Guardian,
    relation: str,
    has_authority: bool | None,
) -> None:
    """Say what a guardian is to a child (`relations.RELATIONS`), and whether with authority: None where unknown."""
    found = session.scalars(
        select(Guardianship).where(
            Guardianship.organisation_id == actor.organisation_id,
            Guardianship.child_id == child.id,
            Guardianship.guardian_id == guardian.id,
        )
    ).one_or_none()
    if found is None:
        session.add(_guardianship(child, guardian, relation, has_authority))
        before: dict[str, Any] = {}
        after: dict[str, Any] = {"relation": relation, "has_authority": has_authority}
    else:
        before, after = trail.changes(found, {"relation": relation, "has_authority": has_authority})
        found.relation, found.has_authority = relation, has_authority
    session.flush()
    if after:
        trail.record(
            session, actor, "guardian.changed", guardian, family_id=guardian.family_id, before=before, after=after
        )


def add_child(
    session: Session, actor: Actor, family: Family, *, facts: ChildFacts, child_id: uuid.UUID | None = None
) -> Child:
    """Add a child to a family. `child_id` as in `add_guardian`."""
    known = session.get(Child, (actor.organisation_id, child_id)) if child_id else None
    if known is not None:
        return known
    child = Child(
        organisation_id=actor.organisation_id,
        id=child_id or new_id(),
        family_id=family.id,
        sort_key=facts.sort_key,
        **asdict(facts),
    )
    return _added(session, actor, family, child, asdict(facts))


def change_child(
    session: Session, actor: Actor, family: Family, child: Child, *, facts: ChildFacts, revision: int
) -> None:
    """Change a child. Raises EditConflictError."""
    _changed(session, actor, family, child, asdict(facts), CHILD_LABELS, revision)
    announce(session, actor.organisation_id, {family.id})


def set_residences(session: Session, actor: Actor, child: Child, household_ids: Collection[uuid.UUID]) -> None:
    """Say in which of the family's households a child lives: none, one, or two."""
    present = {
        row.household_id: row
        for row in session.scalars(
            select(Residence).where(Residence.organisation_id == actor.organisation_id, Residence.child_id == child.id)
        )
    }
    wanted = set(household_ids)
    if wanted == present.keys():
        return
    for household_id in present.keys() - wanted:
        session.delete(present[household_id])
    session.add_all(_residence(child, household_id) for household_id in sorted(wanted - present.keys()))
    session.flush()
    before, after = ({"households": sorted(map(str, ids))} for ids in (present, wanted))
    trail.record(session, actor, "child.changed", child, family_id=child.family_id, before=before, after=after)


def add_household(
    session: Session, actor: Actor, family: Family, *, facts: AddressFacts, household_id: uuid.UUID | None = None
) -> Household:
    """Add an address to a family. `household_id` as in `add_guardian`."""
    known = session.get(Household, (actor.organisation_id, household_id)) if household_id else None
    if known is not None:
        return known
    household = Household(
        organisation_id=actor.organisation_id, id=household_id or new_id(), family_id=family.id, **asdict(facts)
    )
    return _added(session, actor, family, household, asdict(facts))


def change_household(
    session: Session, actor: Actor, family: Family, household: Household, *, facts: AddressFacts, revision: int
) -> None:
    """Change an address. Raises EditConflictError."""
    _changed(session, actor, family, household, asdict(facts), ADDRESS_LABELS, revision)


def set_archived(session: Session, actor: Actor, family: Family, member: Member, *, archived: bool) -> None:
    """Take a person or address out of the family's lists, or put it back."""
    if member.is_archived == archived:
        return
    member.archived_at = clock.now() if archived else None
    naming.keep_name(session, family)
    session.flush()
    action = (ARCHIVED if archived else RESTORED)[type(member)]
    trail.record(session, actor, action, member, family_id=family.id)


def _added(session: Session, actor: Actor, family: Family, row: Added, facts: dict[str, Any]) -> Added:
    session.add(row)
    naming.keep_name(session, family)
    session.flush()
    trail.record(session, actor, ADDED[type(row)], row, family_id=family.id, after=facts)
    return row


def _changed(
    session: Session,
    actor: Actor,
    family: Family,
    row: Member,
    new: Mapping[str, Any],
    labels: Mapping[str, LazyString],
    revision: int,
) -> None:
    refuse_if_edited(row, revision, new, labels)
    before, after = trail.changes(row, new)
    if not after:
        return
    for name, value in after.items():
        setattr(row, name, value)
    if not isinstance(row, Household):
        row.sort_key = names.sort_key(row.given_name, row.infix, row.surname)
    naming.keep_name(session, family)
    session.flush()
    trail.record(session, actor, CHANGED[type(row)], row, family_id=family.id, before=before, after=after)


def _residence(child: Child, household_id: uuid.UUID) -> Residence:
    return Residence(organisation_id=child.organisation_id, child_id=child.id, household_id=household_id)


def _guardianship(child: Child, guardian: Guardian, relation: str, has_authority: bool | None) -> Guardianship:
    return Guardianship(
        organisation_id=child.organisation_id,
        child_id=child.id,
        guardian_id=guardian.id,
        relation=relation,
        has_authority=has_authority,
    )
