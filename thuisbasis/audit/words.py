"""The words for keys that audit entries hold. The rooms that write them stand above; app.py collects their words."""

from collections.abc import Mapping

from flask import current_app
from flask_babel.speaklater import LazyString

Words = Mapping[tuple[str, str], Mapping[str, LazyString]]
"""By kind of subject (its table) and field: what each key is called."""


def word_for(subject_kind: str, field: str, key: str) -> str | None:
    """What a key is called, or None when nobody said so: then it is no key but text."""
    collected: Words = current_app.extensions["audit_words"]
    found = collected.get((subject_kind, field), {}).get(key)
    return str(found) if found is not None else None
