"""The value of a field in words: of a choice its label."""

from collections.abc import Sequence

from flask_babel import gettext

from thuisbasis.recording.element_fields import DELIVERED, NOT_DELIVERED
from thuisbasis.recording.fields import GridField
from thuisbasis.recording.forms import RecordForm


def field_words(form: RecordForm, name: str, values: Sequence[str]) -> str:
    """The values that a browser would send for a field, in the reader's words."""
    if name not in form:
        return ", ".join(values)
    field = form[name]
    if isinstance(field, GridField):
        rows, columns = dict(field.rows), dict(field.columns)
        pairs = [value.split(":", 1) for value in values if ":" in value]
        return ", ".join(f"{rows.get(row, row)} – {columns.get(column, column)}" for row, column in pairs)
    known = {
        DELIVERED: gettext("Gedaan"),
        NOT_DELIVERED: gettext("Niet gedaan"),
        "y": gettext("ja"),
    } | {str(choice.value): str(choice.label) for choice in getattr(field, "choices", None) or () if choice.label}
    return ", ".join(known.get(value, value) for value in values)
