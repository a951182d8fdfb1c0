"""Holidays and closed days between the meetings of a course: what a row of dates must show to be understood."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from programmes.calendar_days import Closed, days_between
from programmes.text import Text
from thuisbasis.groups.models import Group
from thuisbasis.organisations import open_days

SCHOOL_WEEK = 5
BRIDGE = timedelta(days=3)  # a weekend between closed days belongs to them
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Closed days between two meetings, first and last included, and what they are."""

    first: date
    last: date
    name: Text


PausesBefore = dict[date, tuple[Pause, ...]]


def pauses_of(session: Session, group: Group, days: Sequence[date]) -> PausesBefore:
    """The pauses between meetings on these days, by the closed days of the group's school. One statement."""
    if not days:
        return {}
    closed = open_days.closed_days(session, group.organisation_id, group.school_id, min(days), max(days))
    return pauses_between(days, closed)


def pauses_between(days: Sequence[date], closed: Closed) -> PausesBefore:
    """By the day of a meeting, the pauses since the meeting before it.

    A pause takes a school week, or the weekday on which the next meeting would have been.
    """
    return {after: tuple(_pauses(before, after, closed)) for before, after in pairwise(sorted(set(days)))}


def _pauses(before: date, after: date, closed: Closed) -> list[Pause]:
    expected = set(list(days_between(before + WEEK, after))[:: WEEK.days])
    runs = _runs([day for day in days_between(before, after) if day in closed])
    return [
        Pause(first=run[0], last=run[-1], name=_usual_name(run, closed))
        for run in runs
        if len(run) >= SCHOOL_WEEK or expected & set(run)
    ]


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Closed days that follow each other."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] <= BRIDGE:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _usual_name(run: Sequence[date], closed: Closed) -> Text:
    """What most of the days are: Christmas holidays, though two of them are Christmas Day and Boxing Day."""
    return Counter(closed[day] for day in run).most_common(1)[0][0]
