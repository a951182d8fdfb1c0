"""Rows by the hundred thousand: one prepared insert for each table on SQLite, COPY on PostgreSQL."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Connection, Table, insert, text

from thuisbasis.tables import metadata

Row = dict[str, Any]


class Bulk:
    """Rows gathered by table and written at once, parents first; what a row leaves out gets its column's default."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def add(self, table: str, **values: Any) -> None:
        """Gather one row."""
        self._rows.setdefault(table, []).append(values)

    def write(self, connection: Connection) -> int:
        """Write everything gathered; returns the number of rows."""
        written = 0
        for table in metadata().sorted_tables:
            rows = self._rows.pop(table.name, [])
            if rows:
                _write(connection, table, rows)
                written += len(rows)
        return written


def _write(connection: Connection, table: Table, rows: list[Row]) -> None:
    whole = _with_defaults(table, rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, whole)
    else:
        connection.execute(insert(table), list(whole))


def _with_defaults(table: Table, rows: list[Row]) -> Iterator[Row]:
    """Each row with a value for every column."""
    for row in rows:
        yield {column.key: row[column.key] if column.key in row else _default(column) for column in table.columns}


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    return column.default.arg(None) if column.default.is_callable else column.default.arg


def _copy(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    preparer = connection.dialect.identifier_preparer
    names = ", ".join(preparer.quote(column.name) for column in table.columns)
    as_json = {column.key for column in table.columns if isinstance(column.type, JSON)}
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {preparer.quote(table.name)} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]  # psycopg's
        for row in rows:
            copy.write_row([json.dumps(value) if key in as_json else value for key, value in row.items()])


def know_the_tables(connection: Connection) -> None:
    """Have the database count its tables, as PostgreSQL does by itself in time and `thuisbasis serve` for SQLite."""
    connection.execute(text("ANALYZE" if connection.dialect.name == "postgresql" else "PRAGMA optimize = 0x10002"))
