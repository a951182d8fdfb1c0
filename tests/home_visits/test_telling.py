"""What is told from the door is done once, however often and however late it is told."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from home_visits import telling
from home_visits.models import VisitSignal
from home_visits.signals import Went
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact, ContactMove
from thuisbasis.contacts.states import State
from thuisbasis.errors import InvalidStateError
from thuisbasis.families.models import ContactAttempt
from thuisbasis.recording import queries as record_queries
from thuisbasis.recording import services as records
from thuisbasis.recording.models import RecordVersion

EVENT = uuid.UUID("0190d2a4-0000-7000-8000-000000000001")


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


def next_week() -> datetime:
    return datetime.combine(clock.today() + timedelta(days=7), time(11), clock.ZONE)


def count(visited: Visited, model: Any) -> int:
    rows = select(func.count()).select_from(model).where(model.organisation_id == visited.organisation.id)
    return visited.session.scalar(rows) or 0


def nobody_home(visited: Visited, contact: Contact, **more: Any) -> VisitSignal:
    usual: dict[str, Any] = {"event_id": EVENT, "at": clock.now(), "reason": "nobody_home"}
    return telling.not_at_home(visited.session, visited.actor, contact, **usual | more)


def no_interpreter(visited: Visited, contact: Contact, went: Went, **more: Any) -> VisitSignal:
    usual: dict[str, Any] = {"event_id": EVENT, "at": clock.now(), "went": went}
    return telling.interpreter_missing(visited.session, visited.actor, contact, **usual | more)


def test_nobody_home_is_a_missed_visit_and_an_attempt(visited: Visited) -> None:
    contact, at = visited.visit(), clock.now() - timedelta(hours=1)
    told = nobody_home(visited, contact, at=at, note="Buurvrouw zegt: op vakantie.")

    assert (contact.state, contact.state_reason) == (State.MISSED, "nobody_home")
    (attempt,) = visited.session.scalars(select(ContactAttempt)).all()
    assert (attempt.channel, attempt.outcome, attempt.at, attempt.family_id) == (
        "home", "no-answer", at, visited.family.id,
    )  # fmt: skip
    assert not told.asks


def test_nobody_home_with_a_new_date_moves_the_visit_with_its_number_and_month(visited: Visited) -> None:
    contact = visited.visit(number=4)
    month = contact.month
    nobody_home(visited, contact, new_starts=next_week())

    assert (contact.state, contact.starts_at, contact.number, contact.month) == (State.PLANNED, next_week(), 4, month)
    assert contact.ends_at - contact.starts_at == timedelta(minutes=50)
    (move,) = visited.session.scalars(select(ContactMove)).all()
    assert move.reason == "nobody_home"


def test_own_words_are_kept_where_no_reason_of_the_list_fits(visited: Visited) -> None:
    contact = visited.visit()
    nobody_home(visited, contact, reason="Verhuisd naar oma", attempt=False)

    assert (contact.state_reason, contact.state_note) == ("other", "Verhuisd naar oma")
    assert count(visited, ContactAttempt) == 0


def test_told_twice_it_is_done_once(visited: Visited) -> None:
    contact = visited.visit()
    first = nobody_home(visited, contact, new_starts=next_week())
    seen = {model: count(visited, model) for model in (VisitSignal, ContactAttempt, ContactMove, AuditEntry)}
    again = nobody_home(visited, contact, new_starts=next_week() + timedelta(days=1))

    assert again is first
    assert {model: count(visited, model) for model in seen} == seen
    assert contact.starts_at == next_week()


def test_an_id_that_was_used_for_something_else_is_refused(visited: Visited) -> None:
    contact, other = visited.visit(), visited.visit(number=2)
    nobody_home(visited, contact)

    with pytest.raises(InvalidStateError):
        nobody_home(visited, other)
    with pytest.raises(InvalidStateError):
        telling.unsafe(visited.session, visited.actor, contact, event_id=EVENT, at=clock.now())


def test_a_visit_that_got_another_date_meanwhile_is_left_there_and_somebody_is_asked(visited: Visited) -> None:
    contact, at = visited.visit(on=clock.today() - timedelta(days=1)), clock.now() - timedelta(hours=20)
    contacts.move(
        visited.session, visited.planner, contact,
        starts_at=next_week(), ends_at=next_week() + timedelta(minutes=50), reason="family_asked",
    )  # fmt: skip
    told = nobody_home(visited, contact, at=at, new_starts=next_week() + timedelta(days=1))

    assert (contact.state, contact.starts_at) == (State.PLANNED, next_week())
    assert told.asks
    assert count(visited, ContactAttempt) == 1


def test_what_has_a_record_is_not_missed_any_more_but_nothing_that_is_told_is_lost(visited: Visited) -> None:
    contact = visited.visit(state="recorded")
    told = nobody_home(visited, contact)

    assert contact.state == State.RECORDED
    assert told.asks


def test_a_new_date_has_to_lie_ahead(visited: Visited) -> None:
    contact = visited.visit()

    with pytest.raises(InvalidStateError):
        nobody_home(visited, contact, new_starts=clock.now() - timedelta(days=1))


def test_a_clock_that_runs_ahead_does_not_make_it_happen_tomorrow(visited: Visited) -> None:
    told = nobody_home(visited, visited.visit(), at=clock.now() + timedelta(days=1))

    assert told.at <= clock.now()


def test_a_wrong_address_asks_and_leaves_the_visit_as_it_is(visited: Visited) -> None:
    contact = visited.visit()
    told = telling.address_wrong(
        visited.session, visited.actor, contact, event_id=EVENT, at=clock.now(), note="Nummer 12 bestaat niet."
    )

    assert (told.asks, told.note, contact.state) == (True, "Nummer 12 bestaat niet.", State.PLANNED)


def test_with_an_interpreter_on_the_telephone_the_record_says_so(visited: Visited) -> None:
    contact = visited.visit(visited.elif_, visited.can)
    begun = records.open_record(visited.session, visited.actor, contact, visited.elif_.id)
    told = no_interpreter(visited, contact, Went.TELEPHONE)
    later = records.open_record(visited.session, visited.actor, contact, visited.can.id)

    versions = [record_queries.version_of(visited.session, record) for record in (begun, later)]
    assert [version.interpreter for version in versions] == ["telephone", "telephone"]
    assert told.asks


def test_a_completed_record_keeps_the_interpreter_that_it_says(visited: Visited) -> None:
    contact = visited.visit()
    record = records.open_record(visited.session, visited.actor, contact, visited.elif_.id)
    record.state = "completed"
    no_interpreter(visited, contact, Went.TELEPHONE)

    assert visited.session.scalars(select(RecordVersion.interpreter)).one() == ""


def test_without_an_interpreter_the_visit_goes_on(visited: Visited) -> None:
    contact = visited.visit()
    told = no_interpreter(visited, contact, Went.WITHOUT, new_starts=next_week())

    assert (contact.state, told.went, told.new_starts) == (State.PLANNED, "without", None)


def test_on_another_day_the_visit_is_called_off_by_us_and_moved(visited: Visited) -> None:
    contact = visited.visit()
    no_interpreter(visited, contact, Went.OTHER_DATE, new_starts=next_week())
    again = visited.visit(number=2)
    no_interpreter(visited, again, Went.OTHER_DATE, event_id=uuid.uuid4())

    assert (contact.state, contact.starts_at) == (State.PLANNED, next_week())
    assert (again.state, again.state_reason) == (State.CANCELLED_BY_US, "no_interpreter")
    actions = visited.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == contact.id)).all()
    assert {"contact.cancelled", "contact.moved"} <= set(actions)


@pytest.mark.parametrize(("before", "after"), [("confirmed", State.MISSED), ("recorded", State.RECORDED)])
def test_who_leaves_because_it_is_unsafe_is_always_heard(visited: Visited, before: str, after: State) -> None:
    contact = visited.visit(state=before)
    told = telling.unsafe(visited.session, visited.actor, contact, event_id=EVENT, at=clock.now())

    assert (contact.state, told.asks) == (after, True)


def test_all_that_is_told_is_in_the_trail_of_the_family(visited: Visited) -> None:
    told = telling.unsafe(visited.session, visited.actor, visited.visit(), event_id=EVENT, at=clock.now(), note="Hond.")
    (entry,) = visited.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == told.id)).all()

    assert (entry.action, entry.family_id, entry.staff_id) == (
        "visit_signal.added", visited.family.id, visited.visitor.id,
    )  # fmt: skip
    assert entry.after["kind"] == "unsafe"
