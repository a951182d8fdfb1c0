"""The pages that everybody opens all day ask by index: none of their statements reads a table from end to end."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, event

from bench.application import cookie_of
from bench.seeding import Seeded, seed
from tests.databases.watching import organisation_tables
from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.families.family_list import FamilyFilter
from thuisbasis.listing.cursors import Cursor, CursorSeal

FAMILIES = 120


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def seeded(engine: Engine) -> Seeded:
    return seed(engine, FAMILIES)[0]


def middle_of_the_list(app: Flask, seeded: Seeded) -> str:
    """The address of the page of families that begins in the middle of the alphabet."""
    chosen = FamilyFilter()
    scope = ("families", str(seeded.organisation_id), chosen.search, str(chosen.school_id), str(chosen.archived))
    return f"/families?from={CursorSeal(app.config['SECRET_KEY'], scope).seal(Cursor(values=seeded.middle))}"


def addresses(app: Flask, seeded: Seeded) -> dict[str, str]:
    """The hot pages."""
    year, week, _ = clock.today().isocalendar()
    return {
        "families, first page": "/families",
        "families, in the middle": middle_of_the_list(app, seeded),
        "families, searched": f"/families?q={seeded.surname}",
        "a family's card": f"/families/{seeded.family_id}",
        "a week of contacts": f"/agenda/{year}/{week}",
        "a feed": f"/calendars/{seeded.feed_token}.ics",
        "the start page": "/",
    }


def test_no_hot_page_reads_a_table_from_end_to_end(app: Flask, engine: Engine, seeded: Seeded) -> None:
    read_whole = {}

    for person in (seeded.coordinator, seeded.visitor, seeded.trainer):
        cookie, _ = cookie_of(app, person)
        for page, url in addresses(app, seeded).items():
            with scans(engine) as found:
                status = app.test_client(use_cookies=False).get(url, headers={"Cookie": cookie}).status_code
            assert status in {200, 404}, page  # a family of somebody else is not there for a worker
            read_whole[page, person.staff_id] = found

    assert {page: found for page, found in read_whole.items() if found} == {}


def test_a_page_in_the_middle_of_the_list_is_a_range_of_one_index(app: Flask, engine: Engine, seeded: Seeded) -> None:
    cookie, _ = cookie_of(app, seeded.coordinator)

    with plans(engine) as found:
        app.test_client(use_cookies=False).get(middle_of_the_list(app, seeded), headers={"Cookie": cookie})

    listed = next(plan for statement, plan in found if "LIMIT" in statement and "family" in statement)
    assert "ix_family_in_use" in listed
    assert "Sort" not in listed.partition("Limit")[2]


def test_a_scan_would_be_noticed(app: Flask, engine: Engine, seeded: Seeded) -> None:
    with app.app_context(), scans(engine) as found:
        db.session.connection().exec_driver_sql("SELECT family.id FROM family WHERE family.note = 'x'")

    assert found


@contextmanager
def scans(engine: Engine) -> Iterator[list[str]]:
    """The statements sent within it that read a table of an organisation from end to end."""
    found: list[str] = []
    with plans(engine) as seen:
        yield found
    found += [f"{' '.join(statement.split())[:300]} => {plan}" for statement, plan in seen if _scans(engine, plan)]


def _scans(engine: Engine, plan: str) -> bool:
    tables = "|".join(sorted(organisation_tables()))
    if engine.dialect.name == "sqlite":
        # SQLite names what it reads by its alias: "child_1"; subqueries are "(subquery-1)" or "anon_1".
        return re.search(rf"^SCAN (?:{tables})(?:_\d+)?\b", plan, re.MULTILINE) is not None
    return re.search(rf"Seq Scan on (?:{tables})\b", plan) is not None


@contextmanager
def plans(engine: Engine) -> Iterator[list[tuple[str, str]]]:
    """Each query sent within it with its plan.

    PostgreSQL plans as for many rows: it scans and sorts only where it has no other way.
    """
    found: list[tuple[str, str]] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            found.append((statement, _plan(connection, statement, parameters)))

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", explain)


def _plan(connection: Any, statement: str, parameters: Any) -> str:
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":
        return "\n".join(row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))
    with psycopg.ClientCursor(driver) as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")  # type: ignore[arg-type]  # one of these three
        cursor.execute(f"EXPLAIN {statement}", parameters)  # type: ignore[arg-type]  # SQLAlchemy's own text
        return "\n".join(row[0] for row in cursor.fetchall())
