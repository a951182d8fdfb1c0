"""A programme as plain data for JSON: what is written in its file, and nothing worked out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import time
from enum import StrEnum

from programmes.text import Text

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def as_data(value: object) -> Plain:
    """Dataclasses become objects, texts {"nl", "en"}, tuples lists.

    Rules of one family (conditions, frequencies, rhythms) get their class name as "type", so that they can be told
    apart. Raises TypeError for anything that no programme holds.
    """
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Text):
        return {"nl": value.nl, "en": value.en}
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if is_dataclass(value):
        return {"type": type(value).__name__, **{f.name: as_data(getattr(value, f.name)) for f in fields(value)}}
    raise TypeError(f"{type(value).__name__} is not part of a programme")
