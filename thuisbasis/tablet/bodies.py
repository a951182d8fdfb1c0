"""What a tablet sends, read strictly: shapes and types here, meaning elsewhere. See docs/tablet-protocol.md."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from thuisbasis.recording.attachments import Attached

LONGEST_TEXT = 20_000
MOST_FIELDS = 600
MOST_VALUES = 200
MOST_ATTACHMENTS = 20
LARGEST_SEQUENCE = 2**31 - 1

Fields = Mapping[str, list[str]]
Value = TypeVar("Value")


class NotUnderstoodError(ValueError):
    """The body is not of the protocol's shape; the message says where, by JSON pointer, and what would be right."""


@dataclass(frozen=True, kw_only=True)
class Unplanned:
    """A visit that was made without having been planned: whose, and when (aware)."""

    enrolments: tuple[uuid.UUID, ...]
    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class Item:
    """What every item says. Moments are aware; `tablet_now` is the tablet's own clock when it sent this.

    `unplanned`: the contact was not planned, and is added when it is not here yet.
    """

    kind: str
    owner: uuid.UUID
    device: uuid.UUID
    sequence: int
    contact: uuid.UUID
    unplanned: Unplanned | None
    tablet_now: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RecordItem(Item):
    """A record that is being written or finished."""

    enrolment: uuid.UUID | None
    form_version: int
    base_revision: int
    base: Fields
    fields: Fields
    finish: bool
    correction_reason: str
    attachments: tuple[Attached, ...]


@dataclass(frozen=True, kw_only=True)
class EventItem(Item):
    """Something that happened at the door; `event` names it, `more` holds what belongs to it."""

    event: str
    at: datetime
    note: str
    more: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class WorryItem(Item):
    """A worry about safety. It goes to its own restricted record."""

    enrolment: uuid.UUID | None
    text: str
    at: datetime


_OF_EVERY_EVENT = {field.name for field in fields(EventItem)} - {"more"}


def item_from(data: Any) -> RecordItem | EventItem | WorryItem:
    """The item in a parsed body. Raises NotUnderstoodError."""
    body = _Body(data)
    kind = body.text("kind")
    common: dict[str, Any] = {
        "kind": kind,
        "owner": body.id("owner"),
        "device": body.id("device"),
        "sequence": body.count("sequence", least=1),
        "contact": body.id("contact"),
        "unplanned": body.optional("unplanned", lambda name: _unplanned(_Body(body.data[name], f"/{name}"))),
        "tablet_now": body.optional("tablet_now", body.moment),
        "finished_at": body.optional("finished_at", body.moment),
    }
    if kind == "record":
        return _record(body, common)
    if kind == "event":
        more = {key: value for key, value in body.data.items() if key not in _OF_EVERY_EVENT}
        note = body.optional("note", body.text) or ""
        return EventItem(**common, event=body.text("event"), at=body.moment("at"), note=note, more=more)
    if kind == "worry":
        enrolment = body.optional("child_enrolment", body.id)
        return WorryItem(**common, enrolment=enrolment, text=body.text("text"), at=body.moment("at"))
    raise NotUnderstoodError("/kind: give record, event or worry.")


def _record(body: "_Body", common: Mapping[str, Any]) -> RecordItem:
    return RecordItem(
        **common,
        enrolment=body.optional("enrolment", body.id),
        form_version=body.count("form_version", least=0),
        base_revision=body.count("base_revision", least=0),
        base=body.fields("base"),
        fields=body.fields("fields"),
        finish=body.flag("finish"),
        correction_reason=body.optional("correction_reason", body.text) or "",
        attachments=tuple(_attached(each) for each in body.parts("attachments", MOST_ATTACHMENTS)),
    )


def _unplanned(body: "_Body") -> Unplanned:
    enrolments = body.data.get("enrolments")
    if not isinstance(enrolments, list) or not enrolments:
        raise NotUnderstoodError(f"{body.at}/enrolments: give at least one id.")
    starts, ends = body.moment("starts"), body.moment("ends")
    if ends <= starts:
        raise NotUnderstoodError(f"{body.at}/ends: the end lies before the beginning.")
    return Unplanned(
        enrolments=tuple(_id(each, f"{body.at}/enrolments") for each in enrolments), starts=starts, ends=ends
    )


def _attached(body: "_Body") -> Attached:
    sha256, what = body.text("sha256"), body.text("what")
    if not is_sha256(sha256):
        raise NotUnderstoodError(f"{body.at}/sha256: give 64 hexadecimal digits in lower case.")
    if what not in ("photo", "signature"):
        raise NotUnderstoodError(f"{body.at}/what: give photo or signature.")
    return Attached(sha256=sha256, what=what, name=(body.optional("name", body.text) or "")[:200])


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 as we write it."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


class _Body:
    """An object in a body, and where it stands."""

    def __init__(self, data: Any, at: str = "") -> None:
        if not isinstance(data, dict):
            raise NotUnderstoodError(f"{at or '/'}: give an object.")
        self.data: dict[str, Any] = data
        self.at = at

    def text(self, name: str) -> str:
        value = self.data.get(name)
        if not isinstance(value, str):
            raise NotUnderstoodError(f"{self.at}/{name}: give text.")
        if len(value) > LONGEST_TEXT or "\0" in value:
            raise NotUnderstoodError(f"{self.at}/{name}: at most {LONGEST_TEXT} characters, and no NUL.")
        return value

    def flag(self, name: str) -> bool:
        value = self.data.get(name)
        if not isinstance(value, bool):
            raise NotUnderstoodError(f"{self.at}/{name}: give true or false.")
        return value

    def count(self, name: str, *, least: int) -> int:
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST_SEQUENCE:
            raise NotUnderstoodError(f"{self.at}/{name}: give a whole number, {least} or more.")
        return value

    def id(self, name: str) -> uuid.UUID:
        return _id(self.data.get(name), f"{self.at}/{name}")

    def moment(self, name: str) -> datetime:
        return moment_from(self.data.get(name), f"{self.at}/{name}")

    def optional(self, name: str, read: Callable[[str], Value]) -> Value | None:
        return None if self.data.get(name) is None else read(name)

    def parts(self, name: str, most: int) -> list["_Body"]:
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > most:
            raise NotUnderstoodError(f"{self.at}/{name}: give a list of at most {most}.")
        return [_Body(each, f"{self.at}/{name}/{number}") for number, each in enumerate(value)]

    def fields(self, name: str) -> Fields:
        value = self.data.get(name)
        if not isinstance(value, dict) or len(value) > MOST_FIELDS:
            raise NotUnderstoodError(f"{self.at}/{name}: give an object of at most {MOST_FIELDS} fields.")
        return {key: _values(given, f"{self.at}/{name}/{key}") for key, given in value.items()}


def _values(given: Any, at: str) -> list[str]:
    fits = isinstance(given, list) and len(given) <= MOST_VALUES
    if not fits or not all(isinstance(each, str) and len(each) <= LONGEST_TEXT for each in given):
        raise NotUnderstoodError(f"{at}: give a list of texts.")
    return [each for each in given if each]


def _id(value: Any, at: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise NotUnderstoodError(f"{at}: give a UUID.") from None


def moment_from(value: Any, at: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise NotUnderstoodError(f"{at}: give a moment, as 2026-11-28T14:00:00+01:00.") from None
    if found.tzinfo is None:
        raise NotUnderstoodError(f"{at}: the moment needs its offset, as in +01:00.")
    return found
