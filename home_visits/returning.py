"""Whether visitors are back: a visit that is begun has an expected return, and only an answer ends the waiting.

Nothing runs at night. Who is late follows from the rows when somebody on duty opens the start page.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from home_visits.models import VisitReturn, VisitSignal
from home_visits.remembering import remembered, tell
from home_visits.signals import LEAVING, Kind
from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import State
from thuisbasis.permissions import Actor

ON_THE_WAY = timedelta(minutes=30)
LATE_AFTER = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


class Answer(StrEnum):
    """What ended the waiting: what the visitor told, her record, or somebody on duty who spoke to her."""

    BACK_SAFELY = Kind.BACK_SAFELY.value
    UNSAFE = Kind.UNSAFE.value
    NOT_AT_HOME = Kind.NOT_AT_HOME.value
    RECORD = "record"
    SPOKEN = "spoken"


def expected_back(contact: Contact, at: datetime) -> datetime:
    """When a visitor who begins at `at` is expected back: half an hour after the end, later by as much as she began."""
    return contact.ends_at + max(at - contact.starts_at, timedelta()) + ON_THE_WAY


def begin(
    session: Session,
    actor: Actor,
    contact: Contact,
    *,
    event_id: uuid.UUID,
    at: datetime,
    expected: datetime | None = None,
) -> VisitReturn:
    """The visitor goes in, and is expected back at `expected`, or when `expected_back` says.

    Begun twice, the time that was told last holds. What ended the visit may have been heard before its beginning was.
    """
    if remembered(session, contact, event_id, Kind.STARTED) is None:
        told = tell(session, actor, contact, event_id=event_id, kind=Kind.STARTED, at=at)
        _wait(session, actor, contact, told, expected)
    return _of_visitor(session, contact, actor.staff_id)[0]


def _wait(session: Session, actor: Actor, contact: Contact, told: VisitSignal, expected: datetime | None) -> None:
    if expected is None or not told.at < expected <= told.at + LONGEST:
        expected = expected_back(contact, told.at)
    waiting = [each for each in _of_visitor(session, contact, actor.staff_id) if each.answered_at is None]
    if waiting:
        out = waiting[0]
        out.expected_back = expected
    else:
        out = VisitReturn(
            organisation_id=contact.organisation_id, id=told.id, contact_id=contact.id, staff_id=actor.staff_id,
            started_at=told.at, expected_back=expected,
        )  # fmt: skip
        session.add(out)
    session.flush()
    after = {"started_at": told.at, "expected_back": expected}
    trail.record(session, actor, "visit_return.begun", out, family_id=contact.family_id, after=after)
    _answer_what_is_known(session, actor, contact, out)


def _answer_what_is_known(session: Session, actor: Actor, contact: Contact, out: VisitReturn) -> None:
    """Without network the end of a visit may be told before its beginning."""
    left = session.scalars(
        select(VisitSignal)
        .where(
            VisitSignal.organisation_id == contact.organisation_id,
            VisitSignal.contact_id == contact.id,
            VisitSignal.staff_id == out.staff_id,
            VisitSignal.kind.in_(LEAVING),
            VisitSignal.at >= out.started_at,
        )
        .order_by(VisitSignal.at)
        .limit(1)
    ).first()
    if left is not None:
        _answered(session, actor, contact, out, Answer(left.kind), left.note)
    elif contact.state == State.COMPLETED:
        _answered(session, actor, contact, out, Answer.RECORD)


def back_safely(
    session: Session, actor: Actor, contact: Contact, *, event_id: uuid.UUID, at: datetime, note: str = ""
) -> VisitSignal:
    """The visitor says that she is back."""
    known = remembered(session, contact, event_id, Kind.BACK_SAFELY)
    if known is not None:
        return known
    told = tell(session, actor, contact, event_id=event_id, kind=Kind.BACK_SAFELY, at=at, note=note)
    close(session, actor, contact, told)
    return told


def close(session: Session, actor: Actor, contact: Contact, told: VisitSignal) -> None:
    """What was told (a kind of `LEAVING`) ends the waiting for who told it, unless the visit began again afterwards."""
    for out in _of_visitor(session, contact, told.staff_id):
        if out.answered_at is None and out.started_at <= told.at:
            _answered(session, actor, contact, out, Answer(told.kind), told.note)


def answer(session: Session, actor: Actor, out: VisitReturn, *, note: str = "") -> None:
    """Somebody on duty spoke to the visitor. The contact must be loaded; what is answered already stays as it is."""
    if out.answered_at is None:
        _answered(session, actor, out.contact, out, Answer.SPOKEN, note)


def _answered(session: Session, actor: Actor, contact: Contact, out: VisitReturn, what: Answer, note: str = "") -> None:
    out.answered_at, out.answered_by, out.answer, out.note = clock.now(), actor.staff_id, what, note
    session.flush()
    after = {"answer": str(what), "note": note}
    trail.record(session, actor, "visit_return.answered", out, family_id=contact.family_id, after=after)


def _of_visitor(session: Session, contact: Contact, staff_id: uuid.UUID) -> Sequence[VisitReturn]:
    """The returns from a visit of one person, the last one first."""
    return session.scalars(
        select(VisitReturn)
        .where(
            VisitReturn.organisation_id == contact.organisation_id,
            VisitReturn.contact_id == contact.id,
            VisitReturn.staff_id == staff_id,
        )
        .order_by(VisitReturn.started_at.desc(), VisitReturn.id.desc())
    ).all()


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """A visit whose records are finished is waited for no longer (`contacts.changes.AfterChange`)."""
    finished: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for contact in contacts:
        if contact.state == State.COMPLETED:
            finished[contact.organisation_id].append(contact.id)
    for organisation_id, contact_ids in finished.items():
        session.execute(
            update(VisitReturn)
            .where(
                VisitReturn.organisation_id == organisation_id,
                VisitReturn.contact_id.in_(contact_ids),
                VisitReturn.answered_at.is_(None),
            )
            .values(answered_at=clock.now(), answer=Answer.RECORD)
        )
