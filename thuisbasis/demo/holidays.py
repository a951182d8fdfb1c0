"""Holidays for school years that nobody knows yet: the demo's schools enter them as days that they close themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from programmes.calendar_days import first_weekday_on_or_after
from thuisbasis.organisations import school_holidays

# How far behind and ahead of today the demo plans, in days.
BEHIND, AHEAD = 520, 700
MONDAY, SUNDAY_AFTER = 0, timedelta(days=6)

# Name, month and day around which it begins, and weeks: as they usually lie.
USUAL = (
    ("Voorjaarsvakantie", 2, 15, 1),
    ("Meivakantie", 4, 24, 2),
    ("Zomervakantie", 7, 15, 6),
    ("Herfstvakantie", 10, 12, 1),
    ("Kerstvakantie", 12, 21, 2),
)


def unknown_holidays(today: date) -> list[tuple[date, date, str]]:
    """First and last day of each holiday around today in school years past the last known one, with its name."""
    begin, end = today - timedelta(days=BEHIND), today + timedelta(days=AHEAD)
    known = school_holidays.known_until(begin, school_holidays.REGIONS[0])
    unknown_from = begin if known is None else known + timedelta(days=1)
    return [holiday for holiday in _usual(begin.year, end.year) if holiday[0] <= end and holiday[1] >= unknown_from]


def _usual(first_year: int, last_year: int) -> Iterator[tuple[date, date, str]]:
    for year in range(first_year, last_year + 1):
        for name, month, day, weeks in USUAL:
            begins = first_weekday_on_or_after(date(year, month, day), MONDAY)
            yield begins, begins + timedelta(weeks=weeks - 1) + SUNDAY_AFTER, name
