"""What the rules answer with: findings in sentences, never booleans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from programmes.text import Text

if TYPE_CHECKING:
    from datetime import date

    from programmes.conditions import Condition


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a rule has to say.

    `element`: the key of the required element that it is about, or None. `rule`: the rule's own key. `blocks`: whether
    it holds the gate shut; a finding that does not block is a warning. `child`: whose answer it is about, when an
    element is asked of each child in a record of the group. `field`: the evidence field that it is about, or None.
    """

    element: str | None
    rule: str
    message: Text
    satisfied_by: Text
    blocks: bool
    field: str | None = None
    child: str | None = None


def may(findings: Iterable[Finding]) -> bool:
    """Whether the gate opens: no finding blocks."""
    return not any(finding.blocks for finding in findings)


@dataclass(frozen=True, kw_only=True)
class ConditionResult:
    """One condition of eligibility with its outcome, so that a page can show all of them, met or not, and why."""

    condition: Condition
    met: bool
    hard: bool
    description: Text
    why: Text


@dataclass(frozen=True, kw_only=True)
class EligibilityJudgement:
    """All conditions with their outcome, and the findings for those that are not met."""

    results: tuple[ConditionResult, ...]
    findings: tuple[Finding, ...]

    @property
    def may(self) -> bool:
        """Whether no hard condition is unmet."""
        return may(self.findings)


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """A required element that was honestly not delivered, with its reason and what makes up for it.

    `paid_back_on`: the day on which it was given after all, in time to count towards the dose; else None.
    """

    element: str
    reason: str
    follow_up: str
    child: str | None = None
    paid_back_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecordJudgement:
    """What the record gate says about one record."""

    findings: tuple[Finding, ...]
    deviations: tuple[Deviation, ...]
    counts_towards_dose: bool

    @property
    def may(self) -> bool:
        """Whether the record may be completed."""
        return may(self.findings)


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something that somebody should act on. `on`: the day on which it becomes too late, or became so."""

    rule: str
    message: Text
    satisfied_by: Text
    on: date | None = None
