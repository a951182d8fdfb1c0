"""Other calendar programs read a feed without complaint and see the same occurrences.

Needed on the machine beside Python's packages: node (Debian `nodejs`) for ical.js, `libical.so.3` (Debian `libical3`).
"""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.calendars.carrying import radicale, served
from tests.calendars.example_events import FIRST, LAST, a_year_of_events, an_event, on_the_clock
from tests.calendars.occurrences import (
    Occurrence,
    expected,
    seen_by_ical_js,
    seen_by_icalendar,
    seen_by_khal,
    seen_by_libical,
)
from thuisbasis.calendars.feed import plan_calendar

pytestmark = pytest.mark.slow

VENDOR = Path(__file__).parents[1] / "vendor"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A feed of a whole year as a file."""
    path = tmp_path / "agenda.ics"
    path.write_bytes(plan_calendar("Agenda", a_year_of_events()))
    return path


def without_uid(occurrences: list[Occurrence]) -> list[Occurrence]:
    """vdirsyncer gives each event of a feed a name of its own."""
    return sorted(replace(one, uid="") for one in occurrences)


def test_ical_js_sees_every_event(feed: Path) -> None:
    assert seen_by_ical_js(feed) == expected(a_year_of_events())


def test_libical_sees_every_event(feed: Path) -> None:
    assert seen_by_libical(feed) == expected(a_year_of_events())


def test_a_backslash_before_an_n_is_no_line_break_to_them(feed: Path) -> None:
    # khal is left out: it takes an escaped backslash before an n or N for a line break, here and in what it imports.
    event = an_event(summary="Map C:\\Notulen", description="\\N\\n")
    feed.write_bytes(plan_calendar("Agenda", [event]))

    assert seen_by_ical_js(feed) == seen_by_libical(feed) == expected([event])


def test_khal_sees_every_event(feed: Path, tmp_path: Path) -> None:
    assert seen_by_khal(feed, tmp_path) == expected(a_year_of_events())


def test_vdirsyncer_carries_every_event_and_every_move_into_radicale(feed: Path, tmp_path: Path) -> None:
    events = a_year_of_events()
    first, *rest = events
    moved = [replace(first, starts=on_the_clock(2026, 9, 16), ends=on_the_clock(2026, 9, 16, 21), sequence=1), *rest]

    with served(tmp_path) as address, radicale(f"{address}/{feed.name}", tmp_path) as server:
        assert without_uid(seen_by_icalendar(server.sync(), FIRST, LAST)) == without_uid(expected(events))
        feed.write_bytes(plan_calendar("Agenda", moved))
        assert without_uid(seen_by_icalendar(server.sync(), FIRST, LAST)) == without_uid(expected(moved))


def test_ical_js_is_the_published_file() -> None:
    published = (VENDOR / "ical.VERSION").read_text().split()[-1]

    assert hashlib.sha256((VENDOR / "ical.mjs").read_bytes()).hexdigest() == published
