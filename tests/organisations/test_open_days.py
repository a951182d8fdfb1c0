"""A school is closed in its region's holidays, on public holidays and on the days that it says itself."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import actor_of, make_organisation, make_school, make_staff
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.organisations import calendar_of_school, services
from thuisbasis.organisations.models import Organisation, School
from thuisbasis.organisations.open_days import closed_days, closed_days_by_school
from thuisbasis.permissions import Actor, Role

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make_organisation(db_session)


@pytest.fixture
def school(db_session: Session, organisation: Organisation) -> School:
    return make_school(db_session, organisation, region="Midden")


@pytest.fixture
def administrator(db_session: Session, organisation: Organisation) -> Actor:
    staff = make_staff(db_session, organisation, roles=[Role.ADMINISTRATOR])
    return actor_of(organisation, staff, Role.ADMINISTRATOR)


def test_the_holidays_of_the_region_are_closed(db_session: Session, organisation: Organisation, school: School) -> None:
    closed = closed_days(db_session, organisation.id, school.id, FIRST, LAST)
    assert closed[date(2026, 10, 20)].nl == "Herfstvakantie"
    assert date(2026, 12, 25) in closed
    assert date(2026, 9, 15) not in closed


def test_days_of_the_school_and_of_the_organisation_are_closed_too(
    db_session: Session, organisation: Organisation, school: School, administrator: Actor
) -> None:
    for school_id, day in ((school.id, date(2026, 9, 15)), (None, date(2026, 9, 16))):
        services.add_closed_period(
            db_session, administrator, school_id=school_id, starts_on=day, ends_on=day, reason=f"dicht {day}"
        )
    other = make_school(db_session, organisation, name="De Ladder", region="Noord")
    closed = closed_days(db_session, organisation.id, school.id, FIRST, LAST)
    assert closed[date(2026, 9, 15)].nl == "dicht 2026-09-15"
    assert closed[date(2026, 9, 16)].nl == "dicht 2026-09-16"
    elsewhere = closed_days(db_session, organisation.id, other.id, FIRST, LAST)
    assert date(2026, 9, 15) not in elsewhere
    assert date(2026, 9, 16) in elsewhere


def test_a_period_is_cut_to_what_was_asked(
    db_session: Session, organisation: Organisation, school: School, administrator: Actor
) -> None:
    services.add_closed_period(
        db_session,
        administrator,
        school_id=school.id,
        starts_on=date(2026, 8, 20),
        ends_on=date(2026, 9, 2),
        reason="verbouwing",
    )
    closed = closed_days(db_session, organisation.id, school.id, FIRST, date(2026, 9, 30))
    assert sorted(closed) == [date(2026, 9, 1), date(2026, 9, 2)]


def test_one_statement_is_enough(db_session: Session, organisation: Organisation, school: School) -> None:
    sent: list[str] = []
    engine = db_session.get_bind()

    def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", see)
    closed_days(db_session, organisation.id, school.id, FIRST, LAST)
    event.remove(engine, "before_cursor_execute", see)
    assert len(sent) == 1


def test_several_schools_at_once_cost_one_statement_and_differ_where_they_differ(
    db_session: Session, organisation: Organisation, school: School, administrator: Actor
) -> None:
    north = make_school(db_session, organisation, name="De Ladder", region="Noord")
    day = date(2026, 9, 15)
    services.add_closed_period(
        db_session, administrator, school_id=school.id, starts_on=day, ends_on=day, reason="studiedag"
    )
    found = closed_days_by_school(db_session, organisation.id, {school.id, north.id, None}, FIRST, LAST)
    for school_id in (school.id, north.id):
        assert found[school_id] == closed_days(db_session, organisation.id, school_id, FIRST, LAST)
    assert found[None] == closed_days(db_session, organisation.id, None, FIRST, LAST)
    assert [day in found[school_id] for school_id in (school.id, north.id, None)] == [True, False, False]


def test_for_showing_years_without_known_holidays_have_public_holidays_alone(
    db_session: Session, organisation: Organisation, school: School
) -> None:
    first, last = date(2060, 1, 1), date(2060, 3, 1)
    found = closed_days_by_school(db_session, organisation.id, [school.id], first, last)
    assert {reason.nl for reason in found[school.id].values()} == {"Nieuwjaarsdag"}


def test_a_school_of_another_organisation_is_not_found(db_session: Session, school: School) -> None:
    stranger = make_organisation(db_session, name="Elders")
    with pytest.raises(NotFoundError):
        closed_days(db_session, stranger.id, school.id, FIRST, LAST)


def test_past_the_known_school_years_it_refuses_until_the_school_has_entered_its_holidays(
    db_session: Session, organisation: Organisation, school: School, administrator: Actor
) -> None:
    far = date(2060, 1, 1), date(2060, 3, 1)
    with pytest.raises(InvalidStateError, match="vakanties"):
        closed_days(db_session, organisation.id, school.id, *far)
    period = {"starts_on": date(2060, 2, 10), "ends_on": date(2060, 2, 14)}
    services.add_closed_period(
        db_session, administrator, school_id=school.id, reason="studiedag", is_study_day=True, **period
    )
    with pytest.raises(InvalidStateError):
        closed_days(db_session, organisation.id, school.id, *far)
    services.add_closed_period(db_session, administrator, school_id=school.id, reason="voorjaarsvakantie", **period)
    closed = closed_days(db_session, organisation.id, school.id, *far)
    assert closed[date(2060, 1, 1)].nl == "Nieuwjaarsdag"
    assert date(2060, 2, 12) in closed


def test_holidays_to_read_stand_on_one_line_each_without_the_feasts_within() -> None:
    found = calendar_of_school.holiday_periods("Midden", date(2026, 12, 1), date(2027, 4, 1))
    assert [(one.name.nl, one.first, one.last) for one in found] == [
        ("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
        ("Goede vrijdag", date(2027, 3, 26), date(2027, 3, 26)),
        ("Eerste paasdag", date(2027, 3, 28), date(2027, 3, 28)),
        ("Tweede paasdag", date(2027, 3, 29), date(2027, 3, 29)),
    ]
