"""What stands in a feed, and what in a family's schedule."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event as database_event
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.calendars.cast import Cast, an_organisation
from thuisbasis import clock
from thuisbasis.calendars.addresses import LiveFeed, live_feed, make_address
from thuisbasis.calendars.models import StoredEvent
from thuisbasis.calendars.queries import family_events, feed_events, window
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import State
from thuisbasis.groups.models import Group


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


def feed_of(cast: Cast, group: Group | None = None) -> LiveFeed:
    """The trainer's feed, or a group's."""
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="Agenda", group=group)
    found = live_feed(cast.session.connection(), token)
    assert found is not None
    return found


def shown(cast: Cast, feed: LiveFeed) -> set[bytes]:
    """The events in a feed today."""
    return set(feed_events(cast.session.connection(), feed, window(clock.today())))


def events_of(cast: Cast, *contacts: Contact) -> set[bytes]:
    """The stored events of contacts."""
    ids = [contact.id for contact in contacts]
    return set(cast.session.scalars(select(StoredEvent.event).where(StoredEvent.contact_id.in_(ids))))


def test_a_feed_shows_ninety_days_back_and_eighteen_months_ahead() -> None:
    seen = window(date(2026, 8, 31))

    assert seen.first == datetime(2026, 6, 1, 22, tzinfo=UTC)
    assert seen.last == datetime(2028, 2, 27, 23, tzinfo=UTC)
    assert seen.fresh == datetime(2026, 7, 5, 22, tzinfo=UTC)


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 1, 31), date(2026, 6, 30), date(2026, 12, 31)])
def test_there_is_a_window_on_any_day(today: date) -> None:
    seen = window(today)

    assert (seen.last - seen.first).days in range(90 + 540, 90 + 555)


def test_a_staff_member_sees_own_contacts_only(cast: Cast) -> None:
    own = cast.meeting(cast.trainer, cast.visitor)
    cast.visit(cast.visitor)

    assert shown(cast, feed_of(cast)) == events_of(cast, own)


def test_a_groups_feed_shows_its_meetings_whoever_leads_them(cast: Cast) -> None:
    first, second = cast.meeting(cast.trainer), cast.meeting(cast.visitor, days=14, number=2)
    cast.visit(cast.trainer)

    assert shown(cast, feed_of(cast, cast.group)) == events_of(cast, first, second)


def test_events_come_in_order_of_time(cast: Cast) -> None:
    later, sooner = cast.meeting(cast.trainer, days=20), cast.meeting(cast.trainer, days=10, number=2)
    found = feed_events(cast.session.connection(), feed_of(cast), window(clock.today()))

    assert [next(iter(events_of(cast, contact))) for contact in (sooner, later)] == found


def test_what_lies_outside_the_window_is_not_shown(cast: Cast) -> None:
    cast.meeting(cast.trainer, days=-91)
    cast.meeting(cast.trainer, days=560)
    inside = [cast.meeting(cast.trainer, days=-90), cast.meeting(cast.trainer, days=530)]

    assert shown(cast, feed_of(cast)) == events_of(cast, *inside)


def test_a_cancelled_contact_goes_after_eight_weeks(cast: Cast) -> None:
    cast.changed(cast.meeting(cast.trainer), state=State.CANCELLED_BY_US)
    feed = feed_of(cast)
    assert len(shown(cast, feed)) == 1

    cast.session.execute(update(StoredEvent).values(changed_at=clock.now() - timedelta(weeks=8, days=2)))
    assert shown(cast, feed) == set()


def test_another_organisations_contacts_are_not_shown(cast: Cast) -> None:
    other = an_organisation(cast.session, "Andere stichting")
    other.meeting(other.trainer)

    assert shown(cast, feed_of(cast)) == set()
    assert shown(cast, feed_of(cast, cast.group)) == set()


def family_schedule(cast: Cast) -> set[bytes]:
    """The events that the family takes part in."""
    actor = cast.actor(cast.trainer)
    return set(family_events(cast.session.connection(), actor, cast.family.id, window(clock.today())))


def test_a_familys_schedule_has_its_visits_and_its_groups_meetings(cast: Cast) -> None:
    visit, meeting = cast.visit(cast.visitor), cast.meeting(cast.trainer)
    assert family_schedule(cast) == events_of(cast, visit)

    cast.join()
    assert family_schedule(cast) == events_of(cast, visit, meeting)


def test_a_family_that_joined_later_does_not_see_earlier_meetings(cast: Cast) -> None:
    cast.meeting(cast.trainer, number=1)
    second = cast.meeting(cast.trainer, number=2, days=14)
    cast.join(from_number=2)

    assert family_schedule(cast) == events_of(cast, second)


def test_a_family_that_left_does_not_see_later_meetings(cast: Cast) -> None:
    before = cast.meeting(cast.trainer, days=3)
    cast.meeting(cast.trainer, days=20, number=2)
    cast.join(left_on=clock.today() + timedelta(days=10))

    assert family_schedule(cast) == events_of(cast, before)


def test_a_check_at_school_is_no_appointment_of_the_parents(cast: Cast) -> None:
    cast.meeting(cast.trainer, kind="weekly_check")
    cast.join()

    assert family_schedule(cast) == set()


@pytest.mark.sqlite_only
def test_a_staff_members_feed_is_found_without_going_through_the_organisation(cast: Cast) -> None:
    connection = cast.session.connection()
    feed = feed_of(cast)
    sent: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: object, *_rest: object) -> None:
        sent.append((statement, parameters))

    database_event.listen(connection, "before_cursor_execute", note)
    feed_events(connection, feed, window(clock.today()))
    database_event.remove(connection, "before_cursor_execute", note)
    ((statement, parameters),) = sent
    plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]

    assert plan[0].startswith("SEARCH contact_staff USING COVERING INDEX")
    assert "staff_id=?" in plan[0]
    assert "SEARCH stored_event USING INDEX" in plan[1]
    assert "contact_id=?" in plan[1]
