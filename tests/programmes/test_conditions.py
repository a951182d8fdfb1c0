"""Conditions describe and judge themselves, and always say why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.conditions import AgeAtStart, InGroep, groepen_between
from programmes.facts import EligibilityFacts
from programmes.findings import ConditionResult
from programmes.rules import eligibility, eligibility_findings
from tests.programmes.shipped import ALL, PACT, PITTIGE_JAREN, REAL, START

AGE = next(condition for condition in PITTIGE_JAREN.conditions if isinstance(condition, AgeAtStart))


def age(born: date, start: date) -> ConditionResult:
    return AGE.result(EligibilityFacts(birth_date=born, start=start))


def rules(findings: object) -> set[str]:
    return {finding.rule for finding in findings}  # type: ignore[attr-defined]


def pittige_jaren(**facts: object) -> EligibilityFacts:
    usual = {
        "start": START,
        "track": "preventie-14",
        "birth_date": date(2021, 3, 4),
        "indication": "serious_behaviour",
        "tried_before": "gesprekken",
    }
    return EligibilityFacts(**{**usual, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("born", [date(2023, 9, 15), date(2021, 3, 1), date(2023, 12, 31)])
def test_a_child_may_start_from_its_third_birthday_on(born: date) -> None:
    third = born.replace(year=born.year + 3)

    assert age(born, third).met
    assert not age(born, third - timedelta(days=1)).met


@pytest.mark.parametrize("born", [date(2017, 9, 15), date(2018, 1, 1)])
def test_a_child_may_start_until_the_day_before_its_ninth_birthday(born: date) -> None:
    ninth = born.replace(year=born.year + 9)

    assert age(born, ninth - timedelta(days=1)).met
    assert not age(born, ninth).met


@pytest.mark.parametrize(
    ("born", "start", "met"),
    [
        (date(2024, 2, 29), date(2027, 2, 28), False),
        (date(2024, 2, 29), date(2027, 3, 1), True),
        (date(2020, 2, 29), date(2029, 2, 28), True),
        (date(2020, 2, 29), date(2029, 3, 1), False),
    ],
)
def test_a_child_of_29_february_has_its_birthday_on_1_march(born: date, start: date, met: bool) -> None:
    assert age(born, start).met is met


def test_a_refusal_on_age_says_from_when_the_child_may_start() -> None:
    result = age(date(2023, 9, 16), START)

    assert result.why.nl == "Op 15 september 2026 is het kind nog te jong. Meedoen kan vanaf 16 september 2026."
    assert (
        result.why.en
        == "On 15 September 2026 the child is still too young. Taking part is possible from 16 September 2026."
    )


def test_an_age_that_fits_is_told_too() -> None:
    assert age(date(2021, 8, 14), START).why.nl == "Op 15 september 2026 is het kind 5 jaar en 1 maand."


@pytest.mark.parametrize("facts", [EligibilityFacts(birth_date=START), EligibilityFacts(start=START)])
def test_what_is_not_known_is_not_met_and_says_so(facts: EligibilityFacts) -> None:
    result = AGE.result(facts)

    assert not result.met
    assert "nog niet bekend" in result.why.nl


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_a_child_is_never_both_too_young_and_too_old(born: date) -> None:
    spans = [age(born, born + timedelta(days=days)).met for days in range(0, 3700, 30)]
    first, last = spans.index(True), len(spans) - spans[::-1].index(True)

    assert all(spans[first:last])


@pytest.mark.parametrize(
    ("groep", "may"), [("voorschool", True), ("1", True), ("5", True), ("6", False), (None, False)]
)
def test_pact_takes_voorschool_to_groep_five(groep: str | None, may: bool) -> None:
    assert eligibility(PACT, EligibilityFacts(groep=groep)).may is may


@pytest.mark.parametrize(("groep", "may"), [("voorschool", False), ("1", True), ("2", True), ("3", False)])
def test_real_takes_groep_one_and_two(groep: str, may: bool) -> None:
    assert eligibility(REAL, EligibilityFacts(groep=groep)).may is may


def test_groepen_are_described_as_people_say_them() -> None:
    assert InGroep(groepen=groepen_between("voorschool", "5"), hard=True, source="P").describe().nl == (
        "Het kind zit bij de start in de voorschool tot en met groep 5."
    )
    assert InGroep(groepen=("3",), hard=True, source="P").describe().en == "At the start the child is in groep 3."


@pytest.mark.parametrize(
    ("track", "indication", "circumstances", "may"),
    [
        ("preventie-14", "serious_behaviour", (), True),
        ("preventie-14", "threatened", (), True),
        ("preventie-14", "diagnosed", (), False),
        ("behandeling-18", "diagnosed", (), True),
        ("behandeling-18", "threatened", (), False),
        ("uitgebreid-20", "threatened", (), False),
        ("uitgebreid-20", "threatened", ("high_risk",), True),
        ("uitgebreid-20", "diagnosed", ("interpreter",), True),
    ],
)
def test_the_track_follows_from_the_indication(
    track: str, indication: str, circumstances: tuple[str, ...], may: bool
) -> None:
    facts = pittige_jaren(track=track, indication=indication, circumstances=frozenset(circumstances))

    assert eligibility(PITTIGE_JAREN, facts).may is may


def test_an_interpreter_never_refuses_anyone_but_advises_the_extended_track() -> None:
    judged = eligibility(PITTIGE_JAREN, pittige_jaren(circumstances=frozenset({"interpreter"})))

    assert judged.may
    assert rules(judged.findings) == {"track_advised"}


def test_a_wrong_track_is_refused_with_the_one_that_fits() -> None:
    finding = eligibility_findings(PITTIGE_JAREN, pittige_jaren(indication="diagnosed"))[0]

    assert finding.blocks
    assert "Bij deze indicatie past Behandeling, 18 bijeenkomsten" in finding.message.nl
    assert "met een diagnose" in finding.satisfied_by.nl


def test_a_child_without_indication_or_track_is_told_so() -> None:
    judged = eligibility(PITTIGE_JAREN, pittige_jaren(indication=None, track=None))

    assert rules(judged.findings) == {"indication_recorded", "track_by_indication"}


def test_an_indication_that_is_not_on_the_list_is_not_met() -> None:
    assert "indication_recorded" in rules(eligibility_findings(PITTIGE_JAREN, pittige_jaren(indication="busy")))


def test_own_words_are_an_indication_where_there_is_no_list() -> None:
    facts = EligibilityFacts(groep="1", indication="weinig boeken thuis", tried_before="inloop")

    assert eligibility_findings(REAL, facts) == ()


@pytest.mark.parametrize("facts", [{"tried_before": "inloop"}, {"tried_before_applies": False}])
def test_what_was_tried_before_is_recorded_or_not_applicable(facts: dict[str, object]) -> None:
    judged = eligibility_findings(REAL, EligibilityFacts(groep="1", indication="x", **facts))  # type: ignore[arg-type]

    assert judged == ()


def test_what_was_not_written_down_warns_and_does_not_refuse() -> None:
    judged = eligibility(REAL, EligibilityFacts(groep="1"))

    assert judged.may
    assert rules(judged.findings) == {"indication_recorded", "tried_before"}


def test_advice_stands_beside_a_circumstance_and_never_refuses() -> None:
    facts = EligibilityFacts(
        groep="2", indication="x", tried_before="x", circumstances=frozenset({"no_reader_at_home"})
    )
    judged = eligibility(PACT, facts)

    assert judged.may
    assert "thuistaal" in judged.findings[0].satisfied_by.nl


def test_the_eligibility_page_gets_every_condition_met_or_not() -> None:
    for programme in ALL:
        results = eligibility(programme, EligibilityFacts()).results

        assert [result.condition for result in results] == list(programme.conditions)
        assert all(result.why.nl and result.why.en and result.description.nl for result in results)


@given(st.dates(date(2016, 1, 1), date(2025, 1, 1)), st.sampled_from(["voorschool", "1", "4", "8"]))
def test_findings_are_the_conditions_that_are_not_met(born: date, groep: str) -> None:
    for programme in ALL:
        judged = eligibility(programme, EligibilityFacts(start=START, birth_date=born, groep=groep))

        assert len(judged.findings) == sum(not result.met for result in judged.results)
        assert judged.may == all(result.met for result in judged.results if result.hard)
