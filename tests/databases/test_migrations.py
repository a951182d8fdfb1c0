"""Migrations go up and down with data in the database, and lose none of it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from tests.access.world import make_world
from tests.databases.emptied import Database
from thuisbasis import migrating, paths
from thuisbasis.database import db
from thuisbasis.tables import metadata

FIRST = "0001"


def rows_of(connection: Connection) -> dict[str, list[Any]]:
    """Every row of every table, in a fixed order."""
    return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in metadata().sorted_tables}


@pytest.fixture
def filled(app: Flask, db_session: Session) -> dict[str, list[Any]]:
    """A database with a row in nearly every table, and those rows."""
    make_world(db_session, "Verhuizing")
    db_session.commit()
    with db.engine.connect() as connection:
        return rows_of(connection)


def test_going_back_to_the_first_revision_and_up_again_keeps_every_row(
    app: Flask, database: Database, filled: dict[str, list[Any]]
) -> None:
    db.engine.dispose()
    migrating.downgrade(database.url, FIRST)
    with db.engine.connect() as connection:
        there_from_the_first = set(inspect(connection).get_table_names()) & filled.keys()
    db.engine.dispose()
    migrating.upgrade(database.url)

    with db.engine.connect() as connection:
        after = rows_of(connection)
    assert {name: after[name] for name in there_from_the_first} == {name: filled[name] for name in there_from_the_first}
    assert sum(bool(filled[name]) for name in there_from_the_first) > 20


@pytest.mark.usefixtures("db_session")
def test_going_back_to_nothing_and_up_again_gives_the_same_tables(database: Database) -> None:
    db.engine.dispose()
    migrating.downgrade(database.url, "base")
    migrating.upgrade(database.url)

    with db.engine.connect() as connection:
        assert not any(rows_of(connection).values())


def test_a_migration_that_would_lose_rows_is_refused_and_nothing_changes(
    app: Flask, database: Database, filled: dict[str, list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.engine.dispose()
    shutil.copytree(paths.MIGRATIONS, tmp_path / "migrations")
    lossy = tmp_path / "migrations" / "versions" / "9999_lossy.py"
    lossy.write_text(LOSSY.format(head=newest(paths.MIGRATIONS)))
    monkeypatch.setattr(paths, "MIGRATIONS", tmp_path / "migrations")

    with pytest.raises(RuntimeError, match="would lose rows"):
        migrating.upgrade(database.url)
    with db.engine.connect() as connection:
        assert rows_of(connection) == filled


def newest(folder: Path) -> str:
    """The last revision's number: the files sort by it."""
    return max(path.stem.split("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))


LOSSY = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
    op.execute("DELETE FROM loan")
"""
