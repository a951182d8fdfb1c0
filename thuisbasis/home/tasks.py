"""A task on the start page: what, why, and the one action that deals with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from thuisbasis.home.desk import Desk
from thuisbasis.home.summary.watching import Kind
from thuisbasis.permissions import Permission


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


# A source gives the tasks of one kind for who sits at the desk, in a constant number of statements.
TaskSource = Callable[[Desk], list[Task]]


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Where a task can be had, and how much it hurts, before anything of it is loaded."""

    weight: int
    since: date
    subject: Any


@dataclass(frozen=True, kw_only=True)
class LeadSource:
    """A source of which the page first asks for leads, and then for the tasks of those alone that it shows.

    Its leads are the watched subjects of its `kinds` (`home.summary`), or what `leads` finds.
    """

    permission: Permission
    tasks: Callable[[Desk, Sequence[Any]], list[Task]]
    kinds: tuple[Kind, ...] = ()
    leads: Callable[[Desk], Sequence[Lead]] | None = None
