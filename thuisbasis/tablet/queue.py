"""What tablets brought that still wants somebody to look at it, and how well bringing goes."""

import statistics
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, joinedload

from thuisbasis import clock
from thuisbasis.errors import NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.recording.models import Record
from thuisbasis.tablet.models import TabletItem
from thuisbasis.tablet.states import WAITING, State

LOOKED_BACK = timedelta(days=90)
MOST = 200
MOST_MEASURED = 5_000


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How bringing went in the last 90 days.

    `records`: how many came; `conflicts`: in how many of them two people had written; `minutes`: median of the minutes
    from finishing to receipt, None where nothing was finished.
    """

    records: int
    conflicts: int
    minutes: float | None


def waiting(session: Session, actor: Actor) -> Sequence[TabletItem]:
    """What still wants somebody to look at it, as far as the actor coordinates it; the longest waiting first."""
    return session.scalars(
        select(TabletItem)
        .where(_seen_by(actor), TabletItem.state.in_(WAITING))
        .options(joinedload(TabletItem.staff), joinedload(TabletItem.device))
        .order_by(TabletItem.received_at, TabletItem.id)
        .limit(MOST)
    ).all()


def count_waiting(session: Session, actor: Actor) -> int:
    """How many of those there are."""
    statement = select(func.count()).select_from(TabletItem).where(_seen_by(actor), TabletItem.state.in_(WAITING))
    return session.scalar(statement) or 0


def item_or_404(session: Session, actor: Actor, item_id: uuid.UUID) -> TabletItem:
    """Something that a tablet brought, as far as the actor coordinates it. Raises NotFoundError."""
    found = session.scalars(
        select(TabletItem)
        .where(_seen_by(actor), TabletItem.id == item_id)
        .options(joinedload(TabletItem.staff), joinedload(TabletItem.device), joinedload(TabletItem.record))
    ).one_or_none()
    if found is None:
        raise NotFoundError("tablet item")
    return found


def newest_of_record(session: Session, record: Record) -> TabletItem | None:
    """The last that a tablet brought of a record; None when it was written elsewhere."""
    return session.scalars(
        select(TabletItem)
        .where(TabletItem.organisation_id == record.organisation_id, TabletItem.record_id == record.id)
        .order_by(TabletItem.received_at.desc(), TabletItem.id)
        .limit(1)
    ).first()


def figures(session: Session, actor: Actor) -> Figures:
    """How bringing goes in the actor's organisation."""
    since = clock.now() - LOOKED_BACK
    recent = (
        TabletItem.organisation_id == actor.organisation_id,
        TabletItem.kind == "record",
        TabletItem.received_at >= since,
    )
    counts = select(func.count(), func.count().filter(TabletItem.had_conflict)).where(*recent)
    records, conflicts = session.execute(counts).one()
    times = select(TabletItem.finished_at, TabletItem.received_at).where(
        *recent, TabletItem.state == State.COMPLETED, TabletItem.finished_at.is_not(None)
    )
    minutes = [
        (received - finished).total_seconds() / 60
        for finished, received in session.execute(times.limit(MOST_MEASURED))
        if finished is not None
    ]
    return Figures(records=records, conflicts=conflicts, minutes=statistics.median(minutes) if minutes else None)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    """Those of one's schools, and those of which nobody knows the school."""
    here: ColumnElement[bool] = TabletItem.organisation_id == actor.organisation_id
    ours = true() if actor.sees_whole_organisation else TabletItem.school_id.in_(actor.schools)
    return here & (ours | TabletItem.school_id.is_(None))
