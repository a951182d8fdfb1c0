"""The start page and the agenda, as a file too."""

import csv
import io

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis import clock
from thuisbasis.audit.models import AccessEntry
from thuisbasis.contacts.models import Contact
from thuisbasis.permissions import Role


def signed_in(session: Session, client: FlaskClient) -> tuple[FlaskClient, Contact]:
    """A coordinator with one visit today."""
    organisation = factories.make_organisation(session)
    school = factories.make_school(session, organisation)
    coordinator = factories.make_staff(session, organisation, roles=[Role.COORDINATOR])
    visitor = factories.make_staff(session, organisation, name="Mirjam Vos")
    child = factories.make_child(session, factories.make_family(session, organisation, number=412), school=school)
    enrolment = factories.make_enrolment(session, child, visitor=visitor)
    visit = factories.make_contact(session, enrolments=[enrolment], staff=[visitor], school=school)
    return factories.sign_in(session, client, coordinator), visit


def week_address() -> str:
    year, week, _ = clock.today().isocalendar()
    return f"/agenda/{year}/{week}"


def test_the_agenda_shows_whose_visit_it_is_and_who_goes(db_session: Session, client: FlaskClient) -> None:
    browser, _ = signed_in(db_session, client)

    page = browser.get(week_address()).text

    assert "Huisbezoek gezin 0412" in page
    assert "Mirjam Vos" in page


def test_a_week_that_the_year_has_not_is_not_there(db_session: Session, client: FlaskClient) -> None:
    browser, _ = signed_in(db_session, client)

    assert browser.get("/agenda/2027/53").status_code == 404
    assert browser.get("/agenda/99999/1").status_code == 404


def test_the_week_can_be_taken_along_as_a_file_and_who_took_it_is_noted(
    app: Flask, db_session: Session, client: FlaskClient
) -> None:
    browser, _ = signed_in(db_session, client)

    answer = browser.get(f"{week_address()}/export/csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))

    assert rows[0][:3] == ["Begint", "Eindigt", "Afspraak"]
    assert [row[2] for row in rows[1:]] == ["Huisbezoek gezin 0412"]
    noted = db_session.query(AccessEntry).filter(AccessEntry.view == "home.export_agenda")
    assert noted.filter(AccessEntry.organisation_id.is_not(None)).count() == 1


def test_the_start_page_asks_for_the_record_of_a_visit_that_is_over(db_session: Session, client: FlaskClient) -> None:
    organisation = factories.make_organisation(db_session)
    visitor = factories.make_staff(db_session, organisation)
    child = factories.make_child(db_session, factories.make_family(db_session, organisation, number=7))
    enrolment = factories.make_enrolment(db_session, child, visitor=visitor)
    factories.make_contact(db_session, enrolments=[enrolment], staff=[visitor], days=-1)

    page = factories.sign_in(db_session, client, visitor).get("/").text

    assert "Huisbezoek gezin 0007" in page
    assert "nog niet af" in page


def test_whoever_has_nothing_to_do_is_told_so(db_session: Session, client: FlaskClient) -> None:
    organisation = factories.make_organisation(db_session)
    trainer = factories.make_staff(db_session, organisation, roles=[Role.TRAINER])

    assert "U bent bij" in factories.sign_in(db_session, client, trainer).get("/").text
