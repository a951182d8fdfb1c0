"""Dutch school holidays and public holidays as closed days: a thin adapter around the `holidays` library.

The library knows the dates of a school year as the government sets them (autumn and spring dates are advice; a school
may differ and then keeps its own closed periods). Past the last school year that it knows it falls silent, so this
refuses to answer there. Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from programmes.text import Text, day_in_words

REGIONS = ("Noord", "Midden", "Zuid")
_AUGUST = 8
_AUTUMN, _SUMMER = "Herfstvakantie", "Zomervakantie"


class HolidaysUnknownError(Exception):
    """School holidays are not known for a school year that was asked for. `message` says so in both languages."""

    def __init__(self, last_known: date | None) -> None:
        until = day_in_words(last_known) if last_known else Text("", "")
        self.last_known = last_known
        self.message = (
            Text(
                f"De schoolvakanties zijn bekend tot en met {until.nl}. Plan tot die dag, of voer de vakanties in.",
                f"School holidays are known up to and including {until.en}. Plan until then, or enter the holidays.",
            )
            if last_known
            else Text(
                "Van deze jaren zijn geen schoolvakanties bekend.", "No school holidays are known for these years."
            )
        )
        super().__init__(self.message.en)


def closed_days(first: date, last: date, region: str | None) -> dict[date, Text]:
    """Closed days from `first` up to and including `last`, each with its reason in Dutch and English.

    With a region ("Noord", "Midden" or "Zuid") public and school holidays; without one public holidays alone. Weekends
    are closed only where they lie in a holiday. Raises HolidaysUnknownError when a region is given and a day lies in a
    school year that is not known; ValueError for an unknown region.
    """
    if region is not None and region not in REGIONS:
        raise ValueError(f"there is no region “{region}”; there are {', '.join(REGIONS)}")
    if region is not None:
        _refuse_unknown(first, last, region)
    return {
        day: reason
        for year in range(first.year, last.year + 1)
        for day, reason in _of_year(year, region).items()
        if first <= day <= last
    }


def known_until(day: date, region: str) -> date | None:
    """The last day of the unbroken run of known school years from that of `day` on; None when that is not known."""
    year = _school_year(day)
    if not _is_known(year, region):
        return None
    while _is_known(year + 1, region):
        year += 1
    return date(year + 1, _AUGUST, 1) - timedelta(days=1)


def _refuse_unknown(first: date, last: date, region: str) -> None:
    for year in range(_school_year(first), _school_year(last) + 1):
        if not _is_known(year, region):
            raise HolidaysUnknownError(known_until(first, region))


def _school_year(day: date) -> int:
    """The calendar year in which the day's school year began (1 August to 31 July)."""
    return day.year if day.month >= _AUGUST else day.year - 1


@lru_cache(maxsize=128)
def _is_known(school_year: int, region: str) -> bool:
    """A school year is known when the library has its autumn break and the summer break at its end."""
    names = _names(school_year, region), _names(school_year + 1, region)
    return _AUTUMN in names[0] and _SUMMER in names[1]


@lru_cache(maxsize=256)
def _names(year: int, region: str) -> frozenset[str]:
    return frozenset(name for reason in _of_year(year, region).values() for name in reason.nl.split(", "))


@lru_cache(maxsize=256)
def _of_year(year: int, region: str | None) -> Mapping[date, Text]:
    """Closed days of a calendar year in order. Christmas runs over New Year: ask for both years."""
    dutch, english = _library(year, region, "nl"), _library(year, region, "en_US")
    return {day: Text(name, english[day]) for day, name in dutch.items()}


def _library(year: int, region: str | None, language: str) -> dict[date, str]:
    from holidays import country_holidays  # takes a while to import, and pages that plan nothing need none

    days = country_holidays(
        "NL",
        subdiv=region,
        years=year,
        categories=("public", "school") if region else ("public",),
        language=language,
    )
    return dict(_sorted(days))


def _sorted(days: Mapping[date, str]) -> Iterator[tuple[date, str]]:
    for day in sorted(days):
        yield day, ", ".join(days[day].split("; "))
