"""Every address with every role, with ids of one's own organisation and of another: made from the URL map itself."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import factories
from tests.access.world import CANARY, World, make_world
from thuisbasis import guards
from thuisbasis.app import PUBLIC_ENDPOINTS
from thuisbasis.permissions import OPEN, POLICY, Role

# Plain values that are no ids: the same in every organisation.
PLAIN = {
    "element_key": "support_information",
    "year": 2026,
    "week": 48,
    "number": 1,
    "programme_key": "real",
    "format": "csv",
    "kind": "csv",
    "sha256": "0" * 64,
    "language": "tr",
    "text_kind": "prompt",
    "text_key": "real--joint_practice",
}
METHODS = ("GET", "POST", "PATCH")  # PUT: what a tablet brings may name anything, see tests/api


@pytest.fixture
def worlds(db_session: Session) -> tuple[World, World]:
    """Our organisation, and another one whose every name is the canary."""
    ours, theirs = make_world(db_session, "Eigen"), make_world(db_session, CANARY)
    db_session.commit()
    return ours, theirs


def tried(app: Flask) -> list[tuple[Rule, str]]:
    """Every address and method of ours, but for static files, sign-in and the feeds' own secret addresses."""
    left_out = PUBLIC_ENDPOINTS | {"calendars.feed", "security.change_password"}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in left_out]
    return [(rule, method) for rule in sorted(rules, key=str) for method in METHODS if method in (rule.methods or ())]


def address(app: Flask, rule: Rule, ids: dict[str, Any]) -> str:
    """A rule's address, filled in. A parameter that `World` does not know fails: give it an id there."""
    values = {name: _value(rule, name, ids) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def _value(rule: Rule, name: str, ids: dict[str, Any]) -> Any:
    if name == "contact_id" and rule.endpoint.startswith("sessions."):
        return ids["session_id"]
    return PLAIN[name] if name in PLAIN else ids[name]


def call(client: FlaskClient, method: str, url: str) -> Any:
    if url.startswith("/api/"):
        return client.open(url, method=method, json={}, headers={"X-Thuisbasis-Tablet": str(uuid.UUID(int=0))})
    return client.open(url, method=method, data={} if method == "POST" else None)


@pytest.fixture
def without_csrf(app: Flask) -> Iterator[None]:
    """Tokens are tested elsewhere; here every POST must be stopped by permission or scope, not by a missing token."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("without_csrf")
def test_another_organisation_is_never_there(
    app: Flask, db_session: Session, worlds: tuple[World, World], role: Role
) -> None:
    ours, theirs = worlds
    client = factories.sign_in(db_session, app.test_client(), ours.people[role])
    leaks = []
    for rule, method in tried(app):
        has_ids = any(name not in PLAIN for name in rule.arguments)
        answer = call(client, method, address(app, rule, theirs.ids))
        if has_ids and answer.status_code not in (403, 404):
            leaks.append(f"{method} {rule}: {answer.status_code}")
        if CANARY.casefold() in answer.get_data(as_text=True).casefold():
            leaks.append(f"{method} {rule}: the other organisation's name is in the answer")
    assert leaks == []


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("without_csrf")
def test_a_role_gets_what_the_policy_grants_and_no_more(
    app: Flask, db_session: Session, worlds: tuple[World, World], role: Role
) -> None:
    ours, _ = worlds
    client = factories.sign_in(db_session, app.test_client(), ours.people[role])
    wrong = []
    for rule, method in tried(app):
        permission = guards.permission_of(app.view_functions[rule.endpoint])
        granted = permission in OPEN or permission in POLICY[role]
        status = call(client, method, address(app, rule, ours.ids)).status_code
        if not granted and status != 403:
            wrong.append(f"{method} {rule}: {status} without {permission}")
        if granted and status >= 500:
            wrong.append(f"{method} {rule}: {status}")
    assert wrong == []


@pytest.mark.usefixtures("without_csrf")
def test_nobody_gets_in_without_signing_in(app: Flask, worlds: tuple[World, World]) -> None:
    ours, _ = worlds
    client = app.test_client()
    open_doors = []
    for rule, method in tried(app):
        if guards.permission_of(app.view_functions[rule.endpoint]) in OPEN:
            continue
        answer = call(client, method, address(app, rule, ours.ids))
        signs_in = answer.status_code == 302 and "/sign-in" in answer.headers["Location"]
        if not signs_in and answer.status_code not in (401, 403):
            open_doors.append(f"{method} {rule}: {answer.status_code}")
    assert open_doors == []


@pytest.mark.parametrize("role", [Role.HOME_VISITOR, Role.TRAINER, Role.PACT_SUPPORTER])
@pytest.mark.usefixtures("without_csrf")
def test_a_worker_sees_only_the_families_that_are_hers(
    app: Flask, db_session: Session, worlds: tuple[World, World], role: Role
) -> None:
    """A colleague with the same role but without this family finds none of it."""
    ours, _ = worlds
    organisation_id = ours.people[role].organisation_id
    colleague = factories.make_staff(
        db_session, _organisation(db_session, organisation_id), name="Collega Zonder", roles=[role]
    )
    client = factories.sign_in(db_session, app.test_client(), colleague)
    personal = {
        "family_id",
        "guardian_id",
        "child_id",
        "household_id",
        "enrolment_id",
        "contact_id",
        "record_id",
        "group_id",
        "worry_id",
        "visit_signal_id",
        "visit_return_id",
    }
    seen = []
    for rule, method in tried(app):
        if personal & rule.arguments:
            status = call(client, method, address(app, rule, ours.ids)).status_code
            if status not in (403, 404):
                seen.append(f"{method} {rule}: {status}")
    assert seen == []


def _organisation(session: Session, organisation_id: uuid.UUID) -> Any:
    from thuisbasis.organisations.models import Organisation

    return session.get(Organisation, organisation_id)
