"""Keeping up whom a start page has to look at, and asking for it: the same few rows for ten families or a million."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, delete, insert, literal, select, union_all
from sqlalchemy.orm import Session

from thuisbasis.database import new_id
from thuisbasis.home.summary.models import Watched
from thuisbasis.permissions import Actor

MOST: Final = 10  # of one kind at once: more than the page shows; who has dealt with these gets the next
DAYS_AHEAD: Final = 62
DAY: Final = timedelta(days=1)
FOREVER: Final = date.max


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A subject, a stretch of days on which it asks for attention, and whom: organisation, schools and staff, by id."""

    subject_id: uuid.UUID
    asks_on: date
    asks_until: date = FOREVER
    audience: frozenset[uuid.UUID]


def keep(
    session: Session,
    organisation_id: uuid.UUID,
    source: str,
    subject_ids: Collection[uuid.UUID],
    watches: Iterable[Watch],
) -> None:
    """Let exactly these watches stand for these subjects of one source. Two statements."""
    session.execute(
        delete(Watched).where(
            Watched.organisation_id == organisation_id, Watched.source == source, Watched.subject_id.in_(subject_ids)
        )
    )
    rows = [
        {
            "organisation_id": organisation_id,
            "id": new_id(),
            "source": source,
            "subject_id": watch.subject_id,
            "for_id": for_id,
            "asks_on": watch.asks_on,
            "asks_until": watch.asks_until,
        }
        for watch in watches
        for for_id in sorted(watch.audience)
    ]
    if rows:
        session.execute(insert(Watched), rows)


def asking(session: Session, actor: Actor, sources: Sequence[str], today: date) -> Mapping[str, list[uuid.UUID]]:
    """The subjects that ask for this actor's attention, by source: of each the ten longest. One statement for all."""
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    if not sources:
        return found
    longest = (_longest(actor, source, today).subquery() for source in sources)
    for source, subject_id in session.execute(
        union_all(*(select(each.c.source, each.c.subject_id) for each in longest))
    ):
        if subject_id not in found[source]:
            found[source].append(subject_id)
    return found


def _longest(actor: Actor, source: str, today: date) -> Select[str, uuid.UUID]:
    """Those of one source that have asked longest: a range of the index, whatever the size of the organisation."""
    return (
        select(literal(source).label("source"), Watched.subject_id)
        .where(
            Watched.organisation_id == actor.organisation_id,
            Watched.source == source,
            Watched.for_id.in_(_ears(actor)),
            Watched.asks_on <= today,
            Watched.asks_until >= today,
        )
        .order_by(Watched.asks_on, Watched.subject_id)
        .limit(MOST)
    )


def _ears(actor: Actor) -> set[uuid.UUID]:
    """Under which ids something may ask for the actor."""
    if actor.sees_whole_organisation:
        return {actor.organisation_id}
    return {actor.staff_id, *actor.schools}


def stretches(today: date, asks: Callable[[date], bool]) -> list[tuple[date, date]]:
    """The stretches of days in the coming 62 on which `asks`, first and last day of each, in order.

    What asks to the end of them asks on; else one is added that begins after them: then it has to be looked at again.
    """
    found: list[tuple[date, date]] = []
    for day in (today + days * DAY for days in range(DAYS_AHEAD)):
        if not asks(day):
            continue
        if found and found[-1][1] == day - DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    end = today + (DAYS_AHEAD - 1) * DAY
    if found and found[-1][1] == end:
        return [*found[:-1], (found[-1][0], FOREVER)]
    return [*found, (end + DAY, FOREVER)]
