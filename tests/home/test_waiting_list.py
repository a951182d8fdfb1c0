"""A child that waits asks for a place when its upper age comes near, as its own programme says it."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.home.leads import followed
from thuisbasis import clock
from thuisbasis.enrolments import services as enrolments
from thuisbasis.families import members
from thuisbasis.families.people import ChildFacts
from thuisbasis.home import waiting_list
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Task
from thuisbasis.permissions import Actor, Role

TODAY = date(2026, 11, 24)
NINE_IN_THREE_MONTHS = date(2018, 2, 24)
At = Callable[[date], None]


class Waiting:
    """A child on the waiting list of a programme, born on a day, and its coordinator."""

    def __init__(self, session: Session, app: Flask, born: date, programme: str, track: str) -> None:
        self.session, self.app = session, app
        self.organisation = factories.make_organisation(session)
        self.school = factories.make_school(session, self.organisation)
        self.staff = factories.make_staff(session, self.organisation, roles=[Role.COORDINATOR])
        self.family = factories.make_family(session, self.organisation)
        self.child = factories.make_child(session, self.family, school=self.school, birth_date=born)
        self.enrolment = factories.make_enrolment(
            session, self.child, programme=programme, track=track, state="proposed"
        )
        with self.app.test_request_context(method="POST"):
            enrolments.wait(session, self.coordinator, self.enrolment)

    @property
    def coordinator(self) -> Actor:
        return factories.actor_of(self.organisation, self.staff, Role.COORDINATOR, schools=[self.school])

    def asks(self) -> list[Task]:
        with self.app.test_request_context():
            return followed(Desk(self.session, self.coordinator, clock.today()), waiting_list.LEADS)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Let the clock stand at eight in the morning of a day."""

    def stand(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(8), clock.ZONE))

    stand(TODAY)
    return stand


@pytest.fixture
def waits(db_session: Session, app: Flask, at: At) -> Callable[..., Waiting]:
    def wait(born: date, programme: str = "pittige-jaren", track: str = "preventie-14") -> Waiting:
        return Waiting(db_session, app, born, programme, track)

    return wait


def test_it_asks_from_three_months_before_the_ninth_birthday(waits: Callable[..., Waiting], at: At) -> None:
    waiting = waits(NINE_IN_THREE_MONTHS)

    (task,) = waiting.asks()
    assert task.action == "Plaats zoeken"
    assert "wordt 9 jaar op 24 februari 2027" in task.why
    at(TODAY - timedelta(days=1))
    assert waiting.asks() == []


def test_after_the_birthday_it_says_that_it_is_too_late(waits: Callable[..., Waiting], at: At) -> None:
    waiting = waits(NINE_IN_THREE_MONTHS)

    at(date(2027, 2, 24))
    (task,) = waiting.asks()
    assert "werd 9 jaar op 24 februari 2027; nu kan het niet meer starten" in task.why


def test_a_place_ends_it(waits: Callable[..., Waiting]) -> None:
    waiting = waits(NINE_IN_THREE_MONTHS)
    with waiting.app.test_request_context(method="POST"):
        enrolments.place(waiting.session, waiting.coordinator, waiting.enrolment)

    assert waiting.asks() == []


def test_a_birth_date_put_right_is_noticed(waits: Callable[..., Waiting]) -> None:
    waiting = waits(date(2021, 3, 1))
    assert waiting.asks() == []
    names = {name: getattr(waiting.child, name) for name in asdict(ChildFacts(given_name="")) if name != "birth_date"}

    with waiting.app.test_request_context(method="POST"):
        members.change_child(
            waiting.session,
            waiting.coordinator,
            waiting.family,
            waiting.child,
            facts=ChildFacts(**names, birth_date=NINE_IN_THREE_MONTHS),
            revision=waiting.child.revision,
        )

    assert len(waiting.asks()) == 1


def test_a_programme_without_the_alarm_never_asks(waits: Callable[..., Waiting]) -> None:
    assert waits(NINE_IN_THREE_MONTHS, "real", "real-10").asks() == []
