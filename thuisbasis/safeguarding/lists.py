"""Lists of worries, and what start pages ask for; never with their texts. Each of one organisation, for one reader."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis.permissions import Actor, Permission, Role
from thuisbasis.safeguarding.models import Worry, WorryOpening
from thuisbasis.safeguarding.officers import handles
from thuisbasis.safeguarding.queries import AROUND, handled_by, is_opened_by, is_shared_with

PATIENCE = timedelta(hours=24)
MOST_LISTED = 100


def unread(session: Session, actor: Actor, most: int = MOST_LISTED) -> Sequence[Worry]:
    """What nobody has acknowledged at the schools of this officer or deputy, the longest waiting first."""
    return session.scalars(
        handled_by(actor)
        .where(Worry.acknowledged_at.is_(None))
        .options(*AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(most)
    ).all()


def open_ones(session: Session, actor: Actor) -> Sequence[Worry]:
    """What was acknowledged and is not closed, at this officer's schools, the oldest first."""
    return session.scalars(
        handled_by(actor)
        .where(Worry.acknowledged_at.is_not(None), Worry.closed_at.is_(None))
        .options(*AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(MOST_LISTED)
    ).all()


def closed_ones(session: Session, actor: Actor) -> Sequence[Worry]:
    """What was closed at this officer's schools, the latest first."""
    return session.scalars(
        handled_by(actor)
        .where(Worry.closed_at.is_not(None))
        .options(*AROUND)
        .order_by(Worry.closed_at.desc(), Worry.id)
        .limit(MOST_LISTED)
    ).all()


def taken_up_by(session: Session, actor: Actor, most: int) -> Sequence[Worry]:
    """What this officer acknowledged and is still open, the oldest first."""
    return session.scalars(
        handled_by(actor)
        .where(Worry.acknowledged_by_id == actor.staff_id, Worry.closed_at.is_(None))
        .order_by(Worry.received_at, Worry.id)
        .limit(most)
    ).all()


def written_by(session: Session, actor: Actor, family_id: uuid.UUID | None = None) -> Sequence[Worry]:
    """What the actor wrote, about one family or all, the latest first."""
    statement = select(Worry).where(Worry.organisation_id == actor.organisation_id, Worry.author_id == actor.staff_id)
    if family_id is not None:
        statement = statement.where(Worry.family_id == family_id)
    return session.scalars(
        statement.options(*AROUND).order_by(Worry.received_at.desc(), Worry.id).limit(MOST_LISTED)
    ).all()


def unread_too_long(session: Session, actor: Actor, now: datetime, most: int) -> Sequence[Worry]:
    """What the actor wrote more than 24 hours ago and nobody has acknowledged, the oldest first."""
    return session.scalars(
        select(Worry)
        .where(
            Worry.organisation_id == actor.organisation_id,
            Worry.author_id == actor.staff_id,
            Worry.acknowledged_at.is_(None),
            Worry.received_at <= now - PATIENCE,
        )
        .order_by(Worry.received_at, Worry.id)
        .limit(most)
    ).all()


def shared_with(session: Session, actor: Actor) -> Sequence[Worry]:
    """The worries that an officer shares with this supervisor and that are not closed, the oldest first."""
    if Role.SUPERVISOR not in actor.roles:
        return []
    return session.scalars(
        select(Worry)
        .where(Worry.organisation_id == actor.organisation_id, Worry.closed_at.is_(None), is_shared_with(actor))
        .options(*AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(MOST_LISTED)
    ).all()


def opened_by(session: Session, actor: Actor) -> Sequence[Worry]:
    """The worries that the actor may read as administrator just now, the oldest first."""
    if not actor.may(Permission.BREAK_GLASS):
        return []
    return session.scalars(
        select(Worry)
        .where(Worry.organisation_id == actor.organisation_id, is_opened_by(actor))
        .options(*AROUND)
        .order_by(Worry.received_at, Worry.id)
    ).all()


def to_review(session: Session, actor: Actor, most: int = MOST_LISTED) -> Sequence[WorryOpening]:
    """The openings by administrators that no officer has reviewed, at this officer's schools, the oldest first."""
    return session.scalars(
        select(WorryOpening)
        .join(
            Worry,
            and_(Worry.organisation_id == WorryOpening.organisation_id, Worry.id == WorryOpening.worry_id),
        )
        .where(
            WorryOpening.organisation_id == actor.organisation_id,
            WorryOpening.reviewed_at.is_(None),
            handles(actor),
        )
        .options(joinedload(WorryOpening.staff))
        .order_by(WorryOpening.opened_at, WorryOpening.id)
        .limit(most)
    ).all()
