"""Finding a new time for a contact: free days in its rhythm, clashes, feasts, closed days."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session

from programmes.calendar_days import Closed
from programmes.placing import NoFreeDateError
from programmes.schedule import free_dates
from programmes.text import Text
from thuisbasis import clock, rulebook
from thuisbasis.contacts import pages, queries
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import InvalidStateError
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor
from thuisbasis.planning import feasts, shifting
from thuisbasis.planning.shifting import Move

DAYS_AHEAD = 200
DAYS_OFFERED = 5


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A day to which a contact can move, at its own hour. `warnings` are whole sentences."""

    starts_at: datetime
    warnings: tuple[Text, ...]


def closed_for(session: Session, contact: Contact, until: date | None = None) -> Closed:
    """Closed days of the contact's school, from its day (or today, if earlier) on, past `until` where that is given."""
    day = clock.local(contact.starts_at).date()
    first = min(clock.today(), day)
    last = max(clock.today(), day, until or day) + timedelta(days=DAYS_AHEAD)
    return open_days.closed_days(session, contact.organisation_id, contact.school_id, first, last)


def offers(session: Session, actor: Actor, contact: Contact) -> list[Offer]:
    """The best free days, with what to think of on each. Later sessions of its course are no clash: they move along."""
    closed = closed_for(session, contact)
    staff = _staff(session, contact)
    along = [contact.id, *(each.id for each in shifting.later_ones(session, actor, contact))]
    return [
        Offer(starts_at=starts_at, warnings=_warnings(session, contact, staff, starts_at, closed, along))
        for starts_at in (at_hour_of(contact, day) for day in free_days(contact, closed))
    ]


def free_days(contact: Contact, closed: Closed) -> tuple[date, ...]:
    """Days that its rhythm offers, the best first; none when there is no room."""
    track = rulebook.track(contact.programme_key, contact.version, contact.track_key)
    step = track.step(contact.step_key)
    day = clock.local(contact.starts_at).date()
    for count in (DAYS_OFFERED, 1):
        try:
            return free_dates(track, step, day=day, today=clock.today(), closed_days=closed, count=count)
        except NoFreeDateError:
            continue
    return ()


def at_hour_of(contact: Contact, day: date, at: time | None = None) -> datetime:
    """A day at the contact's own hour on a Dutch clock, or at another."""
    return datetime.combine(day, at or clock.local(contact.starts_at).time(), tzinfo=clock.ZONE)


def end_for(contact: Contact, starts_at: datetime) -> datetime:
    """When it ends, as long as it lasts now."""
    return starts_at + (contact.ends_at - contact.starts_at)


def all_moves(session: Session, actor: Actor, contact: Contact, starts_at: datetime, *, with_later: bool) -> list[Move]:
    """The move of a contact to `starts_at`, and those of the later sessions of its course that must move up behind it.

    Raises InvalidStateError when the closed days leave these no room.
    """
    later = shifting.later_ones(session, actor, contact) if with_later else []
    day = clock.local(starts_at).date()
    closed = closed_for(session, contact, max([day, *(clock.local(each.starts_at).date() for each in later)]))
    try:
        return [(contact, starts_at), *shifting.moves_behind(day, later, closed)]
    except NoFreeDateError:
        raise InvalidStateError(gettext("De gesloten dagen laten te weinig ruimte om alles op te schuiven.")) from None


def warnings_for(
    session: Session, contact: Contact, starts_at: datetime, along: Collection[uuid.UUID] = ()
) -> tuple[Text, ...]:
    """What to think of when a contact moves to `starts_at` (aware): a closed day, a clash, a feast.

    `along`: contacts that move as well, and so are no clash.
    """
    closed = closed_for(session, contact, clock.local(starts_at).date())
    return _warnings(session, contact, _staff(session, contact), starts_at, closed, [contact.id, *along])


def _warnings(
    session: Session,
    contact: Contact,
    staff: Sequence[uuid.UUID],
    starts_at: datetime,
    closed: Closed,
    but: Collection[uuid.UUID],
) -> tuple[Text, ...]:
    ends_at = end_for(contact, starts_at)
    found = []
    reason = closed.get(clock.local(starts_at).date())
    if reason is not None:
        found.append(Text(f"De school is dan dicht: {reason.nl}.", f"The school is closed then: {reason.en}."))
    for clash in queries.clashes(session, contact.organisation_id, staff, starts_at, ends_at, but=but):
        words = pages.words_of(clash)
        found.append(Text(f"Er is dan al een afspraak: {words}.", f"There is another appointment then: {words}."))
    found.extend(warning.message for warning in feasts.warnings(starts_at, ends_at))
    return tuple(found)


def _staff(session: Session, contact: Contact) -> list[uuid.UUID]:
    return [one.id for one in queries.staff_of(session, contact.organisation_id, [contact.id]).get(contact.id, ())]
