"""Days, weeks and months of a school: which are open, given the closed days and their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from programmes.text import Text

Closed = Mapping[date, Text]
"""Closed days with the reason of each."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SATURDAY = 5


def is_school_day(day: date, closed: Collection[date]) -> bool:
    """Monday to Friday and not closed."""
    return day.weekday() < SATURDAY and day not in closed


def monday_of(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - day.weekday() * DAY


def first_weekday_on_or_after(day: date, weekday: int) -> date:
    """The first day with that weekday (0 Monday to 6 Sunday) on or after `day`."""
    return day + (weekday - day.weekday()) % 7 * DAY


def month_start(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after the day's."""
    return (month_start(day) + 31 * DAY).replace(day=1)


def days_between(first: date, until: date) -> Iterator[date]:
    """Every day from `first` up to but not including `until`."""
    while first < until:
        yield first
        first += DAY


def days_of_month(day: date) -> tuple[date, ...]:
    """Every day of the day's month."""
    return tuple(days_between(month_start(day), next_month(day)))


def open_days_in_month(day: date, closed: Collection[date]) -> tuple[date, ...]:
    """The school days of the day's month."""
    return tuple(each for each in days_of_month(day) if is_school_day(each, closed))


def open_days_in_week(day: date, closed: Collection[date]) -> tuple[date, ...]:
    """The school days of the day's ISO week. A teaching week has at least one."""
    monday = monday_of(day)
    return tuple(each for each in days_between(monday, monday + WEEK) if is_school_day(each, closed))


def is_open_month(day: date, closed: Collection[date], school_days: int) -> bool:
    """Whether the day's month has at least `school_days` school days."""
    return len(open_days_in_month(day, closed)) >= school_days


def days_in_school_weeks(first: date, last: date, closed: Collection[date]) -> int:
    """Days after `first`, up to and including `last`, that lie in a teaching week; seven of them are a school week.

    The days of a holiday week are left out whole, so that a visit before a holiday and one after it are no weeks apart.
    """
    return sum(bool(open_days_in_week(day, closed)) for day in days_between(first + DAY, last + DAY))
