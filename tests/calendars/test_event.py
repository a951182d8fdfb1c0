"""An event is written so that every calendar program reads back what went in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from tests.calendars.example_events import an_event, on_the_clock
from thuisbasis.calendars.event import CalendarEvent, Status, event_bytes
from thuisbasis.calendars.feed import plan_calendar

ANY_TEXT = st.text(max_size=120) | st.text("a\\nN,;:\"'\t\n\r\x0b\x00\u2028é🎈م ", max_size=120)
LONG_TEXT = st.builds(lambda text, times: (text * times)[:5000], ANY_TEXT, st.integers(1, 200))
# icalendar reads an escaped backslash before an N wrongly in categories, and only there.
CATEGORY = ANY_TEXT.map(lambda text: text.replace("\\", ""))
MOMENTS = st.integers(852_076_800, 4_070_908_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))  # 1997-2098


def lines(event: CalendarEvent) -> list[str]:
    """The unfolded lines of an event."""
    return event_bytes(event).decode().replace("\r\n ", "").split("\r\n")


def read_back(event: CalendarEvent) -> Component:
    """The event as icalendar reads it from a calendar."""
    (component,) = Calendar.from_ical(plan_calendar("Plan", [event])).events
    return component


def assert_well_formed(body: bytes) -> None:
    """The rules on bytes that no calendar program complains about but some stumble over."""
    assert body.endswith(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert not [octet for octet in body.replace(b"\r\n", b"") if (octet < 32 and octet != 9) or octet == 127]
    for line in body.split(b"\r\n"):
        line.decode()  # no character is torn by a fold


def test_an_event_says_all_that_a_calendar_needs() -> None:
    event = an_event(description="Meenemen: boek", location="Zaal 2", url="https://x.example/1", categories=("REAL",))

    assert set(lines(event)) == {
        "BEGIN:VEVENT",
        "UID:0199a1b2-0000-7000-8000-000000000001@thuisbasis.example",
        "DTSTAMP:20260901T083000Z",
        "LAST-MODIFIED:20260901T083000Z",
        "SEQUENCE:0",
        "DTSTART;TZID=Europe/Amsterdam:20260915T190000",
        "DTEND;TZID=Europe/Amsterdam:20260915T210000",
        "SUMMARY:Bijeenkomst 1",
        "DESCRIPTION:Meenemen: boek",
        "LOCATION:Zaal 2",
        "URL:https://x.example/1",
        "CATEGORIES:REAL",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "END:VEVENT",
        "",
    }


def test_what_is_not_known_is_left_out() -> None:
    names = {line.partition(":")[0] for line in lines(an_event())}

    assert not names & {"DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "ORGANIZER", "ATTENDEE", "RRULE"}


def test_the_same_event_gives_the_same_bytes() -> None:
    assert event_bytes(an_event(description="a\nb")) == event_bytes(an_event(description="a\r\nb"))


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [((2026, 10, 20), 17), ((2026, 10, 27), 18), ((2027, 3, 23), 18), ((2027, 3, 30), 17)],
)
def test_seven_in_the_evening_stays_seven_across_the_clock_change(day: tuple[int, int, int], in_utc: int) -> None:
    event = an_event(starts=on_the_clock(*day))

    assert event.starts.hour == in_utc
    assert "DTSTART;TZID=Europe/Amsterdam:{}{:02}{:02}T190000".format(*day) in lines(event)


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    second_time = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    written = lines(an_event(starts=second_time))

    assert "DTSTART:20261025T013000Z" in written
    assert "DTEND:20261025T033000Z" in written


def test_a_cancelled_event_says_so_and_takes_no_time() -> None:
    written = lines(an_event(status=Status.CANCELLED, sequence=3))

    assert {"SUMMARY:Geannuleerd: Bijeenkomst 1", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:3"} <= set(
        written
    )


def test_a_text_cannot_add_a_property() -> None:
    written = lines(an_event(summary="x\r\nATTENDEE:mailto:a@b.example", url="https://x.example/\r\nORGANIZER:y"))

    assert not [line for line in written if line.startswith(("ATTENDEE", "ORGANIZER"))]


def test_times_are_kept_in_utc_and_whole_seconds() -> None:
    event = an_event(starts=datetime(2026, 9, 15, 19, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))))

    assert event.starts == datetime(2026, 9, 15, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"starts": datetime(2026, 9, 15, 19), "ends": on_the_clock(2026, 9, 15, 21)}, "starts needs a time zone"),  # noqa: DTZ001  # naive on purpose
        ({"ends": on_the_clock(2026, 9, 15)}, "not after its start"),
        ({"uid": " \n"}, "needs a uid"),
        ({"sequence": -1}, "below 0"),
    ],
)
def test_an_event_that_cannot_be_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        an_event(**changes)


@given(summary=ANY_TEXT, description=LONG_TEXT, location=ANY_TEXT, category=CATEGORY)
def test_any_text_comes_back_as_it_was_kept(summary: str, description: str, location: str, category: str) -> None:
    event = an_event(summary=summary, description=description, location=location, categories=(category,))
    component = read_back(event)

    assert_well_formed(plan_calendar(summary, [event]))
    assert component["SUMMARY"] == event.summary
    assert component.get("DESCRIPTION", "") == event.description
    assert component.get("LOCATION", "") == event.location
    assert tuple(component.get("CATEGORIES", ())) == event.categories


@given(starts=MOMENTS, minutes=st.integers(1, 1000))
def test_any_moment_comes_back_as_it_was(starts: datetime, minutes: int) -> None:
    event = an_event(starts=starts, ends=starts + timedelta(minutes=minutes))
    component = read_back(event)

    assert (component.start.astimezone(UTC), component.end.astimezone(UTC)) == (event.starts, event.ends)
