"""The stored event of a contact follows the contact, in the same transaction."""

from datetime import timedelta

import pytest
from icalendar import Calendar, Component
from sqlalchemy import event as database_event
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.calendars.cast import HOST, STORE, Cast, an_organisation
from thuisbasis import clock
from thuisbasis.calendars.addresses import live_feed, make_address
from thuisbasis.calendars.feed import feed_bytes
from thuisbasis.calendars.models import StoredEvent
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.contacts.states import State


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


def stored(session: Session, contact: Contact) -> StoredEvent | None:
    """The stored event of a contact."""
    return session.scalar(select(StoredEvent).where(StoredEvent.contact_id == contact.id))


def as_read(session: Session, contact: Contact) -> Component:
    """The stored event of a contact, as a calendar program reads it."""
    found = stored(session, contact)
    assert found is not None
    (component,) = Calendar.from_ical(feed_bytes("Agenda", "teal", [found.event])).events
    return component


def revision(session: Session, token: str) -> int:
    """How often the feed behind an address changed."""
    feed = live_feed(session.connection(), token)
    assert feed is not None
    return feed.revision


def test_a_planned_visit_is_stored_without_a_name_or_an_address(cast: Cast) -> None:
    visit = cast.visit(cast.visitor, place_kind="home", place="Kerkstraat 12, Utrecht")
    found = stored(cast.session, visit)
    component = as_read(cast.session, visit)

    assert component["SUMMARY"] == "Huisbezoek gezin 0412"
    assert component["URL"] == f"https://{HOST}/contacts/{visit.id}"
    assert component["UID"] == f"{visit.id}@{HOST}"
    assert found is not None
    assert b"Geheimhouder" not in found.event
    assert b"Kerkstraat" not in found.event


def test_a_meeting_of_a_group_says_where_it_is(cast: Cast) -> None:
    meeting = cast.meeting(cast.trainer, place="Buurthuis, zaal 2")

    assert as_read(cast.session, meeting)["LOCATION"] == "Buurthuis, zaal 2"


def test_a_visit_is_tentative_until_the_family_agreed(cast: Cast) -> None:
    visit = cast.visit(cast.visitor)
    meeting = cast.meeting(cast.trainer)

    assert as_read(cast.session, visit)["STATUS"] == "TENTATIVE"
    assert as_read(cast.session, meeting)["STATUS"] == "CONFIRMED"
    assert as_read(cast.session, cast.changed(visit, state=State.CONFIRMED))["STATUS"] == "CONFIRMED"


def test_a_moved_contact_keeps_its_uid_and_grows_its_sequence(cast: Cast) -> None:
    meeting = cast.meeting(cast.trainer)
    before = as_read(cast.session, meeting)
    day = timedelta(days=1)
    cast.changed(meeting, starts_at=meeting.starts_at + day, ends_at=meeting.ends_at + day)
    after = as_read(cast.session, meeting)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.start == before.start + day


@pytest.mark.parametrize("state", [State.CANCELLED_BY_US, State.CANCELLED_BY_FAMILY])
def test_a_cancelled_contact_stays_and_says_so(cast: Cast, state: State) -> None:
    visit = cast.changed(cast.visit(cast.visitor), state=state)
    component = as_read(cast.session, visit)

    assert component["STATUS"] == "CANCELLED"
    assert component["SUMMARY"] == "Geannuleerd: Huisbezoek gezin 0412"
    assert component["SEQUENCE"] == 1


def test_an_archived_contact_has_no_event(cast: Cast) -> None:
    visit = cast.visit(cast.visitor)
    cast.changed(visit, archived_at=clock.now())

    assert stored(cast.session, visit) is None


def test_nothing_is_stored_when_the_change_is_taken_back(cast: Cast) -> None:
    visit = cast.visit(cast.visitor)
    before = as_read(cast.session, visit)
    visit.state = State.CANCELLED_BY_US
    STORE.after_change(cast.session, [visit])
    cast.session.rollback()

    assert as_read(cast.session, visit) == before


def test_a_change_renews_the_feeds_it_stands_in_and_no_other(cast: Cast) -> None:
    trainers, visitors, groups = (
        make_address(cast.session, cast.actor(cast.trainer), calendar_name="A")[1],
        make_address(cast.session, cast.actor(cast.visitor), calendar_name="B")[1],
        make_address(cast.session, cast.actor(cast.visitor), calendar_name="C", group=cast.group)[1],
    )
    meeting = cast.meeting(cast.trainer)
    assert [revision(cast.session, token) for token in (trainers, visitors, groups)] == [2, 1, 2]

    cast.tell(meeting)
    assert [revision(cast.session, token) for token in (trainers, visitors, groups)] == [2, 1, 2]


def test_who_is_taken_off_a_contact_sees_it_go(cast: Cast) -> None:
    _, token = make_address(cast.session, cast.actor(cast.trainer), calendar_name="A")
    meeting = cast.meeting(cast.trainer)
    before = revision(cast.session, token)
    for place in cast.session.scalars(select(ContactStaff)):
        cast.session.delete(place)
    cast.tell(meeting)

    assert revision(cast.session, token) == before + 1


def test_another_organisation_hears_nothing(cast: Cast) -> None:
    other = an_organisation(cast.session, "Andere stichting")
    _, token = make_address(cast.session, other.actor(other.trainer), calendar_name="A")
    cast.meeting(cast.trainer)

    assert revision(cast.session, token) == 1


def test_many_contacts_take_as_many_statements_as_one(cast: Cast) -> None:
    for number in range(1, 13):
        cast.meeting(cast.trainer, cast.visitor, number=number)
    contacts = list(cast.session.scalars(select(Contact)))
    counts = []
    for some in (contacts[:1], contacts):
        statements: list[str] = []

        def count(_c: object, _k: object, statement: str, *_rest: object, seen: list[str] = statements) -> None:
            seen.append(statement)

        engine = cast.session.get_bind()
        database_event.listen(engine, "before_cursor_execute", count)
        STORE.after_change(cast.session, some)
        database_event.remove(engine, "before_cursor_execute", count)
        counts.append(len(statements))

    assert counts[0] == counts[1]
