"""On which days a school is closed: its region's holidays, public holidays, and the days that it closes itself."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from programmes.calendar_days import days_between
from programmes.text import Text
from thuisbasis import languages
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.organisations import school_holidays
from thuisbasis.organisations.models import ClosedPeriod, School
from thuisbasis.organisations.school_holidays import HolidaysUnknownError

DAY = timedelta(days=1)


@dataclass(frozen=True)
class OwnPeriod:
    """Days that a school closes itself, first and last included."""

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
    region, own = _region_and_own(session, organisation_id, school_id, first, last)
    result = holidays(first, last, region, own)
    for period in own:
        reason = Text(period.reason, period.reason)
        begin, end = max(period.starts_on, first), min(period.ends_on, last)
        result.update((day, reason) for day in days_between(begin, end + DAY))
    return result


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
    result = school_holidays.closed_days(first, known, region) if known else {}
    return result | school_holidays.closed_days(unknown_from, last, None)


def _region_and_own(
    session: Session, organisation_id: uuid.UUID, school_id: uuid.UUID | None, first: date, last: date
) -> tuple[str | None, Sequence[OwnPeriod]]:
    columns = (ClosedPeriod.starts_on, ClosedPeriod.ends_on, ClosedPeriod.reason, ClosedPeriod.is_study_day)
    within = and_(
        ClosedPeriod.organisation_id == organisation_id, ClosedPeriod.starts_on <= last, ClosedPeriod.ends_on >= first
    )
    if school_id is None:
        rows = session.execute(select(*columns).where(within, ClosedPeriod.school_id.is_(None))).all()
        return None, [OwnPeriod(*row) for row in rows]
    theirs = and_(within, or_(ClosedPeriod.school_id == school_id, ClosedPeriod.school_id.is_(None)))
    found = session.execute(
        select(School.region, *columns)
        .select_from(School)
        .outerjoin(ClosedPeriod, theirs)
        .where(School.organisation_id == organisation_id, School.id == school_id)
    ).all()
    if not found:
        raise NotFoundError
    return found[0].region, [OwnPeriod(*row[1:]) for row in found if row.starts_on is not None]
