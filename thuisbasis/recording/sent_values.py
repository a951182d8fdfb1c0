"""A record form as the values that a browser would send for it, and back: what a tablet keeps and brings.

Fields map a field's name to the list of its values; a field in which nothing is chosen or typed is left out. Two forms
that say the same have the same fields, whoever filled them in.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field

from thuisbasis.recording.forms import RecordForm, form_sent
from thuisbasis.recording.questions import Questions
from thuisbasis.validation import BooleanField, ChecksField, RevisionField

Fields = Mapping[str, Sequence[str]]

NEVER_SENT = ("csrf_token",)


def fields_of_form(form: RecordForm) -> dict[str, list[str]]:
    """The values that a browser would send for a form."""
    found = {field.name: _values(field) for field in form if _is_asked(field)}
    return {name: values for name, values in found.items() if values}


def labels_of_form(form: RecordForm) -> dict[str, str]:
    """What each field is called."""
    return {field.name: str(field.label.text) for field in form if _is_asked(field)}


def form_of_fields(questions: Questions, fields: Fields) -> RecordForm:
    """The form of a record as if a browser had sent these fields. It knows no form token: the caller's door does."""
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return form_sent(questions, MultiDict(pairs), with_token=False)


def normal(questions: Questions, fields: Fields) -> dict[str, list[str]]:
    """The fields as a form reads and shows them: trimmed, dates written one way, what was not asked left out.

    What a form cannot read stays as it was typed.
    """
    form = form_of_fields(questions, fields)
    return fields_of_form(form)


def _is_asked(field: Field) -> bool:
    return field.name not in NEVER_SENT and not isinstance(field, RevisionField)


def _values(field: Field) -> list[str]:
    if field.process_errors and field.raw_data:
        return [str(value) for value in field.raw_data if str(value)]
    if isinstance(field, BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, ChecksField):
        chosen = set(map(str, field.data or ()))
        known = [str(choice.value) for choice in field.choices]
        return [value for value in known if value in chosen] + sorted(chosen - set(known))
    shown: Any = field._value() if hasattr(field, "_value") else field.data
    text = "" if shown is None else str(shown)
    return [text] if text else []
