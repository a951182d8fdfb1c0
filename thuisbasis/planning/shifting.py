"""When a session of a weekly course moves, the later ones move up behind it, so that the contents keep their order."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from programmes.cadence import Weekly
from programmes.calendar_days import Closed
from programmes.schedule import next_free_date
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries, services
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD
from thuisbasis.permissions import Actor

Move = tuple[Contact, datetime]
"""A contact and its new start (aware)."""


def is_in_order(contact: Contact) -> bool:
    """Whether the contact belongs to a course whose contents build on each other, week after week."""
    if contact.group_id is None or contact.catches_up_id is not None:
        return False
    track = rulebook.track(contact.programme_key, contact.version, contact.track_key)
    return isinstance(track.cadence_of(track.step(contact.step_key).kind), Weekly)


def later_ones(session: Session, actor: Actor, contact: Contact) -> list[Contact]:
    """The contacts of the same course that come after it and still lie ahead; none where order does not matter."""
    if contact.group_id is None or not is_in_order(contact):
        return []
    return [
        each
        for each in queries.of_group(session, actor, contact.group_id)
        if each.kind == contact.kind
        and each.number > contact.number
        and each.state in AHEAD
        and each.catches_up_id is None
    ]


def moves_behind(day: date, later: Sequence[Contact], closed: Closed) -> list[Move]:
    """What `later` contacts must move to when the one before them goes to `day`: each a free week further, if needed.

    Those that still come after it stay. Raises NoFreeDateError when the closed days leave no room.
    """
    moves, last = [], day
    for contact in later:
        starts = clock.local(contact.starts_at)
        if starts.date() > last:
            break
        track = rulebook.track(contact.programme_key, contact.version, contact.track_key)
        present, new = starts.date(), starts.date()
        while new <= last:
            new = next_free_date(
                track, track.step(contact.step_key), day=present, today=clock.today(), closed_days=closed
            )
            present = new
        moves.append((contact, datetime.combine(new, starts.time(), tzinfo=clock.ZONE)))
        last = new
    return moves


def carry_out(session: Session, actor: Actor, moves: Sequence[Move], *, reason: str, note: str) -> None:
    """Move each contact; it keeps its length."""
    for contact, starts_at in moves:
        ends_at = starts_at + (contact.ends_at - contact.starts_at)
        services.move(session, actor, contact, starts_at=starts_at, ends_at=ends_at, reason=reason, note=note)
