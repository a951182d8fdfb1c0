"""Adding up what enrolments and contacts give, and what a change adds to it or takes away. Pure."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from programmes.gates.on_course import CourseSoFar

STANDING: Final = date.min  # not a week: the row of what stands now
COUNTS: Final = (
    "families",
    "on_course",
    "behind",
    "unknown",
    "counted",
    "due",
    "needed",
    "expected",
    "completed",
    "delivered",
    "not_delivered",
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Where something is counted: for whom, in which programme, in which week."""

    for_id: uuid.UUID
    week: date
    programme_key: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentPart:
    """What one active enrolment adds."""

    enrolment_id: uuid.UUID
    family_id: uuid.UUID
    programme_key: str
    course: CourseSoFar
    audience: frozenset[uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class ContactPart:
    """What the records of one contact add."""

    contact_id: uuid.UUID
    programme_key: str
    week: date
    expected: int
    completed: int
    delivered: int
    not_delivered: int
    audience: frozenset[uuid.UUID]


Sums = dict[Cell, Counter[str]]


def sums_of(enrolments: Iterable[EnrolmentPart], contacts: Iterable[ContactPart]) -> Sums:
    """Everything in its cells. A family counts once in a programme, however many of its children are in it."""
    found: Sums = defaultdict(Counter)
    families: dict[Cell, set[uuid.UUID]] = defaultdict(set)
    for one in enrolments:
        for for_id in one.audience:
            cell = Cell(for_id=for_id, week=STANDING, programme_key=one.programme_key)
            families[cell].add(one.family_id)
            found[cell][str(one.course.standing)] += 1
            for name in ("counted", "due", "needed"):
                found[cell][name] += getattr(one.course, name)
    for cell, ids in families.items():
        found[cell]["families"] = len(ids)
    for contact in contacts:
        for for_id in contact.audience:
            cell = Cell(for_id=for_id, week=contact.week, programme_key=contact.programme_key)
            for name in ("expected", "completed", "delivered", "not_delivered"):
                found[cell][name] += getattr(contact, name)
    return found


def difference(before: Mapping[Cell, Counter[str]], after: Mapping[Cell, Counter[str]]) -> dict[Cell, dict[str, int]]:
    """What has to be added to each cell that changes, each count named."""
    found = {}
    for cell in before.keys() | after.keys():
        was, now = before.get(cell, Counter()), after.get(cell, Counter())
        if any(was[name] != now[name] for name in COUNTS):
            found[cell] = {name: now[name] - was[name] for name in COUNTS}
    return found
