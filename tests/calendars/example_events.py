"""Events to test with: one to vary, and a year of them with everything that has ever gone wrong in a calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any

from thuisbasis.calendars.event import CalendarEvent, Status
from thuisbasis.clock import ZONE

CHANGED = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
FIRST = datetime(2026, 9, 1, tzinfo=UTC)
LAST = datetime(2027, 9, 1, tzinfo=UTC)


def on_the_clock(year: int, month: int, day: int, hour: int = 19, minute: int = 0) -> datetime:
    """A moment on the clock of Amsterdam."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def an_event(**changes: Any) -> CalendarEvent:
    """A group session on a Tuesday evening in September, two hours long."""
    starts = changes.pop("starts", on_the_clock(2026, 9, 15))
    facts: dict[str, Any] = {
        "uid": "0199a1b2-0000-7000-8000-000000000001@thuisbasis.example",
        "starts": starts,
        "ends": starts.astimezone(UTC) + timedelta(hours=2),
        "summary": "Bijeenkomst 1",
        "last_modified": CHANGED,
    }
    return CalendarEvent(**facts | changes)


def a_year_of_events() -> list[CalendarEvent]:
    """Weekly evenings across both clock changes, and the texts and states that calendar programs stumble over."""
    weekly = [
        an_event(
            uid=f"week-{week:02}@thuisbasis.example",
            starts=on_the_clock(2026, 9, 15) + timedelta(weeks=week),
            summary=f"Bijeenkomst {week + 1}",
            location="Buurthuis De Brug, Kerkstraat 1; zaal 2",
            sequence=week % 3,
        )
        for week in range(40)
    ]
    return [
        *weekly,
        an_event(
            uid="cancelled@thuisbasis.example",
            starts=on_the_clock(2026, 10, 6, 9),
            summary="Huisbezoek gezin 0412",
            status=Status.CANCELLED,
            sequence=4,
        ),
        an_event(
            uid="tentative@thuisbasis.example",
            starts=on_the_clock(2026, 10, 7, 9, 15),
            summary="Huisbezoek gezin 0007",
            status=Status.TENTATIVE,
            transparent=True,
        ),
        an_event(
            uid="texts@thuisbasis.example",
            starts=on_the_clock(2026, 11, 3, 10),
            summary='Één; twee, drie \\ \'n keer "quote" 🎈👩\N{ZERO WIDTH JOINER}👧',
            description="Regel één\n\nقراءة مع الأم\nЧитання з мамою\nምንባብ ምስ ኣደ\n\tspring\\n" + "heel lang " * 500,
            location="Żeromskiego 5, ’t Gooi\\,",
            url="https://thuisbasis.example/contacts/0199a1b2?a=1,2;3",
            categories=("PACT", "a,b;c\\N"),
        ),
        an_event(
            uid="overnight@thuisbasis.example",
            starts=on_the_clock(2026, 10, 24, 23),
            ends=on_the_clock(2026, 10, 25, 4),
            summary="Over de klok heen",
        ),
    ]
