"""One act for many contacts: snow, a strike, somebody ill. Each keeps its number and month."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from programmes.calendar_days import Closed
from programmes.placing import NoFreeDateError
from thuisbasis import clock
from thuisbasis.contacts import queries, services
from thuisbasis.contacts.models import Contact
from thuisbasis.permissions import Actor
from thuisbasis.planning import shifting
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

    The later sessions of a weekly course move up behind it. `away_from`: the days that nothing may move to, with why.
    `closed`: closed days by school id (as text).
    """
    staff = queries.staff_of(session, actor.organisation_id, [contact.id for contact in contacts])
    done = []
    for contact in contacts:
        if clock.local(contact.starts_at).date() not in away_from:  # moved up behind an earlier session of its course
            done.append(Done(contact=contact, new_start=contact.starts_at))
            continue
        days = {**closed.get(str(contact.school_id), {}), **away_from}
        at_it = [each.id for each in staff.get(contact.id, ())]
        moves = _first_free(session, actor, contact, at_it, days)
        if moves:
            shifting.carry_out(session, actor, moves, reason=reason, note=note)
        else:
            services.cancel(session, actor, contact, by_family=False, reason=reason, note=note)
        done.append(Done(contact=contact, new_start=moves[0][1] if moves else None))
    return done


def _first_free(
    session: Session, actor: Actor, contact: Contact, staff: Sequence[uuid.UUID], closed: Closed
) -> list[shifting.Move]:
    """The moves to the first day on which nobody has something else to do; none when there is no such day."""
    later = shifting.later_ones(session, actor, contact)
    for day in free_days(contact, closed):
        start = at_hour_of(contact, day)
        try:
            moves = [(contact, start), *shifting.moves_behind(day, later, closed)]
        except NoFreeDateError:
            return []
        but = [each.id for each, _ in moves]
        ends_at = end_for(contact, start)
        if not queries.clashes(session, contact.organisation_id, staff, start, ends_at, but=but):
            return moves
    return []
