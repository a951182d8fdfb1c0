"""No page sends more statements when there is more to show: made from the URL map, so a new page is counted at once."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories
from tests.everywhere.cast import Addresses, rules
from tests.everywhere.crowd import Crowd
from tests.everywhere.test_every_page import status_of
from thuisbasis.app import PUBLIC_ENDPOINTS
from thuisbasis.database import db
from thuisbasis.documents.rendering import RenderingPool

FEW, MANY = 3, 12
MOST_OF_A_LIST = 4  # who asks, the families, the people in them, the schools to choose from
BEGINNINGS = {"BEGIN", "BEGIN IMMEDIATE"}


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


class CrowdAddresses(Addresses):
    """Addresses of the rows that have many others around them."""

    ids: dict[str, uuid.UUID]

    def _row(self, name: str) -> uuid.UUID | None:
        return self.ids.get(f"{name}_id") or super()._row(name)


def addresses(app: Flask, session: Session, crowd: Crowd, rule: Rule) -> list[str | None]:
    """The addresses of a rule for a family's contact and for a group's."""
    found = []
    for ids in (crowd.ids, crowd.ids_of_group):
        of_crowd = CrowdAddresses(app=app, session=session, organisation_id=crowd.organisation.id)
        object.__setattr__(of_crowd, "ids", ids)
        found.append(of_crowd.of(rule))
    return found


def sent_for(app: Flask, browser: FlaskClient, address: str) -> tuple[int | str, list[str]]:
    """The status of a page (or its fault, which other tests tell of) and the statements of its second opening."""
    status_of(browser, address)
    with statements(app) as sent:
        status = status_of(browser, address)
    return status, sent


def test_no_page_sends_more_statements_for_more_rows(app: Flask, db_session: Session) -> None:
    few, many = Crowd(db_session, "Drie", FEW), Crowd(db_session, "Twaalf", MANY)
    browsers = [factories.sign_in(db_session, app.test_client(), crowd.me) for crowd in (few, many)]
    opened, grown = set(), {}

    for rule in rules(app, "GET"):
        if rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        pairs = zip(addresses(app, db_session, few, rule), addresses(app, db_session, many, rule), strict=True)
        for pair in pairs:
            if pair[0] is None or pair[1] is None:
                continue
            (status, before), (status_of_many, after) = (
                sent_for(app, browser, address) for browser, address in zip(browsers, pair, strict=True)
            )
            if status == status_of_many == 200:
                opened.add(rule.rule)
            if status != status_of_many or len(after) > len(before):
                grown[f"{rule.rule} ({status}, {status_of_many})"] = _told(before, after)

    assert len(opened) > 40
    assert grown == {}


def _told(before: list[str], after: list[str]) -> str:
    """How many, and which statements came more often."""
    more = Counter(after) - Counter(before)
    return (
        f"{len(before)} statements became {len(after)}: {[f'{times} x {text}' for text, times in more.most_common(3)]}"
    )


def test_the_list_of_families_takes_four_statements_at_most(app: Flask, db_session: Session) -> None:
    crowd = Crowd(db_session, "Twaalf", MANY)
    browser = factories.sign_in(db_session, app.test_client(), crowd.me)

    status, sent = sent_for(app, browser, "/families")

    assert status == 200
    assert len(sent) <= MOST_OF_A_LIST, sent
