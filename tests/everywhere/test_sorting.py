"""Lists of names stand in the same order on every database, whatever language the database sorts by."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis import names
from thuisbasis.families import services
from thuisbasis.families.family_list import FamilyFilter, family_list
from thuisbasis.families.models import Child, Guardian
from thuisbasis.families.people import ChildFacts, GuardianFacts, NewChild, NewGuardian
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations import staffing
from thuisbasis.permissions import Actor, Role

# (infix, surname), as they come in; a language's own rules pass over spaces, accents and apostrophes.
TYPED = (
    ("", "Ünal"),
    ("van 't", "Hof"),
    ("de", "Wit"),
    ("", "Çelik"),
    ("", "łukasz"),
    ("", "O'Brien"),
    ("", "Abc"),
    ("", "Ab z"),
    ("", "Ab c"),
)
SORTED = ["Ab c", "Ab z", "Abc", "Çelik", "Hof", "łukasz", "O'Brien", "Ünal", "Wit"]


@pytest.fixture
def actor(db_session: Session) -> Actor:
    organisation = make.make_organisation(db_session)
    staff = make.make_staff(db_session, organisation, name="An Aa", roles=[Role.ADMINISTRATOR])
    return make.actor_of(organisation, staff, Role.ADMINISTRATOR)


def register(session: Session, actor: Actor, infix: str, surname: str) -> None:
    facts = GuardianFacts(given_name="An", infix=infix, surname=surname, phone="+31612345678")
    child = ChildFacts(given_name="Noor", infix=infix, surname=surname)
    services.add_family(session, actor, guardians=[NewGuardian(facts=facts)], children=[NewChild(facts=child)])


def test_families_stand_by_core_surname_page_after_page(db_session: Session, actor: Actor) -> None:
    for infix, surname in TYPED:
        register(db_session, actor, infix, surname)

    found, cursor = [], None
    for _ in range(len(TYPED)):
        page = family_list(db_session, actor, FamilyFilter(), cursor, 3)
        found += [row.family.sort_key for row in page.items]
        cursor = page.after
        if cursor is None:
            break

    assert found == [names.fold(surname) for surname in SORTED]


def test_children_and_guardians_stand_alike(db_session: Session, actor: Actor) -> None:
    for infix, surname in TYPED:
        register(db_session, actor, infix, surname)

    for kind in (Guardian, Child):
        ours = select(kind.surname).where(kind.organisation_id == actor.organisation_id)
        assert db_session.scalars(ours.order_by(kind.sort_key)).all() == SORTED


def test_staff_and_schools_stand_alike(db_session: Session, actor: Actor) -> None:
    organisation = organisations.organisation(db_session, actor)
    for infix, surname in TYPED:
        facts = staffing.StaffFacts(given_name="An", infix=infix, surname=surname)
        staffing.add_staff(db_session, actor, facts=facts, roles={})
        make.make_school(db_session, organisation, name=surname if surname != "Wit" else "Wit, de")

    staff = [each.surname for each in organisations.staff_list(db_session, actor)]
    schools = [each.name.removesuffix(", de") for each in organisations.schools(db_session, actor)]
    assert staff == ["Aa", *SORTED]
    assert schools == SORTED
