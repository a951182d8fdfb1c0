"""Who is not back is seen by those on duty, from the rows alone; and nobody who is back is looked for."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from home_visits import door_queries, door_tasks, returning, telling
from home_visits.models import VisitReturn
from tests import factories
from tests.everywhere.test_statement_counts import statements
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import NotFoundError
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Task
from thuisbasis.permissions import Actor, Role

TODAY = date(2026, 11, 24)
PHONE = "+31611223344"


def hour(clock_time: str) -> datetime:
    return datetime.combine(TODAY, time.fromisoformat(clock_time), clock.ZONE)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the clock stand at a time of the day of the visit."""

    def stand(clock_time: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: hour(clock_time))

    stand("09:00")
    return stand


@pytest.fixture
def visited(db_session: Session, at: Callable[[str], None]) -> Visited:
    found = visited_family(db_session)
    found.visitor.phone = PHONE
    return found


@pytest.fixture
def visit(visited: Visited) -> Contact:
    """A visit from nine to ten to nine."""
    factories.make_household(visited.session, visited.family)
    return visited.visit(on=TODAY)


def begin(visited: Visited, contact: Contact, **more: datetime) -> VisitReturn:
    usual = {"at": clock.now()}
    return returning.begin(visited.session, visited.actor, contact, event_id=uuid.uuid4(), **usual | more)


def tasks_of(app: Flask, visited: Visited, actor: Actor) -> list[Task]:
    with app.test_request_context():
        return door_tasks.not_back(Desk(visited.session, actor, clock.today()))


def test_a_visitor_is_expected_half_an_hour_after_the_planned_end(visited: Visited, visit: Contact) -> None:
    assert begin(visited, visit).expected_back == hour("10:20")


def test_who_begins_later_is_expected_later(visited: Visited, visit: Contact, at: Callable[[str], None]) -> None:
    at("09:20")

    assert begin(visited, visit).expected_back == hour("10:40")


def test_the_return_can_be_set_when_it_begins_and_set_again(visited: Visited, visit: Contact) -> None:
    first = begin(visited, visit, expected=hour("11:30"))
    again = begin(visited, visit, expected=hour("12:00"))

    assert again is first
    assert first.expected_back == hour("12:00")


@pytest.mark.parametrize("wrong", [hour("08:00"), hour("09:00") + timedelta(days=1)])
def test_a_return_that_cannot_be_meant_becomes_the_usual_one(visited: Visited, visit: Contact, wrong: datetime) -> None:
    assert begin(visited, visit, expected=wrong).expected_back == hour("10:20")


def test_half_an_hour_late_those_on_duty_see_the_address_and_the_number_and_nothing_of_the_family(
    app: Flask, visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    begin(visited, visit)
    at("10:50")
    assert tasks_of(app, visited, visited.planner) == []
    at("10:51")

    (task,) = tasks_of(app, visited, visited.planner)

    assert "Lange Nieuwstraat 12, 3512 PH Utrecht" in task.why
    assert task.phone == PHONE
    assert not {"Yıldırım", "Elif", "Ayşe", "0001"} & set(f"{task.title} {task.why}".replace(",", " ").split())
    assert task.weight > max(door_tasks.WEIGHTS.values())


def test_a_secret_address_is_shown_to_those_on_duty_in_this_case(
    app: Flask, visited: Visited, at: Callable[[str], None]
) -> None:
    factories.make_household(visited.session, visited.family, is_secret=True)
    begin(visited, visited.visit(on=TODAY))
    at("11:00")

    assert "Lange Nieuwstraat 12" in tasks_of(app, visited, visited.planner)[0].why


def test_only_coordinators_of_the_school_and_of_the_whole_organisation_are_on_duty(
    app: Flask, visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    elsewhere = factories.make_school(visited.session, visited.organisation, name="Elders")
    people = {
        role: factories.make_staff(visited.session, visited.organisation, name=f"{role} X", roles=[role])
        for role in (Role.COORDINATOR, Role.HOME_VISITOR, Role.TRAINER, Role.SAFEGUARDING_OFFICER)
    }
    out = begin(visited, visit)
    at("11:00")

    def seen(role: Role, **more: object) -> int:
        actor = factories.actor_of(visited.organisation, people[role], role, **more)  # type: ignore[arg-type]
        return len(tasks_of(app, visited, actor))

    assert seen(Role.COORDINATOR, every_school=True) == 1
    assert seen(Role.COORDINATOR, schools=[elsewhere]) == 0
    assert [seen(role) for role in (Role.HOME_VISITOR, Role.TRAINER, Role.SAFEGUARDING_OFFICER)] == [0, 0, 0]
    for role, schools in ((Role.COORDINATOR, [elsewhere]), (Role.HOME_VISITOR, [])):
        actor = factories.actor_of(visited.organisation, people[role], role, schools=schools)
        with pytest.raises(NotFoundError):
            door_queries.late_or_404(visited.session, actor, out.id, clock.now())


def test_nobody_is_looked_up_before_being_late(visited: Visited, visit: Contact, at: Callable[[str], None]) -> None:
    out = begin(visited, visit)
    at("10:30")

    with pytest.raises(NotFoundError):
        door_queries.late_or_404(visited.session, visited.planner, out.id, clock.now())


def test_the_visitor_is_asked_as_soon_as_she_was_to_be_back(
    app: Flask, visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    begin(visited, visit)
    at("10:25")

    (task,) = tasks_of(app, visited, visited.actor)

    assert (task.title, task.phone) == ("Bent u veilig terug?", None)


def test_back_safely_ends_the_waiting(app: Flask, visited: Visited, visit: Contact, at: Callable[[str], None]) -> None:
    out = begin(visited, visit)
    at("11:00")
    event_id = uuid.uuid4()
    for _ in range(2):
        returning.back_safely(visited.session, visited.actor, visit, event_id=event_id, at=clock.now())

    assert tasks_of(app, visited, visited.planner) == []
    assert (out.answer, out.answered_by) == ("back-safely", visited.visitor.id)


def test_leaving_because_it_is_unsafe_or_nobody_is_home_ends_it_too(visited: Visited, visit: Contact) -> None:
    first = begin(visited, visit)
    telling.unsafe(visited.session, visited.actor, visit, event_id=uuid.uuid4(), at=clock.now())
    other = visited.visit(number=2, on=TODAY)
    second = begin(visited, other)
    telling.not_at_home(
        visited.session, visited.actor, other, event_id=uuid.uuid4(), at=clock.now(), reason="nobody_home"
    )

    assert (first.answer, second.answer) == ("unsafe", "not-at-home")


def test_a_finished_record_ends_it_and_a_begun_one_does_not(visited: Visited, visit: Contact) -> None:
    out = begin(visited, visit)
    contacts.follow_records(visited.session, visited.actor, visit, all_completed=False)
    visited.session.refresh(out)
    assert out.answered_at is None
    contacts.follow_records(visited.session, visited.actor, visit, all_completed=True)
    visited.session.refresh(out)

    assert out.answer == "record"


def test_an_end_that_is_heard_before_its_beginning_leaves_nobody_waiting(
    visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    at("17:00")
    returning.back_safely(visited.session, visited.actor, visit, event_id=uuid.uuid4(), at=hour("10:05"))

    assert begin(visited, visit, at=hour("09:00")).answer == "back-safely"


def test_a_beginning_that_is_heard_after_the_finished_record_leaves_nobody_waiting(visited: Visited) -> None:
    visit = visited.visit(on=TODAY, state="completed")

    assert begin(visited, visit).answer == "record"


def test_a_return_from_before_does_not_answer_for_a_visit_that_began_after_it(
    visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    returning.back_safely(visited.session, visited.actor, visit, event_id=uuid.uuid4(), at=hour("08:00"))

    assert begin(visited, visit).answered_at is None


def test_somebody_on_duty_answers_once_and_it_is_in_the_trail(
    visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    out = begin(visited, visit)
    at("11:00")
    late = door_queries.late_or_404(visited.session, visited.planner, out.id, clock.now())
    for note in ("Stond in de file.", "Nog eens."):
        returning.answer(visited.session, visited.planner, late.out, note=note)

    assert (out.answer, out.note, out.answered_by) == ("spoken", "Stond in de file.", visited.coordinator.id)
    entries = visited.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == out.id)).all()
    assert [entry.action for entry in entries].count("visit_return.answered") == 1
    assert door_queries.late_or_404(visited.session, visited.planner, out.id, clock.now()).addresses == []


def test_it_takes_one_statement_however_many_are_late(
    app: Flask, visited: Visited, visit: Contact, at: Callable[[str], None]
) -> None:
    for number in range(2, 6):
        begin(visited, visited.visit(number=number, on=TODAY))
    at("11:00")
    visited.session.flush()

    with statements(app) as sent:
        assert len(tasks_of(app, visited, visited.planner)) == 4

    assert len(sent) == 1
