"""Finding week plans and days of practice."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis.practice.models import PracticeEntry, WeekPlan

PlanKey = tuple[uuid.UUID, uuid.UUID]
"""The ids of the weekly contact and of the enrolment."""


def plans_of(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[PlanKey, WeekPlan]:
    """The week plans that close with these contacts, by contact and enrolment."""
    rows = session.scalars(
        select(WeekPlan).where(WeekPlan.organisation_id == organisation_id, WeekPlan.contact_id.in_(contact_ids))
    )
    return {(plan.contact_id, plan.enrolment_id): plan for plan in rows}


def entries_of(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID], first: date, last: date
) -> dict[uuid.UUID, dict[date, PracticeEntry]]:
    """The days of practice from `first` up to and including `last`, by enrolment and day."""
    found: dict[uuid.UUID, dict[date, PracticeEntry]] = defaultdict(dict)
    rows = session.scalars(
        select(PracticeEntry)
        .where(
            PracticeEntry.organisation_id == organisation_id,
            PracticeEntry.enrolment_id.in_(enrolment_ids),
            PracticeEntry.on >= first,
            PracticeEntry.on <= last,
        )
        .order_by(PracticeEntry.on)
    )
    for entry in rows:
        found[entry.enrolment_id][entry.on] = entry
    return found
