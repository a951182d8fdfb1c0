"""A file from a tablet that could not send any more: sealed items, brought in by a coordinator."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis.errors import DomainError
from thuisbasis.permissions import Actor
from thuisbasis.tablet import receiving
from thuisbasis.tablet.bodies import NotUnderstoodError, item_from
from thuisbasis.tablet.models import TabletItem
from thuisbasis.tablet.receiving import Arrival, TakingIn
from thuisbasis.tablet.sealing import SealError, ServerKey
from thuisbasis.tablet.states import WAITING

FORMAT, VERSION = "thuisbasis-tablet-export", 1
MOST_ITEMS = 1_000


@dataclass
class Imported:
    """What became of a file: how many items were taken in, how many wait for somebody, how many nobody could open."""

    taken_in: int = 0
    waiting: list[TabletItem] = field(default_factory=list)
    unreadable: int = 0


def bring_in(session: Session, actor: Actor, content: bytes, key: ServerKey, take_in: TakingIn) -> Imported:
    """Take in all items of a file, each as if the tablet had sent it: twice is once. Flushes.

    Raises NotUnderstoodError, with words for the reader, for what is no such file.
    """
    found = Imported()
    for line in _lines(content):
        try:
            with session.begin_nested():
                kept = receiving.receive(session, actor, _arrival(line, key), take_in, by_hand=True)
        except (SealError, NotUnderstoodError, DomainError):
            found.unreadable += 1
            continue
        if kept.state in WAITING:
            found.waiting.append(kept)
        else:
            found.taken_in += 1
    return found


def _lines(content: bytes) -> Iterator[Any]:
    try:
        told = json.loads(content.decode())
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise NotUnderstoodError(
            gettext("Dit is geen bestand van een tablet. Kies het bestand dat de app maakte.")
        ) from None
    items = told.get("items") if isinstance(told, dict) and told.get("format") == FORMAT else None
    if not isinstance(items, list) or told.get("version") != VERSION or len(items) > MOST_ITEMS:
        raise NotUnderstoodError(gettext("Dit is geen bestand van een tablet. Kies het bestand dat de app maakte."))
    yield from items


def _arrival(line: Any, key: ServerKey) -> Arrival:
    if not isinstance(line, dict):
        raise NotUnderstoodError("/items: give objects.")
    try:
        item_id = uuid.UUID(line.get("item"))
    except (ValueError, TypeError, AttributeError):
        raise NotUnderstoodError("/items/item: give a UUID.") from None
    body = key.open(line.get("sealed"))
    try:
        said = json.loads(body.decode())
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise NotUnderstoodError("/items/sealed: no JSON inside.") from None
    return Arrival(item_id=item_id, body=body, sha256=hashlib.sha256(body).hexdigest(), said=item_from(said))
