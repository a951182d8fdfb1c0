"""Where on the form of a record a finding is answered, and its message at that place."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programmes.findings import Finding
from thuisbasis import languages
from thuisbasis.recording.element_fields import ElementInputs, inputs_of, name_of
from thuisbasis.recording.forms import RecordForm, attendance_name
from thuisbasis.recording.questions import Asked, Questions

FIELD_OF_RULE = {
    "acquaintance_first": "is_acquaintance",
    "acquaintance_next_date": "next_date",
    "length": "held_until",
    "child_interprets": "interpreter",
}


@dataclass(frozen=True, kw_only=True)
class LinkedFinding:
    """A finding with the id of the field that answers it; empty when no field of the form does."""

    finding: Finding
    field_id: str


def linked(findings: Iterable[Finding], questions: Questions) -> list[LinkedFinding]:
    """Findings with their fields, those that keep the record open first."""
    found = [LinkedFinding(finding=finding, field_id=_field_id(finding, questions)) for finding in findings]
    return sorted(found, key=lambda each: not each.finding.blocks)


def _field_id(finding: Finding, questions: Questions) -> str:
    asked = _asked(finding, questions)
    if asked is None:
        return _general_field(finding, questions)
    name = name_of(asked)
    if finding.field in ("reason", "follow_up"):
        return f"{name}--{finding.field.replace('_', '-')}"
    if finding.field and asked.element.field(finding.field) and finding.rule != "late_evidence_missing":
        return f"{name}-{finding.field}"
    return name


def _asked(finding: Finding, questions: Questions) -> Asked | None:
    child = uuid.UUID(finding.child) if finding.child else None
    of_element = [asked for asked in questions.elements if asked.element.key == finding.element]
    exact = (asked for asked in of_element if (asked.enrolment.id if asked.enrolment else None) == child)
    return next(exact, of_element[0] if of_element else None)


def _general_field(finding: Finding, questions: Questions) -> str:
    if finding.rule == "acquaintance_present":
        people = ((each, guardian) for each, found in questions.guardians.items() for guardian in found)
        return next((attendance_name(each, guardian.id) for each, guardian in people), "people")
    if finding.rule == "checklist_advice":
        return "checklist"
    return FIELD_OF_RULE.get(finding.rule, "")


def element_inputs(
    form: RecordForm, questions: Questions, findings: Sequence[LinkedFinding] = ()
) -> list[ElementInputs]:
    """The bound fields of all elements, each blocking finding told at its own field."""
    of_element: dict[str, list[str]] = defaultdict(list)
    names = {name_of(asked) for asked in questions.elements}
    for each in findings:
        if not each.finding.blocks or not each.field_id:
            continue
        message = languages.text(each.finding.satisfied_by)
        if each.field_id in names:
            of_element[each.field_id].append(message)
        elif each.field_id in form:
            form[each.field_id].errors = [*form[each.field_id].errors, message]
    return [inputs_of(form, asked, questions, of_element) for asked in questions.elements]
