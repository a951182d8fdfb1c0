"""A feed is its events, joined: the same events give the same bytes, in a frame that calendar services expect."""

from icalendar import Calendar

from tests.calendars.example_events import FIRST, LAST, a_year_of_events, an_event, on_the_clock
from tests.calendars.occurrences import expected, seen_by_icalendar
from tests.calendars.test_event import assert_well_formed
from thuisbasis.calendars.event import event_bytes
from thuisbasis.calendars.feed import LIMIT, etag, feed_bytes, plan_calendar
from thuisbasis.calendars.timezone import VTIMEZONE


def test_a_feed_names_itself_and_says_how_often_to_come_back() -> None:
    frame = feed_bytes("Agenda van Sanne, trainer", "teal", []).decode().split("\r\n")

    assert frame[0] == "BEGIN:VCALENDAR"
    assert frame[-2:] == ["END:VCALENDAR", ""]
    assert {
        "VERSION:2.0",
        "PRODID:-//Thuisbasis//Thuisbasis//NL",
        "NAME:Agenda van Sanne\\, trainer",
        "X-WR-CALNAME:Agenda van Sanne\\, trainer",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "COLOR:teal",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    } <= set(frame)


def test_a_feed_is_no_message_and_has_nothing_random() -> None:
    names = {line.partition(b":")[0] for line in feed_bytes("Agenda", "teal", []).split(b"\r\n")}

    assert not names & {b"METHOD", b"UID", b"DTSTAMP"}


def test_the_time_zone_stands_before_the_events() -> None:
    body = feed_bytes("Agenda", "teal", [event_bytes(an_event())])

    assert body.index(VTIMEZONE) < body.index(b"BEGIN:VEVENT")
    assert body.count(b"BEGIN:VTIMEZONE") == 1


def test_the_stored_bytes_stand_in_the_feed_as_they_are() -> None:
    stored = [event_bytes(event) for event in a_year_of_events()]

    assert b"".join(stored) in feed_bytes("Agenda", "teal", stored)


def test_every_byte_of_a_feed_keeps_the_rules() -> None:
    assert_well_formed(plan_calendar("Agenda " + "é" * 200, a_year_of_events()))


def test_a_feed_reads_back_as_its_events() -> None:
    events = a_year_of_events()

    assert seen_by_icalendar(plan_calendar("Agenda", events), FIRST, LAST) == expected(events)


def test_the_library_finds_nothing_to_complain_of() -> None:
    calendar = Calendar.from_ical(plan_calendar("Agenda", a_year_of_events()))

    assert [component.errors for component in calendar.walk() if component.errors] == []


def test_a_plan_does_not_depend_on_the_order_of_its_events() -> None:
    events = a_year_of_events()

    assert plan_calendar("Plan", events) == plan_calendar("Plan", reversed(events))


def test_the_mark_of_a_feed_changes_with_its_bytes_only() -> None:
    events = [an_event()]
    moved = [an_event(starts=on_the_clock(2026, 9, 22), sequence=1)]

    assert etag(plan_calendar("Plan", events)) == etag(plan_calendar("Plan", events))
    assert etag(plan_calendar("Plan", events)) != etag(plan_calendar("Plan", moved))


def test_a_feed_stays_under_a_megabyte_and_keeps_its_first_events() -> None:
    stored = [event_bytes(an_event(uid=f"{number}@x.example", description="woord " * 800)) for number in range(300)]
    body = feed_bytes("Agenda", "teal", stored)

    assert LIMIT - 6000 < len(body) <= LIMIT
    assert stored[0] in body
    assert stored[-1] not in body
    assert body.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
