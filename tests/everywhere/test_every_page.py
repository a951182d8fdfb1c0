"""Every address there is, tried with every role, in one's own organisation and with another one's ids.

Generated from the URL map: a new page is tried the day it is added. The `app` fixture watches besides that pages that
only read write nothing, and that every statement names its organisation.
"""

import re
from collections import Counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories
from tests.everywhere.cast import Addresses, House, browsers, csrf_token, furnish, rules
from thuisbasis.app import PUBLIC_ENDPOINTS
from thuisbasis.guards import permission_of
from thuisbasis.permissions import POLICY, Permission, Role

FINE = {200, 302, 303, 304}
NOT_THERE = {403, 404}
ID = re.compile(r'\sid="([^"]+)"')


@pytest.fixture
def house(db_session: Session) -> House:
    return furnish(db_session, "Stichting De Ladder", "Bakker")


@pytest.fixture
def neighbour(db_session: Session) -> House:
    """Another organisation, whose rows are nobody else's business."""
    return furnish(db_session, "Kanarie", "Kanarievogel")


@pytest.fixture
def addresses(app: Flask, db_session: Session, house: House) -> Addresses:
    return Addresses(app=app, session=db_session, organisation_id=house.organisation.id)


def own_pages(app: Flask, addresses: Addresses) -> dict[str, Permission]:
    """Address → permission of each page with a GET, public ones aside."""
    found = {}
    for rule in rules(app, "GET"):
        permission = permission_of(app.view_functions[rule.endpoint])
        address = addresses.of(rule)
        if permission not in {None, Permission.PUBLIC} and address is not None:
            found[address] = permission
    return found


def status_of(browser: FlaskClient, address: str) -> int | str:
    """The status of a page; where a fault shows itself instead, its words, so that one does not hide the others."""
    try:
        return browser.get(address).status_code
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def test_every_page_answers_every_role_as_the_policy_says(
    app: Flask, db_session: Session, house: House, addresses: Addresses
) -> None:
    pages = own_pages(app, addresses)
    wrong = []

    for role, browser in browsers(app, db_session, house):
        for address, permission in pages.items():
            status = status_of(browser, address)
            right = FINE | NOT_THERE if permission in POLICY[role] else NOT_THERE
            if status not in right:
                wrong.append(f"{role} {address}: {status}")

    assert pages
    assert wrong == []


def test_every_page_can_be_seen_by_somebody(
    app: Flask, db_session: Session, house: House, addresses: Addresses
) -> None:
    unseen = set(own_pages(app, addresses))

    for _role, browser in browsers(app, db_session, house):
        unseen -= {address for address in unseen if status_of(browser, address) in FINE}

    assert unseen == set()


def test_whoever_is_not_signed_in_sees_no_page(app: Flask, addresses: Addresses) -> None:
    browser = app.test_client()
    answers = {address: browser.get(address) for address in own_pages(app, addresses)}

    assert {address for address, answer in answers.items() if answer.status_code != 302} == set()
    assert {answer.location.split("?")[0] for answer in answers.values()} == {"/sign-in"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_of_another_organisation_is_there(
    app: Flask, db_session: Session, house: House, neighbour: House, method: str
) -> None:
    theirs = Addresses(app=app, session=db_session, organisation_id=neighbour.organisation.id)
    wrong = []

    for role, browser in browsers(app, db_session, house):
        form = {"csrf_token": csrf_token(browser)} if method == "POST" else None
        for rule in rules(app, method):
            address = theirs.of(rule)
            if address is None or not _has_id(rule) or rule.endpoint in PUBLIC_ENDPOINTS:
                continue
            answer = browser.open(address, method=method, data=form)
            if answer.status_code not in NOT_THERE or _names_the_neighbour(answer.text):
                wrong.append(f"{role} {method} {address}: {answer.status_code}")

    assert wrong == []


def _has_id(rule: Rule) -> bool:
    return any(name.endswith("_id") for name in rule.arguments)


def _names_the_neighbour(text: str) -> bool:
    return "kanarie" in text.casefold()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_sound_html(
    app: Flask, db_session: Session, house: House, addresses: Addresses, language: str
) -> None:
    everything = factories.make_staff(db_session, house.organisation, name="Alles Mag", roles=list(Role))
    browser = factories.sign_in(db_session, app.test_client(), everything)
    browser.post("/language", data={"language": language, "csrf_token": csrf_token(browser)})
    faults = {}

    for address in own_pages(app, addresses):
        if status_of(browser, address) not in FINE:
            continue  # the test above tells of it
        answer = browser.get(address, follow_redirects=True)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            faults[address] = _faults(answer.text, language)

    assert {address: found for address, found in faults.items() if found} == {}


def _faults(html: str, language: str) -> list[str]:
    """What is wrong with a page, in words."""
    twice = [name for name, times in Counter(ID.findall(html)).items() if times > 1]
    pointed_at = set(re.findall(r'\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', html))
    missing = {name for names in pointed_at for name in names.split()} - set(ID.findall(html))
    checks = {
        f"no lang={language}": f'<html lang="{language}"' in html,
        "not one h1": len(re.findall(r"<h1[\s>]", html)) == 1,
        "no title": bool(re.search(r"<title>\s*\S", html)),
        f"ids used twice: {twice}": not twice,
        f"pointed at, not there: {sorted(missing)}": not missing,
        "an inline style": not re.search(r"<[^>]+\sstyle=", html),
        "an event handler": not re.search(r"<[^>]+\son[a-z]+=", html),
        "an inline script": not re.search(r"<script(?![^>]*\ssrc=)", html),
        "a form without its token": _forms_have_tokens(html),
        "Undefined or None in the text": not re.search(r">\s*(None|Undefined)\s*<", html),
    }
    return [fault for fault, fine in checks.items() if not fine]


def _forms_have_tokens(html: str) -> bool:
    forms = re.findall(r"<form\b.*?</form>", html, re.DOTALL | re.IGNORECASE)
    posts = [form for form in forms if re.match(r"<form[^>]*method=\"post\"", form, re.IGNORECASE)]
    return all('name="csrf_token"' in form for form in posts)


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
