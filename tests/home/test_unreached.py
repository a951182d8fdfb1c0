"""A family that nobody reached asks to be called again, after three times to be looked at, until somebody spoke."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import factories
from tests.home.leads import followed
from thuisbasis import clock
from thuisbasis.contacts import services as contacts
from thuisbasis.enrolments import services as enrolments
from thuisbasis.families import services as families
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.home import unreached
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Task
from thuisbasis.permissions import Actor, Role

TODAY = date(2026, 11, 24)
At = Callable[[date], None]


class Sought:
    """A family that waits for its place, with a coordinator of everything and one of another school."""

    def __init__(self, session: Session, app: Flask) -> None:
        self.session, self.app = session, app
        self.organisation = factories.make_organisation(session)
        self.school = factories.make_school(session, self.organisation)
        self.elsewhere = factories.make_school(session, self.organisation, name="Het Veld")
        self.staff = factories.make_staff(session, self.organisation, roles=[Role.COORDINATOR])
        self.family = factories.make_family(session, self.organisation)
        child = factories.make_child(session, self.family, school=self.school)
        self.enrolment = factories.make_enrolment(session, child, state="waiting")

    @property
    def coordinator(self) -> Actor:
        return factories.actor_of(self.organisation, self.staff, Role.COORDINATOR, every_school=True)

    @property
    def other(self) -> Actor:
        return factories.actor_of(self.organisation, self.staff, Role.COORDINATOR, schools=[self.elsewhere])

    def attempt(self, *kinds: str, days_ago: int = 0) -> None:
        """Note attempts, the last one so many days ago, each a day after the one before."""
        for place, kind in enumerate(reversed(kinds)):
            moment = datetime.combine(TODAY - timedelta(days=days_ago + place), time(7), clock.ZONE)
            with self.app.test_request_context(method="POST"):
                families.note_attempt(self.session, self.coordinator, self.family, kind=BY_KEY[kind], at=moment)

    def asks(self, reader: Actor | None = None) -> list[Task]:
        with self.app.test_request_context():
            return followed(Desk(self.session, reader or self.coordinator, clock.today()), unreached.LEADS)

    def actions(self) -> list[str]:
        return [task.action for task in self.asks()]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Let the clock stand at eight in the morning of a day."""

    def stand(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(8), clock.ZONE))

    stand(TODAY)
    return stand


@pytest.fixture
def sought(db_session: Session, app: Flask, at: At) -> Sought:
    return Sought(db_session, app)


def test_a_call_without_answer_asks_for_another_the_day_after(sought: Sought, at: At) -> None:
    sought.attempt("phone.no-answer")

    assert sought.asks() == []
    at(TODAY + timedelta(days=1))
    (task,) = sought.asks()
    assert (task.title, task.action) == (sought.family.name, "Terugbellen")
    assert task.why == "1 keer gezocht zonder antwoord, op di 24 nov."


def test_three_in_vain_ask_to_look_together_and_go_on_asking(sought: Sought, at: At) -> None:
    sought.attempt("phone.no-answer", "message.sent", "home.no-answer")

    assert sought.actions() == ["Samen bekijken"]
    at(TODAY + timedelta(days=400))
    assert sought.actions() == ["Samen bekijken"]


def test_a_call_of_long_ago_asks_no_more(sought: Sought, at: At) -> None:
    sought.attempt("phone.no-answer")

    at(TODAY + unreached.CALLING_BACK)
    assert sought.actions() == ["Terugbellen"]
    at(TODAY + unreached.CALLING_BACK + timedelta(days=1))
    assert sought.actions() == []


def test_whoever_spoke_with_the_family_ends_it(sought: Sought) -> None:
    sought.attempt("phone.no-answer", "phone.no-answer", "phone.no-answer", days_ago=2)
    sought.attempt("school-gate.spoke")

    assert sought.actions() == []


def test_what_was_in_vain_before_they_spoke_does_not_count(sought: Sought) -> None:
    sought.attempt("phone.no-answer", "phone.no-answer", "phone.spoke", "phone.no-answer", days_ago=1)

    (task,) = sought.asks()
    assert task.why.startswith("1 keer")


def test_a_visit_that_was_held_is_an_answer(sought: Sought) -> None:
    sought.attempt("phone.no-answer", "phone.no-answer", "phone.no-answer", days_ago=5)
    visit = factories.make_contact(sought.session, enrolments=[sought.enrolment], days=-1)
    assert sought.actions() == ["Samen bekijken"]

    with sought.app.test_request_context(method="POST"):
        contacts.hold(sought.session, sought.coordinator, visit)

    assert sought.actions() == []


def test_an_enrolment_that_ended_or_a_family_put_away_asks_nothing(sought: Sought) -> None:
    sought.attempt("phone.no-answer", days_ago=3)
    assert sought.actions() == ["Terugbellen"]

    with sought.app.test_request_context(method="POST"):
        families.archive_family(sought.session, sought.coordinator, sought.family)
    assert sought.actions() == []
    with sought.app.test_request_context(method="POST"):
        families.restore_family(sought.session, sought.coordinator, sought.family)
    assert sought.actions() == ["Terugbellen"]
    with sought.app.test_request_context(method="POST"):
        enrolments.decline(sought.session, sought.coordinator, sought.enrolment, reason="no_contact")
    assert sought.actions() == []


def test_a_coordinator_of_another_school_does_not_hear_of_it(sought: Sought) -> None:
    sought.attempt("phone.no-answer", days_ago=3)

    assert sought.asks(sought.other) == []
