"""What calendar programs make of a file: the occurrences that each of them sees, as plain values to compare."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from tests.calendars.example_events import FIRST
from thuisbasis.calendars.event import CalendarEvent

HERE = Path(__file__).parent


@dataclass(frozen=True, order=True, kw_only=True)
class Occurrence:
    """One event as a calendar program shows it; times in UTC."""

    starts: datetime
    ends: datetime
    uid: str
    summary: str
    description: str
    location: str
    status: str


def expected(events: Iterable[CalendarEvent]) -> list[Occurrence]:
    """What every program should make of `events`."""
    return sorted(
        Occurrence(
            starts=event.starts,
            ends=event.ends,
            uid=event.uid,
            summary=event.title,
            description=event.description,
            location=event.location,
            status=event.status.upper(),
        )
        for event in events
    )


def seen_by_icalendar(body: bytes, first: datetime, last: datetime) -> list[Occurrence]:
    """icalendar with recurring-ical-events, between two moments."""
    found = recurring_ical_events.of(Calendar.from_ical(body)).between(first, last)
    return sorted(_from_component(component) for component in found)


def seen_by_ical_js(path: Path) -> list[Occurrence]:
    """ical.js, which Thunderbird and Nextcloud read with."""
    return _from_json(_output("node", str(HERE / "read_with_ical_js.mjs"), str(path)))


def seen_by_libical(path: Path) -> list[Occurrence]:
    """libical, which Evolution, KDE and GNOME read with."""
    return _from_json(_output(sys.executable, str(HERE / "read_with_libical.py"), str(path)))


def seen_by_khal(path: Path, folder: Path) -> list[Occurrence]:
    """khal, with its own database and settings in `folder`, a year from `FIRST` on."""
    (folder / "events").mkdir()
    settings = folder / "khal.conf"
    settings.write_text(KHAL_SETTINGS.format(folder=folder))
    khal = [sys.executable, "-m", "khal", "-c", str(settings)]
    subprocess.run([*khal, "import", "--batch", str(path)], check=True, capture_output=True, timeout=60)
    fields = ("start-long", "end-long", "uid", "title", "description", "location", "status")
    wanted = [part for field in fields for part in ("--json", field)]
    done = subprocess.run(
        [*khal, "list", "--once", *wanted, f"{FIRST:%Y-%m-%dT%H:%M}", "365d"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    days = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted(
        Occurrence(
            starts=datetime.fromisoformat(one["start-long"]).replace(tzinfo=UTC),
            ends=datetime.fromisoformat(one["end-long"]).replace(tzinfo=UTC),
            uid=one["uid"],
            summary=one["title"],
            description=one["description"],
            location=one["location"],
            status=one["status"],
        )
        for day in days
        for one in day
    )


KHAL_SETTINGS = """
[calendars]
[[agenda]]
path = {folder}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.sqlite
"""


def _output(*command: str) -> list[dict[str, Any]]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _from_json(found: list[dict[str, Any]]) -> list[Occurrence]:
    """From mappings whose times are seconds since 1970."""
    return sorted(
        Occurrence(**one | {name: datetime.fromtimestamp(one[name], UTC) for name in ("starts", "ends")})
        for one in found
    )


def _from_component(component: Any) -> Occurrence:
    return Occurrence(
        starts=component.start.astimezone(UTC),
        ends=component.end.astimezone(UTC),
        uid=str(component["UID"]),
        summary=str(component.get("SUMMARY", "")),
        description=str(component.get("DESCRIPTION", "")),
        location=str(component.get("LOCATION", "")),
        status=str(component.get("STATUS", "")),
    )
