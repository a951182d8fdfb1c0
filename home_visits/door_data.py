"""All that is needed at the door of a family, as plain values: what a tablet takes along (docs/tablet-protocol.md)."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from thuisbasis import clock


class Plain:
    """Data that can be told as JSON: ids as text, moments in ISO 8601 on a Dutch clock with their offset."""

    def as_data(self) -> dict[str, Any]:
        """The same as dicts and lists, under the protocol's names."""
        return {each.name: plain(getattr(self, each.name)) for each in fields(self)}  # type: ignore[arg-type]


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, Plain):
        return value.as_data()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return clock.local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def mark_of(*parts: Any) -> str:
    """A short text that changes when any of the parts does."""
    told = json.dumps(plain(list(parts)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class ProgrammeName(Plain):
    """A programme in its protocol version."""

    key: str
    name: str
    symbol: str
    version: str


@dataclass(frozen=True, kw_only=True)
class StepName(Plain):
    """The step of the track that the visit is."""

    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Address(Plain):
    """An address and who lives there. A secret one shows on its day alone, `shown_on`, and has no `route`."""

    lines: tuple[str, ...]
    whose: str
    secret: bool
    shown_on: date | None
    route: str | None


@dataclass(frozen=True, kw_only=True)
class Phone(Plain):
    """A telephone number as people read it, and as a telephone dials it."""

    words: str
    tel: str


@dataclass(frozen=True, kw_only=True)
class GuardianAtHome(Plain):
    """A guardian. `codes`: the languages (BCP 47) in which texts may be shown, those that are read first."""

    name: str
    own_script: str
    relation: str
    phone: Phone | None
    prefers_calls: bool
    needs_interpreter: bool
    speaks: tuple[str, ...]
    reads: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChildAtHome(Plain):
    """A child of the family."""

    name: str
    groep: str
    age: str


@dataclass(frozen=True, kw_only=True)
class LentOut(Plain):
    """Something that the family has on loan."""

    title: str
    since: date


@dataclass(frozen=True, kw_only=True)
class AgreedBefore(Plain):
    """What was agreed for home at the visit before."""

    child: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PlannedFor(Plain):
    """What was prepared for a child, as label and words."""

    child: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Choice(Plain):
    """Something to tap."""

    key: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AtTheDoor(Plain):
    """What there is to know at the door. Without `contact` it is for a visit that was not planned (a spare)."""

    contact: uuid.UUID | None
    version: str
    words: str
    family: str
    family_number: int | None
    programme: ProgrammeName
    step: StepName
    starts: datetime | None
    ends: datetime | None
    state: str | None
    state_words: str
    place: str
    addresses: tuple[Address, ...]
    guardians: tuple[GuardianAtHome, ...]
    children: tuple[ChildAtHome, ...]
    safety_note: str
    loans: tuple[LentOut, ...]
    agreements: tuple[AgreedBefore, ...]
    plan: tuple[PlannedFor, ...]
    attempts: tuple[Choice, ...]
    miss_reasons: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class VisitLine(Plain):
    """A visit in the list of those taken along."""

    contact: uuid.UUID
    version: str
    starts: datetime
    ends: datetime
    words: str
    family: str
    children: tuple[str, ...]
    symbol: str
    state: str
    state_words: str
    place: str
    needs_record: bool


@dataclass(frozen=True, kw_only=True)
class SpareLine(Plain):
    """A family that can be visited without a plan."""

    enrolment: uuid.UUID
    family: str
    children: tuple[str, ...]
    words: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Busy(Plain):
    """When the visitor has something already."""

    starts: datetime
    ends: datetime
    words: str
    contact: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class TakenAlong(Plain):
    """The list: own visits, families for a visit without a plan, and when the visitor is busy."""

    taken_at: datetime
    until: datetime
    visits: Sequence[VisitLine]
    spares: Sequence[SpareLine]
    busy: Sequence[Busy]
