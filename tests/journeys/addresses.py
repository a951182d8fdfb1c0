"""Addresses of pages, filled with what the demo has: for pages that no link on the way led to."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import Table, func, select
from werkzeug.routing import Rule

from programmes.catalogue import default
from tests.journeys.serving import NOW
from thuisbasis.database import db
from thuisbasis.tables import metadata

# Names in an address whose table has another name.
TABLES = {"group": "programme_group", "opening": "worry_opening"}

# What an address asks that is no row.
OTHERS: dict[str, list[object]] = {
    "element_key": [element.key for one in default().programmes() for element in one.elements if element.late_delivery],
    "kind": ["csv"],
    "language": ["tr"],
    "text_kind": ["prompt"],
    "text_key": ["real--joint_practice"],
    "number": [1],
    "programme_key": [one.key for one in default().programmes()],
    "week": [NOW.isocalendar().week],
    "year": [NOW.year],
}
MOST_ROWS = 60


def fillings(app: Flask, rule: Rule) -> Iterator[dict[str, Any]]:
    """Values for what an address asks; rows of every kind and state come before more of the same."""
    names = re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule.rule)
    ids = [name for name in names if name.endswith("_id")]
    rows = _rows(app, ids) if ids else [{}]
    for row in rows:
        for other in _others([name for name in names if name not in row]):
            yield row | other


def _rows(app: Flask, ids: list[str]) -> list[dict[str, Any]]:
    """Rows for the last id of an address; the ids before it are columns of the same row."""
    *before, last = ids
    table = _table(last)
    various = [table.c[name] for name in ("kind", "state") if name in table.c]
    order = func.row_number().over(partition_by=various, order_by=table.c.id)
    wanted = [table.c.id.label(last), *(table.c[name] for name in before)]
    with app.app_context():
        found = db.session.execute(select(*wanted).order_by(order).limit(MOST_ROWS))
        return [dict(row) for row in found.mappings()]


def _table(name: str) -> Table:
    stem = name.removesuffix("_id")
    return metadata().tables[TABLES.get(stem, stem)]


def _others(names: list[str]) -> Iterator[dict[str, object]]:
    if not names:
        yield {}
        return
    first, *rest = names
    for value in OTHERS[first]:
        for further in _others(rest):
            yield {first: value} | further
