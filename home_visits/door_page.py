"""The part of a visit's page on which is told what happens at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from home_visits import door_queries
from home_visits.door_forms import DoorForms, fresh_forms
from home_visits.door_tasks import why
from home_visits.models import VisitReturn
from home_visits.signals import LABELS, Kind
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, OFF, State
from thuisbasis.guards import current_settings
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor, Permission
from thuisbasis.planning import moving

LATEST = timedelta(days=14)  # as long as a tablet keeps a visit


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something that was told, in words; `asks` while nobody dealt with it."""

    label: str
    why: str
    asks: bool
    handled_at: datetime | None
    handled_note: str
    signal_id: object


@dataclass(frozen=True, kw_only=True)
class DoorOnPage:
    """What the page shows: forms for what can be told now, what was told, and whether the reader is waited for."""

    forms: DoorForms
    is_with_family: bool
    may_tell: bool
    may_miss: bool
    waiting: VisitReturn | None
    emergency_number: str


def door_of(session: Session, actor: Actor, contact: Contact, forms: DoorForms | None = None) -> DoorOnPage | None:
    """What can be told of a visit today; None when there is nothing. `forms`: as they were sent, when one came back."""
    waiting = door_queries.waited_for(session, actor, contact)
    state, day = State(contact.state), clock.local(contact.starts_at).date()
    is_now = timedelta() <= clock.today() - day <= LATEST and actor.may(Permission.RECORD)
    may_tell = is_now and state not in OFF and state is not State.COMPLETED
    if not may_tell and waiting is None:
        return None
    return DoorOnPage(
        forms=forms or fresh_forms(contact, days_offered(session, contact)),
        is_with_family=contact.family_id is not None,
        may_tell=may_tell,
        may_miss=may_tell and (state in AHEAD or state is State.HELD),
        waiting=waiting,
        emergency_number=current_settings().emergency_number,
    )


def days_offered(session: Session, contact: Contact) -> Sequence[date]:
    """Days to tap for a new date, the best first; past the known school holidays around public ones alone."""
    school, today = contact.school_id, clock.today()
    first = min(clock.local(contact.starts_at).date(), today)
    span = (first, today + timedelta(days=moving.DAYS_AHEAD))
    closed = open_days.closed_days_by_school(session, contact.organisation_id, [school], *span)
    return moving.free_days(contact, closed[school])


def told_of(session: Session, contact: Contact) -> list[Told]:
    """What was told of a visit, the first first."""
    return [
        Told(
            label=str(LABELS[Kind(signal.kind)]),
            why=why(signal),
            asks=signal.asks and signal.handled_at is None,
            handled_at=signal.handled_at,
            handled_note=signal.handled_note,
            signal_id=signal.id,
        )
        for signal in door_queries.signals_of(session, contact)
    ]
