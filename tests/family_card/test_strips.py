"""What a contact was for a family decides its dot, and what is still owed."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask

from programmes.catalogue import default
from programmes.facts import ContactOutcome, Presence
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.family_card import strips

pytestmark = pytest.mark.sqlite_only

NOW = clock.now()


def contact(state: State, *, days: int, number: int = 1) -> Contact:
    """A visit so many days from now."""
    starts = NOW + timedelta(days=days)
    return Contact(
        id=uuid.uuid4(),
        programme_key="real",
        version=default().get("real").version,
        track_key="real-10",
        step_key="visit-01",
        kind="home_visit",
        number=number,
        title="Boeken",
        state=state,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=45),
    )


def outcome(presence: Presence = Presence.ATTENDED, *, counts: bool = True) -> ContactOutcome:
    return ContactOutcome(step="visit-01", presence=presence, counts_towards_dose=counts)


@pytest.mark.parametrize(
    ("state", "was", "kind"),
    [
        (State.PLANNED, None, "to_come"),
        (State.MISSED, None, "missed"),
        (State.HELD, outcome(Presence.ABSENT, counts=False), "held"),
        (State.RECORDED, outcome(counts=False), "held"),
        (State.COMPLETED, outcome(), "held"),
        (State.COMPLETED, outcome(counts=False), "off_protocol"),
        (State.COMPLETED, outcome(Presence.ABSENT), "missed"),
        (State.COMPLETED, outcome(Presence.CAUGHT_UP), "made_up"),
    ],
)
def test_each_contact_has_its_dot(state: State, was: ContactOutcome | None, kind: str) -> None:
    assert strips.kind_of(contact(state, days=-1), was) == kind


def made(app: Flask, contacts: list[Contact], outcomes: list[ContactOutcome], state: str = "active") -> strips.Strip:
    programme = default().get("real")
    enrolment = Enrolment(programme_key="real", version=programme.version, track_key="real-10", state=state)
    return strips.strip(enrolment, contacts, outcomes, None, NOW, lambda one: f"/visits/{one.number}")


def test_a_strip_counts_what_was_held_says_what_is_owed_and_what_comes(app: Flask) -> None:
    contacts = [
        contact(State.COMPLETED, days=-60, number=1),
        contact(State.MISSED, days=-40, number=2),
        contact(State.CANCELLED_BY_US, days=-30, number=3),
        contact(State.HELD, days=-20, number=4),
        contact(State.PLANNED, days=-2, number=5),
        contact(State.CONFIRMED, days=10, number=6),
        contact(State.PLANNED, days=40, number=7),
    ]
    with app.test_request_context():
        found = made(app, contacts, [outcome(), outcome(Presence.ABSENT, counts=False)])
        assert [dot.kind for dot in found.dots] == ["held", "missed", "held", "to_come", "to_come", "to_come"]
        assert found.took_part == 2
        assert found.owed == ["1 gemist", "1 voorbij, nog niet opgeschreven", "1 verslag af te ronden"]
        assert found.next_contact is contacts[5]
        assert found.next_url == "/visits/6"
        assert found.dots[0].label.startswith("1. Boeken, ")
        assert "niemand gekomen" in found.dots[1].label


def test_what_ended_owes_nothing_and_expects_nothing(app: Flask) -> None:
    contacts = [contact(State.MISSED, days=-40), contact(State.PLANNED, days=3)]
    with app.test_request_context():
        found = made(app, contacts, [], state="ended_early")
        assert found.owed == []
        assert found.next_contact is None
