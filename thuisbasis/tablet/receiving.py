"""Receiving items: each once, the newest of its sequence, and what cannot be taken in kept with the reason."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from thuisbasis import clock, languages
from thuisbasis.audit import trail
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import (
    DomainError,
    EditConflictError,
    ForbiddenError,
    InvalidStateError,
    NotFoundError,
    RuleBrokenError,
)
from thuisbasis.organisations.acting import actor_of
from thuisbasis.permissions import Actor
from thuisbasis.tablet import devices
from thuisbasis.tablet.bodies import EventItem, Item, NotUnderstoodError, RecordItem, WorryItem
from thuisbasis.tablet.form_versions import TooOldError
from thuisbasis.tablet.models import TabletItem
from thuisbasis.tablet.outcomes import Outcome
from thuisbasis.tablet.states import WAITING, State

log = structlog.get_logger(__name__)

CLOCK_IS_RIGHT_WITHIN = timedelta(minutes=2)


class TakingIn(Protocol):
    """Takes one item in for its owner. Raises DomainError or TooOldError for what a person should hear."""

    def __call__(
        self, session: Session, owner: Actor, item_id: uuid.UUID, item: RecordItem | EventItem | WorryItem
    ) -> Outcome: ...


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An item as it came in: its own id, the bytes and their SHA-256, and what they say."""

    item_id: uuid.UUID
    body: bytes
    sha256: str
    said: RecordItem | EventItem | WorryItem


def receive(
    session: Session, sender: Actor, arrival: Arrival, take_in: TakingIn, *, by_hand: bool = False
) -> TabletItem:
    """Take an item in, once, and keep it with the answer that the tablet gets. Flushes.

    `by_hand`: a coordinator brings it in a file; the owner's key on the tablet may be gone by then.

    The same sequence again, or an older one, changes nothing. Raises NotFoundError for a device on which nobody signed
    in, ForbiddenError for somebody else's work on a device on which that person never signed in, NotUnderstoodError
    when a sequence comes back with another text.
    """
    said = arrival.said
    devices.device_or_404(session, sender, said.device)
    if not by_hand and not devices.has_key(session, sender, said.device, said.owner):
        raise ForbiddenError("owner")
    kept = item_of(session, sender, arrival.item_id)
    if kept is not None and said.sequence <= kept.sequence:
        if said.sequence == kept.sequence and arrival.sha256 != kept.body_sha256:
            raise NotUnderstoodError("/sequence: this sequence came before with another text; give the next one.")
        return kept
    outcome = _taken_in(session, sender, arrival.item_id, said, take_in)
    if outcome.school_id is None:
        outcome = replace(outcome, school_id=_school_of(session, sender, said.contact))
    return _keep(session, sender, kept, arrival, outcome)


def _school_of(session: Session, actor: Actor, contact_id: uuid.UUID) -> uuid.UUID | None:
    """Whose coordinators look at what could not be taken in: those of the contact's school, where there is one."""
    return session.scalar(
        select(Contact.school_id).where(Contact.organisation_id == actor.organisation_id, Contact.id == contact_id)
    )


def again(session: Session, actor: Actor, kept: TabletItem, said: Any, take_in: TakingIn) -> TabletItem:
    """Try once more to take in something that is kept here; the answer is kept as well."""
    _settle_outcome(kept, _taken_in(session, actor, kept.id, said, take_in))
    session.flush()
    trail.record(session, actor, "tablet_item.tried_again", kept, after={"state": kept.state})
    return kept


def settle(session: Session, actor: Actor, kept: TabletItem, *, note: str) -> None:
    """Put something aside that was dealt with otherwise, with a note of how. Raises InvalidStateError."""
    if kept.state not in WAITING:
        raise InvalidStateError(gettext("Dit is al verwerkt."))
    before = {"state": kept.state}
    kept.state, kept.settled_at, kept.settled_by_id, kept.settled_note = (
        State.SETTLED,
        clock.now(),
        actor.staff_id,
        note,
    )
    kept.answer = {**kept.answer, "state": str(State.SETTLED)}
    session.flush()
    trail.record(session, actor, "tablet_item.settled", kept, before=before, after={"note": note})


def item_of(session: Session, actor: Actor, item_id: uuid.UUID) -> TabletItem | None:
    """What is kept of an item, locked until the transaction ends (where the database locks rows)."""
    return session.scalars(
        select(TabletItem)
        .where(TabletItem.organisation_id == actor.organisation_id, TabletItem.id == item_id)
        .with_for_update()
    ).one_or_none()


def _taken_in(
    session: Session,
    sender: Actor,
    item_id: uuid.UUID,
    said: RecordItem | EventItem | WorryItem,
    take_in: TakingIn,
) -> Outcome:
    """The outcome; whatever speaks against it leaves nothing half-written behind, and becomes the reason."""
    try:
        owner = actor_of(session, sender, said.owner)
        with session.begin_nested():
            return take_in(session, owner, item_id, said)
    except (DBAPIError, StaleDataError):
        raise  # of this moment, not of the item: the tablet comes again
    except TooOldError:
        words = gettext("Dit is geschreven met een versie van het formulier van meer dan een half jaar geleden.")
    except DomainError as error:
        words = _words(error)
    except Exception as error:  # whatever it is, one bad item may not hold up the others; a person looks at it
        log.exception("tablet item not taken in", kind=type(error).__name__)
        words = gettext("Bij het verwerken ging iets mis. De beheerder ziet dit in het logboek.")
    return Outcome(state=State.QUARANTINE, reason=words)


def _words(error: DomainError) -> str:
    match error:
        case InvalidStateError():
            return error.message
        case RuleBrokenError():
            return " ".join(languages.text(finding.message) for finding in error.findings)
        case NotFoundError():
            return gettext("Deze afspraak bestaat niet meer, of is niet (meer) van wie dit schreef.")
        case ForbiddenError():
            return gettext("Wie dit schreef, mag hierover geen verslag schrijven.")
        case EditConflictError():
            return gettext("Iemand anders bewaarde dit verslag op hetzelfde moment.")
        case _:
            return str(error)


def _keep(session: Session, sender: Actor, kept: TabletItem | None, arrival: Arrival, outcome: Outcome) -> TabletItem:
    said, at = arrival.said, clock.now()
    offset = _clock_offset(said, at)
    values: dict[str, Any] = {
        "sent_by_id": sender.staff_id,
        "contact_id": said.contact,
        "enrolment_id": getattr(said, "enrolment", None),
        "sequence": said.sequence,
        "body": arrival.body.decode(),
        "body_sha256": arrival.sha256,
        "clock_offset": offset,
        "finished_at": min(said.finished_at + timedelta(seconds=offset), at) if said.finished_at else None,
    }
    if kept is None:
        kept = TabletItem(
            organisation_id=sender.organisation_id,
            id=arrival.item_id,
            device_id=said.device,
            staff_id=said.owner,
            kind=said.kind,
            received_at=at,
            answer={},
            **values,
        )
        session.add(kept)
    else:
        for name, value in values.items():
            setattr(kept, name, value)
        if getattr(said, "finish", True):
            kept.received_at = at
    _settle_outcome(kept, outcome)
    session.flush()
    return kept


def _settle_outcome(kept: TabletItem, outcome: Outcome) -> None:
    kept.state, kept.reason = outcome.state, outcome.reason
    kept.had_conflict = kept.had_conflict or outcome.state is State.CONFLICT
    kept.record_id = outcome.record_id or kept.record_id
    kept.school_id = outcome.school_id or kept.school_id
    kept.answer = _answer(kept, outcome.told)


def _answer(kept: TabletItem, told: Mapping[str, Any]) -> dict[str, Any]:
    late = (kept.received_at - kept.finished_at).total_seconds() // 60 if kept.finished_at else 0
    return {
        "item": str(kept.id),
        "sequence": kept.sequence,
        "body_sha256": kept.body_sha256,
        "received_at": clock.local(kept.received_at).isoformat(),
        "state": str(kept.state),
        "late_by_minutes": int(late),
        **({"reason": kept.reason} if kept.reason else {}),
        **told,
    }


def _clock_offset(said: Item, at: datetime) -> int:
    """By how many seconds the tablet's clock is behind ours; what is within reason is nothing."""
    if said.tablet_now is None:
        return 0
    offset = at - said.tablet_now
    return 0 if abs(offset) < CLOCK_IS_RIGHT_WITHIN else int(offset.total_seconds())
