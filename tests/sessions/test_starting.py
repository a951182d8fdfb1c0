"""A group starts through the plan gate, and its whole course stands in the calendar."""

from collections.abc import Iterator
from datetime import UTC, date, time

import pytest
from sqlalchemy.orm import Session

from tests.sessions import courses
from thuisbasis import clock
from thuisbasis.contacts import queries
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.families.models import Child
from thuisbasis.organisations.models import ClosedPeriod

# Holidays of region Midden in 2026-2027, in which no Tuesday evening falls.
WITHOUT = {date(2026, 10, 20), date(2026, 12, 22), date(2026, 12, 29)}


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    with clock.set_to(courses.BEFORE):
        yield


def test_fourteen_sessions_are_planned_around_the_holidays(db_session: Session) -> None:
    contacts = courses.make_parents_group(db_session).start()
    days = [clock.local(contact.starts_at).date() for contact in contacts]
    assert len(contacts) == 14
    assert days[0] == courses.FIRST_TUESDAY
    assert not WITHOUT & set(days)
    assert {day.weekday() for day in days} == {1}
    assert [contact.number for contact in contacts] == list(range(1, 15))


def test_the_hour_stays_across_the_clock_change(db_session: Session) -> None:
    contacts = courses.make_parents_group(db_session).start()
    assert {clock.local(contact.starts_at).time() for contact in contacts} == {time(19)}
    assert {contact.starts_at.astimezone(UTC).hour for contact in contacts} == {17, 18}


def test_a_day_that_the_school_closes_itself_skips_the_week(db_session: Session) -> None:
    cast = courses.make_parents_group(db_session)
    closed = {"starts_on": date(2026, 9, 29), "ends_on": date(2026, 9, 29), "reason": "studiedag", "is_study_day": True}
    db_session.add(ClosedPeriod(organisation_id=cast.organisation.id, school_id=cast.school.id, **closed))
    db_session.flush()
    days = [clock.local(contact.starts_at).date() for contact in cast.start()]
    assert date(2026, 9, 29) not in days
    assert len(days) == 14


def test_leaders_are_at_every_session_and_enrolments_begin_on_the_first_day(db_session: Session) -> None:
    cast = courses.make_parents_group(db_session)
    contacts = cast.start()
    staff = queries.staff_of(db_session, cast.organisation.id, [contact.id for contact in contacts])
    assert {len(at_it) for at_it in staff.values()} == {2}
    assert cast.group.state == "started"
    begun = {(enrolment.state, enrolment.started_on) for enrolment in cast.enrolments}
    assert begun == {("active", courses.FIRST_TUESDAY)}


@pytest.mark.parametrize(("missing", "rule"), [({"leaders": 1}, "qualified_leaders"), ({"families": 5}, "group_size")])
def test_a_group_that_lacks_something_does_not_start(db_session: Session, missing: dict[str, int], rule: str) -> None:
    cast = courses.make_parents_group(db_session, **missing)
    with pytest.raises(RuleBrokenError) as refused:
        cast.start()
    assert rule in {finding.rule for finding in refused.value.findings}
    assert cast.group.state == "forming"
    assert queries.of_group(db_session, cast.actor, cast.group.id) == []


def test_a_child_that_is_nine_at_the_first_session_holds_the_gate_shut(db_session: Session) -> None:
    cast = courses.make_parents_group(db_session, families=7)
    child = db_session.get_one(Child, (cast.organisation.id, cast.enrolments[0].child_id))
    child.birth_date = date(2017, 9, 15)
    db_session.flush()
    with pytest.raises(RuleBrokenError):
        cast.start()


def test_a_group_starts_once(db_session: Session) -> None:
    cast = courses.make_parents_group(db_session)
    cast.start()
    with pytest.raises(InvalidStateError):
        cast.start()


def test_a_reading_cohort_gets_its_training_and_thirty_checks_in_teaching_weeks(db_session: Session) -> None:
    cast = courses.make_reading_cohort(db_session)
    contacts = cast.start()
    training, checks = contacts[0], contacts[1:]
    assert (training.kind, training.number) == ("training", 1)
    assert [check.number for check in checks] == list(range(1, 31))
    assert {check.kind for check in checks} == {"weekly_check"}
    weeks = [clock.local(check.starts_at).isocalendar()[:2] for check in checks]
    assert len(set(weeks)) == 30
    assert not {(2026, 43), (2026, 52), (2026, 53), (2027, 8)} & set(weeks)
    assert db_session.get_one(Enrolment, (cast.organisation.id, cast.enrolments[0].id)).state == "active"
