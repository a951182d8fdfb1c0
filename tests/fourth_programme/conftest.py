"""The app as an organisation has it that wrote a programme of its own: one file more in the catalogue, nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from programmes import catalogue
from tests.browser import ApartClient
from tests.databases.emptied import Database
from tests.databases.watching import watched
from tests.fourth_programme.story import REGISTERED
from thuisbasis import clock
from thuisbasis.app import create_app
from thuisbasis.database import db
from thuisbasis.settings import Settings

NEW_FILE = Path(__file__).with_name("speel_mee.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue with the new file in it."""
    made = tmp_path / "catalogue"
    shutil.copytree(catalogue.HERE, made, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(NEW_FILE, made)
    return made


@pytest.fixture
def app(settings: Settings, database: Database, folder: Path) -> Iterator[Flask]:
    """The app with that catalogue, on an empty database."""
    made = create_app(settings, catalogue=catalogue.load(folder))
    made.test_client_class = ApartClient
    made.config["PROPAGATE_EXCEPTIONS"] = True
    with made.app_context():
        engine = db.engine
    database.empty(engine)
    with watched(engine):
        yield made
    engine.dispose()


@pytest.fixture(autouse=True)
def on_the_first_day() -> Iterator[None]:
    """The day on which the families are registered."""
    with clock.set_to(REGISTERED):
        yield
