"""Two people, one record: who saves on top of a change that they did not see gets both texts instead."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from thuisbasis import dutch, languages, spoken
from thuisbasis.database import EditableRow
from thuisbasis.errors import EditConflictError


def refuse_if_edited(row: EditableRow, revision: int, new: Mapping[str, Any], labels: Mapping[str, LazyString]) -> None:
    """Raise EditConflictError when `row` is no longer at `revision` and differs from `new` (field name to value).

    `labels`: the words for a field name; fields without one are compared but never shown. When all that differs is
    the revision, somebody saved the same, and nothing is wrong.
    """
    if row.revision == revision:
        return
    differing = [name for name, value in new.items() if getattr(row, name) != value]
    if not differing:
        return
    shown = [name for name in differing if name in labels]
    raise EditConflictError(
        mine={str(labels[name]): field_in_words(name, new[name]) for name in shown},
        theirs={str(labels[name]): field_in_words(name, getattr(row, name)) for name in shown},
    )


def field_in_words(name: str, value: Any) -> str:
    """A field's value as text, where its name says that the value is a code."""
    if value is None or value == "":
        return ""
    return _CODES[name](value) if name in _CODES else in_words(value)


def in_words(value: Any) -> str:
    """A field's value as text for a reader."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, datetime):
        return languages.moment(value)
    if isinstance(value, date):
        return dutch.shown_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item) for item in value)
    return str(value)


def _weekday(number: int) -> str:
    return languages.weekday(_A_MONDAY + timedelta(days=number))


_A_MONDAY = date(2024, 1, 1)
_CODES: dict[str, Callable[[Any], str]] = {
    "phone": dutch.shown_phone,
    "languages": spoken.names,
    "languages_spoken": spoken.names,
    "languages_read": spoken.names,
    "weekday": _weekday,
}
