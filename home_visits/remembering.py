"""Keeping what was told, so that what is told again does nothing more."""

import uuid
from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits.models import VisitSignal
from home_visits.signals import ASKING, Kind
from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import InvalidStateError
from thuisbasis.permissions import Actor


def remembered(session: Session, contact: Contact, event_id: uuid.UUID, kind: Kind) -> VisitSignal | None:
    """What was told before under this id. Raises InvalidStateError when that was something else."""
    known = session.get(VisitSignal, (contact.organisation_id, event_id))
    if known is not None and (known.contact_id, known.kind) != (contact.id, kind):
        raise InvalidStateError(gettext("Onder dit nummer is al iets anders gemeld."))
    return known


def tell(
    session: Session,
    actor: Actor,
    contact: Contact,
    *,
    event_id: uuid.UUID,
    kind: Kind,
    at: datetime,
    note: str = "",
    went: str = "",
    new_starts: datetime | None = None,
) -> VisitSignal:
    """Keep what is told for the first time. A clock that runs ahead does not make it happen after now."""
    now = clock.now()
    told = VisitSignal(
        organisation_id=contact.organisation_id, id=event_id, contact_id=contact.id, kind=kind, at=min(at, now),
        received_at=now, staff_id=actor.staff_id, note=note, went=went, new_starts=new_starts, asks=kind in ASKING,
    )  # fmt: skip
    session.add(told)
    session.flush()
    after = {"kind": str(kind), "at": told.at, "note": note}
    trail.record(session, actor, "visit_signal.added", told, family_id=contact.family_id, after=after)
    return told


def handle(session: Session, actor: Actor, told: VisitSignal, *, note: str = "") -> None:
    """What was told is dealt with; its contact must be loaded. What is handled already stays as it is."""
    if told.handled_at is not None:
        return
    told.handled_at, told.handled_by, told.handled_note = clock.now(), actor.staff_id, note
    session.flush()
    after = {"kind": told.kind, "note": note}
    trail.record(session, actor, "visit_signal.handled", told, family_id=told.contact.family_id, after=after)
