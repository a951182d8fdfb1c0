"""A region's coming holidays as periods to read, each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from programmes.text import Text
from thuisbasis.organisations import school_holidays
from thuisbasis.organisations.school_holidays import HolidaysUnknownError


@dataclass(frozen=True)
class HolidayPeriod:
    """Days with one reason on end, first and last included."""

    name: Text
    first: date
    last: date


def holiday_periods(region: str, first: date, last: date) -> list[HolidayPeriod]:
    """School and public holidays of a region from `first` to `last`, as far as they are known."""
    try:
        days = school_holidays.closed_days(first, last, region)
    except HolidaysUnknownError as error:
        if error.last_known is None:
            return []
        days = school_holidays.closed_days(first, error.last_known, region)
    return list(_periods(days))


def _periods(days: dict[date, Text]) -> Iterator[HolidayPeriod]:
    # Consecutive days of one name differ from their place in the row by the same amount.
    placed = enumerate(sorted(days.items()))
    for (name, _start), run in groupby(placed, lambda item: (item[1][1], item[1][0] - timedelta(days=item[0]))):
        found = [day for _, (day, _) in run]
        yield HolidayPeriod(name, found[0], found[-1])
