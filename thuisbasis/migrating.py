"""Bringing a database to a revision, forward and back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from thuisbasis import paths
from thuisbasis.database import begin_immediately, engine_options, own_transactions


def migration_engine(url: str) -> Engine:
    """An engine for migrations: as the app's, but with foreign keys left to env.py. Makes SQLite's folder."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, **engine_options(url))
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", own_transactions)
        event.listen(engine, "begin", begin_immediately)
    return engine


def _configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` forward to `revision`."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Bring the database at `url` back to `revision` ("base" for empty)."""
    _run(url, lambda config: command.downgrade(config, revision))


def revision_of(url: str) -> str | None:
    """The revision of the database at `url`; None for an empty one."""
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def count_rows(url: str) -> None:
    """Have SQLite look how many rows its tables hold and its indexes tell apart, where that changed much.

    Without it SQLite takes an organisation for ten rows, and goes through all of them. PostgreSQL looks by itself.
    """
    engine = migration_engine(url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA optimize = 0x10002")  # all tables, a sample of each
            connection.commit()
    engine.dispose()


def new_revision(url: str, message: str, number: str) -> None:
    """Write a migration from what the tables in the code have that the database at `url` has not."""
    _run(url, lambda config: command.revision(config, message=message, autogenerate=True, rev_id=number))


def _run(url: str, work: Callable[[Config], object]) -> None:
    engine = migration_engine(url)
    config = _configuration()
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            work(config)
    finally:
        engine.dispose()
