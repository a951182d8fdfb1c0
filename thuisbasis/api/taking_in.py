"""Each kind of item to the room that it belongs to: records below, events to the feature that carries the contact."""

import uuid

from flask import current_app
from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import ForbiddenError, InvalidStateError, NotFoundError
from thuisbasis.permissions import Actor, Permission
from thuisbasis.safeguarding import raising
from thuisbasis.tablet import record_items
from thuisbasis.tablet.bodies import EventItem, RecordItem, WorryItem
from thuisbasis.tablet.outcomes import Outcome
from thuisbasis.tablet.sources import TabletSource
from thuisbasis.tablet.states import State


def take_in(session: Session, owner: Actor, item_id: uuid.UUID, item: RecordItem | EventItem | WorryItem) -> Outcome:
    """Take an item in for its owner (`tablet.receiving.TakingIn`)."""
    if not owner.may(Permission.RECORD):
        raise ForbiddenError("record")
    contact = _contact(session, owner, item)
    match item:
        case RecordItem():
            return record_items.take_in(session, owner, contact, item)
        case EventItem():
            _happened(session, owner, contact, item_id, item)
        case WorryItem():
            _worried(session, owner, contact, item_id, item)
    return Outcome(state=State.DONE, school_id=contact.school_id)


def _happened(session: Session, owner: Actor, contact: Contact, item_id: uuid.UUID, item: EventItem) -> None:
    event = source_of(contact.kind).events.get(item.event)
    if event is None:
        raise InvalidStateError(gettext("Deze melding (%(event)s) is hier niet bekend.", event=item.event))
    event(session, owner, contact, item_id, item)


def _worried(session: Session, owner: Actor, contact: Contact, item_id: uuid.UUID, item: WorryItem) -> None:
    if contact.family_id is None:
        raise NotFoundError("family")
    raising.raise_worry(
        session,
        owner,
        worry_id=item_id,
        contact_id=contact.id,
        family_id=contact.family_id,
        enrolment_id=item.enrolment,
        text=item.text,
        at=item.at,
    )


def _contact(session: Session, owner: Actor, item: RecordItem | EventItem | WorryItem) -> Contact:
    """The contact that an item is about; one that was not planned is added first."""
    try:
        return contact_queries.contact_or_404(session, owner, item.contact)
    except NotFoundError:
        if item.unplanned is None:
            raise
    for source in sources():
        try:
            return source.add_unplanned(session, owner, item.contact, item.unplanned)
        except NotFoundError:
            continue
    raise NotFoundError("contact")


def sources() -> tuple[TabletSource, ...]:
    """The sources that app.py collected."""
    found: tuple[TabletSource, ...] = current_app.extensions["tablet_sources"]
    return found


def source_of(kind: str) -> TabletSource:
    """The source that carries a kind of contact. Raises NotFoundError."""
    found = next((source for source in sources() if kind in source.kinds), None)
    if found is None:
        raise NotFoundError(kind)
    return found
