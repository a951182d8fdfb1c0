"""The people, addresses and things of families, loaded for many doors at once."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from home_visits.door_data import Address, ChildAtHome, GuardianAtHome, LentOut, Phone
from thuisbasis import dutch, spoken
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, Family, Guardian, Household
from thuisbasis.families.relations import RELATIONS
from thuisbasis.families.wording import age_words, groep_words
from thuisbasis.materials import queries as materials
from thuisbasis.materials.models import Loan
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class FamilyAtHome:
    """What is known of one family; empty for who only stands in for a colleague."""

    name: str = ""
    guardians: Sequence[Guardian] = ()
    children: Sequence[Child] = ()
    households: Sequence[Household] = ()
    loans: Sequence[Loan] = ()
    relations: Mapping[uuid.UUID, str] = field(default_factory=dict)


UNSEEN = FamilyAtHome()


def families_at_home(
    session: Session, actor: Actor, family_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, FamilyAtHome]:
    """Those of the families that the actor may see, by id. Six statements, whatever their number."""
    seen = session.scalars(select(Family).where(families.visible(actor), Family.id.in_(family_ids))).all()
    ids = [family.id for family in seen]
    here = session, actor.organisation_id
    children = families.children_of(*here, ids)
    guardianships = families.guardianships_of(*here, [child.id for each in children.values() for child in each])
    relations = {each.guardian_id: each.relation for each in guardianships}
    guardians = families.guardians_of(*here, ids)
    households = families.households_of(*here, ids)
    loans = materials.out_with(*here, ids)
    return {
        family.id: FamilyAtHome(
            name=family.name,
            guardians=guardians[family.id],
            children=children[family.id],
            households=households[family.id],
            loans=loans.get(family.id, ()),
            relations=relations,
        )
        for family in seen
    }


def addresses(home: FamilyAtHome, day: date | None) -> tuple[Address, ...]:
    """The addresses that are known. A secret one is for the day of the visit; without a day its lines stay here."""
    return tuple(_address(each, home.guardians, day) for each in home.households if each.lines)


def _address(household: Household, guardians: Sequence[Guardian], day: date | None) -> Address:
    secret = household.is_secret
    return Address(
        lines=household.lines if day or not secret else (),
        whose=", ".join(each.name for each in guardians if each.household_id == household.id),
        secret=secret,
        shown_on=day if secret else None,
        route=None if secret else household.line,
    )


def guardians(home: FamilyAtHome) -> tuple[GuardianAtHome, ...]:
    """The guardians with how to reach and speak to them."""
    return tuple(_guardian(each, home.relations.get(each.id, "")) for each in home.guardians)


def _guardian(guardian: Guardian, relation: str) -> GuardianAtHome:
    phone = guardian.phone
    return GuardianAtHome(
        name=guardian.name,
        own_script=guardian.own_script_name,
        relation=str(RELATIONS[relation]) if relation in RELATIONS else relation,
        phone=Phone(words=dutch.shown_phone(phone), tel=phone) if phone else None,
        prefers_calls=guardian.prefers_calls,
        needs_interpreter=guardian.needs_interpreter,
        speaks=tuple(spoken.name(code) for code in guardian.languages_spoken),
        reads=tuple(spoken.name(code) for code in guardian.languages_read),
        codes=tuple(dict.fromkeys([*guardian.languages_read, *guardian.languages_spoken])),
    )


def children(home: FamilyAtHome, on: date) -> tuple[ChildAtHome, ...]:
    """All children of the family, eldest first, as old as they are on a day."""
    return tuple(
        ChildAtHome(name=child.name, groep=groep_words(child), age=age_words(child.birth_date, on))
        for child in home.children
    )


def loans(home: FamilyAtHome) -> tuple[LentOut, ...]:
    """What is lent and not back yet."""
    return tuple(LentOut(title=loan.title, since=loan.handed_on) for loan in home.loans)
