"""How each programme goes, for one reader: families, dose, adherence and the last weeks, out of a few sums."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from programmes.fidelity import Share
from programmes.protocol import Programme
from thuisbasis import languages, rulebook
from thuisbasis.home.desk import Desk
from thuisbasis.home.progress.models import ProgressSum
from thuisbasis.home.progress.parts import week_of
from thuisbasis.home.progress.sums import COUNTS, STANDING
from thuisbasis.permissions import Actor, Permission

WEEKS: Final = 10
WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class WeekOfRecords:
    """The records of one week; `missing` is known once the week is over."""

    first: date
    adherence: Share
    expected: int
    missing: int

    @property
    def label(self) -> str:
        return languages.short_day(self.first)


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """How one programme goes. `on_course`: of the active enrolments of which it is known; of `unknown` it is not yet.

    `dose`: contacts that count of those that are due, of which the completion rule asks `needed`. `missing` of
    `expected` records are not completed.
    """

    programme: Programme
    families: int
    on_course: Share
    unknown: int
    dose: Share
    needed: int
    weeks: tuple[WeekOfRecords, ...]

    @property
    def behind(self) -> int:
        return (self.on_course.whole or 0) - self.on_course.part

    @property
    def adherence(self) -> Share:
        """Over all weeks, from their counts."""
        whole = sum(week.adherence.whole or 0 for week in self.weeks)
        part, n = sum(week.adherence.part for week in self.weeks), sum(week.adherence.n for week in self.weeks)
        return Share(part=part, whole=whole or None, n=n)

    @property
    def missing(self) -> int:
        return sum(week.missing for week in self.weeks)

    @property
    def expected(self) -> int:
        return sum(week.expected for week in self.weeks)


def how_it_goes(desk: Desk) -> list[ProgrammeLine]:
    """A line for each programme with active enrolments among the reader's. One statement, or none."""
    if not desk.actor.may(Permission.SEE_PROGRESS):
        return []
    this_week = week_of(desk.today)
    weeks = [this_week - number * WEEK for number in reversed(range(WEEKS))]
    rows = desk.session.execute(
        select(
            ProgressSum.programme_key,
            ProgressSum.week,
            *(func.sum(getattr(ProgressSum, name)).label(name) for name in COUNTS),
        )
        .where(
            ProgressSum.organisation_id == desk.actor.organisation_id,
            ProgressSum.for_id.in_(_ears(desk.actor)),
            ProgressSum.week.in_([STANDING, *weeks]),
        )
        .group_by(ProgressSum.programme_key, ProgressSum.week)
    ).all()
    by_cell = {(row.programme_key, row.week): row for row in rows}
    programmes = (rulebook.programme(key) for key, week in sorted(by_cell) if week == STANDING)
    lines = (
        _line(
            programme, by_cell[programme.key, STANDING], [by_cell.get((programme.key, week)) for week in weeks], weeks
        )
        for programme in programmes
    )
    return [line for line in lines if line.families]


def _ears(actor: Actor) -> Collection[uuid.UUID]:
    """Whose sums make the reader's: those of everything, of the schools that one coordinates, or one's own."""
    if actor.sees_whole_organisation:
        return [actor.organisation_id]
    return actor.schools if actor.coordinates_schools else [actor.staff_id]


def _line(programme: Programme, standing: Any, counts: Iterable[Any], weeks: Collection[date]) -> ProgrammeLine:
    known = standing.on_course + standing.behind
    last = max(weeks)
    return ProgrammeLine(
        programme=programme,
        families=standing.families,
        on_course=Share(part=standing.on_course, whole=known or None, n=known),
        unknown=standing.unknown,
        dose=Share(part=standing.counted, whole=standing.due or None, n=known),
        needed=standing.needed,
        weeks=tuple(_week(week, row, is_over=week < last) for week, row in zip(weeks, counts, strict=True)),
    )


def _week(first: date, row: Any, *, is_over: bool) -> WeekOfRecords:
    """A week that still runs expects no more than was written: what is to come is not missing."""
    if row is None:
        return WeekOfRecords(first=first, adherence=Share(part=0, whole=None), expected=0, missing=0)
    answered = row.delivered + row.not_delivered
    expected = row.expected if is_over else row.completed
    return WeekOfRecords(
        first=first,
        adherence=Share(part=row.delivered, whole=answered or None, n=row.completed),
        expected=expected,
        missing=expected - row.completed,
    )
