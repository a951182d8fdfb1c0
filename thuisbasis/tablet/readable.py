"""What a tablet brought, for people to read: also when nothing here knows what it is about."""

import json
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis.permissions import Actor
from thuisbasis.recording import queries
from thuisbasis.recording.field_words import field_words
from thuisbasis.recording.models import Record
from thuisbasis.recording.questions import questions_for
from thuisbasis.recording.sent_values import form_of_fields, labels_of_form
from thuisbasis.tablet.models import TabletItem

Line = tuple[str, str]


def lines(session: Session, actor: Actor, item: TabletItem) -> list[Line]:
    """What an item says, as label and words.

    In the words of its record's form where there is one; else as the tablet itself read it out; else field by field.
    """
    if item.kind == "worry":
        return []  # for the aandachtsfunctionaris alone
    said: dict[str, Any] = json.loads(item.body)
    if item.kind == "event":
        return [(key, str(said[key])) for key in ("event", "at", "reason", "note", "new_starts") if said.get(key)]
    fields: dict[str, list[str]] = said.get("fields", {})
    if item.record_id is not None:
        return _as_on_the_form(session, queries.record_or_404(session, actor, item.record_id), fields)
    told = said.get("readable")
    if isinstance(told, list) and all(_is_line(each) for each in told):
        return [(each[0], each[1]) for each in told]
    return [(name, ", ".join(values)) for name, values in fields.items() if values]


def _is_line(told: Any) -> bool:
    return isinstance(told, list) and len(told) == 2 and all(isinstance(each, str) for each in told)


def _as_on_the_form(session: Session, record: Record, fields: dict[str, list[str]]) -> list[Line]:
    questions = questions_for(session, record, record.contact)
    form = form_of_fields(questions, fields)
    labels = labels_of_form(form)
    found = [(labels.get(name, name), field_words(form, name, values)) for name, values in fields.items()]
    return [(label or gettext("Overig"), words) for label, words in found if words]


def conflicts(item: TabletItem) -> list[dict[str, str]]:
    """The fields in which two people wrote something else, as the tablet was told; [] when there is no conflict."""
    return [
        {name: str(each.get(name, "")) for name in ("label", "base", "mine", "theirs")}
        for each in item.answer.get("conflicts", ())
    ]
