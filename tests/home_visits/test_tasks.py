"""What the start page tells visitors and coordinators to do."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from home_visits import tasks, watching
from home_visits.asking import Course
from programmes.calendar_days import is_school_day
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.home.desk import Desk
from thuisbasis.home.start import leads_of
from thuisbasis.home.tasks import Column, Task
from thuisbasis.organisations import open_days

TODAY = date(2026, 11, 24)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the clock stand at eight in the morning of a day."""

    def stand(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(8), clock.ZONE))

    stand(TODAY)
    return stand


@pytest.fixture
def visited(db_session: Session, at: Callable[[date], None]) -> Visited:
    return visited_family(db_session, started_on=date(2026, 9, 1))


def of(app: Flask, source: Callable[..., list[Task]], visited: Visited, *, planner: bool = False) -> list[Task]:
    """The tasks of one source for the visitor, or the coordinator."""
    actor, ours = visited.planner if planner else visited.actor, {visited.elif_.id, visited.can.id}
    watching.watch(visited.session, visited.organisation.id, ours)  # the factories tell nobody of a change
    with app.test_request_context():
        return source(Desk(visited.session, actor, clock.today()))


def asked(desk: Desk) -> list[Course]:
    """The courses that ask for something today."""
    return watching.courses_of(desk, [lead.subject for lead, _ in leads_of(desk, [tasks.LEADS])])


def months_and_silences(desk: Desk) -> list[Task]:
    return [task for course in asked(desk) for task in tasks.months_and_silences(course, desk.today)]


def courses_to_plan(desk: Desk) -> list[Task]:
    return [task for course in asked(desk) for task in tasks.courses_to_plan(desk.actor, course)]


def test_a_past_visit_asks_for_its_record(app: Flask, visited: Visited) -> None:
    visited.visit(visited.elif_, on=TODAY - timedelta(days=3))

    (task,) = of(app, tasks.records_to_finish, visited)

    assert task.title == "Huisbezoek gezin 0001"
    assert task.action == "Verslag schrijven"


def test_a_month_about_to_pass_without_a_visit_rings(app: Flask, visited: Visited) -> None:
    visited.visit(visited.elif_, on=date(2026, 10, 6), state="held")
    visited.visit(visited.can, on=date(2026, 11, 5), state="held")

    found = of(app, months_and_silences, visited)

    assert [task.title for task in found] == ["Elif Yıldırım, REAL"]
    assert "In november 2026 is nog geen contact geweest" in found[0].why
    assert found[0].action == "Bezoek plannen"


def test_a_month_that_has_a_visit_ahead_rings_more_softly_and_leads_to_it(app: Flask, visited: Visited) -> None:
    visited.visit(visited.elif_, on=date(2026, 10, 6), state="held")
    visited.visit(visited.can, on=date(2026, 11, 5), state="held")
    ahead = visited.visit(visited.elif_, number=2, on=date(2026, 11, 30))

    (task,) = of(app, months_and_silences, visited)

    assert task.url == f"/visits/{ahead.id}"
    assert task.weight < 90


def test_a_visit_planned_for_after_the_month_does_not_help_it(app: Flask, visited: Visited) -> None:
    visited.visit(visited.elif_, on=date(2026, 10, 6), state="held")
    visited.visit(visited.can, on=date(2026, 11, 5), state="held")
    visited.visit(visited.elif_, number=2, on=date(2026, 12, 8))

    (task,) = of(app, months_and_silences, visited)

    assert "In november 2026" in task.why
    assert task.weight > 90


def test_six_school_weeks_without_a_visit_ring(app: Flask, visited: Visited, at: Callable[[date], None]) -> None:
    visited.visit(visited.can, on=date(2026, 11, 5), state="held")
    at(date(2026, 11, 10))

    (task,) = of(app, months_and_silences, visited)

    assert "meer dan 6 schoolweken geleden" in task.why or "schoolweken lang" in task.why


def test_children_without_dates_or_visitor_are_to_be_planned(app: Flask, visited: Visited) -> None:
    visited.visit(visited.can, on=TODAY + timedelta(days=10))
    visited.elif_.visitor_id = None
    visited.session.flush()

    assert [task.action for task in of(app, courses_to_plan, visited, planner=True)] == ["Bezoeker kiezen"]
    visited.elif_.visitor_id = visited.visitor.id
    visited.session.flush()
    assert [task.action for task in of(app, courses_to_plan, visited)] == ["Bezoeken plannen"]


def test_this_week_s_visits_say_what_they_want(app: Flask, visited: Visited) -> None:
    visited.visit(visited.elif_, number=2, on=TODAY + timedelta(days=2))
    visited.visit(visited.can, number=2, on=TODAY + timedelta(days=9))

    (task,) = of(app, tasks.this_week, visited)

    assert (task.action, task.column) == ("Voorbereiden", Column.THIS_WEEK)


def test_a_stopped_family_asks_for_nothing(app: Flask, visited: Visited) -> None:
    for enrolment in (visited.elif_, visited.can):
        enrolment.state = "ended_early"
    visited.session.flush()

    for source in (months_and_silences, courses_to_plan):
        assert of(app, source, visited, planner=True) == []


def test_the_last_school_day_of_the_month_is_named(app: Flask, visited: Visited) -> None:
    visited.visit(visited.can, on=date(2026, 11, 5), state="held")
    visited.visit(visited.elif_, on=date(2026, 10, 6), state="held")
    (task,) = of(app, months_and_silences, visited)
    days = [date(2026, 11, day) for day in range(1, 31)]
    closed = open_days.closed_days(visited.session, visited.organisation.id, visited.school.id, days[0], days[-1])

    assert task.on == max(day for day in days if is_school_day(day, closed))
