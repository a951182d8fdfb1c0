"""The programmes of the catalogue, whichever are there, and the facts that tests begin from."""

from datetime import date
from typing import Any

from programmes.catalogue import default
from programmes.evidence import EvidenceField, FieldKind, Value
from programmes.facts import Answer, ContactOutcome, Leader, Presence, Qualified
from programmes.protocol import Element, Programme

PACT = default().get("pact")
PITTIGE_JAREN = default().get("pittige-jaren")
REAL = default().get("real")
SHIPPED = (PACT, PITTIGE_JAREN, REAL)
ALL = default().programmes()
TRACKS = [(programme, track) for programme in ALL for track in programme.tracks]

START = date(2026, 9, 15)


def some_evidence(field: EvidenceField) -> Value:
    """Any answer that fits the field."""
    answers: dict[FieldKind, Any] = {
        FieldKind.TEXT: "zo ging het",
        FieldKind.TITLE: "Kikker en de kou",
        FieldKind.LANGUAGE: "ti",
        FieldKind.COUNT: 4,
        FieldKind.MINUTES: 60,
        FieldKind.YES_NO: True,
    }
    if field.kind is FieldKind.CHOICE:
        return field.choices[0].key
    if field.kind is FieldKind.CHOICES:
        return [field.choices[0].key]
    if field.kind is FieldKind.GRID:
        return [[field.rows[0].key, field.columns[0].key]]
    found: Value = answers[field.kind]
    return found


def delivered(element: Element) -> Answer:
    """A complete "delivered"."""
    return Answer(delivered=True, evidence={field.key: some_evidence(field) for field in element.evidence})


def not_delivered(element: Element) -> Answer:
    """A complete "not delivered"."""
    reason = next(reason for reason in element.reasons if reason.is_deviation)
    return Answer(delivered=False, reason=reason.key, follow_up=element.follow_ups[0].key)


def answers(programme: Programme, *, without: tuple[str, ...] = ()) -> dict[str, Answer]:
    """Every element delivered, but for those in `without`, which are not answered."""
    return {element.key: delivered(element) for element in programme.elements if element.key not in without}


def leader(qualification: str, *, expires: date | None = None) -> Leader:
    """A qualified leader."""
    return Leader(
        name="Samira", qualifications=(Qualified(key=qualification, since=date(2022, 3, 1), expires=expires),)
    )


def outcome(step: str, *elements: str, presence: Presence = Presence.ATTENDED, **more: Any) -> ContactOutcome:
    """One held contact of a family."""
    return ContactOutcome(step=step, presence=presence, delivered=frozenset(elements), **more)
