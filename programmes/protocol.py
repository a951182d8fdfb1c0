"""The words in which a programme is written: frozen data, no behaviour beyond looking things up.

Every fact carries its source: "S" the source document, "P" a published page, "L" a local default of ours that an
organisation may set itself. Two letters mean that parts come from different places ("SL": the rule S, its number L).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import cached_property

from programmes.cadence import ByHand, Cadence
from programmes.conditions import Condition
from programmes.dose import AlarmRule, AskedAt, CompletionRule, Frequency, LateDelivery, PlanRule
from programmes.evidence import EvidenceField
from programmes.text import Choice, Text


class StepKind(StrEnum):
    """The kinds of contact."""

    GROUP_SESSION = "group_session"
    TRAINING = "training"
    WEEKLY_CHECK = "weekly_check"
    HOME_VISIT = "home_visit"
    GROUP_ACTIVITY = "group_activity"


class Gate(StrEnum):
    """The places where a programme may say no. Eligibility is the plan gate for one child."""

    ELIGIBILITY = "eligibility"
    PLAN = "plan"
    RECORD = "record"
    COMPLETION = "completion"


class Subject(StrEnum):
    """Of whom something is recorded or asked."""

    GROUP = "group"
    CHILD = "child"


class Symbol(StrEnum):
    """The small shape that stands beside a programme's name, so that colour alone never tells."""

    SQUARE = "square"
    CIRCLE = "circle"
    TRIANGLE = "triangle"


class ChecklistKind(StrEnum):
    """How a checklist item is answered."""

    YES_NO_NA = "yes_no_na"
    COUNT = "count"
    MINUTES = "minutes"


@dataclass(frozen=True, kw_only=True)
class LocalDefault:
    """A number of ours, shown as "lokale afspraak" and settable per organisation, between `least` and `most`."""

    key: str
    value: int
    label: Text
    least: int = 0
    most: int = 100
    source: str = "L"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why an element was not delivered.

    `is_deviation` False: the element simply was not due here (allowed only at a step that does not plan to cover it);
    such a reason needs no follow-up and is left out of fidelity.
    """

    key: str
    text: Text
    is_deviation: bool = True


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something that must happen for a contact or a course to count as delivered.

    `gate`: RECORD, when an unanswered element keeps a record open; COMPLETION, when it is asked at contacts but judged
    over the course only. `needed_for_dose`: a contact without it does not count. `prepared`: it has a part in the plan.
    `prompt`: one or two plain sentences that may be read to a parent, or shown: what we are going to do, what we ask.
    """

    key: str
    name: Text
    meaning: Text
    prompt: Text | None = None
    asked_at: AskedAt
    frequency: Frequency
    gate: Gate = Gate.RECORD
    asked_of: Subject = Subject.GROUP
    evidence: tuple[EvidenceField, ...]
    reasons: tuple[Reason, ...]
    follow_ups: tuple[Choice, ...]
    needed_for_dose: bool = False
    late_delivery: LateDelivery | None = None
    source: str

    def reason(self, key: str) -> Reason | None:
        """The reason on the list with that key, None for own words."""
        return next((reason for reason in self.reasons if reason.key == key), None)

    def field(self, key: str) -> EvidenceField | None:
        """The evidence field with that key, None when there is none."""
        return next((field for field in self.evidence if field.key == key), None)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One planned contact of a track.

    `number` counts within its kind; `key` is unique in the track. `minutes` is the usual length, `minutes_range` what
    is advised. `theme`: a key that steps on the same subject share. `block`: from 1, None outside blocks.
    """

    key: str
    number: int
    kind: StepKind
    title: Text
    minutes: int
    minutes_range: tuple[int, int]
    covers: tuple[str, ...] = ()
    theme: str = ""
    block: int | None = None
    recorded_per: Subject = Subject.GROUP
    source: str


@dataclass(frozen=True, kw_only=True)
class KindCadence:
    """The rhythm of one kind of contact in a track."""

    kind: StepKind
    cadence: Cadence
    source: str


@dataclass(frozen=True, kw_only=True)
class Track:
    """A dosage variant of a programme. Kinds are planned in the order of `cadences`, one after the other."""

    key: str
    name: Text
    cadences: tuple[KindCadence, ...]
    steps: tuple[Step, ...]
    usual_time: time = time(9, 0)
    source: str

    @property
    def main_kind(self) -> StepKind:
        """The kind that most steps have: what the track is about."""
        kinds = [step.kind for step in self.steps]
        return max(dict.fromkeys(kinds), key=kinds.count)

    def cadence_of(self, kind: StepKind) -> Cadence:
        """The rhythm of a kind; picked by hand when none is given."""
        return next((entry.cadence for entry in self.cadences if entry.kind == kind), ByHand())

    def steps_of(self, kind: StepKind) -> tuple[Step, ...]:
        """The steps of one kind in order."""
        return tuple(step for step in self.steps if step.kind == kind)

    def step(self, key: str) -> Step:
        """The step with that key. Raises UnknownKeyError when there is none."""
        found = self._steps_by_key.get(key)
        if found is None:
            raise UnknownKeyError(f"track “{self.key}” has no step “{key}”; it has {', '.join(self._steps_by_key)}")
        return found

    def step_numbered(self, number: int, kind: StepKind | None = None) -> Step:
        """The step of a kind (by default the main one) with that number. Raises UnknownKeyError when there is none."""
        steps = self.steps_of(kind or self.main_kind)
        found = next((step for step in steps if step.number == number), None)
        if found is None:
            raise UnknownKeyError(
                f"track “{self.key}” has no {kind or self.main_kind} number {number}; it has {len(steps)}"
            )
        return found

    @cached_property
    def _steps_by_key(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}


@dataclass(frozen=True, kw_only=True)
class ChecklistItem:
    """One line of the process checklist. `advised`: lowest and highest advised number, for counts and minutes.

    `shown_first`: weakest in practice, so it stands on top.
    """

    key: str
    text: Text
    kind: ChecklistKind = ChecklistKind.YES_NO_NA
    advised: tuple[int, int] | None = None
    shown_first: bool = False
    source: str


@dataclass(frozen=True, kw_only=True)
class ParentEvaluation:
    """The parents' short evaluation after a contact: each topic gets a point on a scale, lowest first."""

    topics: tuple[Choice, ...]
    scale: tuple[Choice, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class WeeklyKinds:
    """In these groepen, each week holds at least one practice of each of these kinds; a warning."""

    groepen: tuple[str, ...]
    kinds: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class PracticeLog:
    """Practice at home: `days` times a week, about `minutes` each; at most `counted_a_day` count a day."""

    days: int
    minutes: int
    kinds: tuple[Choice, ...]
    counted_a_day: int = 1
    weekly_kinds: tuple[WeeklyKinds, ...] = ()
    source: str


@dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """What is chosen for a child for the week to come: the elements whose evidence the plan fills."""

    elements: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class HomePractice:
    """What is asked of a family between contacts (a home activity, a buddy call), counted as done of due."""

    key: str
    text: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class Qualification:
    """What a worker of this programme was trained in. `expires`: only if the organisation says so when None."""

    key: str
    name: Text
    training: Text
    expires_after_months: int | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class PortfolioItem:
    """Something that the accreditation of a leader needs, `count` times (0: all of them)."""

    key: str
    text: Text
    count: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Acquaintance:
    """The first contact of this kind may be a first meeting: it counts for its month, not for the dose.

    It needs only who was there and the next date; “tried before” may then be not applicable.
    """

    kind: StepKind
    name: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A programme in one protocol version: all that the rules need to know of it.

    `leaders`: role keys of those who may lead its contacts. `places`: where a contact may be held, first the usual one.
    """

    key: str
    version: str
    name: str
    full_name: Text
    symbol: Symbol
    summary: Text
    leaders: tuple[str, ...]
    leader_name: Text
    tracks: tuple[Track, ...]
    elements: tuple[Element, ...]
    conditions: tuple[Condition, ...]
    indications: tuple[Choice, ...] = ()
    circumstances: tuple[Choice, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    plan_rules: tuple[PlanRule, ...] = ()
    completion: tuple[CompletionRule, ...]
    alarms: tuple[AlarmRule, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    evaluation: ParentEvaluation | None = None
    practice_log: PracticeLog | None = None
    week_plan: WeekPlan | None = None
    home_practice: tuple[HomePractice, ...] = ()
    portfolio: tuple[PortfolioItem, ...] = ()
    acquaintance: Acquaintance | None = None
    places: tuple[Choice, ...] = ()
    local_defaults: tuple[LocalDefault, ...] = ()
    source: str

    def track(self, key: str) -> Track:
        """The track with that key. Raises UnknownKeyError when there is none."""
        found = next((track for track in self.tracks if track.key == key), None)
        if found is None:
            known = ", ".join(track.key for track in self.tracks)
            raise UnknownKeyError(f"programme “{self.key}” has no track “{key}”; it has {known}")
        return found

    def element(self, key: str) -> Element:
        """The element with that key. Raises UnknownKeyError when there is none."""
        found = next((element for element in self.elements if element.key == key), None)
        if found is None:
            known = ", ".join(element.key for element in self.elements)
            raise UnknownKeyError(f"programme “{self.key}” has no element “{key}”; it has {known}")
        return found

    def numbers(self, own: Mapping[str, int] | None = None) -> dict[str, int]:
        """The local defaults with an organisation's own values over them.

        Raises UnknownKeyError for a number that the programme does not have, ValueError for one outside its bounds.
        """
        result = {default.key: default.value for default in self.local_defaults}
        bounds = {default.key: default for default in self.local_defaults}
        for key, value in (own or {}).items():
            if key not in bounds:
                raise UnknownKeyError(
                    f"programme “{self.key}” has no local default “{key}”; it has {', '.join(result)}"
                )
            if not bounds[key].least <= value <= bounds[key].most:
                raise ValueError(f"“{key}” must lie between {bounds[key].least} and {bounds[key].most}, not {value}")
            result[key] = value
        return result


class UnknownKeyError(KeyError):
    """Something was looked up that does not exist. The message says what there is."""

    def __str__(self) -> str:
        return str(self.args[0])
