"""Whom a start page has to look at: few rows, for those whom it concerns, from the day on which it does."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.models import Watched
from thuisbasis.home.summary.watching import Kind, Watch
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Role

TODAY, DAY = date(2026, 11, 24), timedelta(days=1)
VISITS, OTHER, LOOK = Kind("visits", 70), Kind("other", 20), Kind("look", 5)
SUBJECTS = [uuid.UUID(int=number) for number in range(1, 40)]


@dataclass(frozen=True)
class Cast:
    """An organisation with a school and a visitor."""

    organisation: Organisation
    school: School
    visitor: Staff


@pytest.fixture
def cast(db_session: Session) -> Cast:
    organisation = factories.make_organisation(db_session)
    school = factories.make_school(db_session, organisation)
    return Cast(organisation, school, factories.make_staff(db_session, organisation))


def watched(session: Session, cast: Cast, subject: uuid.UUID, asks_on: date, *whom: uuid.UUID) -> None:
    watch = Watch(kind=VISITS, subject_id=subject, asks_on=asks_on, audience=frozenset(whom or {cast.organisation.id}))
    watching.keep(session, cast.organisation.id, (VISITS,), [subject], [watch])


def asking_of(session: Session, cast: Cast, *roles: Role, every_school: bool = False) -> list[uuid.UUID]:
    schools = [cast.school] if Role.COORDINATOR in roles and not every_school else []
    actor = factories.actor_of(cast.organisation, cast.visitor, *roles, schools=schools, every_school=every_school)
    return [each.subject_id for each in watching.asking(session, actor, (OTHER, VISITS), TODAY) if each.kind == VISITS]


def test_a_subject_asks_from_its_day_on(db_session: Session, cast: Cast) -> None:
    watched(db_session, cast, SUBJECTS[0], TODAY)
    watched(db_session, cast, SUBJECTS[1], TODAY + timedelta(days=1))

    assert asking_of(db_session, cast, Role.COORDINATOR, every_school=True) == [SUBJECTS[0]]


def test_the_one_that_has_asked_longest_comes_first(db_session: Session, cast: Cast) -> None:
    watched(db_session, cast, SUBJECTS[0], TODAY)
    watched(db_session, cast, SUBJECTS[1], TODAY - timedelta(days=9))

    assert asking_of(db_session, cast, Role.COORDINATOR, every_school=True) == [SUBJECTS[1], SUBJECTS[0]]


def test_each_hears_what_concerns_them(db_session: Session, cast: Cast) -> None:
    whole, school, own = SUBJECTS[:3]
    watched(db_session, cast, whole, TODAY, cast.organisation.id)
    watched(db_session, cast, school, TODAY, cast.organisation.id, cast.school.id)
    watched(db_session, cast, own, TODAY, cast.organisation.id, cast.visitor.id)

    assert asking_of(db_session, cast, Role.HOME_VISITOR) == [own]
    assert asking_of(db_session, cast, Role.COORDINATOR) == [school, own]
    assert asking_of(db_session, cast, Role.COORDINATOR, every_school=True) == [whole, school, own]


def test_no_more_are_asked_for_than_a_page_can_show(db_session: Session, cast: Cast) -> None:
    for subject in SUBJECTS:
        watched(db_session, cast, subject, TODAY)

    assert len(asking_of(db_session, cast, Role.COORDINATOR, every_school=True)) == watching.MOST


def test_what_is_kept_takes_the_place_of_what_was(db_session: Session, cast: Cast) -> None:
    watched(db_session, cast, SUBJECTS[0], TODAY)
    watched(db_session, cast, SUBJECTS[0], TODAY + timedelta(days=5))
    watching.keep(db_session, cast.organisation.id, (OTHER,), [SUBJECTS[0]], [])

    assert asking_of(db_session, cast, Role.COORDINATOR, every_school=True) == []
    assert db_session.scalar(select(func.count()).select_from(Watched)) == 1


def test_another_organisation_hears_nothing(db_session: Session, cast: Cast) -> None:
    watched(db_session, cast, SUBJECTS[0], TODAY)
    other = Cast(factories.make_organisation(db_session, name="Een ander"), cast.school, cast.visitor)

    assert asking_of(db_session, other, Role.COORDINATOR, every_school=True) == []


def test_a_subject_asks_no_longer_when_its_stretch_is_over(db_session: Session, cast: Cast) -> None:
    everybody = frozenset({cast.organisation.id})
    for subject, last in zip(SUBJECTS, (TODAY - DAY, TODAY), strict=False):
        watch = Watch(kind=VISITS, subject_id=subject, asks_on=TODAY - 9 * DAY, asks_until=last, audience=everybody)
        watching.keep(db_session, cast.organisation.id, (VISITS,), [subject], [watch])

    assert asking_of(db_session, cast, Role.COORDINATOR, every_school=True) == [SUBJECTS[1]]


def test_days_that_ask_become_stretches() -> None:
    asking = {TODAY + days * DAY: VISITS for days in (0, 1, 2, 9, 30)} | {TODAY + 31 * DAY: OTHER}

    found = watching.stretches(TODAY, asking.get, LOOK)

    spans = [((first - TODAY).days, (last - TODAY).days, kind) for first, last, kind in found[:-1]]
    assert spans == [(0, 2, VISITS), (9, 9, VISITS), (30, 30, VISITS), (31, 31, OTHER)]
    assert found[-1] == (TODAY + watching.DAYS_AHEAD * DAY, watching.FOREVER, LOOK)


def test_what_asks_to_the_end_of_the_days_looked_at_asks_on() -> None:
    found = watching.stretches(TODAY, lambda day: VISITS if day >= TODAY + 5 * DAY else None, LOOK)

    assert found == [(TODAY + 5 * DAY, watching.FOREVER, VISITS)]
