"""A course of visits is looked at when it has something to ask, and what is done about it is noticed at once."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from home_visits import tasks, watching
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.contacts import services as contacts
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments import workers
from thuisbasis.home.desk import Desk
from thuisbasis.home.start import leads_of
from thuisbasis.home.summary.models import Watched

TODAY = date(2026, 11, 10)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the clock stand at eight in the morning of a day."""

    def stand(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(8), clock.ZONE))

    stand(TODAY)
    return stand


@pytest.fixture
def visited(db_session: Session, at: Callable[[date], None]) -> Visited:
    return visited_family(db_session, started_on=date(2026, 11, 2))


def asking_on(visited: Visited, day: date) -> list[object]:
    """The enrolments that ask the visitor for something on a day."""
    desk = Desk(visited.session, visited.actor, day)
    return [lead.subject for lead, _ in leads_of(desk, [tasks.LEADS])]


def asks_on(visited: Visited) -> dict[object, date]:
    """From when on Elif's course asks first, by whom it asks."""
    rows = visited.session.execute(
        select(Watched.for_id, func.min(Watched.asks_on).label("first"))
        .where(Watched.organisation_id == visited.organisation.id, Watched.subject_id == visited.elif_.id)
        .group_by(Watched.for_id)
    )
    return {row.for_id: row.first for row in rows}


def test_a_course_without_dates_asks_today_of_all_whom_it_concerns(visited: Visited) -> None:
    watching.watch(visited.session, visited.organisation.id, {visited.elif_.id})

    assert asks_on(visited) == {visited.organisation.id: TODAY, visited.school.id: TODAY, visited.visitor.id: TODAY}


def test_a_planned_visit_lets_it_rest_until_the_month_is_about_to_pass(app: Flask, visited: Visited) -> None:
    visit = visited.visit(visited.elif_, on=date(2026, 11, 30))
    with app.test_request_context(method="POST"):
        contacts.confirm(visited.session, visited.actor, visit)

    (day,) = set(asks_on(visited).values())
    assert TODAY < day <= date(2026, 11, 30)


def test_calling_the_visit_off_makes_it_ask_again(app: Flask, visited: Visited) -> None:
    visit = visited.visit(visited.elif_, on=date(2026, 11, 30))
    with app.test_request_context(method="POST"):
        contacts.confirm(visited.session, visited.actor, visit)
        contacts.cancel(visited.session, visited.actor, visit, by_family=True, reason="illness")

    assert set(asks_on(visited).values()) == {TODAY}


def test_another_visitor_hears_it_and_the_one_before_no_longer(app: Flask, visited: Visited) -> None:
    with app.test_request_context(method="POST"):
        workers.assign_visitor(visited.session, visited.planner, visited.elif_, visited.coordinator.id)

    assert visited.coordinator.id in asks_on(visited)
    assert visited.visitor.id not in asks_on(visited)


def test_a_course_that_ended_or_rests_asks_nothing(app: Flask, visited: Visited) -> None:
    watching.watch(visited.session, visited.organisation.id, {visited.elif_.id})
    with app.test_request_context(method="POST"):
        enrolments.pause(visited.session, visited.planner, visited.elif_)

    assert asks_on(visited) == {}


def test_a_month_that_passed_without_a_visit_asks_no_more_until_the_next_one_is_about_to(
    app: Flask, visited: Visited
) -> None:
    visit = visited.visit(visited.elif_, on=date(2026, 12, 15))
    with app.test_request_context(method="POST"):
        contacts.confirm(visited.session, visited.actor, visit)

    last_of_november = asking_on(visited, date(2026, 11, 30))
    first_of_december = asking_on(visited, date(2026, 12, 1))
    assert last_of_november == [visited.elif_.id]
    assert first_of_december == []


def test_a_course_that_asks_later_is_not_loaded_today(app: Flask, visited: Visited, at: Callable[[date], None]) -> None:
    visited.visit(visited.elif_, on=date(2026, 11, 30))
    watching.watch(visited.session, visited.organisation.id, {visited.elif_.id})

    assert asking_on(visited, TODAY) == []
    (day,) = set(asks_on(visited).values())
    at(day)
    assert asking_on(visited, day) == [visited.elif_.id]
