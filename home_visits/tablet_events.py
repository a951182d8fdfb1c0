"""What a tablet tells from the door, as the protocol has it, brought to the services that do it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import returning, telling
from home_visits.signals import Kind, Went
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import InvalidStateError
from thuisbasis.permissions import Actor
from thuisbasis.tablet.bodies import EventItem, NotUnderstoodError, moment_from
from thuisbasis.tablet.sources import Event

LONGEST_REASON = 500


def _not_at_home(session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem) -> None:
    telling.not_at_home(
        session,
        actor,
        contact,
        event_id=event_id,
        at=item.at,
        reason=str(item.more.get("reason", ""))[:LONGEST_REASON],
        note=item.note,
        attempt=item.more.get("attempt") is not False,
        new_starts=_moment(item, "new_starts"),
    )


def _address_wrong(session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem) -> None:
    telling.address_wrong(session, actor, contact, event_id=event_id, at=item.at, note=item.note)


def _interpreter_missing(
    session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem
) -> None:
    try:
        went = Went(str(item.more.get("went", "")))
    except ValueError:
        raise InvalidStateError(gettext("Er staat niet bij hoe het bezoek zonder tolk verder ging.")) from None
    telling.interpreter_missing(
        session,
        actor,
        contact,
        event_id=event_id,
        at=item.at,
        went=went,
        note=item.note,
        new_starts=_moment(item, "new_starts"),
    )


def _unsafe(session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem) -> None:
    telling.unsafe(session, actor, contact, event_id=event_id, at=item.at, note=item.note)


def _started(session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem) -> None:
    expected = _moment(item, "expected_back")
    returning.begin(session, actor, contact, event_id=event_id, at=item.at, expected=expected)


def _back_safely(session: Session, actor: Actor, contact: Contact, event_id: uuid.UUID, item: EventItem) -> None:
    returning.back_safely(session, actor, contact, event_id=event_id, at=item.at, note=item.note)


def _moment(item: EventItem, name: str) -> datetime | None:
    """A moment that an event may say. Raises InvalidStateError for one that cannot be read."""
    value = item.more.get(name)
    if value is None:
        return None
    try:
        return moment_from(value, f"/{name}")
    except NotUnderstoodError:
        raise InvalidStateError(gettext("De dag en tijd die erbij staan, zijn niet te lezen.")) from None


EVENTS: Mapping[str, Event] = {
    Kind.NOT_AT_HOME.value: _not_at_home,
    Kind.ADDRESS_WRONG.value: _address_wrong,
    Kind.INTERPRETER_MISSING.value: _interpreter_missing,
    Kind.UNSAFE.value: _unsafe,
    Kind.STARTED.value: _started,
    Kind.BACK_SAFELY.value: _back_safely,
}
