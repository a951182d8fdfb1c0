"""On which days a school is closed: its region's holidays, public holidays, and the days that it closes itself."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from programmes.calendar_days import days_between
from programmes.text import Text
from thuisbasis import languages
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.organisations import school_holidays
from thuisbasis.organisations.models import ClosedPeriod, Organisation, School
from thuisbasis.organisations.school_holidays import HolidaysUnknownError

DAY = timedelta(days=1)


@dataclass(frozen=True)
class OwnPeriod:
    """Days that a school closes itself (None: the whole organisation), first and last included."""

    school_id: uuid.UUID | None
    starts_on: date
    ends_on: date
    reason: str
    is_study_day: bool


def closed_days(
    session: Session, organisation_id: uuid.UUID, school_id: uuid.UUID | None, first: date, last: date
) -> dict[date, Text]:
    """Closed days of a school from `first` up to and including `last`, each with its reason, as `schedule.plan` takes.

    Without a school: public holidays and what the whole organisation closes. One statement; holidays are cached.
    Raises NotFoundError for an unknown school, and InvalidStateError past the school years whose holidays are known,
    unless the school entered its own holidays there.
    """
    regions, own = _regions_and_own(session, organisation_id, [school_id], first, last)
    return holidays(first, last, regions[school_id], own) | _days_of(own, first, last)


def holidays(first: date, last: date, region: str | None, own: Iterable[OwnPeriod] = ()) -> dict[date, Text]:
    """The holidays of a region; past the last known school year public holidays alone, if `own` has holidays there.

    Raises InvalidStateError where nobody knows the holidays.
    """
    try:
        return school_holidays.closed_days(first, last, region)
    except HolidaysUnknownError as error:
        known = school_holidays.known_until(first, region) if region else None
        unknown_from = known + DAY if known else first
        if not any(period.ends_on >= unknown_from and not period.is_study_day for period in own):
            raise InvalidStateError(languages.text(error.message)) from error
    return known_holidays(first, last, region)


def closed_days_by_school(
    session: Session,
    organisation_id: uuid.UUID,
    school_ids: Collection[uuid.UUID | None],
    first: date,
    last: date,
) -> dict[uuid.UUID | None, dict[date, Text]]:
    """The closed days of several schools, for showing: past the known school years with public holidays alone.

    One statement, whatever the number of schools. Raises NotFoundError for an unknown school.
    """
    regions, own = _regions_and_own(session, organisation_id, school_ids, first, last)
    result: dict[uuid.UUID | None, dict[date, Text]] = {}
    for school_id in school_ids:
        periods = [period for period in own if period.school_id in (None, school_id)]
        result[school_id] = known_holidays(first, last, regions[school_id]) | _days_of(periods, first, last)
    return result


def known_holidays(first: date, last: date, region: str | None) -> dict[date, Text]:
    """The holidays of a region as far as they are known, and public holidays alone after that."""
    known = school_holidays.known_until(first, region) if region else last
    if known is None:
        return school_holidays.closed_days(first, last, None)
    result = school_holidays.closed_days(first, min(known, last), region)
    return result | school_holidays.closed_days(known + DAY, last, None) if known < last else result


def _days_of(periods: Iterable[OwnPeriod], first: date, last: date) -> dict[date, Text]:
    return {
        day: Text(period.reason, period.reason)
        for period in periods
        for day in days_between(max(period.starts_on, first), min(period.ends_on, last) + DAY)
    }


def _regions_and_own(
    session: Session,
    organisation_id: uuid.UUID,
    school_ids: Collection[uuid.UUID | None],
    first: date,
    last: date,
) -> tuple[dict[uuid.UUID | None, str | None], Sequence[OwnPeriod]]:
    """The region of each school, and the days that they or the whole organisation close. No school has no region.

    From the organisation's row on, so that a school without closed days and closed days without a school come along.
    """
    named = [school_id for school_id in school_ids if school_id is not None]
    schools = and_(School.organisation_id == organisation_id, School.id.in_(named))
    periods = and_(
        ClosedPeriod.organisation_id == organisation_id,
        ClosedPeriod.starts_on <= last,
        ClosedPeriod.ends_on >= first,
        or_(ClosedPeriod.school_id.is_(None), ClosedPeriod.school_id == School.id),
    )
    rows = session.execute(
        select(
            School.id.label("place"),
            School.region,
            ClosedPeriod.id,
            ClosedPeriod.school_id,
            ClosedPeriod.starts_on,
            ClosedPeriod.ends_on,
            ClosedPeriod.reason,
            ClosedPeriod.is_study_day,
        )
        .select_from(Organisation)
        .outerjoin(School, schools)
        .outerjoin(ClosedPeriod, periods)
        .where(Organisation.id == organisation_id)
    ).all()
    regions: dict[uuid.UUID | None, str | None] = {row.place: row.region for row in rows} | {None: None}
    if not regions.keys() >= set(named):
        raise NotFoundError
    found = {row.id: OwnPeriod(row.school_id, *row[4:]) for row in rows if row.id is not None}
    return regions, list(found.values())
