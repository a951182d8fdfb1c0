"""A task on the start page: what, why, and the one action that deals with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from thuisbasis.permissions import Actor


class Column(StrEnum):
    """Where a task stands on the start page."""

    NOW = "now"
    THIS_WEEK = "this-week"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do. `weight` orders them: what hurts most has the highest. `symbol` is a programme's shape.

    `phone` is the number (E.164) of a colleague to call at once; `more` a second link, as words and address.
    """

    title: str
    why: str
    action: str
    url: str
    weight: int
    column: Column = Column.NOW
    symbol: str | None = None
    on: date | None = None
    phone: str | None = None
    more: tuple[str, str] | None = None


# A source gives the tasks of one kind for an actor on a day, in a constant number of statements.
TaskSource = Callable[[Session, Actor, date], list[Task]]
