"""The table of an enrolment's states."""

import pytest

from thuisbasis.enrolments.states import (
    ENDED,
    LABELS,
    NOT_STARTED,
    OPEN,
    REASONS,
    TRANSITIONS,
    UNDER_WAY,
    State,
    may_become,
    rows,
    targets,
)


def test_every_state_has_words_and_a_way_in() -> None:
    assert set(LABELS) == set(State)
    assert {step.target for step in TRANSITIONS} == set(State)


def test_a_state_is_not_started_under_way_or_ended() -> None:
    assert set(State) == OPEN | ENDED
    assert not NOT_STARTED & UNDER_WAY
    assert not OPEN & ENDED


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (State.PROPOSED, State.WAITING),
        (State.WAITING, State.PLACED),
        (State.PLACED, State.ACTIVE),
        (State.ACTIVE, State.PAUSED),
        (State.PAUSED, State.ACTIVE),
        (State.ACTIVE, State.COMPLETED),
        (State.ACTIVE, State.ENDED_EARLY),
        (State.WAITING, State.DECLINED),
        (State.DECLINED, State.PROPOSED),
    ],
)
def test_the_usual_ways_are_open(source: State, target: State) -> None:
    assert may_become(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (State.PROPOSED, State.ACTIVE),
        (State.WAITING, State.COMPLETED),
        (State.ACTIVE, State.DECLINED),
        (State.PLACED, State.ENDED_EARLY),
        (State.COMPLETED, State.ACTIVE),
    ],
)
def test_no_step_is_skipped(source: State, target: State) -> None:
    assert not may_become(source, target)


def test_a_completed_enrolment_stays_completed() -> None:
    assert targets(State.COMPLETED) == ()


def test_what_was_not_completed_has_a_reason() -> None:
    assert set(REASONS) == ENDED - {State.COMPLETED}


def test_the_table_can_be_drawn_and_begins_with_enrolling() -> None:
    assert rows()[0] == ("", "proposed", "enrol")
    assert len(rows()) == len(set(rows())) == len(TRANSITIONS)
