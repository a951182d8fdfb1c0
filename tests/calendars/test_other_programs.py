"""Other calendar programs read a feed without complaint and see the same occurrences.

Needed on the machine beside Python's packages: node (Debian `nodejs`) for ical.js, `libical.so.3` (Debian `libical3`).
"""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.calendars.carrying import fetched, radicale, served, served_app
from tests.calendars.cast import an_organisation
from tests.calendars.example_events import FIRST, LAST, a_year_of_events, an_event, on_the_clock
from tests.calendars.occurrences import (
    Occurrence,
    expected,
    seen_by_ical_js,
    seen_by_icalendar,
    seen_by_khal,
    seen_by_libical,
)
from thuisbasis import clock
from thuisbasis.calendars.addresses import make_address
from thuisbasis.calendars.feed import plan_calendar
from thuisbasis.contacts.states import State

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


@pytest.mark.sqlite_only
def test_a_feed_of_the_app_is_seen_alike_and_stays_up_to_date(app: Flask, db_session: Session, tmp_path: Path) -> None:
    cast = an_organisation(db_session)
    _, token = make_address(db_session, cast.actor(cast.trainer), calendar_name="Agenda")
    meetings = [cast.meeting(cast.trainer, days=7 * week, number=week, place="Zaal 2, boven") for week in range(1, 31)]
    first, last = meetings[0].starts_at - timedelta(days=1), meetings[-1].ends_at + timedelta(days=1)
    db_session.rollback()
    path = f"/calendars/{token}.ics"
    feed = tmp_path / "agenda.ics"

    with served_app(app) as address, radicale(address + path, tmp_path) as server:
        feed.write_bytes(fetched(address + path))
        seen = seen_by_icalendar(feed.read_bytes(), first, last)
        assert [clock.local(one.starts).hour for one in seen] == [19] * 30
        assert seen == seen_by_ical_js(feed) == seen_by_libical(feed)
        assert without_uid(seen_by_icalendar(server.sync(), first, last)) == without_uid(seen)

        cast.changed(meetings[3], state=State.CANCELLED_BY_US)
        statuses = [one.status for one in seen_by_icalendar(server.sync(), first, last)]
        assert statuses == ["CONFIRMED"] * 3 + ["CANCELLED"] + ["CONFIRMED"] * 26


def test_ical_js_is_the_published_file() -> None:
    published = (VENDOR / "ical.VERSION").read_text().split()[-1]

    assert hashlib.sha256((VENDOR / "ical.mjs").read_bytes()).hexdigest() == published
