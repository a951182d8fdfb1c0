"""A day that does not go on: see what is concerned, change it in one act, and get the list of whom to call."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said, sent
from tests.sessions import courses
from tests.sessions.courses import Cast, day
from thuisbasis import clock
from thuisbasis.contacts.models import Contact

SNOW = "/planning/day-off?first=6-10-2026&last=6-10-2026"


def started(session: Session) -> tuple[Cast, list[Contact]]:
    cast = courses.make_parents_group(session)
    return cast, cast.start()


def test_what_is_concerned_is_shown_before_anything_happens(db_session: Session, client: FlaskClient) -> None:
    with day(2026, 9, 1):
        cast, found = started(db_session)
        factories.sign_in(db_session, client, cast.coordinator)
        words = said(client.get(SNOW).text)
    assert "1 afspraak in deze dagen" in words
    assert "Bijeenkomst 4, Dinsdagavond De Brug" in words
    assert found[3].state == "planned"


@pytest.mark.parametrize(
    ("act", "change"), [("move", "di 6 okt 19:00 wordt di 13 okt 19:00"), ("cancel", "di 6 okt 19:00 gaat niet door")]
)
def test_the_act_ends_in_the_call_list(db_session: Session, client: FlaskClient, act: str, change: str) -> None:
    with day(2026, 9, 1):
        cast, _ = started(db_session)
        factories.sign_in(db_session, client, cast.coordinator)
        page = client.get(SNOW).text
        answer = client.post("/planning/day-off", data=sent(page, "change-days", act=act, reason="weather"))
        assert answer.status_code == 302
        words = said(client.get(answer.location).text)
    assert words.count(change) == 6
    assert "Ayşe Aalbers" in words
    assert "06 12345678" in words


def test_without_a_reason_nothing_happens_and_what_was_chosen_stays(db_session: Session, client: FlaskClient) -> None:
    with day(2026, 9, 1):
        cast, found = started(db_session)
        factories.sign_in(db_session, client, cast.coordinator)
        page = client.get(SNOW).text
        answer = client.post("/planning/day-off", data=sent(page, "change-days", act="cancel", note="Code rood"))
    assert answer.status_code == 422
    assert "Kies een reden." in answer.text
    assert "Code rood" in answer.text
    assert "Bijeenkomst 4" in answer.text
    assert clock.local(found[3].starts_at).date() == date(2026, 10, 6)


@pytest.mark.parametrize("days", ["first=7-10-2026&last=6-10-2026", "first=1-1-2026&last=31-12-2026", "first=x&last=y"])
def test_days_that_cannot_be_say_so(db_session: Session, client: FlaskClient, days: str) -> None:
    with day(2026, 9, 1):
        cast, _ = started(db_session)
        factories.sign_in(db_session, client, cast.coordinator)
        answer = client.get(f"/planning/day-off?{days}")
    assert answer.status_code == 200
    assert "Er is nog iets nodig" in answer.text


@pytest.mark.sqlite_only
def test_the_call_list_prints(db_session: Session, client: FlaskClient) -> None:
    with day(2026, 9, 1):
        cast, _ = started(db_session)
        factories.sign_in(db_session, client, cast.coordinator)
        answer = client.get("/planning/call-list.pdf?first=2026-10-06&last=2026-10-06")
    assert answer.data.startswith(b"%PDF")


def test_a_trainer_does_not_change_whole_days(db_session: Session, client: FlaskClient) -> None:
    with day(2026, 9, 1):
        cast, _ = started(db_session)
        factories.sign_in(db_session, client, cast.leaders[0])
        assert client.get(SNOW).status_code == 403
