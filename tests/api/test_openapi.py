"""The description for machines says what the interface does."""

import re
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.api.tablets import Tablet, whole_visit
from tests.home_visits.families import visited_family
from thuisbasis.api.openapi import description
from thuisbasis.api.schemas import SCHEMAS
from thuisbasis.database import new_id

METHODS = {"GET", "PUT", "POST", "PATCH"}


def fits(value: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    jsonschema.Draft202012Validator(schema).validate(value)


@pytest.mark.sqlite_only
def test_each_address_is_described_and_nothing_else(app: Flask) -> None:
    there = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix("/api/v1"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi"
        for method in (rule.methods or set()) & METHODS
    }
    told = {(path, method) for path, methods in description()["paths"].items() for method in methods}
    assert told == there


def test_every_schema_is_sound() -> None:
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.sqlite_only
def test_anybody_may_read_it(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert (answer.status_code, answer.get_json()["openapi"]) == (200, "3.1.0")


@pytest.mark.sqlite_only
def test_what_is_sent_and_answered_fits_the_description(db_session: Session, client: FlaskClient) -> None:
    visited = visited_family(db_session)
    contact = visited.visit()
    tablet = Tablet(factories.sign_in(db_session, client, visited.visitor), visited.visitor.id)
    fits(tablet.sign_in(), "SignedIn")
    fits(tablet.get("visits").get_json(), "VisitList")
    visit = tablet.visit(contact.id)
    fits(visit, "Visit")
    (form,) = visit["forms"]
    present = next(name for name in form["labels"] if name.startswith("attendance-"))
    for body in (
        tablet.item(contact.id, form, {"notes": ["kort"]}),
        tablet.item(contact.id, form, {"notes": ["anders"]}),
        tablet.item(contact.id, form, whole_visit(present), finish=True),
        tablet.item(new_id(), form, {}),
    ):
        fits(body, "Record")
        fits(tablet.put(new_id(), body).get_json(), "Receipt")
    fits(tablet.put(new_id(), {}).get_json(), "Error")
