"""The watch over statements notices what it is there for."""

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlalchemy.sql import Executable
from uuid6 import uuid7

from tests.databases.watching import Watch, nameless
from thuisbasis.families.models import Child, Family
from thuisbasis.organisations.models import Organisation

MINE = uuid7()
SIBLING = aliased(Child)
BOTH = (Child.organisation_id == Family.organisation_id) & (Child.family_id == Family.id)

NAMED = {
    "one table": select(Family).where(Family.organisation_id == MINE),
    "a join": select(Child).join(Family, BOTH).where(Family.organisation_id == MINE),
    "an update": update(Family).where(Family.organisation_id == MINE).values(archived_at=None),
    "a global table": select(Organisation),
}
LOOSE = {
    "one table": select(Family).where(Family.id == MINE),
    "a join by the id alone": select(Child)
    .join(Family, Child.family_id == Family.id)
    .where(Family.organisation_id == MINE),
    "a second use of a table": select(Child, SIBLING)
    .join(SIBLING, SIBLING.family_id == Child.family_id)
    .where(Child.organisation_id == MINE),
    "a join that begins nowhere": select(Child).join(Family, BOTH),
    "an update": update(Family).where(Family.id == MINE).values(archived_at=None),
}
DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.psycopg.dialect()}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("case", NAMED)
def test_it_lets_pass_what_names_its_organisation(case: str, dialect: str) -> None:
    assert nameless(_written(NAMED[case], dialect)) == []


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("case", LOOSE)
def test_it_notices_what_leaves_its_organisation_open(case: str, dialect: str) -> None:
    assert nameless(_written(LOOSE[case], dialect))


@pytest.mark.parametrize(
    ("method", "statement", "noticed"),
    [
        ("GET", "UPDATE family SET archived_at = NULL WHERE family.organisation_id = ?", True),
        ("GET", "INSERT INTO access_entry (organisation_id, id) VALUES (?, ?)", False),
        ("POST", "UPDATE family SET archived_at = NULL WHERE family.organisation_id = ?", False),
    ],
)
def test_it_notices_a_page_that_writes_while_it_reads(method: str, statement: str, noticed: bool) -> None:
    watch = Watch()

    with Flask("bare").test_request_context("/", method=method):
        watch.see(None, None, statement)

    assert bool(watch.complaints) is noticed


def _written(statement: Executable, dialect: str) -> str:
    return str(statement.compile(dialect=DIALECTS[dialect]))
