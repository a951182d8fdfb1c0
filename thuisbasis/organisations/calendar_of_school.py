"""A region's coming holidays as periods to read, each once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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


def _periods(days: Mapping[date, Text]) -> Iterator[HolidayPeriod]:
    """Each holiday from its first day to its last; a feast within school holidays needs no line of its own."""
    found = [period for name, on in _days_by_name(days).items() for period in _runs(name, on)]
    for period in sorted(found, key=lambda one: (one.first, one.last)):
        around = [one for one in found if one.first <= period.first and period.last <= one.last]
        if around == [period]:
            yield period


def _days_by_name(days: Mapping[date, Text]) -> dict[Text, list[date]]:
    found: dict[Text, list[date]] = defaultdict(list)
    english = _english_names(days.values())
    for day in sorted(days):
        for name in days[day].nl.split(", "):
            found[Text(name, english.get(name, name))].append(day)
    return found


def _english_names(reasons: Iterable[Text]) -> dict[str, str]:
    """The English for each Dutch name. On a day with two, the languages may have them in another order."""
    parted = [(reason.nl.split(", "), reason.en.split(", ")) for reason in dict.fromkeys(reasons)]
    known: dict[str, str] = {}
    for dutch, english in sorted(parted, key=lambda names: len(names[0])):
        new = [name for name in dutch if name not in known]
        known.update(zip(new, [name for name in english if name not in known.values()], strict=False))
    return known


def _runs(name: Text, days: list[date]) -> Iterator[HolidayPeriod]:
    # Days on end differ from their place in the row by the same amount.
    for _, run in groupby(enumerate(days), lambda item: item[1] - timedelta(days=item[0])):
        together = [day for _, day in run]
        yield HolidayPeriod(name, together[0], together[-1])
