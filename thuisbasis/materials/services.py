"""Handing material to families, and taking it back."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import InvalidStateError
from thuisbasis.materials.models import Loan
from thuisbasis.materials.states import STATE_LABELS, How, State
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What a record says went along: to whom (family, enrolment), what, and how; `how` as the rule-book's choice."""

    family_id: uuid.UUID
    enrolment_id: uuid.UUID
    title: str
    level: str
    how: str
    on: date


def lend(
    session: Session,
    actor: Actor,
    *,
    family_id: uuid.UUID,
    title: str,
    level: str = "",
    due_on: date | None = None,
    on: date | None = None,
    enrolment_id: uuid.UUID | None = None,
    contact_id: uuid.UUID | None = None,
    guardian_id: uuid.UUID | None = None,
) -> Loan:
    """Lend something; it is out until it comes back."""
    loan = Loan(
        organisation_id=actor.organisation_id, family_id=family_id, enrolment_id=enrolment_id, contact_id=contact_id,
        guardian_id=guardian_id, title=title, level=level, how=How.LENT, state=State.OUT,
        handed_on=on or clock.today(), due_on=due_on,
    )  # fmt: skip
    return _added(session, actor, loan)


def give(
    session: Session,
    actor: Actor,
    *,
    family_id: uuid.UUID,
    title: str,
    level: str = "",
    due_on: date | None = None,
    on: date | None = None,
    enrolment_id: uuid.UUID | None = None,
    contact_id: uuid.UUID | None = None,
    guardian_id: uuid.UUID | None = None,
) -> Loan:
    """Give something to keep. A day on which it were due is of no account, and not kept."""
    loan = Loan(
        organisation_id=actor.organisation_id, family_id=family_id, enrolment_id=enrolment_id, contact_id=contact_id,
        guardian_id=guardian_id, title=title, level=level, how=How.GIVEN, state=State.KEPT,
        handed_on=on or clock.today(),
    )  # fmt: skip
    return _added(session, actor, loan)


def _added(session: Session, actor: Actor, loan: Loan) -> Loan:
    session.add(loan)
    session.flush()
    after = {"title": loan.title, "how": str(loan.how)}
    trail.record(session, actor, "loan.added", loan, family_id=loan.family_id, after=after)
    return loan


def take_back(session: Session, actor: Actor, loan: Loan, *, on: date | None = None) -> None:
    """It came back. Raises InvalidStateError when it was not out."""
    _settle(session, actor, loan, State.RETURNED, on or clock.today())


def let_keep(session: Session, actor: Actor, loan: Loan) -> None:
    """The family may keep it. Raises InvalidStateError when it was not out."""
    _settle(session, actor, loan, State.KEPT, None)


def lose(session: Session, actor: Actor, loan: Loan) -> None:
    """It is lost. Raises InvalidStateError when it was not out."""
    _settle(session, actor, loan, State.LOST, None)


def _settle(session: Session, actor: Actor, loan: Loan, state: State, returned_on: date | None) -> None:
    if loan.state != State.OUT:
        raise InvalidStateError(
            gettext("“%(title)s” is al: %(state)s.", title=loan.title, state=STATE_LABELS[loan.state])
        )
    before = {"state": str(loan.state)}
    loan.state, loan.returned_on = state, returned_on
    session.flush()
    after = {"state": str(state)}
    trail.record(session, actor, "loan.changed", loan, family_id=loan.family_id, before=before, after=after)


def note_from_record(session: Session, actor: Actor, contact: Contact, handed: Collection[Handed]) -> None:
    """Note what a completed record says went along, once: a corrected record adds only what is new in it."""
    known = {
        (loan.enrolment_id, loan.title.casefold())
        for loan in session.scalars(
            select(Loan).where(Loan.organisation_id == contact.organisation_id, Loan.contact_id == contact.id)
        )
    }
    for one in handed:
        if one.how not in (How.LENT, How.GIVEN) or (one.enrolment_id, one.title.casefold()) in known:
            continue
        hand = lend if one.how == How.LENT else give
        hand(
            session, actor, family_id=one.family_id, enrolment_id=one.enrolment_id, contact_id=contact.id,
            title=one.title, level=one.level, on=one.on,
        )  # fmt: skip
