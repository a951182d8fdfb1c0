"""A record on paper says what the record says, in the version that is asked for."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Late
from tests import factories
from tests.recording.visits import DELIVERED, NOT_DONE, Visit, a_visit
from thuisbasis import clock
from thuisbasis.documents.sheets import RecordSheet
from thuisbasis.enrolments.models import EnrolmentGuardian
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Presence
from thuisbasis.recording.models import Record
from thuisbasis.recording.questions import questions_for
from thuisbasis.reports.record_sheet import record_sheet


@pytest.fixture
def visit(db_session: Session) -> Visit:
    return a_visit(db_session, place_kind="home")


def sheet_of(visit: Visit, record: Record, number: int | None = None) -> RecordSheet:
    """The sheet of a version."""
    visit.session.flush()
    visit.session.expire_all()
    found = queries.record_or_404(visit.session, visit.actor, record.id)
    version = queries.version_of(visit.session, found, number)
    return record_sheet(visit.session, visit.actor, questions_for(visit.session, found, found.contact), version)


def test_the_sheet_has_everything_that_was_recorded(visit: Visit) -> None:
    record = visit.completed(answers={"joint_practice": NOT_DONE}, language="tr", observation="Zoekt de E.")
    sheet = sheet_of(visit, record)

    assert (sheet.title, sheet.subject) == ("Verslag: Huisbezoek 1", "Elif Yıldırım, groep 2")
    assert (sheet.place, sheet.staff, sheet.state) == ("thuis", ("Saskia Hof",), "Afgerond")
    by_title = {element.title: element for element in sheet.elements}
    explained = {evidence.label: evidence.value for evidence in by_title["Uitleg over steunen thuis"].evidence}
    assert explained == {
        "Wat hebt u uitgelegd": "Letters op verpakkingen aanwijzen",
        "Hoe hebt u het meegegeven": "verteld, voorgedaan",
        "In welke taal": "Turks",
    }
    left_out = by_title["Samen geoefend"]
    assert (left_out.delivered, left_out.reason, left_out.follow_up) == (False, "te weinig tijd", "deze week bellen")
    assert [(each.name, each.how) for each in sheet.attendance] == [("Ayşe Yıldırım", "aanwezig")]
    assert [(each.title, each.how) for each in sheet.materials] == [("Rupsje Nooitgenoeg", "uitgeleend")]
    assert ("Taal", "Turks") in [(fact.label, fact.value) for fact in sheet.facts]
    assert "Zoekt de E." in [note.text for note in sheet.notes]


def test_an_old_version_shows_who_was_there_then(visit: Visit) -> None:
    record = visit.completed()
    services.begin_correction(visit.session, visit.actor, record, visit.contact, reason="Via beeldbellen")
    online = {(visit.enrolment.id, visit.mother.id): Presence.ONLINE}
    visit.save(record, visit.draft(attendance=online))
    services.complete(visit.session, visit.actor, record, visit.contact, {})

    old, new = sheet_of(visit, record, 1), sheet_of(visit, record)
    assert [each.how for each in old.attendance] == ["aanwezig"]
    assert [each.how for each in new.attendance] == ["online"]
    assert [version.number for version in old.versions] == [1]
    assert [(version.number, version.reason) for version in new.versions] == [(1, ""), (2, "Via beeldbellen")]


def test_somebody_who_no_longer_takes_part_still_stands_in_the_record(visit: Visit) -> None:
    father = factories.make_guardian(
        visit.session, factories.make_family(visit.session, visit.organisation, name="Łukasz"), given_name="Paweł"
    )
    father.family_id = visit.enrolment.family_id
    both = {(visit.enrolment.id, each.id): Presence.PRESENT for each in (visit.mother, father)}
    record = visit.completed(attendance=both)

    assert {each.name for each in sheet_of(visit, record).attendance} == {"Ayşe Yıldırım", "Paweł Łukasz"}
    assert len(visit.session.scalars(select(EnrolmentGuardian)).all()) == 1


def test_what_came_late_is_shown_as_late(visit: Visit) -> None:
    record = visit.completed(answers={"support_information": NOT_DONE})
    late = Late(on=clock.today(), by="phone", evidence=DELIVERED["support_information"].evidence)
    services.deliver_late(
        visit.session, visit.actor, record, visit.contact, {},
        key=("support_information", None), late=late, reason="Gebeld",
    )  # fmt: skip
    remark = sheet_of(visit, record).elements[0].remark

    assert remark.startswith("Alsnog gegeven")
    assert "telefonisch" in remark
    assert "Letters op verpakkingen aanwijzen" in remark


def test_no_home_address_and_no_secret_stands_on_paper(visit: Visit) -> None:
    visit.contact.place = "Geheimstraat 1"
    record = visit.completed()

    assert "Geheimstraat" not in repr(sheet_of(visit, record))


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_the_pdf_comes_through_the_page(visit: Visit, client: FlaskClient, app: Flask) -> None:
    record = visit.completed()
    visit.session.commit()
    answer = factories.sign_in(visit.session, client, visit.visitor).get(f"/records/{record.id}/record.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-1.7")
