"""What becomes of material that went along with a family."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class How(StrEnum):
    """How material was handed over."""

    LENT = "lent"
    GIVEN = "given"


class State(StrEnum):
    """Where material is. What is given is kept at once; what is lent is out until it comes back or is lost."""

    OUT = "out"
    RETURNED = "returned"
    KEPT = "kept"
    LOST = "lost"


HOW_LABELS: dict[str, LazyString] = {How.LENT: _l("uitgeleend"), How.GIVEN: _l("gegeven")}

STATE_LABELS: dict[str, LazyString] = {
    State.OUT: _l("bij het gezin"),
    State.RETURNED: _l("terug"),
    State.KEPT: _l("mag het gezin houden"),
    State.LOST: _l("kwijt"),
}
