"""What is left out of Flask's own work, and what stays."""

from flask import Flask, session
from flask.globals import request_ctx
from flask.testing import FlaskClient

from thuisbasis.lean import Unopened


def test_a_page_that_is_the_same_for_everybody_says_so(client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = "en"

    answer = client.get("/healthz")

    assert "Vary" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_a_page_that_depends_on_the_cookie_says_so(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/sign-in").headers["Vary"]


def cookie_in_english(app: Flask, client: FlaskClient) -> dict[str, str]:
    """The header of a browser that was told to speak English."""
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    name = app.config["SESSION_COOKIE_NAME"]
    kept = client.get_cookie(name)
    assert kept is not None
    return {"Cookie": f"{name}={kept.value}"}


def test_a_cookie_is_opened_by_who_looks_into_it(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context(headers=cookie_in_english(app, client)):
        assert isinstance(request_ctx._session, Unopened)
        assert session["language"] == "en"
        assert not isinstance(request_ctx._session, Unopened)


def test_a_cookie_signed_with_another_key_says_nothing(app: Flask, client: FlaskClient) -> None:
    header = cookie_in_english(app, client)
    known, app.secret_key = app.secret_key, "another key, as long as the first one"
    try:
        with app.test_request_context(headers=header):
            assert dict(session) == {}
    finally:
        app.secret_key = known
