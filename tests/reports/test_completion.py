"""A family completes a programme when dose and coverage reach its rule; then a certificate can be printed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Answer
from tests import factories
from tests.browsing import said, token, ways_out
from tests.recording.visits import NOT_DONE, Visit, a_visit
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.documents.rendering import RenderingPool
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.permissions import Role
from thuisbasis.reports import completion

STRANDS = ("environmental_print", "books", "early_writing", "oral_language")


@pytest.fixture
def visit(db_session: Session) -> Visit:
    return a_visit(db_session, days=-300)


def held(visit: Visit, visits: int, *, without: int = 0, strands: tuple[str, ...] = STRANDS) -> Enrolment:
    """So many full visits; of those, `without` lacked the support information."""
    for number in range(1, visits + 1):
        contact = visit.contact
        if number > 1:
            contact = factories.make_contact(
                visit.session, enrolments=[visit.enrolment], staff=[visit.visitor], school=visit.school,
                number=number, step=f"visit-{number:02}", days=-300 + 25 * number,
            )  # fmt: skip
        cells = Answer(delivered=True, evidence={"cells": [[strands[number % len(strands)], "interaction"]]})
        answers = {"strand_coverage": cells} | ({"support_information": NOT_DONE} if number <= without else {})
        replace(visit, contact=contact).completed(answers=answers)
    visit.session.flush()
    visit.session.expire_all()
    return enrolments.enrolment_or_404(visit.session, visit.actor, visit.enrolment.id)


def test_eight_full_visits_of_ten_and_four_strands_complete(visit: Visit) -> None:
    enrolment = held(visit, 8)
    assert completion.completion(visit.session, enrolment).may

    completion.complete(visit.session, visit.actor, enrolment)
    assert (enrolment.state, enrolment.ended_on) == ("completed", clock.today())


def test_seven_do_not(visit: Visit) -> None:
    enrolment = held(visit, 7)

    with pytest.raises(RuleBrokenError) as refused:
        completion.complete(visit.session, visit.actor, enrolment)
    assert [finding.rule for finding in refused.value.findings] == ["share_with_elements"]
    assert enrolment.state == "active"


def test_a_visit_without_support_information_is_none_of_the_eight(visit: Visit) -> None:
    judged = completion.completion(visit.session, held(visit, 8, without=1))

    assert not judged.may
    assert judged.took_part == 8


def test_a_strand_that_never_came_up_keeps_it_open(visit: Visit) -> None:
    judged = completion.completion(visit.session, held(visit, 8, strands=STRANDS[:3]))

    assert [finding.element for finding in judged.findings if finding.blocks] == ["strand_coverage"]


def test_the_grid_fills_up_over_the_course(visit: Visit) -> None:
    (grid,) = completion.filled_grids(visit.session, held(visit, 3))

    assert grid.cells == {("books", "interaction"), ("early_writing", "interaction"), ("oral_language", "interaction")}


def test_a_certificate_says_who_and_how_often(visit: Visit) -> None:
    enrolment = held(visit, 8)
    with pytest.raises(InvalidStateError):
        completion.certificate(visit.session, visit.actor, enrolment)
    completion.complete(visit.session, visit.actor, enrolment)

    sheet = completion.certificate(visit.session, visit.actor, enrolment)

    assert (sheet.receivers, sheet.child, sheet.meetings) == (("Ayşe Yıldırım",), "Elif", 8)
    assert [signature.name for signature in sheet.signatures] == ["Saskia Hof"]
    assert sheet.last_day == clock.today() - timedelta(days=100)
    assert "certificate.printed" in visit.session.scalars(select(AuditEntry.action)).all()


def test_completing_and_printing_through_the_page(
    visit: Visit, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RenderingPool, "render", lambda *_: b"%PDF-1.7")
    coordinator = factories.make_staff(
        visit.session, visit.organisation, name="Carla Dijk", roles=[Role.COORDINATOR], school=visit.school
    )
    held(visit, 8)
    browser = factories.sign_in(visit.session, client, coordinator)
    address = f"/enrolments/{visit.enrolment.id}/completion"
    page = browser.get(address).text
    assert "Dit gezin kan het programma afronden" in said(page)

    assert browser.post(address, data=token(page)).location == address
    assert "Dit programma is afgerond op" in said(browser.get(address).text)
    printed = browser.post(f"/enrolments/{visit.enrolment.id}/certificate", data=token(page))
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")


def test_what_is_missing_stands_on_the_page_and_in_the_refusal(visit: Visit, client: FlaskClient) -> None:
    coordinator = factories.make_staff(
        visit.session, visit.organisation, name="Carla Dijk", roles=[Role.COORDINATOR], school=visit.school
    )
    held(visit, 2)
    browser = factories.sign_in(visit.session, client, coordinator)
    address = f"/enrolments/{visit.enrolment.id}/completion"
    page = browser.get(address).text

    assert "2 van de 10 contacten" in said(page)
    refused = browser.post(address, data=token(page))
    assert refused.status_code == 409
    assert "Nodig: 8 van de 10" in said(refused.text)
    assert set(ways_out(refused.text)) == {f"/families/{visit.enrolment.family_id}"}
    assert said(refused.text).count("Programma afronden") == said(page).count("Programma afronden")
