"""The command that fills the demo: only where the demo was asked for, once, and it says who can sign in."""

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.cli import main
from thuisbasis.demo.colleagues import COLLEAGUES, PASSWORD
from thuisbasis.demo.places import ORGANISATION
from thuisbasis.permissions import Role
from thuisbasis.settings import Settings

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {
        "THUISBASIS_DATABASE_URL": settings.database_url,
        "THUISBASIS_SECRET_KEY": settings.secret_key,
        "THUISBASIS_PASSWORD_SALT": settings.password_salt,
        "THUISBASIS_ENCRYPTION_KEYS": settings.encryption_keys,
    }


def test_a_database_that_is_no_demo_is_left_alone(environment: dict[str, str]) -> None:
    result = CliRunner().invoke(main, ["demo", "seed"], env=environment | {"THUISBASIS_DEMO": "0"})
    assert result.exit_code == 1
    assert "THUISBASIS_DEMO" in result.output


def test_told_twice_it_says_kindly_that_it_is_there(
    app: Flask, db_session: Session, environment: dict[str, str]
) -> None:
    factories.make_organisation(db_session, name=ORGANISATION)
    db_session.commit()
    result = CliRunner().invoke(main, ["demo", "seed"], env=environment | {"THUISBASIS_DEMO": "1"})
    assert result.exit_code == 0
    assert result.output.startswith("De demo staat er al.")
    for colleague in COLLEAGUES:
        line = next(line for line in result.output.splitlines() if f" {colleague.email} " in line)
        assert line.endswith(PASSWORD)


def test_every_role_can_sign_in() -> None:
    assert {colleague.role for colleague in COLLEAGUES} == set(Role)
