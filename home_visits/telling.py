"""What a visitor tells from the door, done here once, however often and however late it is told.

Each act takes the id that the teller made (`event_id`) and the moment at which it happened. Services flush and audit,
and never commit. What can no longer be done, because the visit has another date by now or its record is being written,
is never refused: somebody is asked to look at it.
"""

import uuid
from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import returning
from home_visits.models import VisitSignal
from home_visits.reasons import AT_THE_DOOR, OTHER
from home_visits.remembering import remembered, tell
from home_visits.signals import Kind, Went
from thuisbasis import clock
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import State, may_become
from thuisbasis.errors import InvalidStateError
from thuisbasis.families import services as families
from thuisbasis.families.attempts import kind_of
from thuisbasis.permissions import Actor
from thuisbasis.recording import services as recording

NOBODY_HOME = kind_of("home", "no-answer")


def not_at_home(
    session: Session,
    actor: Actor,
    contact: Contact,
    *,
    event_id: uuid.UUID,
    at: datetime,
    reason: str,
    note: str = "",
    attempt: bool = True,
    new_starts: datetime | None = None,
) -> VisitSignal:
    """Nobody opened: the visit is missed, and moves to `new_starts` where that was proposed.

    `reason` is a key of `reasons.AT_THE_DOOR`, or own words. With `attempt` an attempt to reach the family is noted.
    The contact's family must be loaded. Raises InvalidStateError for a new date that is not ahead.
    """
    known = remembered(session, contact, event_id, Kind.NOT_AT_HOME)
    if known is not None:
        return known
    refuse_past(at, new_starts)
    key, own = (reason, note) if reason in AT_THE_DOOR else (OTHER, " ".join(part for part in (reason, note) if part))
    told = tell(
        session, actor, contact, event_id=event_id, kind=Kind.NOT_AT_HOME, at=at, note=own, new_starts=new_starts
    )
    if attempt and contact.family is not None:
        families.note_attempt(
            session, actor, contact.family, kind=NOBODY_HOME, at=told.at, note=own, attempt_id=event_id
        )
    returning.close(session, actor, contact, told)
    _take_off(
        session, actor, contact, told, State.MISSED,
        lambda: contact_services.miss(session, actor, contact, reason=key, note=own), "nobody_home",
    )  # fmt: skip
    return told


def address_wrong(
    session: Session, actor: Actor, contact: Contact, *, event_id: uuid.UUID, at: datetime, note: str = ""
) -> VisitSignal:
    """The family does not live there: a coordinator or the visitor finds out where it does."""
    known = remembered(session, contact, event_id, Kind.ADDRESS_WRONG)
    return known or tell(session, actor, contact, event_id=event_id, kind=Kind.ADDRESS_WRONG, at=at, note=note)


def interpreter_missing(
    session: Session,
    actor: Actor,
    contact: Contact,
    *,
    event_id: uuid.UUID,
    at: datetime,
    went: Went,
    note: str = "",
    new_starts: datetime | None = None,
) -> VisitSignal:
    """The interpreter did not come: the visit goes on by telephone or without, or is called off for another date.

    Raises InvalidStateError for a new date that is not ahead.
    """
    known = remembered(session, contact, event_id, Kind.INTERPRETER_MISSING)
    if known is not None:
        return known
    if went is not Went.OTHER_DATE:
        new_starts = None
    refuse_past(at, new_starts)
    told = tell(
        session, actor, contact, event_id=event_id, kind=Kind.INTERPRETER_MISSING, at=at, note=note, went=went,
        new_starts=new_starts,
    )  # fmt: skip
    if went is Went.TELEPHONE:
        recording.note_interpreter(session, actor, contact, "telephone")
    elif went is Went.OTHER_DATE:
        reason = "no_interpreter"
        _take_off(
            session, actor, contact, told, State.CANCELLED_BY_US,
            lambda: contact_services.cancel(session, actor, contact, by_family=False, reason=reason, note=note), reason,
        )  # fmt: skip
    return told


def unsafe(
    session: Session, actor: Actor, contact: Contact, *, event_id: uuid.UUID, at: datetime, note: str = ""
) -> VisitSignal:
    """The visitor left because it was unsafe: the visit is missed, and a coordinator calls. Nobody waits for her."""
    known = remembered(session, contact, event_id, Kind.UNSAFE)
    if known is not None:
        return known
    told = tell(session, actor, contact, event_id=event_id, kind=Kind.UNSAFE, at=at, note=note)
    returning.close(session, actor, contact, told)
    _take_off(
        session, actor, contact, told, State.MISSED,
        lambda: contact_services.miss(session, actor, contact, reason="unsafe", note=note), "other",
    )  # fmt: skip
    return told


def refuse_past(at: datetime, new_starts: datetime | None) -> None:
    """Raise InvalidStateError for a new date that was not ahead when it was proposed."""
    if new_starts is not None and new_starts <= min(at, clock.now()):
        raise InvalidStateError(gettext("De nieuwe datum is al voorbij. Kies een latere."))


def _take_off(
    session: Session,
    actor: Actor,
    contact: Contact,
    told: VisitSignal,
    target: State,
    act: Callable[[], None],
    reason_to_move: str,
) -> None:
    """Let the visit become `target` by `act`, and move to the date that was proposed.

    Where it has another date by now, or its state no longer leads there, it is left alone and somebody is asked.
    """
    state = State(contact.state)
    if state is not target and (_has_moved_on(session, contact, told.at) or not may_become(state, target)):
        told.asks = True
        session.flush()
        return
    if state is not target:
        act()
    if told.new_starts is not None:
        ends = told.new_starts + (contact.ends_at - contact.starts_at)
        contact_services.move(
            session, actor, contact, starts_at=told.new_starts, ends_at=ends, reason=reason_to_move, note=told.note
        )


def _has_moved_on(session: Session, contact: Contact, at: datetime) -> bool:
    """Whether somebody gave the visit another date after what is told of happened, or it has yet to come."""
    if clock.local(contact.starts_at).date() > clock.today():
        return True
    moves = contact_queries.moves_of(session, contact)
    return bool(moves) and moves[-1].moved_at > at
