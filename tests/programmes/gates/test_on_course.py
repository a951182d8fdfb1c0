"""Whether the dose of a family keeps up: what the completion rule asks of so many contacts, no more and no less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.facts import CompletionFacts, Presence
from programmes.gates.on_course import Standing
from programmes.rules import completion_findings, course_so_far, doses
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL, outcome

HERE, AWAY, MADE_UP = Presence.ATTENDED, Presence.ABSENT, Presence.CAUGHT_UP


def so_far(*presences: Presence) -> tuple[CompletionFacts, list[str]]:
    """A family in a course of fourteen sessions that was so at the first of them, and the steps that are due."""
    steps = [f"session-{number:02}" for number in range(1, len(presences) + 1)]
    held = tuple(outcome(step, presence=presence) for step, presence in zip(steps, presences, strict=True))
    return CompletionFacts(track="preventie-14", contacts=held), steps


@pytest.mark.parametrize(
    ("presences", "standing"),
    [
        ((), Standing.UNKNOWN),
        ((AWAY,), Standing.ON_COURSE),
        ((AWAY, AWAY), Standing.BEHIND),
        ((AWAY, MADE_UP), Standing.ON_COURSE),
        ((HERE, AWAY, HERE, AWAY, AWAY), Standing.BEHIND),
        ((HERE,) * 7 + (AWAY,) * 3, Standing.ON_COURSE),
    ],
)
def test_the_rule_asks_its_share_of_what_is_due(presences: tuple[Presence, ...], standing: Standing) -> None:
    facts, due = so_far(*presences)

    assert course_so_far(PITTIGE_JAREN, facts, due).standing is standing


def test_it_tells_how_many_count_of_how_many_and_how_many_are_asked() -> None:
    facts, due = so_far(HERE, AWAY, HERE, HERE, AWAY, HERE, HERE)

    course = course_so_far(PITTIGE_JAREN, facts, due)

    assert (course.counted, course.due, course.needed) == (5, 7, 5)


def test_only_three_that_were_caught_up_count() -> None:
    facts, due = so_far(*(HERE,) * 4, *(MADE_UP,) * 6)

    course = course_so_far(PITTIGE_JAREN, facts, due)

    assert (course.counted, course.standing) == (7, Standing.ON_COURSE)


def test_a_rule_about_another_kind_can_put_a_family_behind() -> None:
    weeks = tuple(outcome(f"check-{number:02}") for number in range(1, 4))
    facts = CompletionFacts(track="pact-30", contacts=weeks)
    training = "training"
    due = [training, *(contact.step for contact in weeks)]

    assert course_so_far(PACT, facts, due).standing is Standing.BEHIND
    with_training = CompletionFacts(track="pact-30", contacts=(outcome(training), *weeks))
    assert course_so_far(PACT, with_training, due).standing is Standing.ON_COURSE


def test_a_visit_without_what_it_needs_does_not_count() -> None:
    visits = tuple(outcome(f"visit-{number:02}", counts_towards_dose=False) for number in range(1, 4))
    facts = CompletionFacts(track="real-10", contacts=visits)

    course = course_so_far(REAL, facts, [visit.step for visit in visits])

    assert (course.standing, course.counted, course.needed) == (Standing.BEHIND, 0, 2)


@given(st.lists(st.sampled_from([HERE, AWAY, MADE_UP]), min_size=14, max_size=14))
def test_at_the_end_it_asks_what_the_completion_gate_asks(presences: list[Presence]) -> None:
    facts, due = so_far(*presences)
    short = any(finding.rule == "attended_share" for finding in completion_findings(PITTIGE_JAREN, facts))

    assert (course_so_far(PITTIGE_JAREN, facts, due).standing is Standing.BEHIND) is short


@given(st.lists(st.sampled_from([HERE, AWAY, MADE_UP]), max_size=13), st.sampled_from([AWAY, MADE_UP]))
def test_being_there_never_puts_a_family_behind(presences: list[Presence], otherwise: Presence) -> None:
    there, due = so_far(*presences, HERE)
    away, _ = so_far(*presences, otherwise)
    counted = [doses(PITTIGE_JAREN, facts)[0].counted for facts in (there, away)]

    assert counted[0] >= counted[1]
    if course_so_far(PITTIGE_JAREN, there, due).standing is Standing.BEHIND:
        assert course_so_far(PITTIGE_JAREN, away, due).standing is Standing.BEHIND
