"""The family card shows who they are, how to reach them, where they stand, and to whom that is no business, nothing."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis import clock, rulebook
from thuisbasis.enrolments import workers
from thuisbasis.families.models import Family
from thuisbasis.materials.models import Loan
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.permissions import Role
from thuisbasis.recording.models import Record, RecordVersion


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make.make_organisation(db_session)


@pytest.fixture
def visitor(db_session: Session, organisation: Organisation) -> Staff:
    return make.make_staff(db_session, organisation, name="Vera Bos", roles=[Role.HOME_VISITOR])


@pytest.fixture
def family(db_session: Session, organisation: Organisation, visitor: Staff) -> Family:
    """A family that Vera visits for REAL: one visit with an agreement, one to come, a book at home."""
    school = make.make_school(db_session, organisation)
    found = make.make_family(db_session, organisation)
    home = make.make_household(db_session, found, is_secret=True)
    guardian = make.make_guardian(
        db_session, found, household_id=home.id, phone="+31612345678", prefers_calls=True, needs_interpreter=True
    )
    child = make.make_child(db_session, found, school=school, guardians=[guardian])
    version = rulebook.programme("real").version
    enrolment = make.make_enrolment(db_session, child, version=version, guardians=[guardian], visitor=visitor)
    workers.keep_visitor(db_session, enrolment)
    now = clock.now()
    common = {"enrolments": [enrolment], "staff": [visitor], "kind": "home_visit", "version": version}
    held = make.make_contact(db_session, days=-20, state="completed", number=1, **common)
    make.make_contact(db_session, days=9, state="planned", number=2, **common)
    ours = {"organisation_id": organisation.id}
    record = Record(
        **ours,
        contact_id=held.id,
        enrolment_id=enrolment.id,
        state="completed",
        counts_towards_dose=True,
        first_completed_at=now,
    )
    db_session.add(record)
    db_session.flush()
    db_session.add(
        RecordVersion(
            **ours,
            record_id=record.id,
            number=1,
            author_id=visitor.id,
            saved_at=now,
            completed_at=now,
            home_agreement="Elke avond een prentenboek.",
        )
    )
    db_session.add(
        Loan(**ours, family_id=found.id, title="Rupsje Nooitgenoeg", how="lent", state="out", handed_on=clock.today())
    )
    db_session.commit()
    return found


def test_it_shows_all_that_matters_of_a_family(
    db_session: Session, client: FlaskClient, visitor: Staff, family: Family
) -> None:
    make.sign_in(db_session, client, visitor)
    page = client.get(f"/families/{family.id}").text
    for words in (
        family.name,
        "Turks",
        "liever bellen",
        "tolk nodig",
        "tel:0612345678",
        "geheim adres",
        "1 van 10 geweest",
        "Volgende",
        "Elke avond een prentenboek.",
        "Rupsje Nooitgenoeg",
        "Vera Bos",
    ):
        assert words in page, words
    assert re.findall(r'class="sign sign-(\w+)"', page)[:2] == ["held", "to_come"]


def test_a_visitor_may_note_an_attempt_but_neither_change_the_family_nor_see_who_looked(
    db_session: Session, client: FlaskClient, visitor: Staff, family: Family
) -> None:
    make.sign_in(db_session, client, visitor)
    page = client.get(f"/families/{family.id}").text
    assert "Gebeld, geen gehoor" in page
    assert f"/families/{family.id}/edit" not in page
    assert f"/families/{family.id}/history" not in page
    assert f"/families/{family.id}/enrol" not in page


def test_a_family_without_anything_has_a_card_too(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    empty = make.make_family(db_session, organisation, name="Leeg")
    make.sign_in(db_session, client, make.make_staff(db_session, organisation, roles=[Role.COORDINATOR]))
    page = client.get(f"/families/{empty.id}")
    assert page.status_code == 200
    assert "Nog niet aangemeld voor een programma." in page.text
