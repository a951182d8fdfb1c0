"""Feasts and evenings of Ramadan are told of when a plan falls on them."""

from datetime import date, datetime, time

import pytest

from thuisbasis import clock
from thuisbasis.planning import feasts


def told(on: date, hour: int = 10) -> list[str]:
    starts = datetime.combine(on, time(hour), tzinfo=clock.ZONE)
    return [warning.message.nl for warning in feasts.warnings(starts, starts.replace(hour=hour + 1))]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 3, 20), "het Suikerfeest"),
        (date(2026, 5, 27), "het Offerfeest"),
        (date(2027, 1, 7), "orthodox Kerstmis"),
        (date(2026, 4, 12), "orthodox Pasen"),
        (date(2027, 3, 21), "Noroez"),
    ],
)
def test_a_feast_is_called_by_its_name(on: date, name: str) -> None:
    (sentence,) = told(on)
    assert name in sentence


def test_an_ordinary_day_is_not_remarked_on() -> None:
    assert told(date(2026, 9, 15)) == []


def test_an_evening_in_ramadan_is_told_of_and_a_morning_is_not() -> None:
    assert told(date(2026, 3, 3), hour=10) == []
    (sentence,) = told(date(2026, 3, 3), hour=18)
    assert "zonsondergang" in sentence


def test_a_year_with_two_ramadans_knows_both() -> None:
    assert feasts.in_ramadan(date(2030, 1, 20))
    assert feasts.in_ramadan(date(2030, 12, 28))
    assert not feasts.in_ramadan(date(2030, 6, 1))
