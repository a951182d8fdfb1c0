"""What people in the Netherlands type is read, and what cannot be read is refused with the right form."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from thuisbasis import dutch


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (dutch.postcode, "1234ab", "1234 AB"),
        (dutch.postcode, " 1234 AB ", "1234 AB"),
        (dutch.phone, "06-12345678", "+31612345678"),
        (dutch.phone, "020 624 1111", "+31206241111"),
        (dutch.phone, "+48 512 345 678", "+48512345678"),
        (dutch.phone, "0090 532 123 45 67", "+905321234567"),
        (dutch.email, "Fatima@School.NL", "fatima@school.nl"),
        (dutch.brin, "12ab", "12AB"),
        (dutch.brin, "12AB 01", "12AB01"),
        (dutch.day, "2-9-2020", date(2020, 9, 2)),
        (dutch.day, "02-09-2020", date(2020, 9, 2)),
        (dutch.day, "2020-09-02", date(2020, 9, 2)),
        (dutch.day, "29/2/2020", date(2020, 2, 29)),
        (dutch.time_of_day, "19:00", time(19)),
        (dutch.time_of_day, "9.30", time(9, 30)),
        (dutch.time_of_day, "19 uur", time(19)),
        (dutch.line, "  Anna   Maria ", "Anna Maria"),
        (dutch.paragraphs, "een\r\ntwee ", "een\ntwee"),
    ],
)
def test_it_is_read(read: Callable[[str], Any], typed: str, value: Any) -> None:
    assert read(typed) == value


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (dutch.postcode, "0123 AB"),
        (dutch.postcode, "1234 SS"),
        (dutch.postcode, "1234 SD"),
        (dutch.postcode, "1234 SA"),
        (dutch.postcode, "123 AB"),
        (dutch.postcode, "١٢٣٤ AB"),
        (dutch.phone, "12"),
        (dutch.phone, "geen"),
        (dutch.phone, "0612345678 toestel 4"),
        (dutch.phone, "9" * 5000),
        (dutch.email, "fatima"),
        (dutch.email, "a@b@c.nl"),
        (dutch.brin, "AB12"),
        (dutch.day, "29-2-2021"),
        (dutch.day, "1-13-2020"),
        (dutch.day, "1-1-0001"),
        (dutch.day, "1-1-20"),
        (dutch.day, "morgen"),
        (dutch.time_of_day, "25:00"),
        (dutch.time_of_day, "19:60"),
        (dutch.time_of_day, "avond"),
        (dutch.line, "nul\0teken"),
        (dutch.line, "bel\x07"),
        (dutch.paragraphs, "half\ud800"),
    ],
)
def test_it_is_refused_with_words(read: Callable[[str], Any], typed: str) -> None:
    with pytest.raises(dutch.NotUnderstoodError) as refused:
        read(typed)
    assert str(refused.value.message)


def test_numbers_are_shown_as_people_read_them() -> None:
    assert dutch.shown_phone("+31612345678") == "06 12345678"
    assert dutch.shown_phone("+48512345678") == "+48 512 345 678"


def test_a_landline_is_known() -> None:
    assert dutch.is_landline("+31206241111")
    assert not dutch.is_landline("+31612345678")
