"""What a person has to do now: the tasks of every source, in the order in which they hurt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thuisbasis.home.agenda import Day, rest_of_week
from thuisbasis.home.desk import Desk
from thuisbasis.home.summary import watching
from thuisbasis.home.tasks import Column, Lead, LeadSource, Task, TaskSource

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


def start_of(
    desk: Desk, sources: Sequence[TaskSource], lead_sources: Sequence[LeadSource], *, everything: bool
) -> Start:
    """The start page of who sits at a desk; with `everything` no task is left out.

    Of what only leads are known, no more is loaded than is shown.
    """
    tasks = [task for source in sources for task in source(desk)]
    leads = leads_of(desk, lead_sources)
    followed = leads if everything else _heaviest(leads, [task.weight for task in tasks if task.column is Column.NOW])
    for source in lead_sources:
        subjects = [lead.subject for lead, its_source in followed if its_source is source]
        tasks += source.tasks(desk, subjects) if subjects else []
    tasks.sort(key=lambda task: (-task.weight, task.on or date.max, task.title))
    now = [task for task in tasks if task.column is Column.NOW]
    shown = now if everything else now[:MOST_SHOWN]
    return Start(
        now=tuple(shown),
        more=len(now) - len(shown) + len(leads) - len(followed),
        this_week=tuple(task for task in tasks if task.column is Column.THIS_WEEK),
        days=tuple(rest_of_week(desk)),
    )


Found = tuple[Lead, LeadSource]


def leads_of(desk: Desk, lead_sources: Sequence[LeadSource]) -> list[Found]:
    """The leads that the reader may follow, each with its source, those that hurt most first."""
    may = [source for source in lead_sources if desk.actor.may(source.permission)]
    of_kind = {kind: source for source in may for kind in source.kinds}
    found: list[Found] = [
        (Lead(weight=each.kind.weight, since=each.since, subject=each.subject_id), of_kind[each.kind])
        for each in watching.asking(desk.session, desk.actor, list(of_kind), desk.today)
    ]
    found += [(lead, source) for source in may if source.leads for lead in source.leads(desk)]
    return sorted(found, key=lambda one: (-one[0].weight, one[0].since))


def _heaviest(leads: Sequence[Found], weights: Sequence[int]) -> list[Found]:
    """The leads that are among the most that is shown, beside tasks of these weights."""
    return [
        one for place, one in enumerate(leads) if place + sum(weight > one[0].weight for weight in weights) < MOST_SHOWN
    ]
