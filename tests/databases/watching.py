"""Watches each statement that the product sends to a database during the tests.

Two promises are kept this way by every page that any test opens: a statement names its organisation, so that no row of
another one can slip in and the tables can be spread over servers; and a page that only reads leaves the database alone.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Engine, event

from thuisbasis.tables import metadata

TOP = Path(__file__).parents[2]
PRODUCT = tuple(str(TOP / package) for package in ("home_visits", "sessions", "thuisbasis"))

# Who may ask over organisations, and why.
ACROSS_ORGANISATIONS = {
    "thuisbasis/accounts/": "an account may be staff in several organisations; which, is asked before one is chosen",
    "thuisbasis/migrations/": "a migration is for everybody",
    "thuisbasis/reports/": "a report of several organisations is its purpose",
}

# What a page that only reads may write: who looked, and when somebody was last seen.
WRITTEN_WHILE_READING = {"access_entry", "sign_in", "attempt_counter", "feed_address"}

NAMED = re.compile(r'\b(?:FROM|JOIN|UPDATE|INTO)\s+"?(\w+)"?(?:\s+AS\s+"?(\w+)"?)?', re.IGNORECASE)
LISTED = re.compile(r',\s*"?(\w+)"?\s+AS\s+"?(\w+)"?')
WRITES = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)
GIVEN = r"(?:\?|%\(|:\w|\$\d)"


@cache
def organisation_tables() -> frozenset[str]:
    """The tables of one organisation's data: those whose key begins with it."""
    tables = metadata().tables.values()
    return frozenset(
        table.name for table in tables if [column.name for column in table.primary_key][:1] == ["organisation_id"]
    )


def nameless(statement: str) -> list[str]:
    """The organisation tables in `statement`, by the name they go under there, whose organisation it does not tie down.

    Each has to be tied to a given organisation or to another table's, and one of them to a given one.
    """
    if re.match(r"\s*INSERT", statement, re.IGNORECASE) and "organisation_id" in statement:
        return []
    under = {alias or table for table, alias in NAMED.findall(statement) if table in organisation_tables()}
    under |= {alias for table, alias in LISTED.findall(statement) if table in organisation_tables()}
    tied = r'\b{0}\."?organisation_id"?\s*(?:=|IN\b)|=\s*{0}\.organisation_id\b'
    loose = sorted(name for name in under if not re.search(tied.format(re.escape(name)), statement))
    if under and not loose and not re.search(rf'organisation_id"?\s*(?:=|IN)\s*\(?\s*{GIVEN}', statement):
        return sorted(under)
    return loose


class Watch:
    """What was seen that should not be, as lines to read."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def see(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        """Called before each statement."""
        if loose := nameless(statement):
            place = _product_line()
            if place is not None and not place.startswith(tuple(ACROSS_ORGANISATIONS)):
                self.complaints.append(f"{place}: the organisation of {', '.join(loose)} is not named: {statement}")
        written = WRITES.match(statement)
        if written and written[1] not in WRITTEN_WHILE_READING and _only_reading():
            self.complaints.append(f"{_product_line()}: {request.method} {request.path} writes: {statement}")


def _only_reading() -> bool:
    return has_request_context() and request.method in {"GET", "HEAD", "OPTIONS"}


def _product_line() -> str | None:
    """The line of the product that the running statement comes from; None when a test sent it by itself."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(PRODUCT):
            return f"{Path(name).relative_to(TOP)}:{frame.f_lineno}"
        frame = frame.f_back
    return None


@contextmanager
def watched(engine: Engine) -> Iterator[None]:
    """Fails at its end when a statement on `engine` within it broke one of the promises."""
    watch = Watch()
    event.listen(engine, "before_cursor_execute", watch.see)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", watch.see)
    assert not watch.complaints, "\n".join(watch.complaints)
