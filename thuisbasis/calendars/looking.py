"""Small questions that are asked often, straight to the driver: SQLAlchemy takes ten times as long as the driver does.

SQLAlchemy still writes the statement, keeps the connection and knows what values mean. What goes wrong is asked again
in its own way, so that a lost connection is mended and an error is called what it is called everywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select

Change = Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class _Written:
    """A statement as one database wants it: its text, and how values go in and come out."""

    text: str
    by_place: bool
    into: tuple[tuple[str, Change], ...]
    out: tuple[tuple[str, Change], ...]

    def parameters(self, given: Mapping[str, Any]) -> Any:
        """What was given, as the driver wants it."""
        values = {name: change(given[name]) for name, change in self.into}
        return tuple(values.values()) if self.by_place else values

    def read(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """A row by the names of its columns."""
        return {name: change(value) for (name, change), value in zip(self.out, row, strict=True)}


class Question:
    """A statement with named parameters, for the first row. Outside a transaction it begins none: one trip there."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._written: dict[str, _Written] = {}

    def first(self, connection: Connection, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first row by the names of its columns, or None."""
        dialect = connection.dialect
        written = self._written.get(dialect.name) or self._written.setdefault(dialect.name, _write(self, dialect))
        try:
            with _cursor(connection) as cursor:
                cursor.execute(written.text, written.parameters(given))
                row = cursor.fetchone()
        except dialect.loaded_dbapi.Error:
            found = connection.execute(self.statement, dict(given)).mappings().first()
            return dict(found) if found else None
        return None if row is None else written.read(row)


def _write(question: Question, dialect: Dialect) -> _Written:
    compiled = question.statement.compile(dialect=dialect)
    names = compiled.positiontup or list(compiled.binds)
    binds = compiled.binds
    into = [(name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
    columns = question.statement.selected_columns.items()
    out = [(name, column.type.dialect_impl(dialect).result_processor(dialect, None)) for name, column in columns]
    return _Written(
        text=str(compiled),
        by_place=dialect.positional,
        into=tuple((name, change or _as_it_is) for name, change in into),
        out=tuple((str(name), change or _as_it_is) for name, change in out),
    )


@contextmanager
def _cursor(connection: Connection) -> Iterator[Any]:
    """The driver's cursor. PostgreSQL's driver would begin a transaction where there is none; SQLite's does not."""
    driver: Any = connection.connection.driver_connection
    alone = connection.dialect.name != "sqlite" and not connection.in_transaction()
    if alone:
        driver.autocommit = True
    try:
        cursor = driver.cursor()
        yield cursor
        cursor.close()
    finally:
        if alone:
            driver.autocommit = False
