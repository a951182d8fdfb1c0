"""Planned dates for a track: rhythm, teaching weeks, open months and holidays.

Closed days come in as a mapping from day to reason and are never planned on. All days and wall times are those of one
zone, Europe/Amsterdam unless told otherwise: 19:00 stays 19:00 across a clock change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programmes.cadence import ByHand, OpenMonthly, TeachingWeekly, Weekly
from programmes.calendar_days import (
    DAY,
    WEEK,
    Closed,
    first_weekday_on_or_after,
    is_open_month,
    is_school_day,
    month_of,
    month_start,
    next_month,
    open_days_in_week,
)
from programmes.dose import resolved
from programmes.protocol import Programme, Step, StepKind, Track
from programmes.text import Text, month_in_words

TIMEZONE = "Europe/Amsterdam"
HORIZON = timedelta(days=366 * 4)
"""How far ahead a plan looks before it gives up: no course takes four years."""


@dataclass(frozen=True, kw_only=True)
class PlannedContact:
    """One contact with its time. `starts` and `ends` are aware; `month` is the calendar month "2026-09" it is for."""

    number: int
    step: str
    kind: StepKind
    starts: datetime
    ends: datetime
    month: str
    title: Text

    @property
    def day(self) -> date:
        """The day in the plan's own zone."""
        return self.starts.date()


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A day on which a contact would have fallen, and why it does not."""

    date: date
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All planned contacts of a track in order of time, and the days that were skipped.

    `by_hand`: steps that have no rhythm and get a date by hand.
    """

    contacts: tuple[PlannedContact, ...]
    skipped: tuple[Skipped, ...]
    by_hand: tuple[Step, ...] = ()

    def past(self, today: date) -> tuple[PlannedContact, ...]:
        """The contacts that lie before `today`."""
        return tuple(contact for contact in self.contacts if contact.day < today)


class NoDateFree(Exception):
    """No open day was found within the horizon. The message says for which step."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def plan(
    programme: Programme,
    track: Track | str,
    *,
    start: date,
    weekday: int | None = None,
    at: time | None = None,
    closed_days: Closed | None = None,
    timezone: str = TIMEZONE,
    own: Mapping[str, int] | None = None,
) -> Plan:
    """Dates for every step of the track that has a rhythm.

    `weekday`: 0 Monday to 6 Sunday; by default that of `start`, Monday for a weekend. `at`: the wall time of each
    contact, by default the track's usual one. The first contact is on the first such weekday on or after `start`;
    each kind of contact begins in the week after the last one of the kind before it.
    Raises NoDateFree when the closed days leave no room, UnknownKey for an unknown track.
    """
    track = programme.track(track) if isinstance(track, str) else track
    rhythm = _Rhythm(
        weekday=usual_weekday(start) if weekday is None else weekday,
        closed=closed_days or {},
        numbers=programme.numbers(own),
        until=start + HORIZON,
    )
    dated: list[tuple[Step, date]] = []
    skipped: list[Skipped] = []
    begin = start
    for entry in track.cadences:
        steps = track.steps_of(entry.kind)
        placer = _PLACERS.get(type(entry.cadence))
        if placer is None or not steps:
            continue
        placed, missed = placer(rhythm, steps, begin, entry.cadence)
        dated += placed
        skipped += missed
        begin = _monday_after(placed[-1][1])
    contacts = tuple(_contact(step, day, at or track.usual_time, timezone) for step, day in dated)
    return Plan(contacts=contacts, skipped=tuple(skipped), by_hand=_by_hand(track))
