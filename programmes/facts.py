"""The facts that the rules judge: frozen values that the caller fills in. All dates are days in Europe/Amsterdam."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from programmes.evidence import Value

VOORSCHOOL = "voorschool"
GROEPEN = (VOORSCHOOL, "1", "2", "3", "4", "5", "6", "7", "8")
"""The groepen of Dutch primary education in order, before them the voorschool (peuters)."""


@dataclass(frozen=True, kw_only=True)
class EligibilityFacts:
    """A child on the threshold of a programme.

    `start`: the day of the first contact. `indication`: a key of the programme's indications, or own words where it
    has no list. `circumstances`: keys that conditions look at ("high_risk", "interpreter", "developmental_difficulty").
    `tried_before`: what contact and communication were tried; `tried_before_applies` is False when not applicable.
    """

    start: date | None = None
    track: str | None = None
    birth_date: date | None = None
    groep: str | None = None
    indication: str | None = None
    tried_before: str = ""
    tried_before_applies: bool = True
    circumstances: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Qualified:
    """A qualification that somebody holds, from a day on, until `expires` (that day included; None: it does not)."""

    key: str
    since: date | None = None
    expires: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on `day`. An unknown first day counts as held."""
        return (self.since is None or self.since <= day) and (self.expires is None or day <= self.expires)


@dataclass(frozen=True, kw_only=True)
class Leader:
    """Somebody who leads a contact or a group. `children`: how many children this person has, None when unknown."""

    name: str = ""
    qualifications: tuple[Qualified, ...] = ()
    children: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedChild:
    """A child in a plan; `name` is used in messages and may be any reference. `joins_at`: the step number, None: 1."""

    name: str = ""
    birth_date: date | None = None
    groep: str | None = None
    indication: str | None = None
    circumstances: frozenset[str] = frozenset()
    joins_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """A contact in a plan with the elements that it can cover, as the organisation set it."""

    step: str
    covers: tuple[str, ...] = ()


class PlanScope(StrEnum):
    """What is being confirmed: the start of a whole course, or one contact."""

    COURSE = "course"
    CONTACT = "contact"


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """A plan on its way to being confirmed.

    `start`: the day of the first contact (course) or of this contact. `parents`: how many take part at the start, None
    when unknown. `steps`: the planned contacts; None takes the track's own. `prepared`: elements that the plan of this
    contact holds (materials selected). `step`: the step key of this contact, for scope CONTACT. `acquaintance`: this
    contact is a first meeting, which needs nothing prepared.
    """

    scope: PlanScope = PlanScope.COURSE
    track: str
    start: date | None = None
    step: str | None = None
    leaders: tuple[Leader, ...] = ()
    parents: int | None = None
    children: tuple[PlannedChild, ...] = ()
    steps: tuple[PlannedStep, ...] | None = None
    prepared: frozenset[str] = frozenset()
    acquaintance: bool = False


@dataclass(frozen=True, kw_only=True)
class Late:
    """An element given after the contact: when, by which channel, with its evidence."""

    on: date
    by: str
    evidence: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a record says about one element.

    `delivered` None means not answered. `reason` and `follow_up` are keys of the element's lists, or own words.
    """

    delivered: bool | None = None
    evidence: Mapping[str, Value] = field(default_factory=dict)
    reason: str = ""
    follow_up: str = ""
    late: Late | None = None


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """One record of one contact and one subject.

    `step`: the step key; None judges it as any contact of the track's main kind. `rest`: one reason and follow-up for
    all elements left unanswered. `children`: for a record of the group, the children of whom child elements are asked;
    `child_answers` holds their answers, and `answers` serves where a child has none of its own.
    `delivered_before` and `answered_before`: element key → numbers of earlier steps of the same kind.
    `acquaintance`: this was a first meeting that only builds the relationship.
    `present`: how many guardians were there, None when unknown. `interpreter`: "adult", "child" or "".
    """

    track: str
    step: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    rest: Answer | None = None
    children: tuple[str, ...] = ()
    child_answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    delivered_before: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    answered_before: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    checklist: Mapping[str, Value] = field(default_factory=dict)
    groep: str | None = None
    acquaintance: bool = False
    present: int | None = None
    contact_date: date | None = None
    next_date: date | None = None
    minutes: int | None = None
    interpreter: str = ""


class Presence(StrEnum):
    """How a family took part in a contact: if one guardian attended, the family did."""

    ATTENDED = "attended"
    CAUGHT_UP = "caught_up"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class ContactOutcome:
    """One held contact as it was for one family.

    `delivered`: elements delivered there (late ones included when paid back in time). `rows`: grid rows touched, by
    element key. `counts_towards_dose`: as the record gate judged it. Used by alarms: `on`, the day, and `month`
    ("2027-03"), the month it was for when that is another one (a late visit keeps its month).
    """

    step: str
    presence: Presence
    delivered: frozenset[str] = frozenset()
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counts_towards_dose: bool = True
    on: date | None = None
    month: str | None = None

    @property
    def took_part(self) -> bool:
        """Whether the family attended or caught up."""
        return self.presence is not Presence.ABSENT


@dataclass(frozen=True, kw_only=True)
class CompletionFacts:
    """All held contacts of one family in one track."""

    track: str
    contacts: tuple[ContactOutcome, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlarmFacts:
    """What the alarms look at, on the day `today`, for one enrolment.

    `contacts`: what was held so far, in order. `closed_days`: days without school, at least from the last contact to
    the end of the month of `today`. `started`: the first day of the course. `active`: contacts are being planned (not
    paused, not ended). `waiting`: the child is on the waiting list.
    """

    track: str
    today: date
    started: date | None = None
    contacts: tuple[ContactOutcome, ...] = ()
    closed_days: frozenset[date] = frozenset()
    active: bool = True
    waiting: bool = False
    birth_date: date | None = None
