"""One act for many contacts: snow, a strike, somebody ill. Each keeps its number and month."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from programmes.calendar_days import Closed
from thuisbasis.contacts import queries, services
from thuisbasis.contacts.models import Contact
from thuisbasis.permissions import Actor
from thuisbasis.planning.moving import at_hour_of, end_for, free_days


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of a contact: its new start (aware), or None where it is off or no free day was found."""

    contact: Contact
    new_start: datetime | None


def cancel_all(session: Session, actor: Actor, contacts: Sequence[Contact], *, reason: str, note: str) -> list[Done]:
    """Call all these contacts off, by us."""
    for contact in contacts:
        services.cancel(session, actor, contact, by_family=False, reason=reason, note=note)
    return [Done(contact=contact, new_start=None) for contact in contacts]


def move_all(
    session: Session,
    actor: Actor,
    contacts: Sequence[Contact],
    *,
    away_from: Closed,
    closed: Mapping[str, Closed],
    reason: str,
    note: str,
) -> list[Done]:
    """Give each contact the best free day by its programme's rhythm, at its own hour; call it off where there is none.

    `away_from`: the days that nothing may move to, with why. `closed`: closed days by school id (as text).
    """
    staff = queries.staff_of(session, actor.organisation_id, [contact.id for contact in contacts])
    done = []
    for contact in contacts:
        days = {**closed.get(str(contact.school_id), {}), **away_from}
        starts = (at_hour_of(contact, day) for day in free_days(contact, days))
        at_it = [each.id for each in staff.get(contact.id, ())]
        new_start = next((start for start in starts if _is_free(session, contact, at_it, start)), None)
        if new_start is None:
            services.cancel(session, actor, contact, by_family=False, reason=reason, note=note)
        else:
            ends_at = end_for(contact, new_start)
            services.move(session, actor, contact, starts_at=new_start, ends_at=ends_at, reason=reason, note=note)
        done.append(Done(contact=contact, new_start=new_start))
    return done


def _is_free(session: Session, contact: Contact, staff: Sequence[uuid.UUID], starts_at: datetime) -> bool:
    ends_at = end_for(contact, starts_at)
    organisation_id = contact.organisation_id
    return not queries.clashes(session, organisation_id, staff, starts_at, ends_at, but=[contact.id])
