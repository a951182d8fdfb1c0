"""Moving one contact: free days in its rhythm, and what there is to think of on each."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from tests import factories
from tests.sessions import courses
from tests.sessions.courses import day
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations.models import ClosedPeriod
from thuisbasis.planning import moving


def at(on: date, hour: int = 19) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=clock.ZONE)


def days_of(offers: list[moving.Offer]) -> list[date]:
    return [clock.local(offer.starts_at).date() for offer in offers]


def a_started_group(session: Session) -> tuple[courses.Cast, list[Contact]]:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(session)
        return cast, cast.start()


def test_a_session_is_offered_later_weeks_on_its_own_weekday_and_hour(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        offers = moving.offers(db_session, cast.actor, contacts[3])  # 6 October; 20 October is a holiday
    assert days_of(offers) == [
        date(2026, 10, 13), date(2026, 10, 27), date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 17),
    ]  # fmt: skip
    assert {clock.local(offer.starts_at).time() for offer in offers} == {time(19)}


def test_a_clash_with_another_contact_of_the_same_staff_is_said(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        other = factories.make_group(db_session, cast.school, name="Andere groep")
        factories.make_contact(
            db_session, group=other, kind="group_session", step="session-03", number=3, days=8, at=time(20),
            staff=cast.leaders[:1],
        )  # fmt: skip
        first, second, *_ = moving.offers(db_session, cast.actor, contacts[3])
    assert [warning.nl for warning in first.warnings] == ["Er is dan al een afspraak: Bijeenkomst 3, Andere groep."]
    assert second.warnings == ()


def test_later_sessions_of_the_same_course_are_no_clash_for_they_move_up(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        assert {offer.warnings for offer in moving.offers(db_session, cast.actor, contacts[3])} == {()}


def test_a_contact_does_not_clash_with_itself(db_session: Session) -> None:
    _, contacts = a_started_group(db_session)
    with day(2026, 9, 1):
        later = contacts[0].starts_at + timedelta(minutes=30)
        assert moving.warnings_for(db_session, contacts[0], later) == ()


def test_a_closed_day_of_the_own_school_is_said(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    closed = {"starts_on": date(2026, 9, 17), "ends_on": date(2026, 9, 17), "reason": "studiedag", "is_study_day": True}
    db_session.add(ClosedPeriod(organisation_id=cast.organisation.id, school_id=cast.school.id, **closed))
    db_session.flush()
    with day(2026, 9, 1):
        (warning,) = moving.warnings_for(db_session, contacts[0], at(date(2026, 9, 17)))
    assert warning.nl == "De school is dan dicht: studiedag."


def test_a_feast_and_an_evening_of_ramadan_are_said(db_session: Session) -> None:
    _, contacts = a_started_group(db_session)
    with day(2026, 9, 1):
        (eid,) = moving.warnings_for(db_session, contacts[0], at(date(2027, 3, 10)))
        (evening,) = moving.warnings_for(db_session, contacts[0], at(date(2027, 3, 2)))
        morning = moving.warnings_for(db_session, contacts[0], at(date(2027, 3, 2), hour=9))
    assert "het Suikerfeest" in eid.nl
    assert "ramadan" in evening.nl
    assert morning == ()


def test_a_weekly_check_stays_in_its_week_while_a_day_is_left_there(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_reading_cohort(db_session)
        offers = moving.offers(db_session, cast.actor, cast.start()[1])  # Tuesday 22 September
    week = [found.isocalendar().week for found in days_of(offers)]
    assert week[:4] == [39, 39, 39, 39]


def test_no_day_is_offered_before_today(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 12, 2):
        assert min(days_of(moving.offers(db_session, cast.actor, contacts[3]))) >= date(2026, 12, 2)


def test_a_visit_to_a_family_is_offered_days_of_its_month_first(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        enrolment = factories.make_enrolment(
            db_session, factories.make_child(db_session, factories.make_family(db_session, cast.organisation))
        )
        visit = factories.make_contact(db_session, enrolments=[enrolment], school=cast.school, days=7)
        offers = days_of(moving.offers(db_session, cast.actor, visit))
    assert {found.month for found in offers} == {9}
    assert clock.local(visit.starts_at).date() not in offers


def test_when_a_session_moves_the_later_ones_move_up_behind_it(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        moves = moving.all_moves(db_session, cast.actor, contacts[3], at(date(2026, 10, 13)), with_later=True)
    days = [clock.local(start).date() for _, start in moves]
    assert [contact.number for contact, _ in moves] == list(range(4, 15))
    assert days[:3] == [date(2026, 10, 13), date(2026, 10, 27), date(2026, 11, 3)]
    assert {clock.local(start).time() for _, start in moves} == {time(19)}


def test_a_session_that_still_comes_before_the_next_one_moves_alone(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        moves = moving.all_moves(db_session, cast.actor, contacts[3], at(date(2026, 10, 8)), with_later=True)
    assert moves == [(contacts[3], at(date(2026, 10, 8)))]


def test_later_sessions_stay_when_nobody_asks_them_along(db_session: Session) -> None:
    cast, contacts = a_started_group(db_session)
    with day(2026, 10, 5):
        moves = moving.all_moves(db_session, cast.actor, contacts[3], at(date(2026, 10, 13)), with_later=False)
    assert len(moves) == 1


def test_weekly_checks_do_not_move_up(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_reading_cohort(db_session)
        check = cast.start()[1]
        moves = moving.all_moves(db_session, cast.actor, check, at(date(2026, 9, 29), hour=8), with_later=True)
    assert len(moves) == 1
