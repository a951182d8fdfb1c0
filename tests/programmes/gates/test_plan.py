"""The plan gate: a group that cannot start, a contact that cannot be confirmed, and why."""

from dataclasses import replace
from datetime import date

import pytest

from programmes.facts import Leader, PlanFacts, PlannedChild, PlannedStep, PlanScope, Qualified
from programmes.findings import Finding, may
from programmes.protocol import Programme, UnknownKeyError
from programmes.rules import plan_findings
from tests.programmes.shipped import ALL, PACT, PITTIGE_JAREN, REAL, START, leader

COURSE = "pittige-jaren-course"
CHILD = PlannedChild(name="Noor", birth_date=date(2021, 3, 4), indication="serious_behaviour")
GROUP = PlanFacts(
    track="preventie-14", start=START, leaders=(leader(COURSE), leader(COURSE)), parents=9, children=(CHILD,)
)
VISIT = PlanFacts(
    scope=PlanScope.CONTACT,
    track="real-10",
    step="visit-03",
    start=START,
    leaders=(leader("real-training"),),
    prepared=frozenset({"selected_materials"}),
)


def group(**changes: object) -> tuple[Finding, ...]:
    return plan_findings(PITTIGE_JAREN, replace(GROUP, **changes))  # type: ignore[arg-type]


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_group_with_all_it_needs_may_start() -> None:
    assert group() == ()


@pytest.mark.parametrize("leaders", [(), (leader(COURSE),), (leader(COURSE), leader("something-else"))])
def test_a_group_does_not_start_without_two_qualified_leaders(leaders: tuple[Leader, ...]) -> None:
    findings = group(leaders=leaders)

    assert rules(findings) == ["qualified_leaders"]
    assert not may(findings)
    assert "bijzondere training van 3 dagen" in findings[0].message.nl


@pytest.mark.parametrize(
    ("held", "holds"),
    [
        (Qualified(key=COURSE), True),
        (Qualified(key=COURSE, expires=START), True),
        (Qualified(key=COURSE, expires=date(2026, 9, 14)), False),
        (Qualified(key=COURSE, since=START), True),
        (Qualified(key=COURSE, since=date(2026, 9, 16)), False),
    ],
)
def test_a_qualification_must_be_valid_on_the_day_of_the_start(held: Qualified, holds: bool) -> None:
    assert may(group(leaders=(leader(COURSE), Leader(qualifications=(held,))))) is holds


def test_one_of_two_leaders_may_go_on_with_a_session_and_it_is_told() -> None:
    findings = group(scope=PlanScope.CONTACT, step="session-04", leaders=(leader(COURSE),))

    assert rules(findings) == ["qualified_leaders"]
    assert may(findings)


def test_a_session_without_any_qualified_leader_is_not_confirmed() -> None:
    assert not may(group(scope=PlanScope.CONTACT, step="session-04", leaders=()))


@pytest.mark.parametrize(
    ("parents", "rule", "opens"),
    [
        (5, "group_size", False),
        (6, "group_size_advised", True),
        (7, "group_size_advised", True),
        (13, "group_size_advised", True),
        (16, "group_size_advised", True),
        (17, "group_size", False),
        (None, "group_size", False),
    ],
)
def test_the_group_has_six_to_sixteen_parents_and_eight_to_twelve_are_advised(
    parents: int | None, rule: str, opens: bool
) -> None:
    findings = group(parents=parents)

    assert rules(findings) == [rule]
    assert may(findings) is opens


def test_the_size_of_the_group_holds_at_the_start_only() -> None:
    assert may(group(scope=PlanScope.CONTACT, step="session-09", parents=4))


def test_a_child_outside_the_age_range_keeps_the_group_from_starting_and_is_named() -> None:
    findings = group(children=(CHILD, replace(CHILD, name="Sem", birth_date=date(2017, 9, 15))))

    assert [(finding.rule, finding.child) for finding in findings] == [("age_at_start", "Sem")]
    assert findings[0].message.nl.startswith("Sem: ")
    assert not may(findings)


def test_joining_after_session_three_warns() -> None:
    assert group(children=(replace(CHILD, joins_at=3),)) == ()

    findings = group(children=(replace(CHILD, joins_at=4),))
    assert rules(findings) == ["joining"]
    assert may(findings)


def test_an_organisation_may_set_until_when_families_join() -> None:
    facts = replace(GROUP, children=(replace(CHILD, joins_at=4),))

    assert plan_findings(PITTIGE_JAREN, facts, {"joining_until_session": 5}) == ()


def test_a_visit_is_not_confirmed_without_selected_materials() -> None:
    findings = plan_findings(REAL, replace(VISIT, prepared=frozenset()))

    assert [(finding.element, finding.rule) for finding in findings] == [("selected_materials", "not_prepared")]
    assert not may(findings)
    assert plan_findings(REAL, VISIT) == ()


def test_a_first_meeting_needs_nothing_prepared() -> None:
    assert may(plan_findings(REAL, replace(VISIT, step="visit-01", prepared=frozenset(), acquaintance=True)))


def test_a_group_activity_needs_no_materials() -> None:
    assert plan_findings(REAL, replace(VISIT, step="activity-1", prepared=frozenset())) == ()


def test_a_visitor_without_training_or_with_many_children_warns() -> None:
    findings = plan_findings(REAL, replace(VISIT, leaders=(Leader(name="Fatma", children=9),)))

    assert rules(findings) == ["qualified_leaders", "caseload"]
    assert may(findings)


def test_a_weekly_check_needs_its_week_plan() -> None:
    facts = PlanFacts(scope=PlanScope.CONTACT, track="pact-30", step="check-04", leaders=(leader("pact-training"),))

    assert rules(plan_findings(PACT, facts)) == ["not_prepared"]


def planned(programme: Programme, track: str, **covers: tuple[str, ...]) -> tuple[PlannedStep, ...]:
    """The track's own steps, with other elements at some (dashes written as underscores)."""
    own = {key.replace("_", "-"): elements for key, elements in covers.items()}
    return tuple(
        PlannedStep(step=step.key, covers=own.get(step.key, step.covers)) for step in programme.track(track).steps
    )


def test_every_shipped_track_can_cover_its_elements() -> None:
    for programme in ALL:
        for track in programme.tracks:
            findings = plan_findings(programme, PlanFacts(track=track.key, start=START))

            assert not {"not_covered", "course_length"} & set(rules(findings))


def test_a_course_in_which_an_element_comes_too_little_does_not_start() -> None:
    steps = tuple(
        replace(step, covers=tuple(key for key in step.covers if key != "positive_interaction"))
        for step in planned(PITTIGE_JAREN, "preventie-14")
    )
    findings = group(steps=steps)

    assert [(finding.element, finding.rule) for finding in findings] == [("positive_interaction", "not_covered")]
    assert findings[0].satisfied_by.nl == "In minstens 4 contacten; nu in 0."


def test_a_course_must_offer_the_chance_to_set_goals_in_time() -> None:
    steps = tuple(
        replace(step, covers=tuple(key for key in step.covers if key != "shared_goals"))
        for step in planned(PITTIGE_JAREN, "preventie-14")
    )

    assert [finding.satisfied_by.nl for finding in group(steps=steps)] == ["Uiterlijk in contact 6."]


def test_a_session_that_leaves_out_what_each_session_needs_is_named() -> None:
    steps = planned(PITTIGE_JAREN, "preventie-14", session_08=("consistent_responses", "home_activities"))
    findings = group(steps=steps)

    assert [finding.element for finding in findings] == ["joint_practice"]
    assert findings[0].satisfied_by.nl == "Ook bij: Routines, regels en verantwoordelijkheid."


def test_a_block_without_how_to_help_is_named() -> None:
    without = {
        f"check_{number:02}": ("selected_materials", "parent_role", "skill_focus", "practice_checked")
        for number in range(6, 11)
    }
    steps = planned(PACT, "pact-30", **without)
    findings = plan_findings(
        PACT, PlanFacts(track="pact-30", start=START, steps=steps, leaders=(leader("pact-training"),))
    )

    assert [finding.satisfied_by.nl for finding in findings] == ["Ook in blok 2."]


def test_a_course_that_lacks_a_session_does_not_start() -> None:
    findings = group(steps=planned(PITTIGE_JAREN, "preventie-14")[:-1])

    assert rules(findings) == ["course_length"]
    assert "terugblik en feest" in findings[0].message.nl


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(UnknownKeyError):
        group(step="session-99")
