"""Finding worries. Who has no right to one does not find it; being administrator or coordinator is no right."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import NotFoundError
from thuisbasis.organisations.models import Staff, StaffRole
from thuisbasis.permissions import Actor, Permission, Role
from thuisbasis.safeguarding.models import Worry, WorryNote, WorryOpening, WorryReader
from thuisbasis.safeguarding.officers import NEVER, handles

AROUND = (
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


def is_shared_with(actor: Actor) -> ColumnElement[bool]:
    """The worries that an officer shares with the actor, who is a supervisor, as a condition on Worry."""
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


def is_opened_by(actor: Actor) -> ColumnElement[bool]:
    """The worries that the actor may read as administrator just now, as a condition on Worry."""
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
        is_shared_with(actor).label("is_supervisor"),
        is_opened_by(actor).label("has_broken_glass"),
    )
    found = session.execute(
        select(Worry, *ways)
        .where(
            Worry.organisation_id == actor.organisation_id,
            Worry.id == worry_id,
            or_(Worry.author_id == actor.staff_id, handles(actor), is_shared_with(actor), is_opened_by(actor)),
        )
        .options(
            undefer(Worry.text),
            *AROUND,
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
        handled_by(actor)
        .where(Worry.id == worry_id)
        .with_for_update(of=Worry)
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFoundError("worry")
    return found


def handled_by(actor: Actor) -> Select[Worry]:
    """The start of a query: the worries whose officer or deputy the actor is."""
    return select(Worry).where(Worry.organisation_id == actor.organisation_id, handles(actor))


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
