"""Answering what a record asks: hand-written words where the story has them, else something sound of the right kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from programmes.evidence import EvidenceField, FieldKind, Value
from programmes.facts import Answer
from programmes.protocol import ChecklistItem, ChecklistKind, Element, Programme

Words = dict[tuple[str, str], Value]
"""Element key and field key to what is written there."""

USUAL_WORDS = (
    "Uitgelegd en samen gedaan; de ouder vertelde het in eigen woorden na.",
    "Besproken aan de hand van een voorbeeld van thuis.",
    "Voorgedaan, daarna probeerde de ouder het zelf.",
)
USUAL_TITLE = "Prentenboek naar keuze"
USUAL_COUNT, USUAL_MINUTES = 4, 60


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What an answer depends on. `turn` grows from contact to contact, so that records differ."""

    number: int
    turn: int
    groep: str | None = None
    language: str = "nl"
    words: Words = field(default_factory=dict)


def delivered(element: Element, occasion: Occasion) -> Answer:
    """The element as delivered, each question that is asked at this contact answered."""
    evidence = {
        asked.key: _value(element, asked, occasion) for asked in element.evidence if asked.asked_at(occasion.number)
    }
    return Answer(delivered=True, evidence={key: value for key, value in evidence.items() if value not in (None, "")})


def not_delivered(reason: str, follow_up: str = "") -> Answer:
    """The element as honestly not delivered; the keys are the rule-book's."""
    return Answer(delivered=False, reason=reason, follow_up=follow_up)


def _value(element: Element, asked: EvidenceField, occasion: Occasion) -> Value:
    if (element.key, asked.key) in occasion.words:
        return occasion.words[element.key, asked.key]
    if not asked.required:
        return None
    return _usual(asked, occasion)


def _usual(asked: EvidenceField, occasion: Occasion) -> Value:
    choices = [choice.key for choice in asked.choices_for(occasion.groep)]
    usual: dict[FieldKind, Value] = {
        FieldKind.TEXT: USUAL_WORDS[occasion.turn % len(USUAL_WORDS)],
        FieldKind.TITLE: USUAL_TITLE,
        FieldKind.COUNT: USUAL_COUNT,
        FieldKind.MINUTES: USUAL_MINUTES,
        FieldKind.LANGUAGE: occasion.language,
        FieldKind.YES_NO: occasion.turn % 7 != 3,
        FieldKind.CHOICE: choices[occasion.turn % len(choices)] if choices else "",
        FieldKind.CHOICES: choices[occasion.turn % len(choices) :][:1] if choices else (),
        FieldKind.GRID: [
            [row.key, asked.columns[(occasion.turn + at) % len(asked.columns)].key]
            for at, row in enumerate(asked.rows)
            if (at + occasion.turn) % 2 == 0
        ],
    }
    return usual[asked.kind]


def checklist(programme: Programme, occasion: Occasion, less: Mapping[str, Value]) -> dict[str, Value]:
    """Every item of the process checklist as it usually goes; `less` says what went otherwise."""
    return {item.key: less.get(item.key, _ticked(item, occasion)) for item in programme.checklist}


def _ticked(item: ChecklistItem, occasion: Occasion) -> Value:
    if item.kind is ChecklistKind.YES_NO_NA:
        return "yes"
    low, high = item.advised or ((45, 60) if item.kind is ChecklistKind.MINUTES else (2, 4))
    return low + occasion.turn % (high - low + 1)
