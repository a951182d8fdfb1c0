"""Families are registered, changed and archived; their name, sorting and search follow their people."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.errors import EditConflictError
from thuisbasis.families import members, queries, services
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.families.models import Family
from thuisbasis.families.people import AddressFacts, ChildFacts, GuardianFacts, NewChild, NewGuardian
from thuisbasis.permissions import Actor, Role

FATIMA = GuardianFacts(given_name="Fatima", surname="El Idrissi", own_script_name="فاطمة")
JAN = GuardianFacts(given_name="Jan", infix="de", surname="Vries")
SAMI = ChildFacts(given_name="Sami", surname="El Idrissi")


@pytest.fixture
def actor(db_session: Session) -> Actor:
    organisation = make.make_organisation(db_session)
    return make.actor_of(organisation, make.make_staff(db_session, organisation), Role.ADMINISTRATOR)


def two_households(session: Session, actor: Actor) -> Family:
    """Parents apart; their child lives with both."""
    return services.add_family(
        session,
        actor,
        guardians=[
            NewGuardian(facts=FATIMA, address=0, relation="mother", has_authority=True),
            NewGuardian(facts=JAN, address=1, relation="father"),
        ],
        children=[NewChild(facts=SAMI, addresses=(0, 1))],
        addresses=[AddressFacts(street="Kanaalstraat"), AddressFacts(street="Lange Nieuwstraat", is_secret=True)],
    )


def audited(session: Session, family: Family) -> list[str]:
    return list(
        session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.organisation_id == family.organisation_id, AuditEntry.family_id == family.id)
            .order_by(AuditEntry.at, AuditEntry.id)
        )
    )


def test_a_family_is_called_after_its_parents_and_found_by_everybody_in_it(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    assert family.name == "El Idrissi / De Vries"
    assert family.sort_key == "el idrissi vries"
    for word in ("fatima", "jan", "sami", "vries", "فاطمة", str(family.number)):
        assert f" {word} " in family.search_text


def test_without_surnames_it_is_called_after_the_children_then_first_names_then_its_number(
    db_session: Session, actor: Actor
) -> None:
    nameless = NewGuardian(facts=GuardianFacts(given_name="Ayaan"))
    of_child = services.add_family(db_session, actor, guardians=[nameless], children=[NewChild(facts=SAMI)])
    of_first_name = services.add_family(db_session, actor, guardians=[nameless])
    empty = services.add_family(db_session, actor)
    assert [of_child.name, of_first_name.name] == ["El Idrissi", "Ayaan"]
    assert str(empty.number) in empty.name


def test_numbers_follow_each_other_within_an_organisation(db_session: Session, actor: Actor) -> None:
    numbers = [services.add_family(db_session, actor).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    elsewhere = make.make_organisation(db_session, name="Elders")
    other = make.actor_of(elsewhere, make.make_staff(db_session, elsewhere), Role.ADMINISTRATOR)
    assert services.add_family(db_session, other).number == 1


def test_the_same_form_sent_twice_registers_one_family(db_session: Session, actor: Actor) -> None:
    form_id = uuid.uuid4()
    first, second = (services.add_family(db_session, actor, family_id=form_id) for _ in range(2))
    assert first is second
    assert services.add_family(db_session, actor).number == 2


def test_each_guardian_lives_at_their_own_address_and_the_child_at_both(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    guardians = queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id]
    assert [guardian.household.street for guardian in guardians if guardian.household] == [
        "Kanaalstraat",
        "Lange Nieuwstraat",
    ]
    child = queries.children_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    assert len(queries.residences_of(db_session, actor.organisation_id, [child.id])) == 2
    ties = queries.guardianships_of(db_session, actor.organisation_id, [child.id])
    assert [(tie.relation, tie.has_authority) for tie in ties] == [("mother", True), ("father", None)]


def test_a_new_surname_changes_what_the_family_is_called(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    guardian = queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    facts = GuardianFacts(given_name="Fatima", surname="Özdemir")
    members.change_guardian(
        db_session, actor, family, guardian, facts=facts, household_id=None, revision=guardian.revision
    )
    assert family.name == "Özdemir / De Vries"
    assert guardian.sort_key == "ozdemir fatima"
    assert audited(db_session, family) == ["family.added", "guardian.changed"]


def test_what_did_not_change_is_not_written_down(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    guardian = queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    opened = guardian.revision
    members.change_guardian(
        db_session,
        actor,
        family,
        guardian,
        facts=FATIMA,
        household_id=guardian.household_id,
        revision=opened,
    )
    assert guardian.revision == opened
    assert audited(db_session, family) == ["family.added"]


def test_two_who_change_the_same_parent_see_both_texts(db_session: Session, actor: Actor) -> None:
    family = services.add_family(db_session, actor, guardians=[NewGuardian(facts=JAN)])
    guardian = queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    opened = guardian.revision

    def change(phone: str) -> None:
        facts = GuardianFacts(given_name="Jan", infix="de", surname="Vries", phone=phone)
        members.change_guardian(db_session, actor, family, guardian, facts=facts, household_id=None, revision=opened)

    change("+31611111111")
    with pytest.raises(EditConflictError) as conflict:
        change("+31622222222")
    assert conflict.value.mine == {"Telefoonnummer": "06 22222222"}
    assert conflict.value.theirs == {"Telefoonnummer": "06 11111111"}


def test_an_archived_parent_leaves_the_name_and_comes_back(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    guardian = queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    members.set_archived(db_session, actor, family, guardian, archived=True)
    assert family.name == "De Vries"
    assert guardian not in queries.guardians_of(db_session, actor.organisation_id, [family.id])[family.id]
    members.set_archived(db_session, actor, family, guardian, archived=False)
    assert family.name == "El Idrissi / De Vries"


def test_where_a_child_lives_can_change(db_session: Session, actor: Actor) -> None:
    family = two_households(db_session, actor)
    child = queries.children_of(db_session, actor.organisation_id, [family.id])[family.id][0]
    homes = queries.households_of(db_session, actor.organisation_id, [family.id])[family.id]
    members.set_residences(db_session, actor, child, [homes[1].id])
    lives = queries.residences_of(db_session, actor.organisation_id, [child.id])
    assert [residence.household_id for residence in lives] == [homes[1].id]
    assert audited(db_session, family) == ["family.added", "child.changed"]


def test_an_attempt_is_noted_once_and_the_latest_comes_first(db_session: Session, actor: Actor) -> None:
    family, form_id = services.add_family(db_session, actor), uuid.uuid4()
    at = clock.now()
    for _ in range(2):
        services.note_attempt(db_session, actor, family, kind=BY_KEY["phone.no-answer"], at=at, attempt_id=form_id)
    services.note_attempt(db_session, actor, family, kind=BY_KEY["home.spoke"], at=at.replace(year=at.year + 1))
    found = queries.attempts_of(db_session, actor.organisation_id, family.id)
    assert [attempt.channel for attempt in found] == ["home", "phone"]


def test_archiving_and_restoring_a_family_is_written_down(db_session: Session, actor: Actor) -> None:
    family = services.add_family(db_session, actor)
    services.archive_family(db_session, actor, family)
    assert family.is_archived
    services.restore_family(db_session, actor, family)
    assert not family.is_archived
    assert audited(db_session, family) == ["family.added", "family.archived", "family.restored"]
