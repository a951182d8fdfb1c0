"""The states of an enrolment and what leads from one to the other: a pure table, drawn into docs/states.md."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class State(StrEnum):
    """How far an enrolment is. Contact, information and consent are dated facts beside it, not states."""

    PROPOSED = "proposed"
    WAITING = "waiting"
    PLACED = "placed"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    DECLINED = "declined"


NOT_STARTED = frozenset({State.PROPOSED, State.WAITING, State.PLACED})
UNDER_WAY = frozenset({State.ACTIVE, State.PAUSED})
OPEN = NOT_STARTED | UNDER_WAY
ENDED = frozenset({State.COMPLETED, State.ENDED_EARLY, State.DECLINED})

LABELS: dict[State, LazyString] = {
    State.PROPOSED: _l("voorgesteld"),
    State.WAITING: _l("op de wachtlijst"),
    State.PLACED: _l("geplaatst"),
    State.ACTIVE: _l("bezig"),
    State.PAUSED: _l("gepauzeerd"),
    State.COMPLETED: _l("afgerond"),
    State.ENDED_EARLY: _l("eerder gestopt"),
    State.DECLINED: _l("afgezien van deelname"),
}


@dataclass(frozen=True)
class Transition:
    """From one state (None: an enrolment is made) to another, and by which act."""

    source: State | None
    target: State
    act: str


S = State
TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, S.PROPOSED, "enrol"),
    Transition(S.PROPOSED, S.WAITING, "wait"),
    Transition(S.PROPOSED, S.PLACED, "place"),
    Transition(S.WAITING, S.PLACED, "place"),
    Transition(S.PLACED, S.WAITING, "wait"),
    Transition(S.PLACED, S.ACTIVE, "activate"),
    Transition(S.ACTIVE, S.PAUSED, "pause"),
    Transition(S.PAUSED, S.ACTIVE, "resume"),
    Transition(S.PROPOSED, S.DECLINED, "decline"),
    Transition(S.WAITING, S.DECLINED, "decline"),
    Transition(S.PLACED, S.DECLINED, "decline"),
    Transition(S.ACTIVE, S.COMPLETED, "complete"),
    Transition(S.ACTIVE, S.ENDED_EARLY, "end_early"),
    Transition(S.PAUSED, S.ENDED_EARLY, "end_early"),
    # Its group was stopped: it waits for another one.
    Transition(S.ACTIVE, S.WAITING, "wait_again"),
    Transition(S.PAUSED, S.WAITING, "wait_again"),
    # A family that changes its mind, or a mistake: taken up where it was left.
    Transition(S.DECLINED, S.PROPOSED, "propose"),
    Transition(S.ENDED_EARLY, S.ACTIVE, "resume"),
)


def may_become(source: State, target: State) -> bool:
    """Whether the table leads from `source` to `target`."""
    return any(step.source == source and step.target == target for step in TRANSITIONS)


def targets(source: State) -> tuple[State, ...]:
    """The states that can follow `source`."""
    return tuple(step.target for step in TRANSITIONS if step.source == source)


def rows() -> tuple[tuple[str, str, str], ...]:
    """The table as plain keys (from, to, act) for the documentation; an empty "from" is the beginning."""
    return tuple((str(step.source or ""), str(step.target), step.act) for step in TRANSITIONS)


REASONS_TO_END: dict[str, LazyString] = {
    "moved": _l("verhuisd of naar een andere school"),
    "no_time": _l("geen tijd, werk of zorg"),
    "does_not_fit": _l("het programma past niet"),
    "other_help": _l("andere hulp gekozen"),
    "illness": _l("ziekte of omstandigheden in het gezin"),
    "no_contact": _l("geen contact meer gekregen"),
    "enough": _l("het gezin heeft genoeg aan wat het geleerd heeft"),
    "by_us": _l("wij konden het niet voortzetten"),
    "too_few": _l("te weinig meegedaan"),
    "other": _l("andere reden"),
}

REASONS_TO_DECLINE: dict[str, LazyString] = {
    "no_wish": _l("het gezin wil niet"),
    "no_time": _l("het gezin heeft nu geen tijd"),
    "day_or_time": _l("dag of tijd past niet"),
    "other_help": _l("andere hulp gekozen"),
    "moved": _l("verhuisd of naar een andere school"),
    "does_not_fit": _l("het programma past niet"),
    "no_contact": _l("geen contact gekregen"),
    "no_place": _l("wij hadden geen plaats"),
    "other": _l("andere reden"),
}

REASONS: dict[State, dict[str, LazyString]] = {State.ENDED_EARLY: REASONS_TO_END, State.DECLINED: REASONS_TO_DECLINE}
"""States that ask for a reason, and the reasons to tap."""
