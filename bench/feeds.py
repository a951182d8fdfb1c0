"""Calendar feeds (G7): unchanged and stored ones against a bare page, and joining against the library's objects."""

from flask import Flask
from icalendar import Calendar, Event
from werkzeug.test import Client

from bench.figures import Goal, Report
from bench.measuring import seconds_of
from bench.requests import get
from bench.seeding import Seeded
from thuisbasis.calendars import routes as calendar_routes
from thuisbasis.calendars.event import CalendarEvent
from thuisbasis.calendars.recent import RecentFeeds
from thuisbasis.clock import local

PROPERTIES = ("UID", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "LOCATION", "URL", "SEQUENCE", "LAST-MODIFIED")


def measure_feeds(app: Flask, kind: str, large: Seeded, rounds: int, report: Report) -> None:
    """The figures of G7 on one database."""
    url = f"/calendars/{large.feed_token}.ics"
    first = Client(app).get(url)
    unchanged = {"If-None-Match": first.headers["ETag"]}
    stored = get(app, url)

    def joined_anew() -> object:
        calendar_routes._recent = RecentFeeds()
        return stored()

    acts = {
        "hello": get(app, "/bench/hello"),
        "unchanged": get(app, url, headers=unchanged, status=304),
        "stored": stored,
        "anew": joined_anew,
        "library": lambda: by_the_library(large.feed_events),
    }
    seconds = seconds_of(kind, acts, rounds)
    for name, what, goal in (
        ("unchanged", "feed that did not change (304) against a bare page, pages/s", 0.75),
        ("stored", "stored feed of 800 events against a bare page, pages/s", 0.5),
    ):
        report.add(kind, "G7", what, seconds["hello"] / seconds[name], Goal(limit=goal, at_least=True))
    ratio = seconds["library"] / seconds["anew"]
    report.add(
        kind, "G7", "feed made anew: how many times faster than the library", ratio, Goal(limit=10, at_least=True)
    )
    same = read_back(first.data) == read_back(by_the_library(large.feed_events))
    report.add(kind, "G7", "events equal when read back (1: yes)", float(same), Goal(limit=1, at_least=True))


def by_the_library(events: tuple[CalendarEvent, ...]) -> bytes:
    """The same calendar as its handbook would have one write it."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Bench//NL")
    calendar.add("VERSION", "2.0")
    for one in events:
        event = Event()
        event.add("UID", one.uid)
        event.add("SUMMARY", one.summary)
        event.add("DTSTAMP", one.last_modified)
        event.add("LAST-MODIFIED", one.last_modified)
        event.add("SEQUENCE", one.sequence)
        event.add("DTSTART", local(one.starts))
        event.add("DTEND", local(one.ends))
        event.add("DESCRIPTION", one.description)
        event.add("LOCATION", one.location)
        event.add("URL", one.url)
        event.add("STATUS", one.status.upper())
        event.add("TRANSP", "OPAQUE")
        event.add("CLASS", "PUBLIC")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def read_back(body: bytes) -> set[tuple[str, ...]]:
    """What a reader makes of a calendar: the events, by their properties."""
    events = Calendar.from_ical(body).walk("VEVENT")
    return {tuple(str(getattr(event.get(name), "dt", event.get(name))) for name in PROPERTIES) for event in events}
