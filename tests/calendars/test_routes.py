"""Feeds over HTTP as calendar programs ask for them, and the pages where people make and withdraw their addresses."""

import re
from collections.abc import Mapping
from contextvars import Context
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select, update
from sqlalchemy import event as database_event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.calendars.cast import Cast, an_organisation
from thuisbasis import clock
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.accounts.security import TOKEN
from thuisbasis.calendars.addresses import make_address, revoke
from thuisbasis.calendars.looking import Question
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.database import db, new_id
from thuisbasis.families.models import FamilyWorker
from thuisbasis.groups.models import GroupLeader
from thuisbasis.organisations.models import StaffRole


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


@pytest.fixture
def path(cast: Cast) -> str:
    """The address of the trainer's feed, with one meeting in it."""
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    cast.session.commit()
    cast.meeting(cast.trainer)
    return f"/calendars/{token}.ics"


class Browser:
    """A browser without JavaScript. Its requests stand apart from the test's own context and database session."""

    def __init__(self, client: FlaskClient, session: Session) -> None:
        self.client = client
        self.session = session

    def open(self, path: str, **more: Any) -> TestResponse:
        """The answer to a request. What the test did not commit is gone: on SQLite it would keep all others waiting."""
        self.session.rollback()
        return Context().run(lambda: self.client.open(path, **more))

    def press(self, path: str, *, on: str) -> TestResponse:
        """The answer to a form without fields that stands on the page `on`, followed to where it leads."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.open(on).text)
        assert token is not None
        return self.open(path, method="POST", data={"csrf_token": token[1]}, follow_redirects=True)


@pytest.fixture
def browser(cast: Cast, client: FlaskClient) -> Browser:
    return Browser(client, cast.session)


@pytest.fixture
def trainer(cast: Cast, client: FlaskClient) -> Browser:
    """A browser in which the trainer, who leads the group, is signed in."""
    account = Account(email="sanne@example.org", fs_uniquifier="sanne", created_at=clock.now())
    cast.session.add(account)
    cast.session.flush()
    cast.trainer.account_id = account.id
    own = {"organisation_id": cast.organisation.id, "staff_id": cast.trainer.id}
    cast.session.add_all([StaffRole(**own, role="trainer"), GroupLeader(**own, group_id=cast.group.id)])
    token = sign_ins.begin(cast.session, account, at=clock.now())
    cast.session.commit()
    with client.session_transaction() as session:
        session[TOKEN] = token
    return Browser(client, cast.session)


def test_a_feed_comes_as_calendar_programs_want_it(browser: Browser, path: str) -> None:
    answer = browser.open(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.get_data().startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.get_data().count(b"BEGIN:VEVENT") == 1
    assert answer.headers["ETag"].startswith('"')
    assert "Last-Modified" in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not {"Content-Disposition", "Content-Encoding", "Set-Cookie", "Location"} & set(answer.headers.keys())


def test_asking_for_the_head_gives_the_same_headers_and_no_body(browser: Browser, path: str) -> None:
    whole, head = browser.open(path), browser.open(path, method="HEAD")

    assert head.get_data() == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified"):
        assert head.headers[name] == whole.headers[name]


def test_the_same_feed_has_the_same_bytes_and_tag(browser: Browser, path: str) -> None:
    first, second = browser.open(path), browser.open(path)

    assert first.get_data() == second.get_data()
    assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
def test_who_has_the_newest_is_told_so(browser: Browser, path: str, method: str, form: str) -> None:
    tag = browser.open(path).headers["ETag"]
    answer = browser.open(path, method=method, headers={"If-None-Match": form.format(tag)})

    assert answer.status_code == 304
    assert answer.get_data() == b""
    assert answer.headers["ETag"] == tag
    assert "Content-Type" not in answer.headers


def test_a_date_does_where_there_is_no_tag(browser: Browser, path: str) -> None:
    newest = browser.open(path).headers["Last-Modified"]
    older = format_datetime(clock.now() - timedelta(days=2), usegmt=True)

    assert browser.open(path, headers={"If-Modified-Since": newest}).status_code == 304
    assert browser.open(path, headers={"If-Modified-Since": older}).status_code == 200
    assert browser.open(path, headers={"If-Modified-Since": newest, "If-None-Match": '"x"'}).status_code == 200


def test_an_unchanged_feed_is_known_without_looking_at_events(
    browser: Browser, app: Flask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = browser.open(path).headers["ETag"]
    statements: list[str] = []
    first = Question.first

    def ask(question: Question, connection: Connection, given: Mapping[str, Any]) -> dict[str, Any] | None:
        statements.append(str(question.statement))
        return first(question, connection, given)

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    monkeypatch.setattr(Question, "first", ask)
    database_event.listen(engine, "before_cursor_execute", note)
    browser.open(path, headers={"If-None-Match": tag})
    database_event.remove(engine, "before_cursor_execute", note)

    asked = [statement.split("FROM")[1].split()[0] for statement in statements if "FROM" in statement]
    assert asked == ["feed_address"]


def test_a_change_of_a_contact_changes_the_tag(browser: Browser, cast: Cast, path: str) -> None:
    tag = browser.open(path).headers["ETag"]
    cast.meeting(cast.trainer, days=8, number=2)
    answer = browser.open(path, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.get_data().count(b"BEGIN:VEVENT") == 2


def test_a_new_day_changes_the_tag(browser: Browser, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = browser.open(path).headers["ETag"]
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    assert browser.open(path, headers={"If-None-Match": tag}).status_code == 200


def test_what_opens_nothing_answers_alike(browser: Browser, cast: Cast, path: str) -> None:
    address, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda")
    revoke(cast.session, cast.actor(cast.trainer), address)
    cast.session.commit()
    answers = [browser.open(f"/calendars/{one}.ics") for one in (token, "x", "a" * 43, "%00", "é")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.get_data() for answer in answers}) == 1
    assert len({str(sorted(answer.headers.keys())) for answer in answers}) == 1


def test_a_feed_whose_maker_left_opens_nothing(browser: Browser, cast: Cast, path: str) -> None:
    assert browser.open(path).status_code == 200
    cast.trainer.archived_at = clock.now()
    cast.session.commit()

    assert browser.open(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_feed_can_only_be_read(browser: Browser, path: str, method: str) -> None:
    assert browser.open(path, method=method).status_code in {400, 405}


def last_fetch(cast: Cast) -> datetime | None:
    """When the only feed there is was fetched, as its maker sees it."""
    cast.session.expire_all()
    return cast.session.scalars(select(FeedAddress)).one().read_at


def test_the_first_fetch_of_a_day_is_kept_for_its_maker(browser: Browser, cast: Cast, path: str) -> None:
    assert last_fetch(cast) is None
    browser.open(path)
    first = last_fetch(cast)
    assert first is not None
    browser.open(path)
    assert last_fetch(cast) == first


def test_a_fetch_on_another_day_is_kept_too(browser: Browser, cast: Cast, path: str) -> None:
    cast.session.execute(update(FeedAddress).values(read_at=clock.now() - timedelta(days=3)))
    cast.session.commit()
    browser.open(path)
    read_at = last_fetch(cast)

    assert read_at is not None
    assert clock.local(read_at).date() == clock.today()


OWN = "/calendar-addresses"


def address_on(page: str) -> str:
    """The path of the feed whose address stands on a page."""
    found = re.search(r"/calendars/[\w-]{43}\.ics", page)
    assert found is not None
    return found[0]


def test_an_address_is_made_and_shown_once(trainer: Browser) -> None:
    assert "U hebt nog geen agenda-adres." in trainer.open(OWN).text

    page = trainer.press(OWN, on=OWN).text
    shown = re.search(r">(http://localhost(/calendars/[\w-]{43}\.ics))<", page)
    assert shown is not None
    assert f"webcal:{shown[1].removeprefix('http:')}" in page
    assert trainer.open(shown[2]).status_code == 200
    assert shown[2] not in trainer.open(OWN).text


def test_a_withdrawn_address_works_no_more(trainer: Browser, cast: Cast) -> None:
    page = trainer.press(OWN, on=OWN).text
    path = address_on(page)
    (address,) = cast.session.scalars(select(FeedAddress))
    answer = trainer.press(f"{OWN}/{address.id}/revoke", on=OWN)

    assert "Het agenda-adres werkt niet meer." in answer.text
    assert trainer.open(path).status_code == 404


def test_an_address_of_a_group_is_made_at_the_group(trainer: Browser, cast: Cast) -> None:
    cast.meeting(cast.visitor)
    page_of_group = f"/groups/{cast.group.id}/calendar-addresses"
    page = trainer.press(page_of_group, on=page_of_group).text
    path = address_on(page)

    assert b"SUMMARY:Bijeenkomst 1\\, Dinsdagavond De Brug" in trainer.open(path).data
    (address,) = cast.session.scalars(select(FeedAddress))
    answer = trainer.press(f"{OWN}/{address.id}/revoke", on=page_of_group)
    assert answer.request.path == page_of_group


def test_a_group_of_somebody_else_has_no_addresses_to_give(trainer: Browser, cast: Cast) -> None:
    other = an_organisation(cast.session, "Andere stichting")

    assert trainer.open(f"/groups/{other.group.id}/calendar-addresses").status_code == 404
    assert trainer.press(f"/groups/{other.group.id}/calendar-addresses", on=OWN).status_code == 404


def test_nobody_withdraws_what_somebody_else_made(trainer: Browser, cast: Cast) -> None:
    address, token = make_address(cast.session, cast.actor(cast.visitor), calendar_name="Agenda")
    cast.session.commit()

    assert trainer.press(f"{OWN}/{address.id}/revoke", on=OWN).status_code == 404
    assert trainer.open(f"/calendars/{token}.ics").status_code == 200


def test_who_is_not_signed_in_makes_no_address(browser: Browser, cast: Cast) -> None:
    assert browser.open(OWN).status_code == 302
    assert browser.open(OWN, method="POST").status_code == 400
    assert cast.session.scalars(select(FeedAddress)).all() == []


def test_a_familys_schedule_is_a_file_to_keep(trainer: Browser, cast: Cast) -> None:
    cast.visit(cast.visitor)
    worker = {"family_id": cast.family.id, "staff_id": cast.trainer.id, "through_kind": "x", "through_id": new_id()}
    cast.session.add(FamilyWorker(organisation_id=cast.organisation.id, **worker))
    cast.session.commit()
    answer = trainer.open(f"/families/{cast.family.id}/schedule.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="afspraken-gezin-0412.ics"'
    assert b"SUMMARY:Huisbezoek gezin 0412" in answer.data
    assert b"Geheimhouder" not in answer.data


def test_a_family_that_one_may_not_see_has_no_schedule(trainer: Browser, cast: Cast) -> None:
    other = an_organisation(cast.session, "Andere stichting")

    assert trainer.open(f"/families/{cast.family.id}/schedule.ics").status_code == 404
    assert trainer.open(f"/families/{other.family.id}/schedule.ics").status_code == 404
