"""The figures on the start page and the lists behind them: the numbers in words, and the people that they lead to."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said
from tests.sessions.courses import BEFORE, Cast, make_parents_group
from thuisbasis import clock
from thuisbasis.home.progress.following import count_enrolments
from thuisbasis.permissions import Role

THEN = datetime(2026, 10, 1, 9, tzinfo=clock.ZONE)  # a Thursday; three meetings lie behind


@pytest.fixture
def cast(app: Flask, db_session: Session) -> Cast:
    """A group with two records written, at both of which one family was absent, and one record missing."""
    with app.test_request_context(method="POST"):
        cast = make_parents_group(db_session)
        with clock.set_to(BEFORE):
            meetings = cast.start()
        with clock.set_to(THEN):
            cast.record(meetings[0], 0)
            cast.record(meetings[1], 0)
    db_session.commit()
    return cast


def opened(cast: Cast, client: FlaskClient, url: str, *, days: int = 7, staff: str = "coordinator") -> str:
    """A page, some days later."""
    person = cast.coordinator if staff == "coordinator" else cast.leaders[0]
    with clock.set_to(THEN + timedelta(days=days)):
        answer = factories.sign_in(cast.session, client, person).get(url)
    assert answer.status_code == 200
    return answer.text.partition("<main")[2]


def column(page: str) -> str:
    """The column of how it goes."""
    assert 'id="how-it-goes"' in page
    return page.partition('id="how-it-goes"')[2]


def link(part: str, words: str) -> str:
    """Where the link that says so leads."""
    links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', part, re.DOTALL)
    return unescape(next(url for url, inside in links if said(inside).strip() == words))


def test_the_start_page_says_how_each_programme_goes(cast: Cast, client: FlaskClient) -> None:
    text = said(column(opened(cast, client, "/")))

    assert "Pittige Jaren" in text
    assert "6 gezinnen" in text
    assert "Op koers 5 van 6" in text
    assert "10 van 12 afspraken tellen mee; tot nu toe nodig: 6." in text
    assert "1 loopt achter" in text
    assert "0 % (n = 2 verslagen)" in text
    assert "1 van 3 verslagen ontbreekt" in text


def test_the_numbers_of_the_line_stand_in_a_table_too(cast: Cast, client: FlaskClient) -> None:
    table = said(column(opened(cast, client, "/")).partition("<table")[2])

    assert "ma 14 sep 0 % 1 van 1" in table
    assert "ma 28 sep onbekend 0 van 1" in table


def test_figures_lead_to_the_people_behind_them(cast: Cast, client: FlaskClient) -> None:
    part = column(opened(cast, client, "/"))

    behind = said(opened(cast, client, link(part, "1 loopt achter")))
    assert "Aalbers" in behind
    assert "0 van 2" in behind
    assert "Bouzid" not in behind
    assert "Bouzid" in said(opened(cast, client, link(part, "5 van 6")))
    missing = said(opened(cast, client, link(part, "1 van 3 verslagen ontbreekt")))
    assert "Bijeenkomst 3" in missing
    assert "nog niet af" in missing
    assert "Bijeenkomst 1" not in missing
    assert "Bijeenkomst 1" in said(opened(cast, client, link(part, "0 %")))


def test_what_is_not_known_is_called_unknown(cast: Cast, client: FlaskClient, db_session: Session) -> None:
    child = factories.make_child(db_session, factories.make_family(db_session, cast.organisation, name="Zomer"))
    enrolment = factories.make_enrolment(db_session, child)
    count_enrolments(db_session, cast.organisation.id, [enrolment.id])
    db_session.commit()

    text = said(column(opened(cast, client, "/")))

    assert "REAL 1 gezin Op koers onbekend Van 1 is het nog onbekend" in text
    assert "Onderdelen gedaan onbekend" in text


def test_a_trainer_sees_the_own_group_and_somebody_without_work_no_column(
    cast: Cast, client: FlaskClient, db_session: Session
) -> None:
    assert "6 gezinnen" in said(column(opened(cast, client, "/", staff="trainer")))
    officer = factories.make_staff(db_session, cast.organisation, roles=[Role.SAFEGUARDING_OFFICER])

    page = factories.sign_in(db_session, client, officer).get("/").text

    assert "how-it-goes" not in page


def test_a_programme_that_there_is_not_is_not_found(cast: Cast, client: FlaskClient) -> None:
    browser = factories.sign_in(cast.session, client, cast.coordinator)

    assert browser.get("/how-it-goes/opstapje/children").status_code == 404
    assert browser.get("/how-it-goes/opstapje/records").status_code == 404
