"""What a person has to do now: the tasks of every source, in the order in which they hurt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thuisbasis.home.agenda import Day, rest_of_week
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Column, Task, TaskSource

MOST_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Start:
    """The start page: what cannot wait, what this week brings, and the week's contacts by day.

    `more` counts the tasks that `now` leaves out.
    """

    now: tuple[Task, ...]
    more: int
    this_week: tuple[Task, ...]
    days: tuple[Day, ...]


def start_of(desk: Desk, sources: Sequence[TaskSource], *, everything: bool) -> Start:
    """The start page of who sits at a desk; with `everything` no task is left out."""
    tasks = [task for source in sources for task in source(desk)]
    tasks.sort(key=lambda task: (-task.weight, task.on or date.max, task.title))
    now = [task for task in tasks if task.column is Column.NOW]
    shown = now if everything else now[:MOST_SHOWN]
    return Start(
        now=tuple(shown),
        more=len(now) - len(shown),
        this_week=tuple(task for task in tasks if task.column is Column.THIS_WEEK),
        days=tuple(rest_of_week(desk)),
    )
