"""Every page that links lead to, walked through by everybody in the demo.

Besides what is asked here, the `app` fixture watches that pages that only read write nothing, and that every statement
names its organisation.
"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.everywhere.crawling import Visit, walk
from tests.everywhere.soundness import faults, raw_keys
from thuisbasis.accounts.models import Account
from thuisbasis.demo import seeding
from thuisbasis.demo.colleagues import COLLEAGUES
from thuisbasis.organisations.models import Staff


@pytest.fixture
def demo(db_session: Session) -> Session:
    """The database with the demo in it."""
    seeding.seed(db_session)
    db_session.commit()
    return db_session


def browser_of(app: Flask, session: Session, email: str) -> FlaskClient:
    """A browser in which the colleague with this address is signed in."""
    query = select(Staff).join(Account, Account.id == Staff.account_id).where(Account.email == email)
    return factories.sign_in(session, app.test_client(), session.scalars(query).one())


def complaint(visit: Visit, language: str) -> list[str]:
    """What is wrong with a visited page."""
    if visit.answer is None:
        return [visit.fault]
    if visit.answer.status_code not in {200, 302, 303}:
        return [f"answers {visit.answer.status_code}"]
    is_page = visit.answer.status_code == 200 and visit.answer.mimetype == "text/html"
    return faults(visit.answer.text, language) if is_page else []


# One file for everybody, kept on tablets; the app in it chooses the language (tests/tablet).
CHOOSE_THEMSELVES = {"tablet_shell.page"}


@pytest.mark.slow
def test_every_link_leads_to_a_sound_page(app: Flask, demo: Session) -> None:
    wrong: dict[str, list[str]] = {}

    for colleague in COLLEAGUES:
        for visit in walk(app, browser_of(app, demo, colleague.email), of_each=2):
            if found := complaint(visit, "nl"):
                wrong[f"{colleague.email}: {visit}"] = found

    assert not wrong, "\n".join(f"{page}: {', '.join(found)}" for page, found in wrong.items())


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_every_page_is_sound_in_english(app: Flask, demo: Session) -> None:
    browser = browser_of(app, demo, COLLEAGUES[0].email)
    token = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/account").text)
    assert token
    browser.post("/language", data={"language": "en", "csrf_token": token[1]})

    visits = [visit for visit in walk(app, browser, of_each=1) if visit.endpoint not in CHOOSE_THEMSELVES]
    complaints = {str(visit): complaint(visit, "en") for visit in visits}

    assert {page: found for page, found in complaints.items() if found} == {}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("address", ["/", "/sign-in", "/healthz", "/nergens", "/static/nergens.css"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.sqlite_only
@pytest.mark.parametrize("address", ["/", "/sign-in", "/nergens"])
def test_no_page_is_kept_by_a_browser_or_on_the_way(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("words", "language", "noticed"),
    [
        ("Stand: <del>planned</del> → <ins>held</ins>", "nl", ["held", "planned"]),
        ("Reden: cancelled_by_us", "en", ["cancelled_by_us"]),
        ("Sinds 2026-09-15", "nl", ["2026-09-15"]),
        ("Ouders: 01a221b6-9b3a-76a2-85b7-0f47c769cb60", "nl", ["01a221b6-9b3a-76a2-85b7-0f47c769cb60"]),
        ('<a href="/groups?state=planned">gepland</a>, schrijf aan an_bos@school.example', "nl", []),
        ("This session is planned.", "en", []),
    ],
)
def test_a_key_among_the_words_of_a_page_is_noticed(words: str, language: str, noticed: list[str]) -> None:
    assert raw_keys(f'<html lang="{language}"><p>{words}</p></html>') == noticed
