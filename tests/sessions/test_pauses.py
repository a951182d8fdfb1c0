"""Holidays between meetings stand in the row of dates."""

from datetime import date, timedelta

from programmes.text import Text
from sessions.pauses import Pause, pauses_between

AUTUMN, STUDY = Text("Herfstvakantie", "Autumn holidays"), Text("studiedag", "study day")
CHRISTMAS, BOXING = Text("Kerstvakantie", "Christmas holidays"), Text("Tweede kerstdag", "Boxing Day")


def closed(first: date, days: int, name: Text) -> dict[date, Text]:
    return {first + timedelta(days=number): name for number in range(days)}


def test_a_holiday_stands_before_the_meeting_that_follows_it() -> None:
    found = pauses_between([date(2026, 10, 13), date(2026, 10, 27)], closed(date(2026, 10, 17), 9, AUTUMN))
    assert found == {
        date(2026, 10, 27): (Pause(first=date(2026, 10, 17), last=date(2026, 10, 25), name=AUTUMN),),
    }


def test_a_single_closed_day_stands_there_when_a_meeting_would_have_been_on_it() -> None:
    days = [date(2026, 9, 22), date(2026, 10, 6)]
    assert pauses_between(days, {date(2026, 9, 29): STUDY})[days[1]][0].name == STUDY
    assert pauses_between(days, {date(2026, 9, 30): STUDY})[days[1]] == ()


def test_a_holiday_is_called_by_what_most_of_its_days_are() -> None:
    days = closed(date(2026, 12, 19), 16, CHRISTMAS) | {date(2026, 12, 26): BOXING}
    (pause,) = pauses_between([date(2026, 12, 15), date(2027, 1, 5)], days)[date(2027, 1, 5)]
    assert (pause.name, pause.first, pause.last) == (CHRISTMAS, date(2026, 12, 19), date(2027, 1, 3))


def test_a_weekend_between_closed_days_belongs_to_them() -> None:
    friday, monday = date(2027, 3, 26), date(2027, 3, 29)
    days = closed(friday - timedelta(days=4), 5, AUTUMN) | closed(monday, 2, AUTUMN)
    (pause,) = pauses_between([date(2027, 3, 16), date(2027, 4, 6)], days)[date(2027, 4, 6)]
    assert (pause.first, pause.last) == (date(2027, 3, 22), date(2027, 3, 30))


def test_meetings_without_closed_days_between_them_have_no_pause() -> None:
    assert pauses_between([date(2026, 9, 15), date(2026, 9, 22)], {}) == {date(2026, 9, 22): ()}
