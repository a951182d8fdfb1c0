"""What became of something that a tablet brought."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class State(StrEnum):
    """`draft`: saved, being written on. `completed`: through the record gate. `done`: an event or a worry. `refused`:
    saved as a draft, the gate said no. `conflict`: somebody has to choose between two texts. `quarantine`: kept here,
    not taken in. `settled`: put aside by a coordinator, with a note."""

    DRAFT = "draft"
    COMPLETED = "completed"
    DONE = "done"
    REFUSED = "refused"
    CONFLICT = "conflict"
    QUARANTINE = "quarantine"
    SETTLED = "settled"


WAITING = frozenset({State.CONFLICT, State.QUARANTINE, State.REFUSED})
"""States in which somebody still has to do something."""

LABELS: dict[State, LazyString] = {
    State.DRAFT: _l("nog aan het schrijven"),
    State.COMPLETED: _l("afgerond"),
    State.DONE: _l("verwerkt"),
    State.REFUSED: _l("moet worden aangevuld"),
    State.CONFLICT: _l("twee teksten, er moet gekozen worden"),
    State.QUARANTINE: _l("kon niet worden verwerkt"),
    State.SETTLED: _l("opzij gelegd"),
}
