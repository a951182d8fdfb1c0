"""Evidence: the typed answers that show that a required element was delivered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from programmes.text import Choice, Text


class FieldKind(StrEnum):
    """The types of evidence that a programme may ask for."""

    TEXT = "text"  # own words
    TITLE = "title"  # a title of a book or other material
    CHOICE = "choice"  # one key of `choices`
    CHOICES = "choices"  # one or more keys of `choices`
    COUNT = "count"  # a whole number, 0 or more
    MINUTES = "minutes"  # a whole number of minutes, 0 or more
    LANGUAGE = "language"  # a language code as in BCP 47 ("nl", "ti")
    YES_NO = "yes_no"
    GRID = "grid"  # pairs (row key, column key)


NUMBERS = frozenset({FieldKind.COUNT, FieldKind.MINUTES})
WORDS = frozenset({FieldKind.TEXT, FieldKind.TITLE, FieldKind.LANGUAGE})
LISTS = frozenset({FieldKind.CHOICES, FieldKind.GRID})


class Purpose(StrEnum):
    """What an answer is, beside being evidence: a record then needs not ask for it again."""

    HOME_AGREEMENT = "home_agreement"  # what the family will do until the next contact
    LAST_AGREEMENT = "last_agreement"  # how the agreement of the contact before went
    MATERIAL_TITLE = "material_title"  # the title of what went along
    MATERIAL_LEVEL = "material_level"
    MATERIAL_HANDED = "material_handed"  # lent, given or used_only
    PRACTICE_REPORTED = "practice_reported"  # whether practice at home was reported; the first choice says that it was
    PRACTICE_DAYS = "practice_days"  # on how many days of the week
    PRACTICE_MINUTES = "practice_minutes"  # how long altogether


Value = str | int | bool | Sequence[str] | Sequence[Sequence[str]] | None


@dataclass(frozen=True, kw_only=True)
class EvidenceField:
    """One question about a delivered element.

    `from_step`: asked from that step number on (looking back makes no sense at the first contact).
    `own_words`: a choice may also be answered with words of one's own.
    `one_at_a_time_for`: groepen in which more than one choice gives a warning.
    `not_after`: (field, choice) that makes this question needless.
    `purpose`: what the answer is beside being evidence.
    """

    key: str
    label: Text
    kind: FieldKind
    required: bool = True
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    columns: tuple[Choice, ...] = ()
    from_step: int = 1
    own_words: bool = False
    one_at_a_time_for: tuple[str, ...] = ()
    not_after: tuple[str, str] | None = None
    purpose: Purpose | None = None
    source: str = "L"

    def asked_at(self, step_number: int | None) -> bool:
        """Whether this is asked at the step with that number; None counts as the first step."""
        return self.from_step <= (step_number or 1)

    def is_empty(self, value: Value) -> bool:
        """Whether nothing was filled in. 0 and False are answers."""
        if value is None:
            return True
        if isinstance(value, str):
            return not value.strip()
        return isinstance(value, Sequence) and not value

    def choices_for(self, groep: str | None) -> tuple[Choice, ...]:
        """The choices on offer to a child in `groep`; with None all of them."""
        return tuple(c for c in self.choices if groep is None or not c.groepen or groep in c.groepen)

    def misfit(self, value: Value) -> Text | None:
        """Why the value is not of this field's type or not on its lists; None when it fits or is empty."""
        if self.is_empty(value):
            return None
        if self.kind in NUMBERS:
            return (
                None
                if _is_count(value)
                else Text("Vul een heel getal in, 0 of meer.", "Fill in a whole number, 0 or more.")
            )
        if self.kind is FieldKind.YES_NO:
            return None if isinstance(value, bool) else Text("Antwoord met ja of nee.", "Answer with yes or no.")
        if self.kind in WORDS:
            return None if isinstance(value, str) else Text("Vul tekst in.", "Fill in text.")
        if self.kind is FieldKind.GRID:
            return self._grid_misfit(value)
        return self._choice_misfit(value)

    def _choice_misfit(self, value: Value) -> Text | None:
        if self.kind is FieldKind.CHOICE:
            given: Sequence[object] = (value,) if isinstance(value, str) else ()
        else:
            given = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        if not given or not all(isinstance(item, str) for item in given):
            return Text("Kies uit de lijst.", "Choose from the list.")
        known = {choice.key for choice in self.choices}
        strange = [str(item) for item in given if item not in known]
        if not strange or self.own_words:
            return None
        keys = ", ".join(choice.key for choice in self.choices)
        return Text(f"“{strange[0]}” staat niet op de lijst: {keys}.", f"“{strange[0]}” is not on the list: {keys}.")

    def _grid_misfit(self, value: Value) -> Text | None:
        pairs = grid_pairs(value)
        if pairs is None:
            return Text("Geef paren van rij en kolom.", "Give pairs of row and column.")
        rows, columns = {r.key for r in self.rows}, {c.key for c in self.columns}
        for row, column in pairs:
            if row not in rows or column not in columns:
                return Text(f"Het vak “{row} × {column}” bestaat niet.", f"There is no cell “{row} × {column}”.")
        return None


def grid_pairs(value: Value) -> tuple[tuple[str, str], ...] | None:
    """The (row, column) pairs of a grid answer; None when the value is not a list of pairs."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return None
    pairs = []
    for item in value:
        if isinstance(item, str) or len(item) != 2:
            return None
        pairs.append((str(item[0]), str(item[1])))
    return tuple(pairs)


def missing(
    fields: Sequence[EvidenceField], values: Mapping[str, Value], step_number: int | None
) -> tuple[EvidenceField, ...]:
    """The required fields that are empty in `values`, among those asked at this step and not made needless."""
    return tuple(
        field
        for field in fields
        if field.required
        and field.asked_at(step_number)
        and field.is_empty(values.get(field.key))
        and not _is_needless(field, values)
    )


def _is_needless(field: EvidenceField, values: Mapping[str, Value]) -> bool:
    if field.not_after is None:
        return False
    other, choice = field.not_after
    value = values.get(other)
    return value == choice or (not isinstance(value, str) and isinstance(value, Sequence) and choice in value)


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
