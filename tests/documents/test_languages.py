from datetime import UTC, date, datetime, time

import pytest

from thuisbasis.documents.languages import date_in, day_in, direction, numeric_day, time_in

DAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("nl", "dinsdag 15 september"),
        ("en", "Tuesday, 15 September"),
        ("tr", "15 Eylül Salı"),
        ("ar", "الثلاثاء، 15 سبتمبر"),
        ("pl", "wtorek, 15 września"),
        ("uk", "вівторок, 15 вересня"),
        ("ti", "ሰሉስ፣ 15 መስከረም"),
        ("so", "Talaado, Sebtembar 15"),
        ("fa", "سه‌شنبه 15 سپتامبر"),
        ("es", "martes, 15 de septiembre"),
        ("fr", "mardi 15 septembre"),
        ("ro", "marți, 15 septembrie"),
        ("bg", "вторник, 15 септември"),
    ],
)
def test_a_day_is_written_as_in(language: str, day: str) -> None:
    assert day_in(DAY, language) == day


@pytest.mark.parametrize(
    ("language", "day"), [("nl", "15 september"), ("tr", "15 Eylül"), ("ar", "15 سبتمبر"), ("ti", "15 መስከረም")]
)
def test_a_date_leaves_the_weekday_out(language: str, day: str) -> None:
    assert date_in(DAY, language) == day


def test_arabic_and_farsi_run_from_right_to_left_and_the_others_do_not() -> None:
    languages = ["nl", "en", "tr", "ar", "pl", "uk", "ti", "so", "fa", "es", "fr", "ro", "bg"]
    assert [language for language in languages if direction(language) == "rtl"] == ["ar", "fa"]


def test_a_time_is_read_on_a_clock_of_24_hours_in_every_language() -> None:
    assert {time_in(time(19, 5), language) for language in ("nl", "en", "ar", "ti")} == {"19:05"}


def test_a_date_in_figures_is_as_on_the_dutch_page() -> None:
    assert numeric_day(DAY) == "15-9"
    assert numeric_day(datetime(2026, 9, 14, 22, 30, tzinfo=UTC)) == "15-9"
