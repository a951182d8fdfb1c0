"""The databases that all other tests stand on."""

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from tests.databases.emptied import Database
from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.organisations.models import Organisation
from thuisbasis.tables import metadata


@pytest.mark.parametrize("again", range(2))
def test_each_test_begins_without_rows_whatever_the_last_one_committed(db_session: Session, again: int) -> None:
    assert db_session.scalar(select(func.count()).select_from(Organisation)) == 0

    db_session.add(Organisation(name="Stichting De Brug", created_at=clock.now()))
    db_session.commit()


def test_the_migrations_make_every_table_that_the_code_has(app: Flask, database: Database) -> None:
    with app.app_context():
        tables = set(inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert tables == set(metadata().tables)


def test_the_database_is_of_the_kind_that_the_test_is_named_for(app: Flask, request: pytest.FixtureRequest) -> None:
    with app.app_context():
        assert f"[{db.engine.dialect.name}]" in request.node.name
