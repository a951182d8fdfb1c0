"""One event of a calendar and its bytes: a VEVENT as RFC 5545 §3.6.1 has it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from icalendar import Event
from icalendar.prop import vCategory, vUri

from thuisbasis.calendars.text import Text, clean_line, clean_text, clean_url
from thuisbasis.clock import local

CANCELLED_PREFIX: Final = "Geannuleerd: "


class Status(StrEnum):
    """Whether an event is going to happen (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a calendar shows of one contact.

    Texts are cleaned as they come in, so that an event equals what a calendar program reads back from its bytes.
    Times are aware and kept in UTC, in whole seconds. `last_modified` is when the row last changed, never the clock:
    the same event gives the same bytes for ever. `sequence` grows when time, place or status change.

    Raises ValueError for a time without a zone, an end that is not after the start, an empty `uid` or a negative
    `sequence`.
    """

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    last_modified: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    sequence: int = 0
    status: Status = Status.CONFIRMED
    transparent: bool = False

    def __post_init__(self) -> None:
        for name in ("starts", "ends", "last_modified"):
            object.__setattr__(self, name, _in_utc(name, getattr(self, name)))
        for name in ("uid", "summary", "location"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "description", clean_text(self.description))
        object.__setattr__(self, "url", clean_url(self.url))
        object.__setattr__(self, "categories", tuple(filter(None, map(clean_line, self.categories))))
        if self.ends <= self.starts:
            raise ValueError(f"event {self.uid}: it ends at {self.ends}, not after its start at {self.starts}")
        if not self.uid:
            raise ValueError("an event needs a uid")
        if self.sequence < 0:
            raise ValueError(f"event {self.uid}: its sequence is {self.sequence}, below 0")

    @property
    def title(self) -> str:
        """The summary as it is shown: a cancelled event says so, for programs that ignore the status."""
        return CANCELLED_PREFIX + self.summary if self.status is Status.CANCELLED else self.summary


def event_bytes(event: CalendarEvent) -> bytes:
    """One VEVENT, folded, escaped, ending in CRLF: the same bytes for the same event.

    It carries no organiser, attendee, alarm or recurrence rule. CLASS is PUBLIC because calendar services show a
    private event as a nameless "busy" even to its owner; the text itself must hold nothing private.
    """
    component = Event()
    component["UID"] = Text(event.uid)
    component.add("DTSTAMP", event.last_modified)
    component.add("LAST-MODIFIED", event.last_modified)
    component.add("SEQUENCE", event.sequence)
    starts, ends = _written(event.starts, event.ends)
    component.add("DTSTART", starts)
    component.add("DTEND", ends)
    component["SUMMARY"] = Text(event.title)
    component["STATUS"] = Text(event.status.upper())
    component["TRANSP"] = Text("TRANSPARENT" if event.transparent or event.status is Status.CANCELLED else "OPAQUE")
    component["CLASS"] = Text("PUBLIC")
    _add_what_is_known(component, event)
    written: bytes = component.to_ical()
    return written


def _add_what_is_known(component: Event, event: CalendarEvent) -> None:
    """The properties that an event may lack."""
    if event.description:
        component["DESCRIPTION"] = Text(event.description)
    if event.location:
        component["LOCATION"] = Text(event.location)
    if event.url:
        component["URL"] = vUri(event.url)
    if event.categories:
        component["CATEGORIES"] = vCategory([Text(category) for category in event.categories])


def _in_utc(name: str, moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{name} needs a time zone: {moment}")
    return moment.astimezone(UTC).replace(microsecond=0)


def _written(starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """Both times on the clock of Amsterdam; in UTC when one lies in the hour that comes twice in October, which local
    time can only name the first time round (RFC 5545 §3.3.5).
    """
    on_the_wall = local(starts), local(ends)
    return (starts, ends) if any(moment.fold for moment in on_the_wall) else on_the_wall
