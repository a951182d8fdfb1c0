"""The record gate as plain data, for a form that is filled in where no server is.

The findings are the gate's own: it is asked about answers that lack one thing at a time, and what it says then is what
a tablet shows when that thing is lacking. So a programme's rule is written once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from programmes.evidence import EvidenceField
from programmes.facts import Answer, RecordFacts
from programmes.findings import Finding
from programmes.rules import judge_record
from thuisbasis import languages
from thuisbasis.recording.drafts import ATTENDED, Draft
from thuisbasis.recording.element_fields import DELIVERED, NOT_DELIVERED, asked_evidence, name_of
from thuisbasis.recording.finding_links import linked
from thuisbasis.recording.forms import attendance_name
from thuisbasis.recording.judging import record_facts
from thuisbasis.recording.questions import Asked, Questions

Data = dict[str, Any]


def gate_data(session: Session, questions: Questions) -> Data:
    """What keeps a record of these questions open, and what the gate says of it: see docs/tablet-protocol.md, GATE."""
    facts = record_facts(session, questions.record, questions.contact, Draft(), served=questions.enrolments)
    probe = _Probe(questions, facts)
    return {
        "elements": [_element(probe, asked) for asked in questions.elements],
        "rest": {
            "reason": ["rest_reason", "rest_reason_own"],
            "follow_up": ["rest_follow_up", "rest_follow_up_own"],
        },
        "first_meeting": _first_meeting(probe),
        "warnings": _warnings(probe),
    }


def finding_data(questions: Questions, findings: Iterable[Finding]) -> list[Data]:
    """Findings as the tablet shows them, each with the field to go to."""
    return [
        {
            "message": languages.text(each.finding.message),
            "satisfied_by": languages.text(each.finding.satisfied_by),
            "field": each.field_id,
            "blocks": each.finding.blocks,
            "rule": each.finding.rule,
        }
        for each in linked(findings, questions)
    ]


class _Probe:
    """Asks the gate what it says of a record in which one thing is so."""

    def __init__(self, questions: Questions, facts: RecordFacts) -> None:
        self.questions, self.facts = questions, facts

    def answer(self, asked: Asked, answer: Answer) -> list[Finding]:
        """What the gate says of one element's answer."""
        key = asked.element.key
        if asked.enrolment is None:
            facts = replace(self.facts, answers={key: answer}, children=(), child_answers={})
            child = None
        else:
            child = str(asked.enrolment.id)
            facts = replace(self.facts, answers={}, children=(child,), child_answers={child: {key: answer}})
        return [each for each in self.whole(facts) if each.element == key and each.child == child]

    def whole(self, facts: RecordFacts) -> list[Finding]:
        questions = self.questions
        return list(judge_record(questions.programme, facts, questions.own).findings)

    def data(self, finding: Finding | None) -> Data | None:
        return finding_data(self.questions, [finding])[0] if finding is not None else None


def _element(probe: _Probe, asked: Asked) -> Data:
    name, element = name_of(asked), asked.element
    not_done = probe.answer(asked, Answer(delivered=False))
    data: Data = {
        "id": name,
        "required": asked.required,
        "needed_for_dose": element.needed_for_dose,
        "delivered": DELIVERED,
        "not_delivered": NOT_DELIVERED,
        "unanswered": probe.data(_of_rule(probe.answer(asked, Answer()), "unanswered")),
        "evidence": list(_evidence(probe, asked)),
        "reason": {
            "fields": [f"{name}--reason", f"{name}--reason-own"],
            "missing": probe.data(_of_rule(not_done, "reason_missing")),
        },
        "follow_up": {
            "fields": [f"{name}--follow-up", f"{name}--follow-up-own"],
            "missing": probe.data(_of_rule(not_done, "follow_up_missing")),
            "not_for": [reason.key for reason in element.reasons if not reason.is_deviation],
        },
    }
    if asked.enrolment is not None:
        guardians = probe.questions.guardians.get(asked.enrolment.id, ())
        names = [attendance_name(asked.enrolment.id, guardian.id) for guardian in guardians]
        data["only_if"] = {"fields": names, "values": sorted(ATTENDED)}
    return data


def _evidence(probe: _Probe, asked: Asked) -> Iterable[Data]:
    findings = probe.answer(asked, Answer(delivered=True))
    for field in asked_evidence(asked, probe.questions):
        missing = next((each for each in findings if each.field == field.key), None)
        if missing is not None:
            yield {
                "fields": _names(asked, field),
                "missing": probe.data(missing),
                "unless": _unless(asked, field),
            }


def _names(asked: Asked, field: EvidenceField) -> list[str]:
    name = f"{name_of(asked)}-{field.key}"
    return [name, f"{name}--own"] if field.own_words else [name]


def _unless(asked: Asked, field: EvidenceField) -> Data | None:
    if field.not_after is None:
        return None
    other, value = field.not_after
    return {"field": f"{name_of(asked)}-{other}", "value": value}


def _first_meeting(probe: _Probe) -> Data | None:
    """What a first meeting needs: somebody there, and a next date where none is planned."""
    questions = probe.questions
    if not questions.may_be_acquaintance:
        return None
    findings = probe.whole(replace(probe.facts, acquaintance=True, present=0))
    there = [
        attendance_name(enrolment_id, guardian.id)
        for enrolment_id, guardians in questions.guardians.items()
        for guardian in guardians
    ]
    fields: Mapping[str, tuple[list[str], list[str] | None]] = {
        "acquaintance_present": (there, sorted(ATTENDED)),
        "acquaintance_next_date": (["next_date"], None),
    }
    return {
        "field": "is_acquaintance",
        "needs": [
            {"fields": fields[each.rule][0], "values": fields[each.rule][1], "missing": probe.data(each)}
            for each in findings
            if each.rule in fields
        ],
    }


def _warnings(probe: _Probe) -> list[Data]:
    found = probe.whole(replace(probe.facts, interpreter="child"))
    finding = _of_rule(found, "child_interprets")
    return [{"field": "interpreter", "value": "child", "finding": probe.data(finding)}] if finding else []


def _of_rule(findings: Iterable[Finding], rule: str) -> Finding | None:
    return next((each for each in findings if each.rule == rule), None)
