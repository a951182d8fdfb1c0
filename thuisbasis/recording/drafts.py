"""A record as plain values: what a form gives and what a page shows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from programmes.evidence import Value
from programmes.facts import Answer

AnswerKey = tuple[str, uuid.UUID | None]
"""An element's key, and the enrolment where an element is asked of each child in a record of the group."""

REASON_WORDS, FOLLOW_UP_WORDS = "reason_words", "follow_up_words"
"""Keys in the evidence of what was not delivered: own words beside a reason and a follow-up from the lists."""


class Presence(StrEnum):
    """How a guardian was at a contact."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ONLINE = "online"
    ABSENT_WITH_NOTICE = "absent_with_notice"
    ABSENT = "absent"


ATTENDED = frozenset({Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY, Presence.ONLINE})

PRESENCE_LABELS: dict[Presence, LazyString] = {
    Presence.PRESENT: _l("aanwezig"),
    Presence.LATE: _l("later gekomen"),
    Presence.LEFT_EARLY: _l("eerder weg"),
    Presence.ONLINE: _l("online"),
    Presence.ABSENT_WITH_NOTICE: _l("afgemeld"),
    Presence.ABSENT: _l("afwezig"),
}

INTERPRETERS: dict[str, LazyString] = {
    "": _l("geen tolk"),
    "adult": _l("tolk erbij"),
    "telephone": _l("tolk aan de telefoon"),
    "child": _l("een kind heeft getolkt"),
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that a version of a record says. Moments are aware.

    `attendance` maps (enrolment, guardian) to how the guardian was there.
    """

    answers: Mapping[AnswerKey, Answer] = field(default_factory=dict)
    rest: Answer | None = None
    checklist: Mapping[str, Value] = field(default_factory=dict)
    attendance: Mapping[tuple[uuid.UUID, uuid.UUID], Presence] = field(default_factory=dict)
    held_from: datetime | None = None
    held_until: datetime | None = None
    language: str = ""
    interpreter: str = ""
    home_agreement: str = ""
    last_agreement: str = ""
    observation: str = ""
    teacher_feedback: str = ""
    next_date: date | None = None
    is_acquaintance: bool = False
    notes: str = ""
