"""School holidays of the three regions, and silence refused."""

from datetime import date, timedelta

import pytest

from programmes.text import Text
from thuisbasis.organisations.school_holidays import REGIONS, HolidaysUnknownError, closed_days, known_until

# School year 2026-2027 as the government set it: first and last day.
SET = [
    ("Noord", "Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
    ("Midden", "Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
    ("Zuid", "Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
    *((region, "Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)) for region in REGIONS),
    ("Noord", "Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ("Midden", "Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ("Zuid", "Voorjaarsvakantie", date(2027, 2, 13), date(2027, 2, 21)),
    *((region, "Meivakantie", date(2027, 4, 24), date(2027, 5, 2)) for region in REGIONS),
]
SUMMERS = [
    ("Noord", date(2027, 7, 10), date(2027, 8, 22)),
    ("Midden", date(2027, 7, 17), date(2027, 8, 29)),
    ("Zuid", date(2027, 7, 24), date(2027, 9, 5)),
]


@pytest.mark.parametrize(("region", "name", "first", "last"), SET)
def test_each_break_runs_from_its_first_to_its_last_day(region: str, name: str, first: date, last: date) -> None:
    days = closed_days(first - timedelta(days=1), last + timedelta(days=1), region)
    named = [day for day, reason in days.items() if name in reason.nl]

    assert named == [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


@pytest.mark.parametrize(("region", "first", "last"), SUMMERS)
def test_each_summer_differs_by_region(region: str, first: date, last: date) -> None:
    days = closed_days(date(2027, 6, 1), date(2027, 9, 30), region)
    summer = [day for day, reason in days.items() if "Zomervakantie" in reason.nl]

    assert (summer[0], summer[-1], len(summer)) == (first, last, 44)


def test_reasons_are_given_in_both_languages() -> None:
    days = closed_days(date(2027, 4, 27), date(2027, 4, 28), "Midden")

    assert days[date(2027, 4, 27)] == Text("Koningsdag, Meivakantie", "King's Day, May Break")


def test_public_holidays_close_schools_too() -> None:
    days = closed_days(date(2027, 5, 6), date(2027, 5, 17), "Zuid")

    assert [reason.nl for reason in days.values()] == ["Hemelvaartsdag", "Eerste pinksterdag", "Tweede pinksterdag"]


def test_without_a_region_public_holidays_alone_count() -> None:
    days = closed_days(date(2026, 10, 1), date(2026, 12, 31), None)

    assert [reason.en for reason in days.values()] == ["Christmas Day", "Second Day of Christmas"]


def test_without_a_region_any_year_is_known() -> None:
    assert date(2040, 12, 25) in closed_days(date(2040, 12, 1), date(2040, 12, 31), None)


def test_past_the_last_known_school_year_it_refuses_and_says_until_when_it_knows() -> None:
    with pytest.raises(HolidaysUnknownError) as refusal:
        closed_days(date(2030, 6, 1), date(2030, 8, 1), "Noord")

    assert refusal.value.message.nl.startswith("De schoolvakanties zijn bekend tot en met 31 juli 2030.")
    assert refusal.value.last_known == date(2030, 7, 31)


@pytest.mark.parametrize("day", [date(2010, 1, 4), date(2031, 1, 6)])
def test_years_of_which_nothing_is_known_are_refused(day: date) -> None:
    with pytest.raises(HolidaysUnknownError, match="No school holidays are known"):
        closed_days(day, day, "Zuid")

    assert known_until(day, "Zuid") is None


@pytest.mark.parametrize("region", REGIONS)
def test_the_last_known_school_year_is_the_same_in_each_region(region: str) -> None:
    assert known_until(date(2026, 9, 1), region) == date(2030, 7, 31)


def test_a_region_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="there is no region “Oost”"):
        closed_days(date(2026, 9, 1), date(2026, 9, 2), "Oost")
