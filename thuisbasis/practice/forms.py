"""The form of a week: one row of fields for each child, made from what the programme plans and logs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from programmes.evidence import EvidenceField, Purpose
from programmes.protocol import Element, Reason
from programmes.text import Choice
from thuisbasis import clock, languages
from thuisbasis.practice.children import NOBODY, ChildWeek
from thuisbasis.practice.services import common_kinds, common_minutes
from thuisbasis.practice.weeks import Week, key_of
from thuisbasis.recording.element_fields import (
    evidence_fields,
    evidence_from,
    evidence_values,
    language_choices,
    spelled,
)
from thuisbasis.recording.fields import SelectField, SeveralField
from thuisbasis.validation import BooleanField, Form, IntegerField, RevisionField

COMPUTED = frozenset({Purpose.PRACTICE_DAYS, Purpose.PRACTICE_MINUTES})
MOST_MINUTES = 600  # ten hours of reading in one go is a mistake in typing


class WeekForm(Form):
    """The fields of all children; `form_class` adds them."""


def prefix(child: ChildWeek) -> str:
    """The beginning of the names of a child's fields."""
    return child.enrolment.id.hex


def others_of(week: Week, child: ChildWeek) -> tuple[Element, ...]:
    """The elements asked of a child beside those of its plan and its log."""
    known = {*week.plan_elements, week.log_element}
    return tuple(element for element in child.asked if element not in known)


def asks_record(week: Week, child: ChildWeek) -> bool:
    """Whether the row asks what happened at the weekly contact."""
    return week.may_be_checked and not child.is_completed


def is_left_open(child: ChildWeek, element: Element) -> bool:
    """Whether a row may answer an element: what was honestly not done is told in the record itself."""
    answer = child.answers.get(element.key)
    return answer is None or answer.delivered is not False


def shown_evidence(element: Element) -> tuple[EvidenceField, ...]:
    """The questions of an element that are typed; days and minutes follow from the days that are tapped."""
    return tuple(each for each in element.evidence if each.purpose not in COMPUTED)


def required_evidence(element: Element) -> tuple[EvidenceField, ...]:
    """The questions of an element that must be answered."""
    return tuple(each for each in element.evidence if each.required)


def form_class(week: Week, children: Sequence[ChildWeek]) -> type[WeekForm]:
    """The form of one week: its fields follow from its children and what is asked."""
    fields = {name: each for child in children for name, each in _fields(week, child)}
    return type("ThisWeekForm", (WeekForm,), fields)


def form_for(week: Week, children: Sequence[ChildWeek]) -> WeekForm:
    """The form as it stands in the database."""
    values = {name: value for child in children for name, value in _values(week, child)}
    return form_class(week, children)(formdata=None, data=values)


def form_sent(week: Week, children: Sequence[ChildWeek], sent: "MultiDict[str, str]") -> WeekForm:
    """The form as it was sent."""
    return form_class(week, children)(formdata=sent)


# The fields of a row ------------------------------------------------------------------------------------------------


def _fields(week: Week, child: ChildWeek) -> Iterator[tuple[str, Any]]:
    own = prefix(child)
    yield f"{own}-revision", RevisionField()
    yield f"{own}-days", SeveralField(_l("Dagen"), choices=[(str(day), languages.day(day)) for day in week.days])
    yield f"{own}-minutes", IntegerField(_l("Minuten per keer"), least=1, most=MOST_MINUTES)
    yield f"{own}-kinds", SeveralField(_l("Wat deden ze?"), choices=spelled(week.log.kinds))
    if not child.is_completed:
        for element in week.plan_elements:
            yield from _evidence(f"{own}-plan", element, child)
    if week.following is not None:
        yield f"{own}-same", BooleanField(_l("Volgende week hetzelfde"))
        for element in week.plan_elements:
            yield from _evidence(f"{own}-next", element, child)
    if asks_record(week, child):
        yield from _record_fields(week, child)


def _record_fields(week: Week, child: ChildWeek) -> Iterator[tuple[str, Any]]:
    own = prefix(child)
    people = [(guardian.id.hex, guardian.name) for guardian in child.guardians]
    choices = [("", gettext("nog niet ingevuld")), *people, (NOBODY, gettext("niemand"))]
    yield f"{own}-spoken", SelectField(_l("Gesproken met"), choices=choices)
    if week.log_element:
        yield from _evidence(f"{own}-log", week.log_element, child)
    for element in others_of(week, child):
        if not required_evidence(element):
            yield f"{own}-other-{element.key}", BooleanField(languages.text(element.name))
        yield from _evidence(f"{own}-other", element, child, required_evidence(element))
    reasons, follow_ups = _common(child.asked)
    nothing = ("", gettext("Kies"))
    yield f"{own}-reason", SelectField(_l("Waarom ging het anders?"), choices=[nothing, *spelled(reasons)])
    yield f"{own}-follow-up", SelectField(_l("Wat maakt het goed?"), choices=[nothing, *spelled(follow_ups)])


def _common(elements: Sequence[Element]) -> tuple[list[Reason], list[Choice]]:
    """The reasons and follow-ups that fit all of the elements."""
    first = elements[0] if elements else None
    reasons = [each for each in first.reasons if each.is_deviation] if first else []
    follow_ups = list(first.follow_ups) if first else []
    return (
        [reason for reason in reasons if all(element.reason(reason.key) for element in elements)],
        [choice for choice in follow_ups if all(choice in element.follow_ups for element in elements)],
    )


def _evidence(
    start: str, element: Element, child: ChildWeek, wanted: Sequence[EvidenceField] | None = None
) -> Iterator[tuple[str, Any]]:
    spoken = [code for guardian in child.guardians for code in guardian.languages_spoken]
    for each in shown_evidence(element) if wanted is None else wanted:
        name = f"{start}-{element.key}-{each.key}"
        yield from evidence_fields(name, each, language_choices(tuple(spoken)), child.groep or None)


# What stands in them ------------------------------------------------------------------------------------------------


def _values(week: Week, child: ChildWeek) -> Iterator[tuple[str, Any]]:
    own, entries = prefix(child), list(child.entries.values())
    yield f"{own}-revision", child.revision
    yield f"{own}-days", [str(day) for day in child.entries]
    yield f"{own}-minutes", common_minutes(entries) if entries else week.log.minutes
    yield f"{own}-kinds", common_kinds(entries)
    for element in week.plan_elements:
        yield from _evidence_values(f"{own}-plan", element, child.planned(element))
        stored = child.next_plan.evidence.get(element.key, {}) if child.next_plan else {}
        yield from _evidence_values(f"{own}-next", element, stored)
    yield f"{own}-spoken", child.spoken_with
    for element in child.asked:
        answer = child.answers.get(element.key)
        given = answer.evidence if answer and answer.delivered else {}
        kind = "log" if element == week.log_element else "other"
        yield f"{own}-other-{element.key}", bool(answer and answer.delivered)
        yield from _evidence_values(f"{own}-{kind}", element, given)
    if child.version is not None:
        yield f"{own}-reason", child.version.rest_reason
        yield f"{own}-follow-up", child.version.rest_follow_up


def _evidence_values(start: str, element: Element, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for each in element.evidence:
        yield from evidence_values(f"{start}-{element.key}-{each.key}", each, given.get(each.key))


# What was sent ------------------------------------------------------------------------------------------------------


def evidence_sent(form: WeekForm, start: str, element: Element) -> dict[str, Any]:
    """The evidence of an element in a row, without what is empty. `start`: the beginning of the fields' names."""
    found = {}
    for each in element.evidence:
        name = f"{start}-{element.key}-{each.key}"
        if name in form:
            found[each.key] = evidence_from(form, name, each)
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def reported_name(week: Week, child: ChildWeek) -> str | None:
    """The name of the field that says whether the log was reported."""
    element = week.log_element
    key = key_of(element, Purpose.PRACTICE_REPORTED) if element else None
    return f"{prefix(child)}-log-{element.key}-{key}" if element and key else None


def reported_keys(week: Week) -> tuple[str, str]:
    """The keys for reported and for not reported. Only for a programme with an element that looks at the log."""
    element = week.log_element
    fields = element.evidence if element else ()
    choices = next(each.choices for each in fields if each.purpose is Purpose.PRACTICE_REPORTED)
    return choices[0].key, choices[-1].key


def is_sound(form: WeekForm, week: Week, children: Sequence[ChildWeek]) -> bool:
    """Shape, no day ahead of today, and no days beside “not reported”."""
    fits = bool(form.validate())
    for child in children:
        days = form[f"{prefix(child)}-days"]
        if any(day > str(clock.today()) for day in days.data or ()):
            days.errors = [gettext("Deze dag moet nog komen.")]
            fits = False
        name = reported_name(week, child)
        if name and name in form and days.data and form[name].data == reported_keys(week)[1]:
            form[name].errors = [gettext("U hebt ook dagen aangetikt. Kies wat klopt.")]
            fits = False
    return fits
