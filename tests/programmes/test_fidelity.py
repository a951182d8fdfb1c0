"""Fidelity is arithmetic with its counts; what is not known is None, never 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.fidelity import (
    ContactState,
    Coverage,
    DoseReceived,
    Outcome,
    Share,
    adherence,
    completeness,
    coverage,
    dose_delivered,
    dose_over_families,
    dose_received,
    home_practice,
)
from programmes.protocol import Element, Programme
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL

YES, NO, NOT_APPLICABLE, OPEN = Outcome.DELIVERED, Outcome.NOT_DELIVERED, Outcome.NOT_APPLICABLE, Outcome.UNANSWERED


def test_adherence_is_delivered_of_answered() -> None:
    share = adherence([{"a": YES, "b": NO}, {"a": YES, "b": YES}])

    assert (share.part, share.whole, share.n, share.value, share.percent) == (3, 4, 2, 0.75, 75)


def test_not_applicable_and_unanswered_are_left_out() -> None:
    assert adherence([{"a": YES, "b": NOT_APPLICABLE, "c": OPEN}, {"a": OPEN}]) == Share(part=1, whole=1, n=1)


def test_adherence_over_nothing_is_not_known() -> None:
    assert adherence([]).value is None
    assert adherence([{"a": OPEN}]).percent is None


@pytest.mark.parametrize(("part", "whole", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (0, 5, 0), (5, 5, 100)])
def test_shares_round_half_up(part: int, whole: int, percent: int) -> None:
    assert Share(part=part, whole=whole).percent == percent


def test_dose_delivered_keeps_who_cancelled_apart() -> None:
    dose = dose_delivered(
        [ContactState.HELD] * 6 + [ContactState.CANCELLED_BY_US, ContactState.CANCELLED_BY_FAMILY, ContactState.MISSED]
    )

    assert dose.held == Share(part=6, whole=9, n=9)
    assert (dose.cancelled_by_us, dose.cancelled_by_family, dose.missed) == (1, 1, 1)


def test_dose_before_the_first_contact_is_not_known() -> None:
    assert dose_delivered([]).held.value is None
    assert dose_received(held=0, attended=0).received.value is None


def test_dose_received_shows_catch_ups_apart() -> None:
    assert dose_received(held=10, attended=7, caught_up=2) == DoseReceived(
        received=Share(part=9, whole=10, n=10), attended=7, caught_up=2
    )


def test_nobody_receives_more_than_was_held() -> None:
    with pytest.raises(ValueError, match="more than 3 held"):
        dose_received(held=3, attended=3, caught_up=1)


def test_dose_over_families_gives_the_median_and_the_share_at_the_rule() -> None:
    doses = [dose_received(held=10, attended=attended) for attended in (10, 7, 6)] + [dose_received(held=0, attended=0)]
    over = dose_over_families(doses, rule_percent=70)

    assert over.median == 0.7
    assert over.at_rule == Share(part=2, whole=3, n=3)
    assert dose_over_families([], rule_percent=70).median is None


def cover(programme: Programme, element: str, delivered: tuple[int, ...], held: int, **more: object) -> Coverage:
    found: Element = programme.element(element)
    return coverage(
        found,
        delivered_at=delivered,
        held=range(1, held + 1),
        numbers=programme.numbers(),
        **more,  # type: ignore[arg-type]
    )


def test_coverage_counts_each_contact_for_what_is_due_each_time() -> None:
    assert cover(REAL, "joint_practice", (1, 2, 4), 4) == Coverage(
        element="joint_practice", delivered=3, required=4, met=False
    )


def test_coverage_counts_towards_a_number_over_the_course() -> None:
    assert cover(PITTIGE_JAREN, "positive_interaction", (1, 2, 3, 4), 5).met is True
    assert cover(PITTIGE_JAREN, "positive_interaction", (1, 2), 5).met is False


def test_coverage_of_what_is_due_once() -> None:
    assert cover(PITTIGE_JAREN, "shared_goals", (3, 4), 6).delivered == 1


def test_coverage_of_blocks_looks_at_those_begun() -> None:
    blocks = {step.number: step.block for step in PACT.track("pact-30").steps if step.block}

    assert cover(PACT, "how_to_help", (2, 3), 8, blocks=blocks) == Coverage(
        element="how_to_help", delivered=1, required=2, met=False
    )


def test_coverage_of_the_grid_counts_its_rows() -> None:
    found = cover(REAL, "strand_coverage", (1, 2), 2, rows=("books", "oral_language", "books"))

    assert (found.delivered, found.required, found.met) == (2, 4, False)


def test_coverage_before_the_first_contact_is_not_known() -> None:
    found = cover(REAL, "joint_practice", (), 0)

    assert (found.required, found.met) == (None, None)


def test_completeness_of_an_unknown_number_of_families_is_not_known() -> None:
    assert completeness(families_started=None, with_both_moments=3).value is None
    assert completeness(families_started=12, with_both_moments=9).percent == 75


def test_not_reported_is_not_the_same_as_not_done() -> None:
    assert home_practice(reading_days=[5, None, 0, 7], days_asked=5) == Share(part=10, whole=15, n=3)
    assert home_practice(reading_days=[None], days_asked=5).value is None


RECORDS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Outcome)), max_size=8)


@given(RECORDS, st.sampled_from("uvw"))
def test_adding_a_delivered_element_never_lowers_adherence(records: list[dict[str, Outcome]], key: str) -> None:
    before = adherence(records).value
    after = adherence([*records, {key: YES}]).value

    assert after is not None
    assert before is None or after >= before


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(records: list[dict[str, Outcome]], random) -> None:  # type: ignore[no-untyped-def]
    before = adherence(records)
    random.shuffle(records)

    assert adherence(records) == before


@given(RECORDS)
def test_adherence_lies_between_none_and_all(records: list[dict[str, Outcome]]) -> None:
    value = adherence(records).value

    assert value is None or 0 <= value <= 1
