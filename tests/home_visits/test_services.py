"""Visits are planned one in each open month, around the closed days of the child's school."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from home_visits import services
from tests import factories
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.states import State
from thuisbasis.enrolments import services as enrolment_services
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.organisations import open_days
from thuisbasis.organisations.models import ClosedPeriod


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


def test_a_course_has_a_visit_in_each_consecutive_open_month(visited: Visited) -> None:
    found = services.proposal(visited.session, visited.elif_, visited.rhythm())

    months = [visit.month for visit in found.visits]
    assert len(months) == len(set(months)) == 10
    assert [visit.step.number for visit in found.visits] == list(range(1, 11))
    assert {visit.starts.astimezone(clock.ZONE).time() for visit in found.visits} == {time(13, 30)}


def test_no_visit_falls_on_a_day_that_the_school_closed_itself(visited: Visited) -> None:
    first = services.proposal(visited.session, visited.elif_, visited.rhythm()).visits[1]
    visited.session.add(
        ClosedPeriod(
            organisation_id=visited.organisation.id,
            school_id=visited.school.id,
            starts_on=first.starts.date(),
            ends_on=first.starts.date(),
            reason="Studiedag",
            is_study_day=True,
        )
    )
    visited.session.flush()
    again = services.proposal(visited.session, visited.elif_, visited.rhythm())
    days = [visit.starts.date() for visit in again.visits]

    assert first.starts.date() not in days
    assert first.month in [visit.month for visit in again.visits]
    closed = open_days.closed_days(visited.session, visited.organisation.id, visited.school.id, min(days), max(days))
    assert not set(days) & set(closed)


def test_planning_puts_the_visits_in_the_calendar_and_lets_the_course_begin(db_session: Session) -> None:
    visited = visited_family(db_session, state="waiting")
    planned = services.plan_course(
        db_session, visited.planner, [visited.elif_], visited.rhythm(), visitor_id=visited.visitor.id
    )

    assert len(planned) == 10
    assert visited.elif_.state == "active"
    assert visited.elif_.visitor_id == visited.visitor.id
    staff = contacts.staff_of(db_session, visited.organisation.id, [contact.id for contact in planned])
    assert {person.id for found in staff.values() for person in found} == {visited.visitor.id}
    assert {contact.place_kind for contact in planned} == {"home"}


def test_months_that_have_a_visit_are_left_alone(visited: Visited) -> None:
    rhythm = visited.rhythm()
    first = services.proposal(visited.session, visited.elif_, rhythm).visits[0]
    visited.visit(visited.elif_, on=first.starts.date())
    again = services.proposal(visited.session, visited.elif_, rhythm)

    assert first.month not in [visit.month for visit in again.visits]
    assert [visit.step.number for visit in again.visits] == list(range(2, 11))


def test_a_full_course_is_not_planned_twice(visited: Visited) -> None:
    plan = (visited.session, visited.planner, [visited.elif_], visited.rhythm())
    services.plan_course(*plan, visitor_id=visited.visitor.id)

    with pytest.raises(InvalidStateError, match="Alle bezoeken"):
        services.plan_course(*plan, visitor_id=visited.visitor.id)


def test_one_visit_serves_siblings(visited: Visited) -> None:
    both = [visited.elif_, visited.can]
    planned = services.plan_course(
        visited.session, visited.planner, both, visited.rhythm(), visitor_id=visited.visitor.id
    )
    found = contacts.of_enrolments(visited.session, visited.organisation.id, [each.id for each in both])

    assert found[visited.elif_.id] == found[visited.can.id] == planned


def test_one_more_visit_takes_the_lowest_number_that_no_visit_has(visited: Visited) -> None:
    visited.visit(visited.elif_, number=1, on=clock.today() - timedelta(days=40))
    visited.visit(visited.elif_, number=3, on=clock.today() + timedelta(days=30))
    added = services.add_visit(
        visited.session,
        visited.actor,
        [visited.elif_],
        day=clock.today(),
        at=time(10),
        visitor_id=visited.visitor.id,
    )

    assert (added.number, added.month) == (2, f"{clock.today():%Y-%m}")


def test_a_visit_that_was_not_planned_is_there_once_under_the_id_that_a_tablet_gave_it(visited: Visited) -> None:
    visited.visit(visited.elif_, number=1, on=clock.today() - timedelta(days=40))
    starts = datetime.combine(clock.today(), time(10, 7), clock.ZONE)
    given = {"starts": starts, "ends": starts + timedelta(minutes=35), "contact_id": uuid.uuid4()}
    both = [visited.elif_, visited.can]
    first, again = (
        services.add_visit(visited.session, visited.actor, both, visitor_id=visited.visitor.id, **given)
        for _ in range(2)
    )

    assert again is first
    assert (first.id, first.starts_at, first.ends_at) == (given["contact_id"], given["starts"], given["ends"])
    assert (first.number, first.month) == (2, f"{clock.today():%Y-%m}")
    served = contacts.of_enrolments(visited.session, visited.organisation.id, [each.id for each in both])
    assert all(first in found for found in served.values())


def test_the_id_of_another_family_s_visit_is_not_there(visited: Visited) -> None:
    taken = visited.visit(visited.elif_)
    family = factories.make_family(visited.session, visited.organisation, name="Kaya")
    child = factories.make_child(visited.session, family, school=visited.school)
    other = factories.make_enrolment(visited.session, child, visitor=visited.visitor)

    with pytest.raises(NotFoundError):
        services.add_visit(visited.session, visited.actor, [other], visitor_id=visited.visitor.id, contact_id=taken.id)


def test_a_visit_that_was_called_off_leaves_its_number_free(visited: Visited) -> None:
    first = visited.visit(visited.elif_, on=clock.today() + timedelta(days=3))
    contact_services.cancel(visited.session, visited.actor, first, by_family=True, reason="family_asked")
    added = services.add_visit(
        visited.session, visited.actor, [visited.elif_], day=clock.today(), at=time(10), visitor_id=visited.visitor.id
    )

    assert added.number == 1


def test_more_visits_than_the_track_has_are_allowed(db_session: Session) -> None:
    visited = visited_family(db_session, track="real-8")
    for number in range(1, 9):
        visited.visit(visited.elif_, number=number, on=clock.today() - timedelta(days=20 * (10 - number)))
    added = services.add_visit(
        db_session, visited.actor, [visited.elif_], day=clock.today(), at=time(10), visitor_id=visited.visitor.id
    )

    assert added.step_key == "visit-08"


def test_a_late_visit_keeps_its_number_and_its_month(visited: Visited) -> None:
    march = visited.visit(visited.elif_, on=clock.today() - timedelta(days=5))
    month = march.month
    starts = datetime.combine(clock.today() + timedelta(days=30), time(9), clock.ZONE)
    contact_services.move(
        visited.session,
        visited.actor,
        march,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=50),
        reason="family_asked",
    )

    assert (march.number, march.month) == (1, month)


def test_activities_with_families_are_numbered_apart(visited: Visited) -> None:
    visited.visit(visited.elif_)
    numbers = [
        services.add_activity(
            visited.session,
            visited.planner,
            [visited.elif_, visited.can],
            day=clock.today() + timedelta(days=days),
            at=time(14),
            title="Naar de bibliotheek",
            place="Bibliotheek",
        ).number
        for days in (10, 20)
    ]

    assert numbers == [1, 2]


def test_a_track_without_activities_has_none_to_plan(db_session: Session) -> None:
    visited = visited_family(db_session, track="real-8")

    with pytest.raises(InvalidStateError):
        services.add_activity(
            db_session, visited.planner, [visited.elif_], day=clock.today(), at=time(14), title="", place=""
        )


def test_when_a_family_stops_the_visits_ahead_are_called_off(visited: Visited) -> None:
    past = visited.visit(visited.elif_, on=clock.today() - timedelta(days=20))
    ahead = visited.visit(visited.elif_, number=2, on=clock.today() + timedelta(days=20))
    shared = visited.visit(visited.elif_, visited.can, number=3, on=clock.today() + timedelta(days=50))
    enrolment_services.end_early(visited.session, visited.planner, visited.elif_, reason="moved")

    assert (past.state, ahead.state, shared.state) == (State.PLANNED, State.CANCELLED_BY_US, State.PLANNED)


def test_what_took_place_is_not_prepared_any_more(visited: Visited) -> None:
    contact = visited.visit(visited.elif_)
    contact_services.hold(visited.session, visited.actor, contact)

    with pytest.raises(InvalidStateError):
        services.prepare(visited.session, visited.actor, contact, {})


def test_planning_past_the_last_known_holidays_says_so(visited: Visited) -> None:
    with pytest.raises(InvalidStateError):
        services.proposal(visited.session, visited.elif_, visited.rhythm(start=date(2044, 9, 1)))
