"""Questions straight to the driver answer what SQLAlchemy would, on both databases."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, column, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.calendars.cast import Cast, an_organisation
from tests.databases.watching import nameless
from thuisbasis.calendars import addresses
from thuisbasis.calendars.addresses import hashed, make_address
from thuisbasis.calendars.looking import Question
from thuisbasis.database import db


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def address(cast: Cast) -> dict[str, Any]:
    """What the question for a feed's address is given."""
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda – Sanne")
    cast.session.commit()
    return {"token_hash": hashed(token)}


def test_a_row_is_the_same_as_by_sqlalchemy(engine: Engine, address: dict[str, Any]) -> None:
    with engine.connect() as connection:
        expected = connection.execute(addresses._IN_USE.statement, address).mappings().one()
    with engine.connect() as connection:
        found = addresses._IN_USE.first(connection, address)

    assert found == dict(expected)
    assert found is not None
    assert found["name"] == "Agenda – Sanne"


def test_nothing_is_found_where_nothing_is(engine: Engine) -> None:
    with engine.connect() as connection:
        assert addresses._IN_USE.first(connection, {"token_hash": "0" * 64}) is None


def test_no_transaction_is_begun_and_the_next_one_can_be_undone(
    engine: Engine, address: dict[str, Any], cast: Cast
) -> None:
    with engine.connect() as connection:
        addresses._IN_USE.first(connection, address)
        assert not connection.in_transaction()
        connection.execute(text("UPDATE feed_address SET name = 'x'"))
        connection.rollback()
        found = addresses._IN_USE.first(connection, address)

    assert found is not None
    assert found["name"] == "Agenda – Sanne"


def test_within_a_transaction_it_sees_what_the_transaction_sees(engine: Engine, address: dict[str, Any]) -> None:
    with engine.connect() as connection:
        connection.execute(text("UPDATE feed_address SET name = 'x'"))
        found = addresses._IN_USE.first(connection, address)
        connection.rollback()

    assert found is not None
    assert found["name"] == "x"


def test_an_error_is_called_as_everywhere(engine: Engine, cast: Cast) -> None:
    question = Question(select(column("nothing_like_it")))
    with engine.connect() as connection, pytest.raises(DBAPIError):
        question.first(connection, {})


@pytest.mark.parametrize("question", [addresses._IN_USE, addresses._AT_WORK])
def test_a_question_names_the_organisation(question: Question) -> None:
    assert nameless(str(question.statement)) == []
