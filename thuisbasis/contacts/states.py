"""The states of a contact and what leads from one to the other: a pure table, drawn into docs/states.md."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class State(StrEnum):
    """What has become of a contact. A move is an event, not a state."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    HELD = "held"
    RECORDED = "recorded"
    COMPLETED = "completed"
    MISSED = "missed"
    CANCELLED_BY_US = "cancelled_by_us"
    CANCELLED_BY_FAMILY = "cancelled_by_family"


CANCELLED = frozenset({State.CANCELLED_BY_US, State.CANCELLED_BY_FAMILY})
AHEAD = frozenset({State.PLANNED, State.CONFIRMED})
TOOK_PLACE = frozenset({State.HELD, State.RECORDED, State.COMPLETED})
OFF = CANCELLED | {State.MISSED}

LABELS: dict[State, LazyString] = {
    State.PLANNED: _l("gepland"),
    State.CONFIRMED: _l("bevestigd"),
    State.HELD: _l("gehouden"),
    State.RECORDED: _l("verslag begonnen"),
    State.COMPLETED: _l("verslag afgerond"),
    State.MISSED: _l("niemand gekomen"),
    State.CANCELLED_BY_US: _l("door ons afgezegd"),
    State.CANCELLED_BY_FAMILY: _l("door het gezin afgezegd"),
}


@dataclass(frozen=True)
class Transition:
    """From one state to another, and by which act."""

    source: State
    target: State
    act: str


S = State
TRANSITIONS: tuple[Transition, ...] = (
    Transition(S.PLANNED, S.CONFIRMED, "confirm"),
    Transition(S.CONFIRMED, S.PLANNED, "reopen"),
    Transition(S.PLANNED, S.HELD, "hold"),
    Transition(S.CONFIRMED, S.HELD, "hold"),
    Transition(S.PLANNED, S.MISSED, "miss"),
    Transition(S.CONFIRMED, S.MISSED, "miss"),
    Transition(S.PLANNED, S.CANCELLED_BY_US, "cancel"),
    Transition(S.CONFIRMED, S.CANCELLED_BY_US, "cancel"),
    Transition(S.PLANNED, S.CANCELLED_BY_FAMILY, "cancel"),
    Transition(S.CONFIRMED, S.CANCELLED_BY_FAMILY, "cancel"),
    Transition(S.HELD, S.RECORDED, "record"),
    Transition(S.RECORDED, S.COMPLETED, "complete"),
    # A mistake in what became of it is put right: it was not missed or off after all, or a new date was found.
    Transition(S.MISSED, S.HELD, "hold"),
    Transition(S.MISSED, S.PLANNED, "replan"),
    Transition(S.CANCELLED_BY_US, S.PLANNED, "replan"),
    Transition(S.CANCELLED_BY_FAMILY, S.PLANNED, "replan"),
    Transition(S.HELD, S.MISSED, "miss"),
)


def may_become(source: State, target: State) -> bool:
    """Whether the table leads from `source` to `target`."""
    return any(step.source == source and step.target == target for step in TRANSITIONS)


def targets(source: State) -> tuple[State, ...]:
    """The states that can follow `source`."""
    return tuple(dict.fromkeys(step.target for step in TRANSITIONS if step.source == source))


REASONS_TO_CANCEL: dict[str, LazyString] = {
    "family_asked": _l("het gezin vroeg erom"),
    "staff_ill": _l("medewerker ziek"),
    "staff_away": _l("medewerker afwezig"),
    "no_interpreter": _l("geen tolk"),
    "room": _l("ruimte niet beschikbaar"),
    "weather": _l("sneeuw of storm"),
    "strike": _l("staking"),
    "closed": _l("school dicht"),
    "feast": _l("feestdag of ramadan"),
    "other": _l("andere reden"),
}

REASONS_TO_MOVE: dict[str, LazyString] = {**REASONS_TO_CANCEL, "nobody_home": _l("niemand thuis")}

GROUP_STOPPED = "group_stopped"

REASONS_MISSED: dict[str, LazyString] = {
    "nobody_home": _l("niemand thuis"),
    "nobody_came": _l("niemand gekomen"),
    "forgotten": _l("vergeten"),
    "ill": _l("ziek in het gezin"),
    "unsafe": _l("onveilig, weggegaan"),
    "other": _l("andere reden"),
}

REASON_WORDS: dict[str, LazyString] = REASONS_TO_MOVE | REASONS_MISSED | {GROUP_STOPPED: _l("de groep is gestopt")}
"""Every reason that can stand at a contact, in words."""
