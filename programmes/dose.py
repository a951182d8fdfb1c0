"""How often something is required, and what a family needs to complete a programme: rules as data.

A number that is a local default ("lokale afspraak") is given by its key, a string, so that an organisation can set its
own; a number that comes from a source is given as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from programmes.protocol import StepKind
    from programmes.text import Text

Number: TypeAlias = int | str
"""A number, or the key of the local default that holds it."""


def resolved(number: Number, numbers: Mapping[str, int]) -> int:
    """The number itself, or the local default that it names. Raises KeyError for a default that does not exist."""
    return numbers[number] if isinstance(number, str) else number


# How often an element is required ------------------------------------------------------------------------------


@dataclass(frozen=True)
class EachContact:
    """At every contact at which it is asked."""


@dataclass(frozen=True)
class AtLeast:
    """At `times` contacts of the course or more."""

    times: Number


@dataclass(frozen=True)
class ByStep:
    """Once, at the latest at step number `step`."""

    step: Number


@dataclass(frozen=True)
class EachBlock:
    """At least once in each block of the track."""


@dataclass(frozen=True)
class EachRow:
    """Over the course, each row of the grid in evidence field `field` at least once."""

    field: str


Frequency: TypeAlias = EachContact | AtLeast | ByStep | EachBlock | EachRow


# Where an element is asked --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EveryContact:
    """At every contact of these kinds."""

    kinds: tuple[StepKind, ...]


@dataclass(frozen=True)
class CoveringSteps:
    """At the steps that name the element among what they can cover."""


@dataclass(frozen=True)
class FromTheme:
    """From the first step with this theme on, at every contact; and at earlier steps that can cover it."""

    theme: str


AskedAt: TypeAlias = EveryContact | CoveringSteps | FromTheme


# What a family needs to complete ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AttendOnce:
    """The family was at one contact of this kind, or caught it up on its own."""

    kind: StepKind
    source: str


@dataclass(frozen=True, kw_only=True)
class AttendShare:
    """The family attended at least `percent` of the track's contacts of this kind, rounded up.

    At most `catch_ups` caught-up contacts count towards it; None means that all do.
    """

    kind: StepKind
    percent: Number
    catch_ups: Number | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class ShareWithElements:
    """At least `percent` of the track's contacts of this kind were held with every element required at each contact."""

    kind: StepKind
    percent: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class ElementsCovered:
    """Each of these elements reached its frequency at contacts which this family attended or caught up."""

    elements: tuple[str, ...]
    source: str


CompletionRule: TypeAlias = AttendOnce | AttendShare | ShareWithElements | ElementsCovered


# What rings a bell ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OpenMonthPassing:
    """An open month has `days_left` or fewer open days left and no contact of this kind."""

    kind: StepKind
    days_left: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class TooLongSince:
    """More than `school_weeks` school weeks since the last contact of this kind."""

    kind: StepKind
    school_weeks: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class AbsentInARow:
    """The family was absent at the last `times` contacts that were held."""

    times: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class GrowingTooOld:
    """A waiting child passes the upper age within `months` months."""

    months: Number
    source: str


AlarmRule: TypeAlias = OpenMonthPassing | TooLongSince | AbsentInARow | GrowingTooOld


# What a plan needs ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class QualifiedLeaders:
    """`count` leaders, each holding the qualification on the day of the start. Hard when `hard`."""

    count: int
    qualification: str
    hard: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class GroupSize:
    """Between `least` and `most` parents at the start; outside the advised numbers it only warns."""

    least: int
    most: int
    advised_least: int
    advised_most: int
    hard: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """At most about `most` children for each worker; a warning."""

    most: int
    source: str


@dataclass(frozen=True, kw_only=True)
class JoiningUntil:
    """A family may join until step number `step`, with the missed content caught up; a warning."""

    step: Number
    source: str


@dataclass(frozen=True, kw_only=True)
class ElementsPrepared:
    """A contact of these kinds is confirmed only when these elements are prepared in its plan."""

    elements: tuple[str, ...]
    kinds: tuple[StepKind, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class CourseCovers:
    """The planned contacts together can cover each required element as often as it is required."""

    source: str


PlanRule: TypeAlias = QualifiedLeaders | GroupSize | Caseload | JoiningUntil | ElementsPrepared | CourseCovers


@dataclass(frozen=True, kw_only=True)
class LateDelivery:
    """An element may be given after the contact: `by` this channel, before the next contact; it then pays dose back."""

    by: str
    label: Text
    source: str
