"""Founding the demo's organisation: schools with their closed days, staff with roles, accounts and qualifications."""

import calendar
import uuid
from collections.abc import Mapping
from datetime import date, time

from sqlalchemy.orm import Session

from programmes.calendar_days import first_weekday_on_or_after
from thuisbasis import clock
from thuisbasis.accounts import services as accounts
from thuisbasis.database import new_id
from thuisbasis.demo.colleagues import (
    ADMINISTRATOR,
    COLLEAGUES,
    PASSWORD,
    SUPERVISOR,
    Colleague,
)
from thuisbasis.demo.holidays import unknown_holidays
from thuisbasis.demo.places import ORGANISATION, PLACES, Place
from thuisbasis.demo.world import DAY, World, on
from thuisbasis.organisations import services, staffing
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.organisations.services import SchoolFacts
from thuisbasis.organisations.staffing import StaffFacts
from thuisbasis.permissions import Actor, Role

FOUNDED_DAYS_AGO = 500
TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4


def found(session: Session, today: date) -> World:
    """Found the organisation, with nobody in it but its staff."""
    with on(today - FOUNDED_DAYS_AGO * DAY, time(9, 5)):
        organisation = Organisation(name=ORGANISATION, created_at=clock.now())
        session.add(organisation)
        session.flush()
        founder = _actor(organisation, COLLEAGUES[0], new_id(), new_id(), ())
        schools = tuple(_add_school(session, founder, place) for place in PLACES)
        _close_days(session, founder, schools, today)
        staff, actors = _add_staff(session, organisation, founder, schools, today)
    return World(session=session, today=today, schools=schools, staff=staff, actors=actors)


def _add_school(session: Session, actor: Actor, place: Place) -> School:
    facts = SchoolFacts(
        name=place.name,
        region=place.region,
        brin=place.brin,
        place=place.town,
        address=place.address,
        phone=place.phone,
    )
    return services.add_school(session, actor, facts=facts)


def _close_days(session: Session, actor: Actor, schools: tuple[School, ...], today: date) -> None:
    """Each school has a study day behind and one ahead, and two days of its own."""
    for number, (school, place) in enumerate(zip(schools, PLACES, strict=True)):
        periods = [
            (first_weekday_on_or_after(today - 33 * DAY, TUESDAY), 1, "studiedag", True),
            (first_weekday_on_or_after(today + (16 + 7 * number) * DAY, WEDNESDAY), 1, "studiedag", True),
            (first_weekday_on_or_after(today + (40 + 7 * number) * DAY, WEDNESDAY + 1), 2, place.closed_reason, False),
        ]
        periods += [(first, (last - first).days + 1, name, False) for first, last, name in unknown_holidays(today)]
        for first, days, reason, is_study_day in periods:
            services.add_closed_period(
                session,
                actor,
                school_id=school.id,
                starts_on=first,
                ends_on=first + (days - 1) * DAY,
                reason=reason,
                is_study_day=is_study_day,
            )


def _add_staff(
    session: Session, organisation: Organisation, founder: Actor, schools: tuple[School, ...], today: date
) -> tuple[Mapping[str, Staff], Mapping[str, Actor]]:
    staff: dict[str, Staff] = {}
    actors: dict[str, Actor] = {}
    for colleague in COLLEAGUES:
        account = accounts.make_account(session, email=colleague.email, password=PASSWORD)
        places = frozenset(schools[number].id for number in colleague.schools)
        facts = StaffFacts(
            given_name=colleague.given_name,
            infix=colleague.infix,
            surname=colleague.surname,
            email=colleague.email,
            phone=f"+31612345{len(staff):03}",
            languages=list(colleague.languages),
            supervisor_id=staff[SUPERVISOR].id if colleague.supervised else None,
        )
        row = staffing.add_staff(
            session,
            founder,
            facts=facts,
            roles={colleague.role: places},
            account_id=account.id,
            staff_id=founder.staff_id if colleague.key == ADMINISTRATOR else None,
        )
        for course in colleague.courses:
            staffing.add_qualification(
                session,
                founder,
                row,
                programme_key=course.programme,
                qualification_key=course.qualification,
                obtained_on=months_before(today, course.months_ago),
            )
        staff[colleague.key] = row
        actors[colleague.key] = _actor(organisation, colleague, row.id, account.id, tuple(places))
    return staff, actors


def _actor(
    organisation: Organisation,
    colleague: Colleague,
    staff_id: uuid.UUID,
    account_id: uuid.UUID,
    schools: tuple[uuid.UUID, ...],
) -> Actor:
    coordinates = colleague.role is Role.COORDINATOR
    return Actor(
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        staff_id=staff_id,
        account_id=account_id,
        name=" ".join(part for part in (colleague.given_name, colleague.infix, colleague.surname) if part),
        roles=frozenset({colleague.role}),
        schools=frozenset(schools) if coordinates else frozenset(),
        every_school=coordinates and not schools,
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is no such day."""
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
