"""The states of a group: a pure table, drawn into docs/states.md."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class State(StrEnum):
    """How far a group is."""

    FORMING = "forming"
    STARTED = "started"
    FINISHED = "finished"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


OPEN = frozenset({State.FORMING, State.STARTED})

LABELS: dict[State, LazyString] = {
    State.FORMING: _l("wordt gevormd"),
    State.STARTED: _l("bezig"),
    State.FINISHED: _l("afgerond"),
    State.STOPPED: _l("gestopt"),
    State.CANCELLED: _l("vervallen"),
}


@dataclass(frozen=True)
class Transition:
    """From one state (None: a group is made) to another, and by which act."""

    source: State | None
    target: State
    act: str


TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, State.FORMING, "form"),
    Transition(State.FORMING, State.STARTED, "start"),
    Transition(State.FORMING, State.CANCELLED, "cancel"),
    Transition(State.STARTED, State.FINISHED, "finish"),
    Transition(State.STARTED, State.STOPPED, "stop"),
    Transition(State.CANCELLED, State.FORMING, "reopen"),
    Transition(State.FINISHED, State.STARTED, "reopen"),
)


def may_become(source: State, target: State) -> bool:
    """Whether the table leads from `source` to `target`."""
    return any(step.source == source and step.target == target for step in TRANSITIONS)


def rows() -> tuple[tuple[str, str, str], ...]:
    """The table as plain keys (from, to, act) for the documentation; an empty "from" is the beginning."""
    return tuple((str(step.source or ""), str(step.target), step.act) for step in TRANSITIONS)


REASONS_TO_STOP: dict[str, LazyString] = {
    "few_families": _l("te weinig gezinnen over"),
    "no_leader": _l("geen trainer of begeleider meer"),
    "no_place": _l("geen ruimte meer"),
    "does_not_fit": _l("het programma past niet bij deze groep"),
    "other": _l("andere reden"),
}
"""Why a group that had started goes no further."""
