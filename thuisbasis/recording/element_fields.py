"""The fields with which one element is answered: made from its data, read back into an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms import Form as AnyForm

from programmes.evidence import EvidenceField, FieldKind, Value, grid_pairs
from programmes.facts import Answer
from programmes.protocol import Element
from thuisbasis import languages, spoken
from thuisbasis.recording.drafts import FOLLOW_UP_WORDS, REASON_WORDS
from thuisbasis.recording.fields import GridField, RadioField, SelectField, SeveralField, cells_of, pairs_of
from thuisbasis.recording.questions import Asked, Questions
from thuisbasis.validation import IntegerField, StringField, TextAreaField

DELIVERED, NOT_DELIVERED, OPEN = "delivered", "not_delivered", ""
MOST = 10_000  # minutes and counts beyond this are typing errors


@dataclass(frozen=True, kw_only=True)
class EvidenceInput:
    """One question about a delivered element on a form; `own` for words of one's own beside the list."""

    evidence: EvidenceField
    bound: Field
    own: Field | None


@dataclass(frozen=True, kw_only=True)
class ElementInputs:
    """All bound fields of one element on a form. `id` is that of the first answer, to which findings lead."""

    asked: Asked
    id: str
    answer: Field
    evidence: Sequence[EvidenceInput]
    reason: Field
    reason_own: Field
    follow_up: Field
    follow_up_own: Field
    errors: Sequence[str] = ()


def prefix_of(element: Element) -> str:
    """What the names of all fields of an element begin with, of whichever child it is asked."""
    return f"element-{element.key}"


def name_of(asked: Asked) -> str:
    """The name of an element's fields on the form."""
    child = f"-{asked.enrolment.id.hex}" if asked.enrolment else ""
    return f"{prefix_of(asked.element)}{child}"


def asked_evidence(asked: Asked, questions: Questions) -> tuple[EvidenceField, ...]:
    """The questions about an element that are asked at this step."""
    return tuple(field for field in asked.element.evidence if field.asked_at(questions.step.number))


def fields_of(asked: Asked, questions: Questions) -> Iterator[tuple[str, Any]]:
    """The unbound fields of an element, by name."""
    name, element = name_of(asked), asked.element
    yield name, RadioField(languages.text(element.name), choices=[(DELIVERED, ""), (NOT_DELIVERED, ""), (OPEN, "")])
    for field in asked_evidence(asked, questions):
        yield from evidence_fields(
            f"{name}-{field.key}", field, language_choices(questions.languages), _groep(asked, questions)
        )
    yield f"{name}--reason", RadioField(_l("Waarom lukte het niet?"), choices=spelled(element.reasons))
    yield f"{name}--reason-own", StringField(_l("In eigen woorden"), longest=500)
    yield f"{name}--follow-up", RadioField(_l("Wat maakt het goed?"), choices=spelled(element.follow_ups))
    yield f"{name}--follow-up-own", StringField(_l("In eigen woorden"), longest=500)


def _groep(asked: Asked, questions: Questions) -> str | None:
    return (asked.enrolment.child.groep or None) if asked.enrolment else questions.groep


def evidence_fields(
    name: str, field: EvidenceField, tongues: Sequence[tuple[str, str]], groep: str | None
) -> Iterator[tuple[str, Any]]:
    """The unbound field of one question, and with own words allowed a second one for those.

    `tongues`: the languages on offer; choices that are not for `groep` are left out.
    """
    label = languages.text(field.label)
    choices = spelled(field.choices_for(groep))
    if field.kind is FieldKind.TEXT:
        yield name, TextAreaField(label)
    elif field.kind is FieldKind.TITLE:
        yield name, StringField(label)
    elif field.kind in (FieldKind.COUNT, FieldKind.MINUTES):
        yield name, IntegerField(label, least=0, most=MOST)
    elif field.kind is FieldKind.LANGUAGE:
        yield name, SelectField(label, choices=tongues)
    elif field.kind is FieldKind.YES_NO:
        yield name, RadioField(label, choices=[("yes", gettext("ja")), ("no", gettext("nee"))])
    elif field.kind is FieldKind.GRID:
        yield name, GridField(label, rows=spelled(field.rows), columns=spelled(field.columns))
    elif field.kind is FieldKind.CHOICE:
        yield name, RadioField(label, choices=choices)
    else:
        yield name, SeveralField(label, choices=choices)
    if field.own_words:
        yield f"{name}--own", StringField(_l("Anders, namelijk"), longest=500)


def language_choices(first: Sequence[str] = ("nl",)) -> list[tuple[str, str]]:
    """Languages to choose from, those in `first` (the family's) on top."""
    others = sorted((code for code in spoken.CODES if code not in first), key=lambda code: spoken.name(code).casefold())
    return [("", gettext("Kies een taal")), *((code, spoken.name(code)) for code in (*first, *others))]


def spelled(choices: Sequence[Any]) -> list[tuple[str, str]]:
    """Choices and reasons of the rule-book as pairs of key and words."""
    return [(choice.key, languages.text(choice.text)) for choice in choices]


def values_of(asked: Asked, answer: Answer, questions: Questions) -> Iterator[tuple[str, Any]]:
    """The data with which an answer fills the fields, by name."""
    name, element = name_of(asked), asked.element
    yield name, OPEN if answer.delivered is None else DELIVERED if answer.delivered else NOT_DELIVERED
    for field in asked_evidence(asked, questions):
        yield from evidence_values(f"{name}-{field.key}", field, answer.evidence.get(field.key))
    yield from _listed(f"{name}--reason", element.reasons, answer.reason, answer.evidence.get(REASON_WORDS))
    yield from _listed(f"{name}--follow-up", element.follow_ups, answer.follow_up, answer.evidence.get(FOLLOW_UP_WORDS))


def _listed(name: str, listed: Sequence[Any], value: str, words: Value) -> Iterator[tuple[str, str]]:
    on_list = value in {each.key for each in listed}
    yield name, value if on_list else ""
    yield f"{name}-own", str(words or "") if on_list else value


def evidence_values(name: str, field: EvidenceField, value: Value) -> Iterator[tuple[str, Any]]:
    """The data of one question's fields, by name."""
    known = {choice.key for choice in field.choices}
    if field.kind is FieldKind.YES_NO:
        yield name, {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else ""
    elif field.kind is FieldKind.GRID:
        yield name, cells_of(grid_pairs(value) or ())
    elif field.kind is FieldKind.CHOICES:
        given = [str(each) for each in value] if isinstance(value, Sequence) and not isinstance(value, str) else []
        yield name, [each for each in given if each in known]
        yield f"{name}--own", "; ".join(each for each in given if each not in known)
    elif field.kind is FieldKind.CHOICE and field.own_words:
        yield name, value if value in known else ""
        yield f"{name}--own", "" if value in known else value
    else:
        yield name, value


def answer_from(form: AnyForm, asked: Asked, questions: Questions, before: Answer) -> Answer:
    """The answer that a form gives. What was made up later, noted in `before`, stays while it is still not done."""
    name = name_of(asked)
    delivered = {DELIVERED: True, NOT_DELIVERED: False}.get(form[name].data or OPEN)
    evidence: dict[str, Value] = {}
    for field in asked_evidence(asked, questions):
        evidence[field.key] = evidence_from(form, f"{name}-{field.key}", field)
    reason, evidence[REASON_WORDS] = _chosen(form, f"{name}--reason")
    follow_up, evidence[FOLLOW_UP_WORDS] = _chosen(form, f"{name}--follow-up")
    return Answer(
        delivered=delivered,
        evidence={key: value for key, value in evidence.items() if value not in (None, "", [])},
        reason=reason,
        follow_up=follow_up,
        late=before.late if delivered is False else None,
    )


def _chosen(form: AnyForm, name: str) -> tuple[str, str]:
    """What was chosen from a list (own words where nothing was), and the own words beside a choice."""
    chosen, own = form[name].data or "", form[f"{name}-own"].data or ""
    return (chosen, own) if chosen else (own, "")


def evidence_from(form: AnyForm, name: str, field: EvidenceField) -> Value:
    """The evidence that a form gives for one question."""
    bound, own = form[name], form[f"{name}--own"].data if field.own_words else ""
    if field.kind is FieldKind.YES_NO:
        return {"yes": True, "no": False}.get(bound.data or "")
    if field.kind is FieldKind.GRID:
        return pairs_of(bound.data or ())
    if field.kind is FieldKind.CHOICES:
        return [*(bound.data or ()), *([own] if own else [])]
    return own or bound.data


def inputs_of(form: AnyForm, asked: Asked, questions: Questions, errors: Mapping[str, Sequence[str]]) -> ElementInputs:
    """An element's bound fields. `errors`: messages for the whole element, by its name on the form."""
    name = name_of(asked)
    return ElementInputs(
        asked=asked,
        id=name,
        answer=form[name],
        evidence=[
            EvidenceInput(
                evidence=field,
                bound=form[f"{name}-{field.key}"],
                own=form[f"{name}-{field.key}--own"] if field.own_words else None,
            )
            for field in asked_evidence(asked, questions)
        ],
        reason=form[f"{name}--reason"],
        reason_own=form[f"{name}--reason-own"],
        follow_up=form[f"{name}--follow-up"],
        follow_up_own=form[f"{name}--follow-up-own"],
        errors=errors.get(name, ()),
    )
