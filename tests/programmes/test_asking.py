"""What a record form asks at each step, and what keeps the record open."""

import pytest

from programmes.protocol import Programme, Subject, UnknownKeyError
from programmes.rules import elements_asked, elements_required
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL


def asked(programme: Programme, track: str, step: str | None, **more: object) -> list[str]:
    return [element.key for element in elements_asked(programme, track, step, **more)]  # type: ignore[arg-type]


def required(programme: Programme, track: str, step: str | None, **more: object) -> list[str]:
    return [element.key for element in elements_required(programme, track, step, **more)]  # type: ignore[arg-type]


def test_every_visit_asks_all_and_needs_all_but_the_course_element() -> None:
    assert asked(REAL, "real-10", "visit-01") == [element.key for element in REAL.elements]
    assert required(REAL, "real-10", "visit-01") == [e.key for e in REAL.elements if e.key != "strand_coverage"]


def test_without_a_step_any_contact_of_the_main_kind_is_meant() -> None:
    assert required(REAL, "real-8", None) == required(REAL, "real-8", "visit-05")


def test_a_group_activity_has_no_required_elements() -> None:
    assert asked(REAL, "real-10", "activity-1") == []


def test_the_training_asks_for_no_reading_log() -> None:
    assert asked(PACT, "pact-30", "training") == ["selected_materials", "how_to_help", "parent_role", "skill_focus"]


def test_a_training_needs_how_to_help_at_once() -> None:
    assert "how_to_help" in required(PACT, "pact-30", "training")


def test_a_block_asks_how_to_help_until_it_was_done_and_needs_it_at_its_end() -> None:
    assert "how_to_help" in asked(PACT, "pact-30", "check-03")
    assert "how_to_help" not in required(PACT, "pact-30", "check-03")
    assert "how_to_help" in required(PACT, "pact-30", "check-05")
    assert "how_to_help" not in asked(PACT, "pact-30", "check-05", delivered_before={"how_to_help": (2,)})


def test_a_new_block_asks_how_to_help_again() -> None:
    assert "how_to_help" in required(PACT, "pact-30", "check-10", delivered_before={"how_to_help": (2, 5)})


@pytest.mark.parametrize(
    ("step", "elements"),
    [
        ("session-01", {"positive_interaction", "joint_practice", "home_activities"}),
        ("session-05", {"emotion_communication", "joint_practice", "home_activities"}),
        ("session-07", {"emotion_communication", "positive_interaction", "joint_practice", "home_activities"}),
        ("session-09", {"emotion_communication", "consistent_responses", "joint_practice", "home_activities"}),
    ],
)
def test_sessions_need_what_they_cover_and_emotions_from_their_session_on(step: str, elements: set[str]) -> None:
    done = {"shared_goals": (4,)}

    assert set(required(PITTIGE_JAREN, "preventie-14", step, delivered_before=done)) == elements


def test_emotions_are_asked_later_in_the_longer_course_as_their_session_comes_later() -> None:
    assert "emotion_communication" not in asked(PITTIGE_JAREN, "uitgebreid-20", "session-05")
    assert "emotion_communication" in asked(PITTIGE_JAREN, "uitgebreid-20", "session-06")


def test_shared_goals_are_asked_from_the_start_and_needed_by_session_six() -> None:
    assert "shared_goals" in asked(PITTIGE_JAREN, "preventie-14", "session-01")
    assert "shared_goals" not in required(PITTIGE_JAREN, "preventie-14", "session-05")
    assert "shared_goals" in required(PITTIGE_JAREN, "preventie-14", "session-06")


def test_shared_goals_are_asked_no_more_once_they_stand() -> None:
    assert "shared_goals" not in asked(
        PITTIGE_JAREN, "preventie-14", "session-08", delivered_before={"shared_goals": (2,)}
    )


def test_a_deviation_on_shared_goals_is_recorded_once_and_the_question_stays_open() -> None:
    answered = {"shared_goals": (6,)}

    assert "shared_goals" in asked(PITTIGE_JAREN, "preventie-14", "session-07")
    assert "shared_goals" not in required(PITTIGE_JAREN, "preventie-14", "session-07", answered_before=answered)


def test_an_organisation_may_want_the_goals_earlier() -> None:
    assert "shared_goals" in required(PITTIGE_JAREN, "preventie-14", "session-04", own={"goals_by_session": 4})


def test_a_record_of_a_group_separates_what_is_asked_of_each_child() -> None:
    assert asked(PITTIGE_JAREN, "preventie-14", "session-01", subject=Subject.CHILD) == ["shared_goals"]
    assert "shared_goals" not in asked(PITTIGE_JAREN, "preventie-14", "session-01", subject=Subject.GROUP)


def test_a_record_of_one_child_asks_everything() -> None:
    assert asked(PACT, "pact-30", "check-01", subject=Subject.CHILD) == [element.key for element in PACT.elements]


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(UnknownKeyError):
        elements_asked(PACT, "pact-30", "check-99")
