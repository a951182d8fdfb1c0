"""The list is searched without accents, leafed through by name, and taken along without secret addresses."""

import io
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis.families import lists, services
from thuisbasis.families.family_list import FamilyFilter, all_rows, family_list
from thuisbasis.families.people import AddressFacts, ChildFacts, GuardianFacts, NewChild, NewGuardian
from thuisbasis.listing.csv_file import csv_bytes
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role


@pytest.fixture
def actor(db_session: Session) -> Actor:
    organisation = make.make_organisation(db_session)
    staff = make.make_staff(db_session, organisation, roles=[Role.ADMINISTRATOR])
    return make.actor_of(organisation, staff, Role.ADMINISTRATOR)


def register(session: Session, actor: Actor, surname: str, *, child: str = "Noor", secret: bool = False) -> None:
    facts = GuardianFacts(given_name="An", surname=surname, phone="+31612345678")
    services.add_family(
        session,
        actor,
        guardians=[NewGuardian(facts=facts, address=0)],
        children=[NewChild(facts=ChildFacts(given_name=child, surname=surname))],
        addresses=[AddressFacts(street=f"Straat van {surname}", house_number=1, is_secret=secret)],
    )


def names_found(session: Session, actor: Actor, search: str) -> list[str]:
    return [row.family.name for row in family_list(session, actor, FamilyFilter(search=search)).items]


def test_it_is_found_by_the_beginning_of_any_name_without_accents(db_session: Session, actor: Actor) -> None:
    register(db_session, actor, "Yıldırım", child="Işıl")
    register(db_session, actor, "Wójcik")
    for search in ("yildirim", "YILD", "isil yil", "  Yıldırım "):
        assert names_found(db_session, actor, search) == ["Yıldırım"]
    assert names_found(db_session, actor, "ojcik") == []
    assert names_found(db_session, actor, "100%") == []
    assert len(names_found(db_session, actor, "")) == 2


def test_it_is_found_by_its_number(db_session: Session, actor: Actor) -> None:
    register(db_session, actor, "Bos")
    register(db_session, actor, "Dijk")
    assert names_found(db_session, actor, "2") == ["Dijk"]


def test_the_pages_together_are_the_whole_list_in_order(db_session: Session, actor: Actor) -> None:
    for surname in ("Dijk", "Bos", "Aydın", "Cem", "Élise"):
        register(db_session, actor, surname)
    seen, cursor = [], None
    while True:
        page = family_list(db_session, actor, FamilyFilter(), cursor, size=2)
        seen += [row.family.name for row in page.items]
        cursor = page.after
        if cursor is None:
            break
    assert seen == ["Aydın", "Bos", "Cem", "Dijk", "Élise"]
    assert [row.family.name for row in all_rows(db_session, actor, FamilyFilter())] == seen


def test_archived_families_have_a_list_of_their_own(db_session: Session, actor: Actor) -> None:
    register(db_session, actor, "Bos")
    row = family_list(db_session, actor, FamilyFilter()).items[0]
    services.archive_family(db_session, actor, row.family)
    assert not family_list(db_session, actor, FamilyFilter()).items
    assert len(family_list(db_session, actor, FamilyFilter(archived=True)).items) == 1


def test_a_secret_address_is_not_taken_along(db_session: Session, actor: Actor) -> None:
    register(db_session, actor, "Bos")
    register(db_session, actor, "Dijk", secret=True)
    found = csv_bytes(lists.FAMILIES, lists.lines(all_rows(db_session, actor, FamilyFilter()))).decode()
    assert "Straat van Bos 1" in found
    assert "Straat van Dijk" not in found
    assert "geheim adres" in found


def test_every_parent_has_a_line_of_their_own(db_session: Session, actor: Actor) -> None:
    apart = [
        NewGuardian(facts=GuardianFacts(given_name="An", surname="Bos", phone="+31611111111"), address=0),
        NewGuardian(facts=GuardianFacts(given_name="Ben", surname="Cem", phone="+31622222222"), address=1),
    ]
    homes = [AddressFacts(street="Eerste"), AddressFacts(street="Tweede")]
    services.add_family(db_session, actor, guardians=apart, addresses=homes)
    found = csv_bytes(lists.FAMILIES, lists.lines(all_rows(db_session, actor, FamilyFilter()))).decode()
    ans, bens = found.splitlines()[1:]
    assert "Eerste" in ans
    assert "+31611111111" in ans
    assert "Tweede" not in ans
    assert "+31622222222" not in ans
    assert "Tweede" in bens


def test_the_page_the_search_and_both_files_work_in_a_browser(
    db_session: Session, client: FlaskClient, actor: Actor
) -> None:
    register(db_session, actor, "Yıldırım")
    register(db_session, actor, "Bos")
    make.sign_in(db_session, client, db_session.get_one(Staff, (actor.organisation_id, actor.staff_id)))
    page = client.get("/families?q=yild").text
    assert "Yıldırım" in page
    assert ">Bos<" not in page
    assert client.get("/families?from=zelfbedacht").status_code == 400
    assert client.get("/families?school=geen").status_code == 400
    assert "Bos" in client.get("/families/export/csv").text
    assert zipfile.is_zipfile(io.BytesIO(client.get("/families/export/xlsx").data))
    assert client.get("/families/export/pdf").status_code == 404
