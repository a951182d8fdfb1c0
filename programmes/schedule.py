"""Planned dates for a track: rhythm, teaching weeks, open months and holidays.

Closed days come in as a mapping from day to reason and are never planned on. All days and wall times are those of one
zone, Europe/Amsterdam unless told otherwise: 19:00 stays 19:00 across a clock change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programmes.calendar_days import SATURDAY, Closed
from programmes.placing import Dates, NoFreeDateError, Rhythm, Skipped, free_days, place
from programmes.protocol import Programme, Step, StepKind, Track
from programmes.text import Text

__all__ = [
    "TIMEZONE",
    "NoFreeDateError",
    "Plan",
    "PlannedContact",
    "Skipped",
    "free_dates",
    "next_free_date",
    "plan",
    "timed",
    "usual_weekday",
]

TIMEZONE = "Europe/Amsterdam"


@dataclass(frozen=True, kw_only=True)
class PlannedContact:
    """One contact with its time. `starts` and `ends` are aware; `month` is the calendar month it is for, "2026-09"."""

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
    only: Collection[str] | None = None,
) -> Plan:
    """Dates for every step of the track that has a rhythm.

    `weekday`: 0 Monday to 6 Sunday; by default that of `start`, Monday for a weekend. `at`: the wall time of each
    contact, by default the track's usual one. `closed_days`: day → reason. `own`: an organisation's local defaults.
    The first contact is on the first such weekday on or after `start`; each next kind of contact begins in the week
    after the last one of the kind before it.
    `only`: step keys, when the rest of a course shifts; the first of them then falls on or after `start`.
    Raises NoFreeDateError when the closed days leave no room, UnknownKeyError for an unknown track.
    """
    track = programme.track(track) if isinstance(track, str) else track
    rhythm = Rhythm(
        weekday=usual_weekday(start) if weekday is None else weekday,
        closed=closed_days or {},
        numbers=programme.numbers(own),
    )
    steps = tuple(step for step in track.steps if only is None or step.key in only)
    dates = _all_dates(track, steps, rhythm, start)
    contacts = [timed(step, day, at or track.usual_time, timezone) for step, day in dates.placed]
    placed = {step.key for step, _ in dates.placed}
    return Plan(
        contacts=tuple(sorted(contacts, key=lambda contact: contact.starts)),
        skipped=tuple(sorted(dates.skipped, key=lambda skipped: skipped.date)),
        by_hand=tuple(step for step in steps if step.key not in placed),
    )


def _all_dates(track: Track, steps: tuple[Step, ...], rhythm: Rhythm, start: date) -> Dates:
    all_dates, begin = Dates(), start
    for entry in track.cadences:
        of_kind = tuple(step for step in steps if step.kind == entry.kind)
        dates = place(entry.cadence, of_kind, begin, rhythm)
        all_dates = all_dates + dates
        if dates.placed:
            last = dates.placed[-1][1]
            begin = last + timedelta(days=7 - last.weekday())
    return all_dates


def timed(step: Step, day: date, at: time, timezone: str = TIMEZONE, *, month: str | None = None) -> PlannedContact:
    """A step on a day at a wall time, with its usual length. `month`: the month it is for, when not that of the day."""
    zone = ZoneInfo(timezone)
    begins = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
    return PlannedContact(
        number=step.number,
        step=step.key,
        kind=step.kind,
        starts=begins.astimezone(zone),
        ends=(begins + timedelta(minutes=step.minutes)).astimezone(zone),
        month=month or day.strftime("%Y-%m"),
        title=step.title,
    )


def usual_weekday(start: date) -> int:
    """The weekday of `start`, 0 Monday to 4 Friday; Monday when it is in a weekend."""
    return start.weekday() if start.weekday() < SATURDAY else 0


def free_dates(
    track: Track,
    step: Step,
    *,
    day: date,
    today: date,
    closed_days: Closed,
    taken: Collection[date] = (),
    count: int = 5,
) -> tuple[date, ...]:
    """Open days to which one contact, now on `day`, can move: the best first.

    A weekly session goes to a later week on its own weekday; a weekly check stays in its week and a monthly visit in
    its month while a day is left there, and otherwise goes to the next open day. Never before `today`, never on `day`
    or a `taken` day. Raises NoFreeDateError when fewer than `count` are found within the horizon.
    """
    free = free_days(track.cadence_of(step.kind), day=day, today=today, closed=closed_days, taken=frozenset(taken))
    found = []
    for candidate in free:
        found.append(candidate)
        if len(found) == count:
            return tuple(found)
    raise NoFreeDateError(step)


def next_free_date(
    track: Track, step: Step, *, day: date, today: date, closed_days: Closed, taken: Collection[date] = ()
) -> date:
    """The best of `free_dates`."""
    return free_dates(track, step, day=day, today=today, closed_days=closed_days, taken=taken, count=1)[0]
