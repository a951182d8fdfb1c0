"""Ages in complete months; children born on 29 February."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.ages import after_months, birthday, months_old

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_a_birthday_falls_on_the_same_day_of_the_year() -> None:
    assert birthday(date(2021, 3, 4), 9) == date(2030, 3, 4)


def test_a_child_of_29_february_has_its_birthday_on_1_march_in_other_years() -> None:
    assert birthday(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert birthday(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_that_lack_the_day_end_on_the_first_of_the_next() -> None:
    assert after_months(date(2026, 1, 31), 1) == date(2026, 3, 1)
    assert after_months(date(2026, 10, 31), 1) == date(2026, 12, 1)
    assert after_months(date(2026, 12, 31), 2) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2027, 2, 28), 35), (date(2027, 3, 1), 36), (date(2024, 2, 29), 0), (date(2024, 2, 28), -1)],
)
def test_age_counts_complete_months(day: date, months: int) -> None:
    assert months_old(date(2024, 2, 29), day) == months


@given(DAYS, DAYS)
def test_age_grows_by_one_exactly_on_the_day_that_completes_a_month(born: date, day: date) -> None:
    months = months_old(born, day)

    assert after_months(born, months) <= day < after_months(born, months + 1)


@given(DAYS, st.integers(0, 20))
def test_nobody_reaches_an_age_before_that_birthday(born: date, age: int) -> None:
    turns = birthday(born, age)

    assert months_old(born, turns) == 12 * age
    assert months_old(born, turns - timedelta(days=1)) < 12 * age
