"""The months of a family's course: visited, planned, missing, or without school. Pure, on loaded rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from home_visits import tracks
from programmes.cadence import OpenMonthly
from programmes.calendar_days import is_open_month, month_start, next_month
from programmes.dose import resolved
from programmes.protocol import StepKind
from programmes.text import Text
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, TOOK_PLACE, State
from thuisbasis.enrolments.models import Enrolment

LONGEST = 14


class Kind(StrEnum):
    """What a month was or is to be."""

    DONE = "done"
    PLANNED = "planned"
    MISSING = "missing"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month of a family's strip; `contact` is the visit that stands for it, where there is one."""

    first: date
    kind: Kind
    contact: Contact | None = None


def strip(enrolment: Enrolment, contacts: Sequence[Contact], closed: Mapping[date, Text], today: date) -> list[Month]:
    """The months from the first visit (or the start) to the last one planned, this month included.

    A month that is asked for and passed without a visit is missing. `closed`: the school's closed days over those
    months.
    """
    visits = [each for each in contacts if each.kind == StepKind.HOME_VISIT]
    begin, end = span(enrolment, visits, today)
    months: list[Month] = []
    month = begin
    while month <= end and len(months) < LONGEST:
        months.append(_month(enrolment, month, visits, closed, today))
        month = next_month(month)
    return months


def span(enrolment: Enrolment, contacts: Sequence[Contact], today: date) -> tuple[date, date]:
    """The first day of the first and of the last month of the strip."""
    planned = [date.fromisoformat(f"{contact.month}-01") for contact in contacts if contact.kind == StepKind.HOME_VISIT]
    start = month_start(enrolment.started_on or enrolment.expected_start or today)
    return min([start, *planned]), max([month_start(today), start, *planned])


def _month(
    enrolment: Enrolment, month: date, visits: Sequence[Contact], closed: Mapping[date, Text], today: date
) -> Month:
    here = [contact for contact in visits if contact.month == f"{month:%Y-%m}"]
    held = next((contact for contact in here if State(contact.state) in TOOK_PLACE), None)
    ahead = next((contact for contact in here if State(contact.state) in AHEAD), None)
    if held is not None:
        return Month(first=month, kind=Kind.DONE, contact=held)
    if ahead is not None:
        return Month(first=month, kind=Kind.PLANNED, contact=ahead)
    off = here[-1] if here else None
    if not _is_open(enrolment, month, closed):
        return Month(first=month, kind=Kind.CLOSED, contact=off)
    started = enrolment.started_on is not None and month >= month_start(enrolment.started_on)
    is_missing = started and month < month_start(today)
    return Month(first=month, kind=Kind.MISSING if is_missing else Kind.OPEN, contact=off)


def _is_open(enrolment: Enrolment, month: date, closed: Mapping[date, Text]) -> bool:
    cadence = tracks.track_of(enrolment).cadence_of(StepKind.HOME_VISIT)
    if not isinstance(cadence, OpenMonthly):
        return False
    numbers = tracks.programme_of(enrolment).numbers(dict(enrolment.local_numbers))
    return is_open_month(month, closed, resolved(cadence.school_days, numbers))
