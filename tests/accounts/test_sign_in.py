"""Signing in and out: sessions end when they should, and guessing is counted."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis import clock
from thuisbasis.accounts.models import Account
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Role

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def coordinator(db_session: Session) -> Staff:
    """Somebody with a password."""
    organisation = factories.make_organisation(db_session)
    staff = factories.make_staff(db_session, organisation, roles=[Role.COORDINATOR])
    account = db_session.get_one(Account, staff.account_id)
    account.email, account.password = "coordinator@ladder.example", hash_password(PASSWORD)
    db_session.commit()
    return staff


def token_of(client: FlaskClient, url: str) -> str:
    found = re.search(r'name="csrf_token" (?:type="hidden" )?value="([^"]+)"', client.get(url).text)
    assert found
    return found[1]


def sign_in(client: FlaskClient, password: str = PASSWORD, email: str = "coordinator@ladder.example") -> int:
    data = {"email": email, "password": password, "csrf_token": token_of(client, "/sign-in")}
    return client.post("/sign-in", data=data).status_code


@pytest.mark.usefixtures("coordinator")
def test_the_right_password_opens_the_start_page(client: FlaskClient) -> None:
    assert sign_in(client) == 302
    assert client.get("/").status_code == 200


@pytest.mark.usefixtures("coordinator")
def test_a_wrong_password_and_an_unknown_address_say_the_same(client: FlaskClient) -> None:
    answers = []
    for email in ("coordinator@ladder.example", "niemand@ladder.example"):
        data = {"email": email, "password": "verkeerd wachtwoord", "csrf_token": token_of(client, "/sign-in")}
        text = client.post("/sign-in", data=data).text
        answers.append(re.sub(r"[\w.]+@ladder\.example|value=\"[^\"]*\"", "", text))
    assert answers[0] == answers[1]


@pytest.mark.usefixtures("coordinator")
def test_a_cookie_from_before_signing_out_opens_nothing(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    cookie = client.get_cookie("thuisbasis")
    assert cookie
    client.post("/sign-out", data={"csrf_token": token_of(client, "/account")})
    replayed = app.test_client()
    replayed.set_cookie("thuisbasis", cookie.value)
    answer = replayed.get("/")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


@pytest.mark.usefixtures("coordinator")
def test_a_new_password_ends_the_sign_ins_on_other_devices(app: Flask, client: FlaskClient) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere)
    sign_in(client)
    data = {
        "password": PASSWORD,
        "new_password": "nog een langer wachtwoord",
        "new_password_confirm": "nog een langer wachtwoord",
        "csrf_token": token_of(client, "/account/password"),
    }
    assert client.post("/account/password", data=data).status_code == 302
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.usefixtures("coordinator")
def test_after_ten_wrong_tries_even_the_right_password_waits(app: Flask) -> None:
    for _ in range(10):
        assert sign_in(app.test_client(), "verkeerd wachtwoord") == 200
    assert sign_in(app.test_client()) == 200
    with clock.set_to(clock.now() + timedelta(minutes=16)):
        assert sign_in(app.test_client()) == 302


@pytest.mark.usefixtures("coordinator")
def test_a_sign_in_ends_by_itself_when_it_is_not_used(client: FlaskClient) -> None:
    sign_in(client)
    with clock.set_to(clock.now() + timedelta(hours=3)):
        assert client.get("/").status_code == 302


@pytest.mark.usefixtures("coordinator")
def test_a_form_without_its_token_is_refused_and_what_was_typed_is_kept(client: FlaskClient) -> None:
    sign_in(client)
    answer = client.post("/language", data={"language": "en", "note": "Dit was veel werk om te typen"})
    assert answer.status_code == 400
    assert "Dit was veel werk om te typen" in answer.text
