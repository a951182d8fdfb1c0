"""Fixtures for every test: the app on an empty database, on SQLite and on PostgreSQL.

The app is imported where it is needed, so that the rule-book's tests stay as quick as the rule-book.
"""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.databases import run

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser
    from sqlalchemy.orm import Session

    from tests.databases.emptied import Database
    from thuisbasis.settings import Settings

# Machines are slow at times. In CI the examples are the same ones each time; at home each run tries others.
hypothesis.settings.register_profile("run", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("run")

KINDS = ("sqlite", "postgresql")

# Runs in containers and without a screen, and keeps to our own pages: no updates, no first-run pages, no sync.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        run.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        run.end()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever touches the database runs on both kinds; marked `sqlite_only` (or `browser`), on SQLite alone."""
    if "database" not in metafunc.fixturenames:
        return
    once = any(metafunc.definition.get_closest_marker(name) for name in ("browser", "sqlite_only"))
    metafunc.parametrize("database", ["sqlite"] if once else KINDS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> "Database":
    """This process's own database; `.url` leads to it. Take `app` for an emptied one."""
    from tests.databases.emptied import PostgresDatabase, SqliteDatabase

    return SqliteDatabase() if request.param == "sqlite" else PostgresDatabase()


@pytest.fixture(scope="session")
def settings(database: "Database") -> "Settings":
    """Settings of the app under test."""
    from thuisbasis.settings import Settings
    from thuisbasis.tablet.sealing import new_key

    return Settings(
        database_url=database.url,
        secret_key="only for tests, and long enough for them",
        password_salt="only for tests",
        tablet_key=new_key(bits=2048),
        encryption_keys="only-for-tests-and-long-enough-for-them",
        secure_cookies=False,
    )


@pytest.fixture(scope="session")
def app_of_the_run(settings: "Settings") -> "Iterator[Flask]":
    """The app, made once for each database; not for tests, which take `app`."""
    from tests.browser import ApartClient
    from thuisbasis.app import create_app
    from thuisbasis.database import db

    made = create_app(settings)
    made.testing = True
    made.test_client_class = ApartClient
    made.config["PROPAGATE_EXCEPTIONS"] = True  # a fault shows itself instead of the page about it
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def app(app_of_the_run: "Flask", database: "Database") -> "Iterator[Flask]":
    """The app on an empty, migrated database. Each statement is watched, see databases/watching.py."""
    from tests.databases.watching import watched
    from thuisbasis.database import db

    with app_of_the_run.app_context():
        engine = db.engine
    database.empty(engine)
    with watched(engine):
        yield app_of_the_run


@pytest.fixture
def db_session(app: "Flask") -> "Iterator[Session]":
    """A database session within an app context of its own. A request of `client` commits it and has another."""
    from thuisbasis.database import db

    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser without JavaScript, signed in as nobody."""
    return app.test_client()


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A real browser, one for this process. Tests that take it are marked `browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS])
        yield browser
        browser.close()
