"""The record gate: may this record be completed?

Every element that is due must be answered: delivered, with its evidence; or not delivered, with a reason and a
follow-up. Not answered never counts as not done, and not done is never hidden: it is a deviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from programmes.asking import elements_asked, elements_required
from programmes.facts import Answer, RecordFacts
from programmes.findings import Deviation, Finding, RecordJudgement
from programmes.gates import answers, record_advice
from programmes.protocol import Element, Gate, Programme, Step, Subject, Track
from programmes.text import Text


def judge_record(programme: Programme, facts: RecordFacts, own: Mapping[str, int] | None = None) -> RecordJudgement:
    """Findings, deviations and whether the contact counts towards the dose.

    A record can always be saved; it can be completed when no finding blocks. `own`: an organisation's local defaults.
    Raises UnknownKeyError for a track or step that does not exist, or an answer to an unknown element.
    """
    track = programme.track(facts.track)
    step = track.step(facts.step) if facts.step else None
    for key in (*facts.answers, *(key for given in facts.child_answers.values() for key in given)):
        programme.element(key)
    if facts.acquaintance:
        return _judge_acquaintance(programme, track, step, facts)
    judged = tuple(_judge_elements(programme, track, step, facts, own))
    return RecordJudgement(
        findings=(
            *(finding for each in judged for finding in each.findings),
            *record_advice.findings(programme, track, step, facts),
        ),
        deviations=tuple(each.deviation for each in judged if each.deviation is not None),
        counts_towards_dose=all(each.counts for each in judged),
    )


def record_findings(
    programme: Programme, facts: RecordFacts, own: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """The findings of `judge_record` alone."""
    return judge_record(programme, facts, own).findings


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """One element for one subject. `counts`: it does not keep the contact from counting towards the dose."""

    findings: tuple[Finding, ...] = ()
    deviation: Deviation | None = None
    counts: bool = True


def _judge_elements(
    programme: Programme, track: Track, step: Step | None, facts: RecordFacts, own: Mapping[str, int] | None
) -> Iterator[_Judged]:
    before = facts.delivered_before
    required = elements_required(
        programme, track, step, delivered_before=before, answered_before=facts.answered_before, own=own
    )
    for element in elements_asked(programme, track, step, delivered_before=before):
        for child in _subjects(element, facts):
            answer = _answer(element, child, facts)
            if answer.delivered is None and element in required and facts.rest is not None:
                answer = facts.rest
            yield _judge(answers.Question(element, step, facts, child), answer, required=element in required)


def _subjects(element: Element, facts: RecordFacts) -> tuple[str | None, ...]:
    """Of whom the element is asked: each child when the record names children, otherwise once."""
    return facts.children if facts.children and element.asked_of is Subject.CHILD else (None,)


def _answer(element: Element, child: str | None, facts: RecordFacts) -> Answer:
    own = facts.child_answers.get(child, {}).get(element.key) if child is not None else None
    return own or facts.answers.get(element.key) or Answer()


def _judge(question: answers.Question, answer: Answer, *, required: bool) -> _Judged:
    needed = question.element.needed_for_dose
    if answer.delivered is None:
        if not required and question.element.gate is not Gate.COMPLETION:
            return _Judged()
        return _Judged(findings=(answers.unanswered(question, blocks=required),), counts=not needed)
    if answer.delivered:
        findings = tuple(answers.delivered(question, answer.evidence))
        return _Judged(findings=findings, counts=not (needed and any(f.blocks for f in findings)))
    findings, deviation = answers.not_delivered(question, answer)
    paid_back = deviation is not None and deviation.paid_back_on is not None
    return _Judged(findings=findings, deviation=deviation, counts=paid_back or not needed)


def _judge_acquaintance(programme: Programme, track: Track, step: Step | None, facts: RecordFacts) -> RecordJudgement:
    """A first meeting counts for its month, not for the dose; it needs only who was there and the next date."""
    findings = []
    rule = programme.acquaintance
    kind, number = (step.kind, step.number) if step else (track.main_kind, 1)
    if rule is None or kind != rule.kind or number != 1:
        findings.append(_missing("acquaintance_first", _NOT_FIRST, _CHOOSE_ORDINARY))
    if not facts.present:
        findings.append(_missing("acquaintance_present", _NOBODY_NAMED, _SAY_WHO))
    if facts.next_date is None:
        findings.append(_missing("acquaintance_next_date", _NO_NEXT_DATE, _CHOOSE_DATE))
    return RecordJudgement(findings=tuple(findings), deviations=(), counts_towards_dose=False)


_NOT_FIRST = Text(
    "Alleen het eerste contact kan een kennismaking zijn.", "Only the first contact can be a first meeting."
)
_CHOOSE_ORDINARY = Text("Leg het vast als een gewoon contact.", "Record it as an ordinary contact.")
_NOBODY_NAMED = Text("Er staat nog niet wie erbij was.", "It does not say yet who was there.")
_SAY_WHO = Text("Vul in wie erbij was.", "Fill in who was there.")
_NO_NEXT_DATE = Text("De volgende datum staat er nog niet.", "The next date is not there yet.")
_CHOOSE_DATE = Text("Kies de datum van het volgende contact.", "Choose the date of the next contact.")


def _missing(rule: str, message: Text, satisfied_by: Text) -> Finding:
    return Finding(element=None, rule=rule, message=message, satisfied_by=satisfied_by, blocks=True)
