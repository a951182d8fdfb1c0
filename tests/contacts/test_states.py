"""The table of a contact's states: what can follow what."""

import pytest

from thuisbasis.contacts.states import AHEAD, LABELS, OFF, TOOK_PLACE, TRANSITIONS, State, may_become, targets


def test_every_state_has_words_and_stands_in_one_group() -> None:
    assert set(LABELS) == set(State)
    assert sorted([*AHEAD, *TOOK_PLACE, *OFF]) == sorted(State)


def test_a_planned_contact_may_go_straight_to_held_missed_or_cancelled() -> None:
    assert set(targets(State.PLANNED)) == {
        State.CONFIRMED, State.HELD, State.MISSED, State.CANCELLED_BY_US, State.CANCELLED_BY_FAMILY,
    }  # fmt: skip


def test_a_completed_contact_stays_completed() -> None:
    assert targets(State.COMPLETED) == ()


@pytest.mark.parametrize("state", sorted(TOOK_PLACE))
def test_what_took_place_is_never_planned_again(state: State) -> None:
    assert not may_become(state, State.PLANNED)


def test_a_record_comes_before_its_completion() -> None:
    assert not may_become(State.HELD, State.COMPLETED)
    assert may_become(State.RECORDED, State.COMPLETED)


def test_no_transition_stands_twice() -> None:
    pairs = [(step.source, step.target) for step in TRANSITIONS]
    assert len(set(pairs)) == len(pairs)
