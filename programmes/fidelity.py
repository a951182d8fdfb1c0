"""Implementation fidelity: adherence, dose, coverage and completeness, as arithmetic on plain values.

The five sides are those of Dane & Schneider 1998 and Carroll 2007. Every figure carries the counts behind it; what is
not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from programmes.dose import AtLeast, ByStep, EachBlock, EachContact, EachRow, resolved
from programmes.protocol import Element


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a whole, with both counts. `n`: how many records or families it rests on."""

    part: int
    whole: int | None
    n: int = 0

    @property
    def value(self) -> float | None:
        """The share between 0 and 1; None when the whole is unknown or nothing was counted."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded half up; None when it is unknown."""
        if not self.whole:
            return None
        return int(Fraction(100 * self.part, self.whole) + Fraction(1, 2))


class Outcome(StrEnum):
    """What one record says about one element."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


class ContactState(StrEnum):
    """What became of one planned contact. HELD includes what was recorded and completed afterwards."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED_BY_US = "cancelled_by_us"
    CANCELLED_BY_FAMILY = "cancelled_by_family"


def adherence(records: Iterable[Mapping[str, Outcome]]) -> Share:
    """Required elements delivered / (delivered + not delivered) over records (element key → outcome).

    "Not applicable" and "unanswered" are left out. `n` is the number of records that have at least one answer.
    """
    delivered = answered = n = 0
    for record in records:
        outcomes = [outcome for outcome in record.values() if outcome in (Outcome.DELIVERED, Outcome.NOT_DELIVERED)]
        delivered += outcomes.count(Outcome.DELIVERED)
        answered += len(outcomes)
        n += bool(outcomes)
    return Share(part=delivered, whole=answered or None, n=n)


@dataclass(frozen=True, kw_only=True)
class DoseDelivered:
    """Contacts held of those planned to date; what was cancelled by us and by the family kept apart."""

    held: Share
    missed: int
    cancelled_by_us: int
    cancelled_by_family: int


def dose_delivered(states: Iterable[ContactState]) -> DoseDelivered:
    """Dose delivered over the contacts that were planned up to today (each with its state)."""
    counted = list(states)
    return DoseDelivered(
        held=Share(part=counted.count(ContactState.HELD), whole=len(counted) or None, n=len(counted)),
        missed=counted.count(ContactState.MISSED),
        cancelled_by_us=counted.count(ContactState.CANCELLED_BY_US),
        cancelled_by_family=counted.count(ContactState.CANCELLED_BY_FAMILY),
    )


@dataclass(frozen=True, kw_only=True)
class DoseReceived:
    """Contacts that one family attended or caught up, of those held. `caught_up` is shown apart."""

    received: Share
    attended: int
    caught_up: int


def dose_received(*, held: int, attended: int, caught_up: int = 0) -> DoseReceived:
    """Dose received by one family. Raises ValueError when more was received than held."""
    if attended + caught_up > held:
        raise ValueError(f"{attended} attended and {caught_up} caught up cannot be more than {held} held")
    return DoseReceived(
        received=Share(part=attended + caught_up, whole=held or None, n=held), attended=attended, caught_up=caught_up
    )


@dataclass(frozen=True, kw_only=True)
class DoseOverFamilies:
    """The median dose received (0 to 1), and the share of families at or over the rule."""

    median: float | None
    at_rule: Share


def dose_over_families(doses: Iterable[DoseReceived], *, rule_percent: int) -> DoseOverFamilies:
    """Dose received over families; a family of which nothing was held yet is left out."""
    shares = [dose.received for dose in doses if dose.received.whole]
    at_rule = sum(1 for share in shares if share.part * 100 >= rule_percent * (share.whole or 0))
    values = [share.value for share in shares if share.value is not None]
    return DoseOverFamilies(
        median=median(values) if values else None,
        at_rule=Share(part=at_rule, whole=len(shares) or None, n=len(shares)),
    )


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How far one element has come towards its frequency. `met` is None while nothing was held."""

    element: str
    delivered: int
    required: int | None
    met: bool | None


def coverage(
    element: Element,
    *,
    delivered_at: Iterable[int],
    held: Iterable[int],
    numbers: Mapping[str, int],
    blocks: Mapping[int, int] | None = None,
    rows: Iterable[str] = (),
) -> Coverage:
    """Coverage of one element over the contacts that were held (numbers of steps).

    `blocks`: step number → block, for elements due in each block. `rows`: grid rows touched, for elements that must
    fill each row of a grid.
    """
    done, contacts = set(delivered_at), set(held)
    frequency = element.frequency
    if isinstance(frequency, EachContact):
        count, required = len(done & contacts), len(contacts)
    elif isinstance(frequency, AtLeast):
        count, required = len(done), resolved(frequency.times, numbers)
    elif isinstance(frequency, ByStep):
        count, required = min(len(done), 1), 1
    elif isinstance(frequency, EachBlock):
        begun = {(blocks or {}).get(number) for number in contacts} - {None}
        count = len({(blocks or {}).get(number) for number in done} - {None})
        required = len(begun)
    else:
        count, required = _rows_covered(element, frequency, rows)
    met = None if not contacts else count >= required
    return Coverage(element=element.key, delivered=count, required=required if contacts else None, met=met)


def _rows_covered(element: Element, frequency: EachRow, rows: Iterable[str]) -> tuple[int, int]:
    field = element.field(frequency.field)
    known = {row.key for row in field.rows} if field else set()
    return len(known & set(rows)), len(known)


def completeness(*, families_started: int | None, with_both_moments: int) -> Share:
    """Families with a measurement at T0 and at T1, of those that started; unknown when the number started is."""
    return Share(part=with_both_moments, whole=families_started, n=families_started or 0)


def home_practice(*, reading_days: Iterable[int | None], days_asked: int) -> Share:
    """Reading days of the days asked over teaching weeks; a week that was not reported (None) is left out.

    `n` is the number of weeks reported. At most `days_asked` days count in a week.
    """
    weeks = [min(days, days_asked) for days in reading_days if days is not None]
    return Share(part=sum(weeks), whole=days_asked * len(weeks) or None, n=len(weeks))
