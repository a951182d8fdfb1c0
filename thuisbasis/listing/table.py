"""A list as a table of plain values, whatever it is a list of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

Row = TypeVar("Row")
Value = str | int | float | Decimal | bool | date | datetime | None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its `key` for code, its `label` for people (lazy strings will do), and how to find its value.

    `width` is in characters, for the spreadsheet.
    """

    key: str
    label: object
    value: Callable[[Row], Value]
    width: int = 20


@dataclass(frozen=True)
class Table(Generic[Row]):
    """The columns of a list. Export only what the list on the screen shows to the same person."""

    title: object
    columns: tuple[Column[Row], ...]

    @property
    def labels(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def values(self, rows: Iterable[Row]) -> Iterator[list[Value]]:
        """The values of each row, in the order of the columns."""
        for row in rows:
            yield [column.value(row) for column in self.columns]
