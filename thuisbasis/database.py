"""The database: one typed base, keys that begin with the organisation, SQLite and PostgreSQL alike."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pysqlite3
from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from psycopg import OperationalError
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
    event,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
from uuid6 import uuid7

from thuisbasis import clock

OLDEST_SAFE_SQLITE = (3, 51, 3)
BUSY_SECONDS = 10
RESTED = timedelta(seconds=10)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refuses naive values, stores UTC, gives back aware UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


SORT_KEY = String(200).with_variant(String(200, collation="C"), "postgresql")
"""Text that lists are sorted on (`names.sort_key`): by the codes of its letters, as Python and SQLite do."""


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        uuid.UUID: Uuid(),
        str: String(200),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    }


def new_id() -> uuid.UUID:
    """A new UUIDv7: ordered by time, so that inserts stay cheap."""
    return uuid.UUID(int=uuid7().int)


class OrganisationRow(Base):
    """A row of one organisation's data: the organisation comes first in its key."""

    __abstract__ = True

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, sort_order=-20)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-19)


class EditableRow(OrganisationRow):
    """A row that people edit: optimistic locking by a revision that grows with every change."""

    __abstract__ = True

    revision: Mapped[int] = mapped_column(default=1, sort_order=90)
    archived_at: Mapped[datetime | None] = mapped_column(sort_order=91)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.revision}

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


def key_to(table: str, column: str) -> ForeignKeyConstraint:
    """A foreign key within the organisation: (organisation_id, column) to (organisation_id, id) of `table`."""
    return ForeignKeyConstraint(["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"])


def reference(owner: str, column: str, target: str) -> Mapped[Any]:
    """The relationship beside `key_to`, from class `owner` over its `column` to class `target`.

    Only the id column is marked foreign, so that setting or clearing it leaves the organisation alone. It is never
    loaded by surprise: name it in the query's `joinedload`.
    """
    join = f"and_({owner}.organisation_id == {target}.organisation_id, foreign({owner}.{column}) == {target}.id)"
    return relationship(target, primaryjoin=join, lazy="raise_on_sql")


# Our models stand on the typed Base above, not on db.Model, which strict typing refuses; of the extension we use engine
# and session alone. A request commits once and ends: what it still shows or redirects to need not be read again.
db = SQLAlchemy(session_options={"expire_on_commit": False})

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading_only() -> Iterator[None]:
    """Within it, SQLite transactions begin deferred: readers then never wait for the writer, nor make it wait."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def mark_reading(app: Flask) -> None:
    """Let requests that only read begin their transactions as readers (see `reading_only`)."""

    @app.before_request
    def mark() -> None:
        _reading.set(request.method in READING_METHODS)

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        _reading.set(False)


def engine_options(url: str) -> dict[str, Any]:
    """Engine options for `url`. Refuses a SQLite that is known to lose data in WAL mode (before 3.51.3)."""
    if not url.startswith("sqlite"):
        return {"pool_size": 5}
    version = tuple(int(part) for part in pysqlite3.sqlite_version.split("."))
    if version < OLDEST_SAFE_SQLITE:
        raise RuntimeError(
            f"SQLite {pysqlite3.sqlite_version} can lose data in WAL mode; install pysqlite3 0.6.1 or newer."
        )
    return {"module": pysqlite3, "connect_args": {"timeout": BUSY_SECONDS}}


def prepare_engine(engine: Engine) -> None:
    """Set an engine up for our rules."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", own_transactions)
        event.listen(engine, "connect", keep_foreign_keys)
        event.listen(engine, "begin", begin_immediately)
    else:
        event.listen(engine, "checkin", note_use)
        event.listen(engine, "checkout", ask_whether_alive)


def note_use(_connection: Any, record: Any) -> None:
    """Remember when a connection went back to rest."""
    record.info["rests_since"] = clock.now()


def ask_whether_alive(connection: Any, record: Any, _proxy: Any) -> None:
    """Before a connection that rested is used, see whether the server still answers; else the pool makes a new one.

    SQLAlchemy's `pool_pre_ping` asks each time, which is a tenth of what a page costs.
    """
    rests_since = record.info.get("rests_since")
    if rests_since is None or clock.now() - rests_since < RESTED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except OperationalError as gone:
        raise DisconnectionError from gone


def own_transactions(connection: Any, _record: Any) -> None:
    """Set a new SQLite connection up, but for foreign keys."""
    connection.isolation_level = None  # we say BEGIN ourselves, see begin_immediately
    pragmas = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_SECONDS * 1000}", "cache_size=-16000")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def keep_foreign_keys(connection: Any, _record: Any) -> None:
    """Have SQLite enforce foreign keys on a new connection."""
    connection.execute("PRAGMA foreign_keys=ON")


def begin_immediately(connection: Any) -> None:
    """Begin a SQLite transaction as a writer, unless the request only reads.

    A deferred transaction that turns into a writer fails with "database is locked"; one that begins as writer waits.
    """
    # Straight to the driver: every page begins with it, and SQLAlchemy's own way there takes ten times as long.
    connection.connection.dbapi_connection.execute("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")
