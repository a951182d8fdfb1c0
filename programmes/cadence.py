"""The rhythms in which contacts are planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from programmes.dose import Number


@dataclass(frozen=True)
class Weekly:
    """Once a week on the chosen weekday. A closed day skips the week; the course ends a week later."""


@dataclass(frozen=True)
class TeachingWeekly:
    """Once in each teaching week. A closed day moves the contact within its week; a week without open days pauses."""


@dataclass(frozen=True)
class OpenMonthly:
    """Once in each consecutive open month. A closed day moves the contact within its month.

    A month is open when it has at least `school_days` school days (Monday to Friday, not closed).
    """

    school_days: Number


@dataclass(frozen=True)
class ByHand:
    """Not planned in a rhythm: somebody picks each date."""


Cadence: TypeAlias = Weekly | TeachingWeekly | OpenMonthly | ByHand
