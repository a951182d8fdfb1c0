"""Whole calendars, joined from the bytes of their events."""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final

from icalendar import Calendar

from thuisbasis.calendars.event import CalendarEvent, event_bytes
from thuisbasis.calendars.text import Text, clean_line
from thuisbasis.calendars.timezone import TZID, VTIMEZONE

PRODID: Final = "-//Thuisbasis//Thuisbasis//NL"
COLOUR: Final = "teal"
REFRESH: Final = timedelta(hours=6)
LIMIT: Final = 1_000_000

_END: Final = b"END:VCALENDAR\r\n"


def feed_bytes(name: str, colour: str, events: Iterable[bytes]) -> bytes:
    """A VCALENDAR of stored events, in the order given.

    `colour` is a CSS3 colour name (RFC 7986 §5.9); `events` are results of `event_bytes`, which are joined and never
    read again. Events that would take the calendar over 1 MB, where calendar services stop reading, are left off at
    the end.
    """
    parts = [_opening(name, colour)]
    room = LIMIT - len(parts[0]) - len(_END)
    for event in events:
        room -= len(event)
        if room < 0:
            break
        parts.append(event)
    parts.append(_END)
    return b"".join(parts)


def plan_calendar(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of a plan that is stored nowhere, in order of time."""
    in_order = sorted(events, key=lambda event: (event.starts, event.uid))
    return feed_bytes(name, COLOUR, map(event_bytes, in_order))


def etag(body: bytes) -> str:
    """The opaque part of a strong ETag: the same for the same bytes only."""
    return sha256(body).hexdigest()[:32]


def state_etag(name: str, colour: str, *state: object) -> str:
    """The same for a feed that is not built: `state` is all that its events depend on."""
    return etag(_opening(name, colour) + repr(state).encode())


@lru_cache(maxsize=512)
def _opening(name: str, colour: str) -> bytes:
    """All that stands before the first event. Without METHOD: a calendar that is published is no message."""
    calendar = Calendar()
    title = Text(clean_line(name))
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar["NAME"] = title
    calendar["X-WR-CALNAME"] = title
    calendar.add("X-WR-TIMEZONE", TZID)
    calendar.add("COLOR", colour)
    # RFC 7986 §5.7 requires the parameter; the library's own property leaves it out.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    written: bytes = calendar.to_ical()
    return written.removesuffix(_END) + VTIMEZONE
