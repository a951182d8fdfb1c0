"""Putting steps on days: one function for each rhythm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from programmes.cadence import ByHand, Cadence, OpenMonthly, TeachingWeekly, Weekly
from programmes.calendar_days import (
    DAY,
    WEEK,
    Closed,
    days_between,
    days_of_month,
    first_weekday_on_or_after,
    is_open_month,
    is_school_day,
    monday_of,
    month_start,
    next_month,
    open_days_in_month,
    open_days_in_week,
)
from programmes.dose import resolved
from programmes.protocol import Step
from programmes.text import Text, month_in_words

HORIZON = timedelta(days=4 * 366)
"""How far past its beginning a plan looks before it gives up: no course takes four years."""


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A day on which a contact would have fallen, and why it does not."""

    date: date
    reason: Text


class NoFreeDateError(Exception):
    """No open day is left within the horizon for a step. `message` says so in both languages."""

    def __init__(self, step: Step) -> None:
        self.message = Text(
            f"Voor “{step.title.nl}” is binnen vier jaar geen open dag te vinden. Controleer de gesloten dagen.",
            f"No open day was found for “{step.title.en}” within four years. Check the closed days.",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """What all rhythms need: the chosen weekday, the closed days, and the numbers in force."""

    weekday: int
    closed: Closed
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Dates:
    """Steps with their days, and the days that were skipped on the way."""

    placed: tuple[tuple[Step, date], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def __add__(self, other: Dates) -> Dates:
        return Dates(self.placed + other.placed, self.skipped + other.skipped)


def place(cadence: Cadence, steps: tuple[Step, ...], begin: date, rhythm: Rhythm) -> Dates:
    """Days for `steps` in the rhythm `cadence`, none before `begin`. Raises NoFreeDateError past the horizon."""
    if not steps or isinstance(cadence, ByHand):
        return Dates()
    if isinstance(cadence, OpenMonthly):
        attempts = _monthly(begin, rhythm, resolved(cadence.school_days, rhythm.numbers))
    elif isinstance(cadence, TeachingWeekly):
        attempts = _in_teaching_weeks(begin, rhythm)
    else:
        attempts = _weekly(begin, rhythm)
    placed: list[tuple[Step, date]] = []
    skipped: list[Skipped] = []
    for target, day, reason in attempts:
        if target > begin + HORIZON:
            raise NoFreeDateError(steps[len(placed)])
        if reason is not None:
            skipped.append(Skipped(date=target, reason=reason))
        if day is not None:
            placed.append((steps[len(placed)], day))
        if len(placed) == len(steps):
            break
    return Dates(tuple(placed), tuple(skipped))


Attempt = tuple[date, date | None, Text | None]
"""The day aimed at, the day found (None: nothing there), and why they differ (None: they do not)."""


def _weekly(begin: date, rhythm: Rhythm) -> Iterator[Attempt]:
    target = first_weekday_on_or_after(begin, rhythm.weekday)
    while True:
        reason = rhythm.closed.get(target)
        yield target, None if target in rhythm.closed else target, reason
        target += WEEK


def _in_teaching_weeks(begin: date, rhythm: Rhythm) -> Iterator[Attempt]:
    target = first_weekday_on_or_after(begin, rhythm.weekday)
    while True:
        days = [day for day in open_days_in_week(target, rhythm.closed) if day >= begin]
        if not days:
            yield target, None, rhythm.closed.get(target) or _why_closed(target, rhythm.closed)
        elif target in rhythm.closed:
            yield target, _nearest(target, days), rhythm.closed[target]
        else:
            yield target, target, None
        target += WEEK


def _monthly(begin: date, rhythm: Rhythm, school_days: int) -> Iterator[Attempt]:
    target = first_weekday_on_or_after(begin, rhythm.weekday)
    ordinal: int | None = None
    while True:
        if ordinal is not None:
            target = _nth_weekday(target, rhythm.weekday, ordinal)
        attempt = _in_month(target, begin, rhythm, school_days)
        yield attempt
        if ordinal is None and attempt[1] is not None:
            ordinal = (target.day - 1) // 7
        target = first_weekday_on_or_after(next_month(target), rhythm.weekday)


def _in_month(target: date, begin: date, rhythm: Rhythm, school_days: int) -> Attempt:
    if not is_open_month(target, rhythm.closed, school_days):
        month = month_in_words(target.year, target.month)
        return (
            target,
            None,
            Text(
                f"{month.nl} telt minder dan {school_days} schooldagen",
                f"{month.en} has fewer than {school_days} school days",
            ),
        )
    if target not in rhythm.closed:
        return target, target, None
    open_days = [day for day in open_days_in_month(target, rhythm.closed) if day >= begin]
    same_weekday = [
        day
        for day in days_of_month(target)
        if day >= begin and day.weekday() == rhythm.weekday and day not in rhythm.closed
    ]
    choice = same_weekday or open_days
    return target, _nearest(target, choice) if choice else None, rhythm.closed[target]


def _nth_weekday(day: date, weekday: int, ordinal: int) -> date:
    """The weekday numbered `ordinal` (from 0) in the day's month; the last one where the month has no fifth."""
    found = first_weekday_on_or_after(month_start(day), weekday) + ordinal * WEEK
    return found if found < next_month(day) else found - WEEK


def _nearest(target: date, days: list[date]) -> date:
    """The day nearest to the target; of two equally near the later one."""
    return min(days, key=lambda day: (abs(day - target), day < target))


def _why_closed(target: date, closed: Closed) -> Text:
    monday = monday_of(target)
    reasons = (closed[day] for day in days_between(monday, monday + WEEK) if day in closed)
    return next(reasons, Text("geen schooldag in deze week", "no school day in this week"))


def free_days(cadence: Cadence, *, day: date, today: date, closed: Closed, taken: frozenset[date]) -> Iterator[date]:
    """Open days to which a contact on `day` can move, the best first; see `schedule.free_dates`."""
    horizon = max(day, today) + HORIZON
    busy = taken | {day}

    def is_free(candidate: date) -> bool:
        return candidate >= today and candidate not in busy and candidate not in closed

    if isinstance(cadence, Weekly | ByHand):
        first = first_weekday_on_or_after(max(day + DAY, today), day.weekday())
        later = (first + index * WEEK for index in range(HORIZON // WEEK))
        yield from (candidate for candidate in later if is_free(candidate))
        return
    begin, end = _period(cadence, day)
    inside = [each for each in days_between(begin, end) if is_school_day(each, closed) and is_free(each)]
    yield from sorted(inside, key=lambda each: (abs(each - day), each < day))
    after = days_between(max(end, today), horizon)
    yield from (each for each in after if is_school_day(each, closed) and is_free(each))


def _period(cadence: TeachingWeekly | OpenMonthly, day: date) -> tuple[date, date]:
    if isinstance(cadence, TeachingWeekly):
        return monday_of(day), monday_of(day) + WEEK
    return month_start(day), next_month(day)
