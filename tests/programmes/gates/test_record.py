"""The record gate: answered honestly, or not complete."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.facts import Answer, Late, RecordFacts
from programmes.findings import RecordJudgement
from programmes.protocol import Programme, UnknownKeyError
from programmes.rules import elements_required, judge_record, record_findings
from tests.programmes.shipped import ALL, PACT, PITTIGE_JAREN, REAL, answers, delivered, not_delivered

VISIT = RecordFacts(
    track="real-10",
    step="visit-03",
    answers=answers(REAL),
    contact_date=date(2026, 11, 17),
    next_date=date(2026, 12, 15),
)
NO_INFORMATION = Answer(delivered=False, reason="no_interpreter", follow_up="call_this_week")


def visit(**answered: Answer) -> RecordFacts:
    return replace(VISIT, answers={**VISIT.answers, **answered})


def blocking(judgement: RecordJudgement) -> list[tuple[str | None, str]]:
    return [(finding.element, finding.rule) for finding in judgement.findings if finding.blocks]


def test_a_visit_with_everything_delivered_is_complete_and_counts() -> None:
    judged = judge_record(REAL, VISIT)

    assert judged == RecordJudgement(findings=(), deviations=(), counts_towards_dose=True)


def test_a_visit_without_support_information_is_refused_by_name() -> None:
    facts = replace(VISIT, answers=answers(REAL, without=("support_information",)))
    judged = judge_record(REAL, facts)

    assert not judged.may
    assert blocking(judged) == [("support_information", "unanswered")]
    assert not judged.counts_towards_dose
    assert "Inhalen kan nog telefonisch" in judged.findings[0].satisfied_by.nl


def test_an_honest_deviation_completes_the_record_and_does_not_count() -> None:
    judged = judge_record(REAL, visit(support_information=NO_INFORMATION))

    assert judged.may
    assert [deviation.element for deviation in judged.deviations] == ["support_information"]
    assert not judged.counts_towards_dose


def test_a_deviation_on_another_element_still_counts() -> None:
    judged = judge_record(REAL, visit(joint_practice=not_delivered(REAL.element("joint_practice"))))

    assert judged.may
    assert judged.counts_towards_dose


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (Answer(delivered=False, follow_up="next_contact"), "reason_missing"),
        (Answer(delivered=False, reason="crisis"), "follow_up_missing"),
        (Answer(delivered=False, reason="  ", follow_up="x"), "reason_missing"),
        (Answer(delivered=None), "unanswered"),
        (Answer(delivered=True), "evidence_missing"),
    ],
)
def test_an_answer_that_is_not_whole_keeps_the_record_open(answer: Answer, rule: str) -> None:
    judged = judge_record(REAL, visit(activity_modelled=answer))

    assert ("activity_modelled", rule) in blocking(judged)


def test_own_words_are_a_reason_and_a_follow_up() -> None:
    answer = Answer(delivered=False, reason="de hond was ziek", follow_up="in maart")

    assert judge_record(REAL, visit(activity_modelled=answer)).may


def test_evidence_is_named_field_by_field() -> None:
    partly = Answer(delivered=True, evidence={"explained": "hoe je vragen stelt"})
    findings = record_findings(REAL, visit(support_information=partly))

    assert [finding.field for finding in findings] == ["handed_over", "language"]
    assert findings[0].message.nl == "“Uitleg over steunen thuis”: “Hoe hebt u het meegegeven?” is nog leeg."


def test_support_information_without_evidence_does_not_count() -> None:
    assert not judge_record(REAL, visit(support_information=Answer(delivered=True))).counts_towards_dose


def test_evidence_of_the_wrong_kind_keeps_the_record_open() -> None:
    wrong = delivered(REAL.element("selected_materials"))
    wrong = replace(wrong, evidence={**wrong.evidence, "handed_over": "sold"})

    assert ("selected_materials", "evidence_kind") in blocking(judge_record(REAL, visit(selected_materials=wrong)))


def test_looking_back_is_not_asked_at_the_first_visit() -> None:
    agreement = Answer(delivered=True, evidence={"agreement": "drie keer voorlezen"})

    assert judge_record(REAL, replace(visit(home_agreement=agreement), step="visit-01")).may
    assert not judge_record(REAL, visit(home_agreement=agreement)).may


def late(on: date, *, by: str = "phone") -> Answer:
    evidence = delivered(REAL.element("support_information")).evidence
    return replace(NO_INFORMATION, late=Late(on=on, by=by, evidence=evidence))


def test_information_by_phone_before_the_next_visit_pays_the_dose_back_and_stays_a_deviation() -> None:
    judged = judge_record(REAL, visit(support_information=late(date(2026, 12, 14))))

    assert judged.may
    assert judged.counts_towards_dose
    assert [deviation.paid_back_on for deviation in judged.deviations] == [date(2026, 12, 14)]


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (late(date(2026, 12, 15)), "late_too_late"),
        (late(date(2026, 11, 16)), "late_before_contact"),
        (late(date(2026, 11, 20), by="post"), "late_not_allowed"),
        (replace(NO_INFORMATION, late=Late(on=date(2026, 11, 20), by="phone")), "late_evidence_missing"),
    ],
)
def test_information_in_another_way_or_too_late_does_not_count_and_does_not_block(answer: Answer, rule: str) -> None:
    judged = judge_record(REAL, visit(support_information=answer))

    assert judged.may
    assert not judged.counts_towards_dose
    assert rule in {finding.rule for finding in judged.findings}
    assert [deviation.paid_back_on for deviation in judged.deviations] == [None]


def test_an_element_without_that_rule_cannot_be_given_late() -> None:
    answer = Answer(delivered=False, reason="crisis", follow_up="x", late=Late(on=date(2026, 11, 20), by="phone"))
    findings = record_findings(REAL, visit(joint_practice=answer))

    assert [finding.rule for finding in findings] == ["late_not_allowed"]


def test_one_reason_and_follow_up_answer_all_that_is_left() -> None:
    rest = Answer(delivered=False, reason="crisis", follow_up="next_contact")
    judged = judge_record(REAL, replace(VISIT, answers={}, rest=rest))

    assert judged.may
    assert {deviation.element for deviation in judged.deviations} == {
        e.key for e in elements_required(REAL, "real-10", "visit-03")
    }


def test_the_rest_never_covers_what_was_answered() -> None:
    rest = Answer(delivered=False, reason="crisis", follow_up="next_contact")

    assert judge_record(REAL, replace(VISIT, rest=rest)).deviations == ()


def test_a_first_meeting_needs_only_who_was_there_and_the_next_date() -> None:
    meeting = RecordFacts(track="real-10", step="visit-01", acquaintance=True, present=2, next_date=date(2026, 10, 20))
    judged = judge_record(REAL, meeting)

    assert judged == RecordJudgement(findings=(), deviations=(), counts_towards_dose=False)
    assert blocking(judge_record(REAL, replace(meeting, present=None))) == [(None, "acquaintance_present")]
    assert blocking(judge_record(REAL, replace(meeting, next_date=None))) == [(None, "acquaintance_next_date")]


@pytest.mark.parametrize(
    ("programme", "track", "step"),
    [(REAL, "real-10", "visit-02"), (REAL, "real-10", "activity-1"), (PITTIGE_JAREN, "preventie-14", "session-01")],
)
def test_only_the_first_visit_may_be_a_first_meeting(programme: Programme, track: str, step: str) -> None:
    meeting = RecordFacts(track=track, step=step, acquaintance=True, present=2, next_date=date(2026, 10, 20))

    assert blocking(judge_record(programme, meeting)) == [(None, "acquaintance_first")]


def test_emotions_not_practised_in_a_session_on_something_else_are_no_deviation() -> None:
    answer = {"emotion_communication": Answer(delivered=False, reason="not_due_here")}
    facts = RecordFacts(
        track="preventie-14",
        step="session-08",
        answers={**answers(PITTIGE_JAREN), **answer},
    )
    judged = judge_record(PITTIGE_JAREN, facts)

    assert judged.may
    assert judged.deviations == ()


def test_a_session_on_emotions_cannot_say_that_they_do_not_belong_there() -> None:
    answer = {"emotion_communication": Answer(delivered=False, reason="not_due_here")}
    facts = RecordFacts(track="preventie-14", step="session-05", answers={**answers(PITTIGE_JAREN), **answer})

    assert blocking(judge_record(PITTIGE_JAREN, facts)) == [("emotion_communication", "due_here")]


def test_the_parent_wanting_no_contact_with_school_is_a_valid_goal() -> None:
    goals = Answer(delivered=True, evidence={"goals": ["no_contact_wanted"]})
    facts = RecordFacts(
        track="preventie-14", step="session-06", answers={**answers(PITTIGE_JAREN), "shared_goals": goals}
    )

    assert judge_record(PITTIGE_JAREN, facts).may


def test_a_record_of_a_group_asks_child_elements_of_each_child() -> None:
    facts = RecordFacts(
        track="preventie-14",
        step="session-06",
        answers=answers(PITTIGE_JAREN, without=("shared_goals",)),
        children=("Noor", "Sem"),
        child_answers={"Noor": {"shared_goals": delivered(PITTIGE_JAREN.element("shared_goals"))}},
    )
    findings = record_findings(PITTIGE_JAREN, facts)

    assert [(finding.element, finding.child) for finding in findings] == [("shared_goals", "Sem")]
    assert "(Sem)" in findings[0].message.nl


def test_one_answer_may_serve_all_children_who_have_none_of_their_own() -> None:
    facts = RecordFacts(track="pact-30", step="training", answers=answers(PACT), children=("Noor", "Sem"))

    assert judge_record(PACT, facts).may


def test_from_groep_three_one_skill_at_a_time_is_in_focus() -> None:
    focus = Answer(delivered=True, evidence={"skills": ["decoding", "fluency"]})
    facts = RecordFacts(track="pact-30", step="check-01", groep="3", answers={**answers(PACT), "skill_focus": focus})
    judged = judge_record(PACT, facts)

    assert judged.may
    assert [finding.rule for finding in judged.findings] == ["one_at_a_time"]


def test_a_skill_for_another_groep_warns() -> None:
    focus = Answer(delivered=True, evidence={"skills": ["decoding"]})
    facts = RecordFacts(track="pact-30", step="check-01", groep="1", answers={**answers(PACT), "skill_focus": focus})

    assert [finding.rule for finding in record_findings(PACT, facts)] == ["not_for_groep"]


def test_a_log_that_was_not_reported_is_an_answer() -> None:
    log = Answer(delivered=True, evidence={"reported": "not_reported"})
    facts = RecordFacts(track="pact-30", step="check-01", answers={**answers(PACT), "practice_checked": log})

    assert judge_record(PACT, facts).may


@pytest.mark.parametrize(
    ("facts", "rule"),
    [({"interpreter": "child"}, "child_interprets"), ({"minutes": 20}, "length"), ({"minutes": 75}, "length")],
)
def test_what_is_unusual_about_a_visit_warns(facts: dict[str, object], rule: str) -> None:
    judged = judge_record(REAL, replace(VISIT, **facts))  # type: ignore[arg-type]

    assert judged.may
    assert [finding.rule for finding in judged.findings] == [rule]


@pytest.mark.parametrize(("vignettes", "rules"), [(7, []), (3, ["checklist_advice"]), (None, [])])
def test_the_vignette_dose_is_advice(vignettes: int | None, rules: list[str]) -> None:
    facts = RecordFacts(
        track="preventie-14", step="session-06", answers=answers(PITTIGE_JAREN), checklist={"vignettes": vignettes}
    )

    assert [finding.rule for finding in record_findings(PITTIGE_JAREN, facts)] == rules


def test_an_answer_to_an_unknown_element_is_refused() -> None:
    with pytest.raises(UnknownKeyError):
        judge_record(REAL, visit(orim=Answer(delivered=True)))


STEPS = st.sampled_from([(p, track, step) for p in ALL for track in p.tracks for step in track.steps])


@given(STEPS, st.data())
def test_a_record_with_an_unanswered_element_never_completes(place: tuple, data: st.DataObject) -> None:  # type: ignore[type-arg]
    programme, track, step = place
    due = [element.key for element in elements_required(programme, track, step)]
    left_out = data.draw(st.sets(st.sampled_from(due), min_size=1)) if due else set()
    facts = RecordFacts(track=track.key, step=step.key, answers=answers(programme, without=tuple(left_out)))
    judged = judge_record(programme, facts)

    assert judged.may is not bool(left_out)
    assert {finding.element for finding in judged.findings if finding.blocks} == left_out


@given(STEPS, st.data())
def test_every_element_delivered_or_deviated_completes_and_each_deviation_shows(
    place: tuple, data: st.DataObject
) -> None:  # type: ignore[type-arg]
    programme, track, step = place
    due = [element.key for element in elements_required(programme, track, step)]
    failed = data.draw(st.sets(st.sampled_from(due))) if due else set()
    given_answers = {**answers(programme), **{key: not_delivered(programme.element(key)) for key in failed}}
    judged = judge_record(programme, RecordFacts(track=track.key, step=step.key, answers=given_answers))

    assert judged.may
    assert {deviation.element for deviation in judged.deviations} == failed


@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(place: tuple, random) -> None:  # type: ignore[type-arg,no-untyped-def]
    programme, track, step = place
    given_answers = list(answers(programme).items())
    facts = RecordFacts(track=track.key, step=step.key, answers=dict(given_answers))
    random.shuffle(given_answers)

    assert judge_record(programme, replace(facts, answers=dict(given_answers))) == judge_record(programme, facts)
