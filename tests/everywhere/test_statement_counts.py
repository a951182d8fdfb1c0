"""No page sends more statements when there is more to show: made from the URL map, so a new page is counted at once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories
from tests.everywhere.crowd import Crowd
from thuisbasis.app import PUBLIC_ENDPOINTS
from thuisbasis.database import db
from thuisbasis.documents.rendering import RenderingPool

FEW, MANY = 3, 12
MOST_OF_A_LIST = 4  # who asks, the families, the people in them, the schools to choose from
BEGINNINGS = {"BEGIN", "BEGIN IMMEDIATE"}
NOT_COUNTED = PUBLIC_ENDPOINTS | {
    "calendars.feed",  # one address, joined from stored bytes: tests/calendars counts it
    "security.change_password",
    # A form for each child of the family whom the visit serves: so many statements more for each.
    "api.tablet_visit",
    "api.tablet_spare",
}


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent within it."""
    sent: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement not in BEGINNINGS:
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", see)


@pytest.fixture(autouse=True)
def _without_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laying out pages takes seconds and sends no statement."""
    monkeypatch.setattr(RenderingPool, "render", lambda *_: b"%PDF-1.7")


def pages(app: Flask) -> list[Rule]:
    """Every address that can be opened."""
    own = (rule for rule in app.url_map.iter_rules() if rule.endpoint not in NOT_COUNTED)
    return sorted((rule for rule in own if "GET" in (rule.methods or ())), key=lambda rule: rule.rule)


def address(app: Flask, rule: Rule, values: Mapping[str, Any]) -> str:
    """A rule's address. A parameter that `Crowd` does not know fails: give it a value there."""
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})


def sent_for(app: Flask, browser: FlaskClient, url: str) -> tuple[int | str, list[str]]:
    """The status of a page, or its fault (of which other tests tell), and the statements of its second opening."""
    status_of(browser, url)
    with statements(app) as sent:
        status = status_of(browser, url)
    return status, sent


def status_of(browser: FlaskClient, url: str) -> int | str:
    """The status of a page; where a fault shows itself instead, its words, so that one does not hide the others."""
    try:
        return browser.get(url).status_code
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def test_no_page_sends_more_statements_for_more_rows(app: Flask, db_session: Session) -> None:
    crowds = Crowd(db_session, "Drie", FEW), Crowd(db_session, "Twaalf", MANY)
    browsers = [factories.sign_in(db_session, app.test_client(), crowd.me) for crowd in crowds]
    for browser, crowd in zip(browsers, crowds, strict=True):
        browser.environ_base["HTTP_X_THUISBASIS_TABLET"] = str(crowd.device.id)
    opened, grown = set(), {}

    for rule in pages(app):
        for kind in ("of_family", "of_group"):
            (status, before), (status_of_many, after) = (
                sent_for(app, browser, address(app, rule, getattr(crowd, kind)))
                for browser, crowd in zip(browsers, crowds, strict=True)
            )
            if status == status_of_many == 200:
                opened.add(rule.rule)
            if status != status_of_many or len(after) > len(before):
                grown[f"{rule.rule} ({status}, {status_of_many})"] = _told(before, after)

    assert len(opened) > len(pages(app)) / 2
    assert grown == {}


def _told(before: list[str], after: list[str]) -> str:
    """How many, and which statements came more often."""
    more = Counter(map(_without_lists, after)) - Counter(map(_without_lists, before))
    often = [f"{times} x {statement}" for statement, times in more.most_common(3)]
    return f"{len(before)} statements became {len(after)}: {often}"


def _without_lists(statement: str) -> str:
    """A list of ids is as long as there are rows; the statement is the same."""
    return re.sub(r"\bIN \([^()]*\)", "IN (…)", statement)


def test_the_list_of_families_takes_four_statements_at_most(app: Flask, db_session: Session) -> None:
    crowd = Crowd(db_session, "Twaalf", MANY)
    browser = factories.sign_in(db_session, app.test_client(), crowd.me)

    status, sent = sent_for(app, browser, "/families")

    assert status == 200
    assert len(sent) <= MOST_OF_A_LIST, sent
