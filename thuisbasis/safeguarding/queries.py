"""Finding worries. Who has no right to one does not find it; being administrator or coordinator is no right."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import NotFoundError
from thuisbasis.organisations.models import Staff, StaffRole
from thuisbasis.permissions import Actor, Permission, Role
from thuisbasis.safeguarding.models import Worry, WorryNote, WorryOpening, WorryReader
from thuisbasis.safeguarding.officers import NEVER, handles

PATIENCE = timedelta(hours=24)
MOST_LISTED = 100

_AROUND = (
    joinedload(Worry.author),
    joinedload(Worry.acknowledged_by),
    joinedload(Worry.school),
    joinedload(Worry.family),
    joinedload(Worry.child),
)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A worry, and as what the actor sees it. An author sees her own text, and whether somebody has read it."""

    worry: Worry
    is_author: bool
    is_officer: bool
    is_supervisor: bool
    has_broken_glass: bool

    @property
    def reads_notes(self) -> bool:
        """Whether what was done with it is shown too."""
        return self.is_officer or self.is_supervisor or self.has_broken_glass


def _is_shared_with(actor: Actor) -> ColumnElement[bool]:
    if Role.SUPERVISOR not in actor.roles:
        return NEVER
    return (
        exists()
        .where(
            WorryReader.organisation_id == actor.organisation_id,
            WorryReader.worry_id == Worry.id,
            WorryReader.staff_id == actor.staff_id,
        )
        .correlate(Worry)
    )


def _is_opened_by(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(Permission.BREAK_GLASS):
        return NEVER
    return (
        exists()
        .where(
            WorryOpening.organisation_id == actor.organisation_id,
            WorryOpening.worry_id == Worry.id,
            WorryOpening.staff_id == actor.staff_id,
            WorryOpening.ends_at > clock.now(),
        )
        .correlate(Worry)
    )


def seen_or_404(session: Session, actor: Actor, worry_id: uuid.UUID) -> Seen:
    """A worry with its text, author, school, family, child and contact, for who may read it. Raises NotFoundError."""
    ways = (
        (Worry.author_id == actor.staff_id).label("is_author"),
        handles(actor).label("is_officer"),
        _is_shared_with(actor).label("is_supervisor"),
        _is_opened_by(actor).label("has_broken_glass"),
    )
    found = session.execute(
        select(Worry, *ways)
        .where(
            Worry.organisation_id == actor.organisation_id,
            Worry.id == worry_id,
            or_(Worry.author_id == actor.staff_id, handles(actor), _is_shared_with(actor), _is_opened_by(actor)),
        )
        .options(
            undefer(Worry.text),
            *_AROUND,
            joinedload(Worry.contact).joinedload(Contact.family),
            joinedload(Worry.contact).joinedload(Contact.group),
        )
    ).first()
    if found is None:
        raise NotFoundError("worry")
    worry, *standings = found
    names = ("is_author", "is_officer", "is_supervisor", "has_broken_glass")
    return Seen(worry=worry, **dict(zip(names, map(bool, standings), strict=True)))


def handled_or_404(session: Session, actor: Actor, worry_id: uuid.UUID) -> Worry:
    """A worry whose officer or deputy the actor is, held against others until the end of the transaction.

    Raises NotFoundError.
    """
    found = session.scalars(
        _handled_by(actor)
        .where(Worry.id == worry_id)
        .with_for_update(of=Worry)
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFoundError("worry")
    return found


def _handled_by(actor: Actor) -> Select[Worry]:
    return select(Worry).where(Worry.organisation_id == actor.organisation_id, handles(actor))


def unread(session: Session, actor: Actor, most: int = MOST_LISTED) -> Sequence[Worry]:
    """What nobody has acknowledged at the schools of this officer or deputy, the longest waiting first."""
    return session.scalars(
        _handled_by(actor)
        .where(Worry.acknowledged_at.is_(None))
        .options(*_AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(most)
    ).all()


def open_ones(session: Session, actor: Actor) -> Sequence[Worry]:
    """What was acknowledged and is not closed, at this officer's schools, the oldest first."""
    return session.scalars(
        _handled_by(actor)
        .where(Worry.acknowledged_at.is_not(None), Worry.closed_at.is_(None))
        .options(*_AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(MOST_LISTED)
    ).all()


def closed_ones(session: Session, actor: Actor) -> Sequence[Worry]:
    """What was closed at this officer's schools, the latest first."""
    return session.scalars(
        _handled_by(actor)
        .where(Worry.closed_at.is_not(None))
        .options(*_AROUND)
        .order_by(Worry.closed_at.desc(), Worry.id)
        .limit(MOST_LISTED)
    ).all()


def taken_up_by(session: Session, actor: Actor, most: int) -> Sequence[Worry]:
    """What this officer acknowledged and is still open, the oldest first."""
    return session.scalars(
        _handled_by(actor)
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
        statement.options(*_AROUND).order_by(Worry.received_at.desc(), Worry.id).limit(MOST_LISTED)
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
        .where(Worry.organisation_id == actor.organisation_id, Worry.closed_at.is_(None), _is_shared_with(actor))
        .options(*_AROUND)
        .order_by(Worry.received_at, Worry.id)
        .limit(MOST_LISTED)
    ).all()


def opened_by(session: Session, actor: Actor) -> Sequence[Worry]:
    """The worries that the actor may read as administrator just now, the oldest first."""
    if not actor.may(Permission.BREAK_GLASS):
        return []
    return session.scalars(
        select(Worry)
        .where(Worry.organisation_id == actor.organisation_id, _is_opened_by(actor))
        .options(*_AROUND)
        .order_by(Worry.received_at, Worry.id)
    ).all()


def notes_of(session: Session, worry: Worry) -> Sequence[WorryNote]:
    """What was written down about a worry, with the texts, first one first. The caller has checked the reader."""
    return session.scalars(
        select(WorryNote)
        .where(WorryNote.organisation_id == worry.organisation_id, WorryNote.worry_id == worry.id)
        .options(undefer(WorryNote.text), joinedload(WorryNote.staff))
        .order_by(WorryNote.written_at, WorryNote.id)
    ).all()


def readers_of(session: Session, worry: Worry) -> list[Staff]:
    """The supervisors with whom a worry is shared."""
    found = session.scalars(
        select(WorryReader)
        .where(WorryReader.organisation_id == worry.organisation_id, WorryReader.worry_id == worry.id)
        .options(joinedload(WorryReader.staff))
        .order_by(WorryReader.added_at, WorryReader.id)
    )
    return [reader.staff for reader in found]


def supervisors(session: Session, actor: Actor) -> Sequence[Staff]:
    """Those with whom a worry can be shared: the supervisors at work."""
    holding = select(StaffRole.staff_id).where(
        StaffRole.organisation_id == actor.organisation_id, StaffRole.role == Role.SUPERVISOR.value
    )
    return session.scalars(
        select(Staff)
        .where(Staff.organisation_id == actor.organisation_id, Staff.archived_at.is_(None), Staff.id.in_(holding))
        .order_by(Staff.sort_key, Staff.id)
    ).all()


def openings_of(session: Session, worry: Worry) -> Sequence[WorryOpening]:
    """Who opened a worry as administrator, with the reasons, first one first."""
    return session.scalars(
        select(WorryOpening)
        .where(WorryOpening.organisation_id == worry.organisation_id, WorryOpening.worry_id == worry.id)
        .options(undefer(WorryOpening.reason), joinedload(WorryOpening.staff), joinedload(WorryOpening.reviewed_by))
        .order_by(WorryOpening.opened_at, WorryOpening.id)
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
