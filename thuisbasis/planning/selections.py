"""Which contacts one act concerns: those of some days, at a school, of a staff member."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis import clock
from thuisbasis.contacts.models import Contact, ContactMove, ContactStaff
from thuisbasis.contacts.queries import seen_by
from thuisbasis.contacts.states import AHEAD, CANCELLED
from thuisbasis.permissions import Actor

LONGEST = timedelta(days=92)  # a term: longer than that is a mistake in a date


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Contacts from `first` to `last` (days, both included), of a school or a staff member where given."""

    first: date
    last: date
    school_id: uuid.UUID | None = None
    staff_id: uuid.UUID | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The moments at which it begins and ends."""
        start = datetime.combine(self.first, time(), tzinfo=clock.ZONE)
        return start, datetime.combine(self.last + timedelta(days=1), time(), tzinfo=clock.ZONE)


def _narrowed(actor: Actor, selection: Selection) -> Select[Contact]:
    """The actor's contacts at the selection's school and of its staff member, on whatever day."""
    statement = seen_by(actor).options(joinedload(Contact.group), joinedload(Contact.family))
    if selection.school_id is not None:
        statement = statement.where(Contact.school_id == selection.school_id)
    if selection.staff_id is not None:
        at_it = exists().where(
            ContactStaff.organisation_id == actor.organisation_id,
            ContactStaff.contact_id == Contact.id,
            ContactStaff.staff_id == selection.staff_id,
        )
        statement = statement.where(at_it)
    return statement


def open_contacts(session: Session, actor: Actor, selection: Selection) -> Sequence[Contact]:
    """The contacts of the selection that still lie ahead, in order of time."""
    first, until = selection.span
    statement = (
        _narrowed(actor, selection)
        .where(Contact.starts_at >= first, Contact.starts_at < until, Contact.state.in_(AHEAD))
        .order_by(Contact.starts_at, Contact.id)
    )
    return session.scalars(statement).all()


def moved_away(session: Session, actor: Actor, contact_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, ContactMove]:
    """The last move of each contact that moved, by contact id."""
    rows = session.scalars(
        select(ContactMove)
        .where(ContactMove.organisation_id == actor.organisation_id, ContactMove.contact_id.in_(contact_ids))
        .order_by(ContactMove.moved_at)
    )
    return {move.contact_id: move for move in rows}


def changed_contacts(session: Session, actor: Actor, selection: Selection) -> Sequence[Contact]:
    """The contacts of the selection that are off, and those that moved away from its days: whom to call."""
    first, until = selection.span
    moved_from = exists().where(
        ContactMove.organisation_id == actor.organisation_id,
        ContactMove.contact_id == Contact.id,
        ContactMove.from_starts_at >= first,
        ContactMove.from_starts_at < until,
    )
    off = and_(
        Contact.starts_at >= first,
        Contact.starts_at < until,
        Contact.state.in_(CANCELLED),
    )
    statement = _narrowed(actor, selection).where(off | moved_from).order_by(Contact.starts_at, Contact.id)
    return session.scalars(statement).all()
