"""The three programmes are what the sources say: dose, order, elements, who, and what is a local default."""

import pytest

from programmes.conditions import AgeAtStart, InGroep
from programmes.dose import (
    AtLeast,
    AttendShare,
    ByStep,
    Caseload,
    EachBlock,
    EachContact,
    GroupSize,
    QualifiedLeaders,
    ShareWithElements,
)
from programmes.evidence import FieldKind
from programmes.protocol import Programme, StepKind, Subject, Symbol
from tests.programmes.shipped import ALL, PACT, PITTIGE_JAREN, REAL, SHIPPED

TITLES = [
    "Getting to know, goals, child-directed play",
    "Play",
    "Academic and persistence coaching",
    "Social coaching",
    "Emotion coaching",
    "Praise",
    "Rewards",
    "Routines, rules and responsibility",
    "Clear limits",
    "Ignoring and redirecting",
    "Time-out to calm down",
    "Natural and logical consequences",
    "Problem solving with children",
    "Problem solving between adults, review and celebration",
]


def titles(track: str) -> list[str]:
    return [step.title.en for step in PITTIGE_JAREN.track(track).steps]


def doubled(track: str) -> list[str]:
    return [title.removesuffix(" (1 of 2)") for title in titles(track) if title.endswith("(1 of 2)")]


@pytest.mark.parametrize(
    ("programme", "track", "kind", "count"),
    [
        (PITTIGE_JAREN, "preventie-14", StepKind.GROUP_SESSION, 14),
        (PITTIGE_JAREN, "behandeling-18", StepKind.GROUP_SESSION, 18),
        (PITTIGE_JAREN, "uitgebreid-20", StepKind.GROUP_SESSION, 20),
        (PACT, "pact-30", StepKind.TRAINING, 1),
        (PACT, "pact-30", StepKind.WEEKLY_CHECK, 30),
        (REAL, "real-10", StepKind.HOME_VISIT, 10),
        (REAL, "real-10", StepKind.GROUP_ACTIVITY, 5),
        (REAL, "real-8", StepKind.HOME_VISIT, 8),
        (REAL, "real-8", StepKind.GROUP_ACTIVITY, 0),
    ],
)
def test_each_track_has_its_dose(programme: Programme, track: str, kind: StepKind, count: int) -> None:
    assert len(programme.track(track).steps_of(kind)) == count


def test_the_short_course_has_each_subject_once_in_order() -> None:
    assert titles("preventie-14") == TITLES


def test_the_treatment_course_spends_two_sessions_on_four_subjects() -> None:
    assert doubled("behandeling-18") == ["Emotion coaching", "Praise", "Clear limits", "Time-out to calm down"]


def test_the_extended_course_spends_two_sessions_on_six_subjects() -> None:
    assert doubled("uitgebreid-20") == [
        "Social coaching",
        "Emotion coaching",
        "Praise",
        "Clear limits",
        "Time-out to calm down",
        "Problem solving with children",
    ]


@pytest.mark.parametrize("track", ["behandeling-18", "uitgebreid-20"])
def test_the_longer_courses_keep_the_order(track: str) -> None:
    once = [title.split(" (")[0] for title in titles(track) if not title.endswith("(2 of 2)")]

    assert once == TITLES


def test_pact_has_six_blocks_of_five_weeks() -> None:
    blocks = [step.block for step in PACT.track("pact-30").steps_of(StepKind.WEEKLY_CHECK)]

    assert blocks == [block for block in range(1, 7) for _ in range(5)]


def test_pact_asks_for_150_reading_sessions() -> None:
    log = PACT.practice_log

    assert log is not None
    assert (log.days * 30, log.minutes, log.counted_a_day) == (150, 20, 1)


@pytest.mark.parametrize(
    ("programme", "elements"),
    [
        (PACT, ["selected_materials", "how_to_help", "parent_role", "skill_focus", "practice_checked"]),
        (
            PITTIGE_JAREN,
            [
                "emotion_communication",
                "positive_interaction",
                "consistent_responses",
                "joint_practice",
                "shared_goals",
                "home_activities",
            ],
        ),
        (
            REAL,
            [
                "support_information",
                "selected_materials",
                "activity_modelled",
                "joint_practice",
                "home_agreement",
                "strand_coverage",
            ],
        ),
    ],
)
def test_each_programme_has_its_required_elements(programme: Programme, elements: list[str]) -> None:
    assert [element.key for element in programme.elements] == elements


@pytest.mark.parametrize(
    ("element", "times"), [("emotion_communication", 2), ("positive_interaction", 4), ("consistent_responses", 3)]
)
def test_course_elements_of_pittige_jaren_are_due_in_a_number_of_sessions(element: str, times: int) -> None:
    frequency = PITTIGE_JAREN.element(element).frequency

    assert isinstance(frequency, AtLeast)
    assert PITTIGE_JAREN.numbers()[str(frequency.times)] == times


def test_shared_goals_are_due_once_by_session_six() -> None:
    assert PITTIGE_JAREN.element("shared_goals").frequency == ByStep("goals_by_session")
    assert PITTIGE_JAREN.numbers()["goals_by_session"] == 6


def test_how_to_help_is_due_in_each_block_and_all_else_of_pact_each_time() -> None:
    due_each_block = [e.key for e in PACT.elements if isinstance(e.frequency, EachBlock)]

    assert due_each_block == ["how_to_help"]
    assert all(isinstance(e.frequency, EachContact) for e in PACT.elements if e.key != "how_to_help")


def test_only_a_visit_without_support_information_does_not_count() -> None:
    needed = [element.key for programme in SHIPPED for element in programme.elements if element.needed_for_dose]

    assert needed == ["support_information"]


def test_the_orim_grid_has_sixteen_cells() -> None:
    cells = REAL.element("strand_coverage").field("cells")

    assert cells is not None
    assert cells.kind is FieldKind.GRID
    assert [row.key for row in cells.rows] == ["environmental_print", "books", "early_writing", "oral_language"]
    assert len(cells.rows) * len(cells.columns) == 16


def test_hard_conditions_are_those_of_the_sources_and_no_others() -> None:
    hard = {programme.key: [c.rule for c in programme.conditions if c.hard] for programme in SHIPPED}

    assert hard == {
        "pact": ["groep_at_start"],
        "pittige-jaren": ["age_at_start", "track_by_indication"],
        "real": ["groep_at_start"],
    }


def test_who_may_take_part() -> None:
    ages = next(c for c in PITTIGE_JAREN.conditions if isinstance(c, AgeAtStart))
    pact = next(c for c in PACT.conditions if isinstance(c, InGroep))
    real = next(c for c in REAL.conditions if isinstance(c, InGroep))

    assert (ages.from_months, ages.before_birthday) == (36, 9)
    assert pact.groepen == ("voorschool", "1", "2", "3", "4", "5")
    assert real.groepen == ("1", "2")


def test_what_a_plan_needs() -> None:
    leaders = next(r for r in PITTIGE_JAREN.plan_rules if isinstance(r, QualifiedLeaders))
    size = next(r for r in PITTIGE_JAREN.plan_rules if isinstance(r, GroupSize))
    caseload = next(r for r in REAL.plan_rules if isinstance(r, Caseload))

    assert (leaders.count, leaders.hard) == (2, True)
    assert (size.least, size.most, size.advised_least, size.advised_most, size.hard) == (6, 16, 8, 12, True)
    assert caseload.most == 8


def test_what_completing_takes() -> None:
    attend = next(r for r in PITTIGE_JAREN.completion if isinstance(r, AttendShare))
    checks = next(r for r in PACT.completion if isinstance(r, AttendShare))
    visits = next(r for r in REAL.completion if isinstance(r, ShareWithElements))

    assert (PITTIGE_JAREN.numbers()[str(attend.percent)], PITTIGE_JAREN.numbers()[str(attend.catch_ups)]) == (70, 3)
    assert PACT.numbers()[str(checks.percent)] == 70
    assert REAL.numbers()[str(visits.percent)] == 80


def test_each_local_default_says_that_it_is_one() -> None:
    assert {default.source for programme in ALL for default in programme.local_defaults} == {"L"}


def test_each_programme_has_a_shape_of_its_own() -> None:
    assert [programme.symbol for programme in SHIPPED] == [Symbol.SQUARE, Symbol.CIRCLE, Symbol.TRIANGLE]


def test_what_is_weakest_in_practice_stands_on_top_of_the_checklist() -> None:
    first = [item.key for item in PITTIGE_JAREN.checklist if item.shown_first]

    assert first == [item.key for item in PITTIGE_JAREN.checklist][: len(first)]
    assert {"role_plays", "vignettes", "buddy_pairs"} <= set(first)


@pytest.mark.parametrize(
    ("programme", "step", "subject"),
    [
        (PACT, "training", Subject.GROUP),
        (PACT, "check-01", Subject.CHILD),
        (PITTIGE_JAREN, "session-01", Subject.GROUP),
        (REAL, "visit-01", Subject.CHILD),
    ],
)
def test_records_are_kept_of_the_group_or_of_each_child(programme: Programme, step: str, subject: Subject) -> None:
    assert programme.tracks[0].step(step).recorded_per is subject


def test_nothing_in_the_rule_book_asks_what_a_family_reads_or_speaks_to_refuse_it() -> None:
    refusing = " ".join(condition.describe().en for p in ALL for condition in p.conditions if condition.hard)

    assert "language" not in refusing
    assert "read" not in refusing
