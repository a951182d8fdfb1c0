"""Leafing through a list by key: the thousandth page costs what the first does.

A page is cut from one row more than it shows, which tells whether anything follows; no rows are counted or skipped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.sql.elements import literal

from thuisbasis.listing.cursors import Cursor, KeyValue

Item = TypeVar("Item")
Columns = TypeVarTuple("Columns")

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Item]):
    """The rows of a page, with cursors to the page before it and after it, or None where there is none."""

    items: tuple[Item, ...]
    before: Cursor | None
    after: Cursor | None


def keyset(
    select: Select[*Columns],
    columns: Sequence[Any],
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
    *,
    descending: bool = False,
) -> Select[*Columns]:
    """`select` for one page in the order of `columns`: `size` + 1 rows from the cursor on, to be cut by `page_of`.

    The columns must hold no NULL, and the last must make their order unique (an id). With an index on
    (organisation_id, *columns) every page is a range of that index, on both databases. Raises ValueError for a cursor
    with another number of values.
    """
    downwards = descending != (cursor is not None and cursor.backwards)
    if cursor is not None:
        select = select.where(_beyond(columns, cursor, downwards))
    order = [column.desc() if downwards else column.asc() for column in columns]
    return select.order_by(None).order_by(*order).limit(size + 1)


def page_of(
    rows: Sequence[Item],
    key: Callable[[Item], tuple[KeyValue, ...]],
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page[Item]:
    """The page out of the rows that `keyset` fetched; `key` gives a row's values of the same columns."""
    backwards = cursor is not None and cursor.backwards
    has_more = len(rows) > size
    items = tuple(reversed(rows[:size])) if backwards else tuple(rows[:size])
    if not items:
        return Page(items=(), before=None, after=None)
    has_before = has_more if backwards else cursor is not None
    has_after = True if backwards else has_more
    return Page(
        items=items,
        before=Cursor(values=key(items[0]), backwards=True) if has_before else None,
        after=Cursor(values=key(items[-1])) if has_after else None,
    )


def _beyond(columns: Sequence[Any], cursor: Cursor, downwards: bool) -> ColumnElement[bool]:
    if len(cursor.values) != len(columns):
        raise ValueError("the cursor belongs to another order of the list")
    here = tuple_(*columns)
    there = tuple_(*(literal(value, column.type) for value, column in zip(cursor.values, columns, strict=True)))
    return here < there if downwards else here > there
