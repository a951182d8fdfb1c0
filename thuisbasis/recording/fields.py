"""The fields of a record form that no other form has."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import fields
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import StopValidation

from thuisbasis import validation

Words = Sequence[tuple[str, str]]
"""Choices as pairs of key and words."""


class RadioField(fields.RadioField):
    """One of several, or none of them."""

    def __init__(self, label: Any = None, validators: Any = None, *, choices: Words = (), **more: Any) -> None:
        super().__init__(label, validators, coerce=_text, choices=_offered(choices), validate_choice=False, **more)
        self.known = {key for key, _ in choices}

    def pre_validate(self, form: Any) -> None:
        """What was sent is on the list, or nothing was."""
        _refuse_unknown([self.data] if self.data else [], self.known)


class SelectField(fields.SelectField):
    """One of a long list, or none of it."""

    def __init__(self, label: Any = None, validators: Any = None, *, choices: Words = (), **more: Any) -> None:
        super().__init__(label, validators, coerce=_text, choices=_offered(choices), validate_choice=False, **more)
        self.known = {key for key, _ in choices}

    def pre_validate(self, form: Any) -> None:
        """What was sent is on the list, or nothing was."""
        _refuse_unknown([self.data] if self.data else [], self.known)


class SeveralField(validation.ChecksField):
    """Any number of several, each a box to tick."""

    def __init__(self, label: Any = None, validators: Any = None, *, choices: Words = (), **more: Any) -> None:
        super().__init__(label, validators, coerce=_text, choices=_offered(choices), validate_choice=False, **more)
        self.known = {key for key, _ in choices}

    def pre_validate(self, form: Any) -> None:
        """All that was sent is on the list."""
        _refuse_unknown(self.data or [], self.known)


class GridField(SeveralField):
    """Cells of rows × columns to tap. Its data are keys "row:column"."""

    def __init__(
        self, label: Any = None, validators: Any = None, *, rows: Words = (), columns: Words = (), **more: Any
    ) -> None:
        self.rows, self.columns = tuple(rows), tuple(columns)
        cells = [(f"{row}:{column}", "") for row, _ in self.rows for column, _ in self.columns]
        super().__init__(label, validators, choices=cells, **more)

    def has(self, row: str, column: str) -> bool:
        """Whether a cell is chosen."""
        return f"{row}:{column}" in (self.data or ())


def pairs_of(cells: Iterable[str]) -> list[list[str]]:
    """Chosen cells as pairs (row, column), as evidence holds them."""
    return [cell.split(":") for cell in cells]


def cells_of(pairs: Iterable[Sequence[str]]) -> list[str]:
    """The cells of pairs (row, column)."""
    return [f"{row}:{column}" for row, column in pairs]


def _offered(choices: Words) -> list[SelectChoice]:
    return [SelectChoice(key, words) for key, words in choices]


def _refuse_unknown(sent: Iterable[str], known: set[str]) -> None:
    if any(value not in known for value in sent):
        raise StopValidation(gettext("Kies uit de lijst."))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
