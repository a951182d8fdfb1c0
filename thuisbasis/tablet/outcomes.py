"""What the server makes of an item, before it is told to the tablet and kept."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thuisbasis.tablet.states import State

STATUS: Mapping[State, int] = {
    State.CONFLICT: 409,
    State.QUARANTINE: 202,
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The state that an item comes into, what else the tablet is told, and the record and school that it is about."""

    state: State
    told: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    record_id: uuid.UUID | None = None
    school_id: uuid.UUID | None = None


def status_of(state: State) -> int:
    """The HTTP status with which an outcome is told."""
    return STATUS.get(state, 200)
