"""Finding what was told from the door, and who is not back, for those whom it concerns."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from home_visits.models import VisitReturn, VisitSignal
from home_visits.returning import LATE_AFTER, Answer
from home_visits.signals import ASKING, Kind
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import NotFoundError
from thuisbasis.families.models import Household
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

MOST = 20  # more than a start page shows; what is dealt with makes room for the next


def is_on_duty(actor: Actor) -> bool:
    """Whether the actor looks after visits of others: a coordinator of schools, or of the whole organisation."""
    return actor.sees_whole_organisation or actor.coordinates_schools


def _concerns(actor: Actor) -> ColumnElement[bool]:
    """Signals of contacts that the actor may see: all of them for a coordinator, wrong addresses for a visitor."""
    seen = and_(Contact.organisation_id == actor.organisation_id, contacts.visible(actor))
    return seen if is_on_duty(actor) else and_(seen, VisitSignal.kind == Kind.ADDRESS_WRONG)


def _asked_of(actor: Actor) -> Select[VisitSignal]:
    """The start of a query: signals that ask the actor to act, with contact, family and who told them."""
    return (
        select(VisitSignal)
        .join(
            Contact,
            and_(Contact.organisation_id == VisitSignal.organisation_id, Contact.id == VisitSignal.contact_id),
        )
        .where(VisitSignal.organisation_id == actor.organisation_id, VisitSignal.asks, _concerns(actor))
        .options(
            contains_eager(VisitSignal.contact).joinedload(Contact.family),
            contains_eager(VisitSignal.contact).joinedload(Contact.group),
            joinedload(VisitSignal.staff),
        )
    )


def signals_to_handle(session: Session, actor: Actor) -> Sequence[VisitSignal]:
    """What the actor still has to deal with, the oldest first. One statement."""
    unhandled = _asked_of(actor).where(VisitSignal.handled_at.is_(None))
    return session.scalars(unhandled.order_by(VisitSignal.at, VisitSignal.id).limit(MOST)).all()


def signal_or_404(session: Session, actor: Actor, signal_id: uuid.UUID) -> VisitSignal:
    """One of them, handled or not. Raises NotFoundError."""
    found = session.scalars(_asked_of(actor).where(VisitSignal.id == signal_id)).first()
    if found is None:
        raise NotFoundError("signal")
    return found


def signals_of(session: Session, contact: Contact) -> Sequence[VisitSignal]:
    """What was told of a contact, the first first, with who told it. The caller has found the contact."""
    return session.scalars(
        select(VisitSignal)
        .where(
            VisitSignal.organisation_id == contact.organisation_id,
            VisitSignal.contact_id == contact.id,
            or_(VisitSignal.kind.in_(ASKING), VisitSignal.kind == Kind.NOT_AT_HOME),
        )
        .options(joinedload(VisitSignal.staff))
        .order_by(VisitSignal.at, VisitSignal.id)
    ).all()


def waited_for(session: Session, actor: Actor, contact: Contact) -> VisitReturn | None:
    """The return from a contact that the actor has not answered yet."""
    return session.scalars(
        select(VisitReturn)
        .where(
            VisitReturn.organisation_id == actor.organisation_id,
            VisitReturn.contact_id == contact.id,
            VisitReturn.staff_id == actor.staff_id,
            VisitReturn.answered_at.is_(None),
        )
        .order_by(VisitReturn.started_at.desc())
        .limit(1)
    ).first()


@dataclass(frozen=True, kw_only=True)
class Late:
    """Somebody who is not back: where she was and on which number she is reached, and nothing of the family."""

    out: VisitReturn
    staff: Staff
    place: str
    households: list[Household] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """Where to look, a secret address too: this is the one case in which it is shown to who does not visit."""
        return [each.line for each in self.households if each.lines] or ([self.place] if self.place else [])


def late_returns(session: Session, actor: Actor, at: datetime) -> list[Late]:
    """At an aware moment: who is late, for those on duty; and the actor's own return when due. One statement."""
    overdue = VisitReturn.expected_back < at - LATE_AFTER
    own = and_(VisitReturn.staff_id == actor.staff_id, VisitReturn.expected_back < at)
    return _late(session, actor, or_(and_(overdue, _on_duty_for(actor)), own), VisitReturn.answered_at.is_(None))


def late_or_404(session: Session, actor: Actor, return_id: uuid.UUID, at: datetime) -> Late:
    """Somebody who is late, for who is on duty; or was, until somebody on duty spoke to her. Raises NotFoundError.

    Where she was is then no longer told.
    """
    overdue = VisitReturn.expected_back < at - LATE_AFTER
    asked = or_(VisitReturn.answered_at.is_(None), VisitReturn.answer == Answer.SPOKEN)
    found = _late(session, actor, VisitReturn.id == return_id, overdue, asked, _on_duty_for(actor))
    if not is_on_duty(actor) or not found:
        raise NotFoundError("return")
    (late,) = found
    return late if late.out.answered_at is None else Late(out=late.out, staff=late.staff, place="")


def _on_duty_for(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.sees_whole_organisation else Contact.school_id.in_(actor.schools)


def _late(session: Session, actor: Actor, *conditions: ColumnElement[bool]) -> list[Late]:
    rows = session.execute(
        select(VisitReturn, Staff, Household)
        .join(
            Contact,
            and_(Contact.organisation_id == VisitReturn.organisation_id, Contact.id == VisitReturn.contact_id),
        )
        .join(Staff, and_(Staff.organisation_id == VisitReturn.organisation_id, Staff.id == VisitReturn.staff_id))
        .outerjoin(
            Household,
            and_(
                Household.organisation_id == Contact.organisation_id,
                Household.family_id == Contact.family_id,
                Household.archived_at.is_(None),
            ),
        )
        .where(VisitReturn.organisation_id == actor.organisation_id, *conditions)
        .options(contains_eager(VisitReturn.contact))
        .order_by(VisitReturn.expected_back, VisitReturn.id, Household.id)
    )
    found: dict[uuid.UUID, Late] = {}
    for out, staff, household in rows:
        late = found.setdefault(out.id, Late(out=out, staff=staff, place=out.contact.place))
        if household is not None:
            late.households.append(household)
    return list(found.values())
