"""What an audit entry says of fields, in words for a reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from thuisbasis import dutch
from thuisbasis.audit.models import AuditEntry
from thuisbasis.audit.words import word_for
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.families.people import ADDRESS_LABELS, CHILD_LABELS, GUARDIAN_LABELS
from thuisbasis.families.relations import RELATIONS
from thuisbasis.revisions import field_in_words

_LABELS = {
    **ADDRESS_LABELS,
    **CHILD_LABELS,
    **GUARDIAN_LABELS,
    "note": _l("Bijzonderheden"),
    "number": _l("Gezinsnummer"),
    "name": _l("Naam"),
    "children": _l("Aantal kinderen"),
    "guardians": _l("Aantal ouders"),
    "relation": _l("Is voor het kind"),
    "has_authority": _l("Heeft gezag"),
    "kind": _l("Soort"),
    "state": _l("Stand"),
    "reason": _l("Reden"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words; "" for empty. `was_known` False: the row was new."""

    label: str
    before: str
    after: str
    was_known: bool


def field_changes(entry: AuditEntry) -> Iterator[FieldChange]:
    """The fields of an entry that have a name for readers; ids and inner keys are left out, as is empty text."""
    for name in dict.fromkeys([*entry.after, *entry.before]):
        change = FieldChange(
            label=str(_LABELS.get(name, "")),
            before=_words(entry.subject_kind, name, entry.before.get(name)),
            after=_words(entry.subject_kind, name, entry.after.get(name)),
            was_known=name in entry.before,
        )
        if change.label and (change.before or change.after):
            yield change


def _words(subject_kind: str, name: str, value: Any) -> str:
    if isinstance(value, str) and (word := word_for(subject_kind, name, value)):
        return word
    if name == "birth_date" and value:
        return dutch.shown_day(date.fromisoformat(value))
    if name == "kind" and value in BY_KEY:
        return str(BY_KEY[value].words)
    if name == "relation" and value:
        return str(RELATIONS.get(value, value))
    if name == "has_authority" and value is None:
        return gettext("onbekend")
    if name == "guardians" and isinstance(value, list):  # who takes part, by id: the reader hears how many
        return str(len(value))
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    return field_in_words(name, value)
