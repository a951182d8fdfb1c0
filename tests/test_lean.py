"""What is left out of Flask's own work, and what stays."""

from flask import Flask, session
from flask.testing import FlaskClient


def test_a_page_that_is_the_same_for_everybody_says_so(client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = "en"

    answer = client.get("/healthz")

    assert "Vary" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_a_page_that_depends_on_the_cookie_says_so(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/sign-in").headers["Vary"]


def test_a_cookie_signed_with_another_key_says_nothing(app: Flask, client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    name = app.config["SESSION_COOKIE_NAME"]
    kept = client.get_cookie(name)
    assert kept is not None
    header = {"Cookie": f"{name}={kept.value}"}
    known = app.secret_key
    with app.test_request_context(headers=header):
        assert dict(session) == {"language": "en"}

    app.secret_key = "another key, as long as the first one"
    try:
        with app.test_request_context(headers=header):
            assert dict(session) == {}
    finally:
        app.secret_key = known
