"""Who saw a family's file, and who changed what in it: for administrators, and for a family that asks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel.speaklater import LazyString
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from thuisbasis.audit.models import AccessEntry, AuditEntry
from thuisbasis.audit.sentences import SENTENCES
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

LONGEST = 200


@dataclass(frozen=True)
class Looked:
    """How often somebody looked at the file, or was refused, from first to last."""

    staff: Staff | None
    allowed: bool
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Changed:
    """One change: who, when, what, and the fields before and after."""

    entry: AuditEntry
    staff: Staff | None
    sentence: LazyString


def who_looked(session: Session, actor: Actor, family_id: uuid.UUID) -> list[Looked]:
    """Everybody who opened a page of the family or was refused one, who looked last first. One statement."""
    seen = (
        select(
            AccessEntry.staff_id,
            AccessEntry.allowed,
            func.count().label("times"),
            func.min(AccessEntry.at).label("first"),
            func.max(AccessEntry.at).label("last"),
        )
        .where(AccessEntry.organisation_id == actor.organisation_id, AccessEntry.family_id == family_id)
        .group_by(AccessEntry.staff_id, AccessEntry.allowed)
        .subquery()
    )
    rows = session.execute(
        select(Staff, seen.c.allowed, seen.c.times, seen.c.first, seen.c.last)
        .select_from(seen)
        .outerjoin(Staff, and_(Staff.organisation_id == actor.organisation_id, Staff.id == seen.c.staff_id))
        .order_by(seen.c.last.desc())
    )
    return [Looked(*row) for row in rows]


def changes_of(session: Session, actor: Actor, family_id: uuid.UUID, *, limit: int = LONGEST) -> Sequence[Changed]:
    """The latest changes to a family's data, latest first. One statement."""
    rows = session.execute(
        select(AuditEntry, Staff)
        .outerjoin(Staff, and_(Staff.organisation_id == AuditEntry.organisation_id, Staff.id == AuditEntry.staff_id))
        .where(AuditEntry.organisation_id == actor.organisation_id, AuditEntry.family_id == family_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    )
    return [Changed(entry, staff, SENTENCES[entry.action]) for entry, staff in rows]
