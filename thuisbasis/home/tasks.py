"""A task on the start page: what, why, and the one action that deals with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuisbasis.home.desk import Desk


class Column(StrEnum):
    """Where a task stands on the start page."""

    NOW = "now"
    THIS_WEEK = "this-week"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do. `weight` orders them: what hurts most has the highest. `symbol` is a programme's shape."""

    title: str
    why: str
    action: str
    url: str
    weight: int
    column: Column = Column.NOW
    symbol: str | None = None
    on: date | None = None


# A source gives the tasks of one kind for who sits at the desk, in a constant number of statements.
TaskSource = Callable[[Desk], list[Task]]
