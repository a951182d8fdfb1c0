"""Who read a worry, out of the access log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from thuisbasis.audit.models import AccessEntry
from thuisbasis.organisations.models import Staff
from thuisbasis.safeguarding.models import Worry


@dataclass(frozen=True)
class Looked:
    """How often somebody opened a worry, or was refused, and when last."""

    staff: Staff
    allowed: bool
    times: int
    last: datetime


def who_looked(session: Session, worry: Worry) -> list[Looked]:
    """Everybody who opened a worry or was refused it, who looked last first. One statement."""
    seen = (
        select(
            AccessEntry.staff_id,
            AccessEntry.allowed,
            func.count().label("times"),
            func.max(AccessEntry.at).label("last"),
        )
        .where(AccessEntry.organisation_id == worry.organisation_id, AccessEntry.subject_id == worry.id)
        .group_by(AccessEntry.staff_id, AccessEntry.allowed)
        .subquery()
    )
    rows = session.execute(
        select(Staff, seen.c.allowed, seen.c.times, seen.c.last)
        .join(seen, and_(Staff.organisation_id == worry.organisation_id, Staff.id == seen.c.staff_id))
        .order_by(seen.c.last.desc(), Staff.id)
    )
    return [Looked(*row) for row in rows]
