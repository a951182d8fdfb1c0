"""The completion gate judges what this family attended or caught up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.facts import CompletionFacts, ContactOutcome, Presence
from programmes.findings import Finding, may
from programmes.gates.completion import needed_contacts
from programmes.protocol import StepKind
from programmes.rules import completion_findings
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL, TRACKS, outcome

EACH_VISIT = ("support_information", "selected_materials", "activity_modelled", "joint_practice", "home_agreement")
STRANDS = ("environmental_print", "books", "early_writing", "oral_language")


def session(number: int, presence: Presence = Presence.ATTENDED) -> ContactOutcome:
    """A session as planned: everything that it can cover was delivered."""
    step = PITTIGE_JAREN.track("preventie-14").step(f"session-{number:02}")
    return outcome(step.key, *step.covers, presence=presence)


def family(*, attended: int, caught_up: int = 0) -> tuple[Finding, ...]:
    contacts = [session(number) for number in range(1, attended + 1)]
    contacts += [session(number, Presence.CAUGHT_UP) for number in range(attended + 1, attended + caught_up + 1)]
    contacts += [session(number, Presence.ABSENT) for number in range(attended + caught_up + 1, 15)]
    return completion_findings(PITTIGE_JAREN, CompletionFacts(track="preventie-14", contacts=tuple(contacts)))


def visit(number: int, **changes: object) -> ContactOutcome:
    rows = {"strand_coverage": frozenset({STRANDS[number % 4]})}
    return replace(outcome(f"visit-{number:02}", *EACH_VISIT, rows=rows), **changes)  # type: ignore[arg-type]


def visits(*contacts: ContactOutcome) -> tuple[Finding, ...]:
    return completion_findings(REAL, CompletionFacts(track="real-10", contacts=contacts))


@pytest.mark.parametrize(
    ("programme", "track", "kind", "percent", "needed"),
    [
        (PITTIGE_JAREN, "preventie-14", StepKind.GROUP_SESSION, 70, 10),
        (PITTIGE_JAREN, "behandeling-18", StepKind.GROUP_SESSION, 70, 13),
        (PITTIGE_JAREN, "uitgebreid-20", StepKind.GROUP_SESSION, 70, 14),
        (PACT, "pact-30", StepKind.WEEKLY_CHECK, 70, 21),
        (REAL, "real-10", StepKind.HOME_VISIT, 80, 8),
        (REAL, "real-8", StepKind.HOME_VISIT, 80, 7),
    ],
)
def test_a_share_of_contacts_is_rounded_up(programme, track: str, kind: StepKind, percent: int, needed: int) -> None:  # type: ignore[no-untyped-def]
    assert needed_contacts(programme.track(track), kind, percent) == needed


@pytest.mark.parametrize(
    ("attended", "caught_up", "completes"), [(10, 0, True), (9, 0, False), (7, 3, True), (6, 4, False), (9, 1, True)]
)
def test_seven_in_ten_sessions_with_at_most_three_catch_ups(attended: int, caught_up: int, completes: bool) -> None:
    findings = [
        finding for finding in family(attended=attended, caught_up=caught_up) if finding.rule == "attended_share"
    ]

    assert (not findings) is completes


def test_what_is_missing_is_told_in_numbers() -> None:
    finding = family(attended=6, caught_up=4)[0]

    assert finding.message.nl == "Het gezin was bij 6 van de 14 contacten; ingehaald: 4, waarvan 3 meetelt."
    assert finding.satisfied_by.nl == "Nodig: 10 van de 14 (70 %, lokale afspraak)."


def test_an_organisation_may_set_its_own_share() -> None:
    contacts = tuple(session(number) for number in range(1, 15) if number not in (12, 13, 14, 7))
    facts = CompletionFacts(track="preventie-14", contacts=contacts)

    assert may(completion_findings(PITTIGE_JAREN, facts))
    assert not may(completion_findings(PITTIGE_JAREN, facts, {"completion_percent": 80}))


def test_elements_count_only_where_this_family_took_part() -> None:
    findings = family(attended=10)

    assert [(finding.element, finding.blocks) for finding in findings] == [("emotion_communication", True)]
    assert findings[0].message.nl == "“Praten over emoties en ze tonen” kwam bij dit gezin 1 van de 2 keer aan bod."


def test_the_same_session_counts_once() -> None:
    twice = tuple(session(number) for number in (*range(1, 10), 9))

    assert not may(completion_findings(PITTIGE_JAREN, CompletionFacts(track="preventie-14", contacts=twice)))


def test_eight_visits_with_all_elements_and_all_strands_complete() -> None:
    assert visits(*(visit(number) for number in range(1, 9))) == ()


def test_a_visit_that_lacks_an_element_or_does_not_count_leaves_the_family_short() -> None:
    seven = [visit(number) for number in range(1, 8)]

    assert not may(visits(*seven, visit(8, delivered=frozenset(EACH_VISIT[1:]))))
    assert not may(visits(*seven, visit(8, counts_towards_dose=False)))
    assert may(visits(*seven, visit(8, counts_towards_dose=False), visit(9)))


def test_a_strand_that_never_came_up_is_missing() -> None:
    books = {"strand_coverage": frozenset({"books"})}
    findings = visits(*(visit(number, rows=books) for number in range(1, 9)))

    assert [(finding.element, finding.rule) for finding in findings] == [("strand_coverage", "coverage")]
    assert "1 van de 4" in findings[0].message.nl


def checks(count: int) -> tuple[ContactOutcome, ...]:
    return tuple(outcome(f"check-{number:02}", "how_to_help") for number in range(1, count + 1))


@pytest.mark.parametrize("presence", [Presence.ATTENDED, Presence.CAUGHT_UP])
def test_the_parent_training_may_be_caught_up(presence: Presence) -> None:
    training = outcome("training", "how_to_help", presence=presence)

    assert may(completion_findings(PACT, CompletionFacts(track="pact-30", contacts=(training, *checks(21)))))


def test_without_the_training_or_a_check_too_few_pact_is_not_completed() -> None:
    training = outcome("training")
    missed = outcome("training", presence=Presence.ABSENT)

    assert not may(completion_findings(PACT, CompletionFacts(track="pact-30", contacts=(missed, *checks(30)))))
    assert not may(completion_findings(PACT, CompletionFacts(track="pact-30", contacts=(training, *checks(20)))))


def test_a_block_without_how_to_help_warns_only() -> None:
    findings = completion_findings(PACT, CompletionFacts(track="pact-30", contacts=(outcome("training"), *checks(21))))

    assert [(finding.element, finding.blocks) for finding in findings] == [("how_to_help", False)]


@given(st.sampled_from(TRACKS), st.randoms(use_true_random=False))
def test_the_order_of_the_contacts_changes_nothing(place, random) -> None:  # type: ignore[no-untyped-def]
    programme, track = place
    contacts = [
        outcome(step.key, *step.covers, presence=random.choice(list(Presence)))
        for step in track.steps
        if random.random() < 0.8
    ]
    findings = completion_findings(programme, CompletionFacts(track=track.key, contacts=tuple(contacts)))
    random.shuffle(contacts)

    assert completion_findings(programme, CompletionFacts(track=track.key, contacts=tuple(contacts))) == findings


@given(st.sampled_from(TRACKS))
def test_a_family_that_took_part_in_everything_completes(place) -> None:  # type: ignore[no-untyped-def]
    programme, track = place
    rows = {"strand_coverage": frozenset(STRANDS)}
    contacts = tuple(outcome(step.key, *step.covers, rows=rows) for step in track.steps)

    assert completion_findings(programme, CompletionFacts(track=track.key, contacts=contacts)) == ()
    assert not may(completion_findings(programme, CompletionFacts(track=track.key)))
