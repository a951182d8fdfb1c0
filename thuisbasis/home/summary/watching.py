"""Keeping up whom a start page has to look at, and asking for it: the same few rows for ten families or a million."""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
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


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is asked, by a key, and how much it hurts: the weight of its tasks."""

    key: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A subject that asks today, and since when."""

    kind: Kind
    subject_id: uuid.UUID
    since: date


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A subject, a stretch of days on which it asks for attention, and whom: organisation, schools and staff, by id."""

    kind: Kind
    subject_id: uuid.UUID
    asks_on: date
    asks_until: date = FOREVER
    audience: frozenset[uuid.UUID]


def keep(
    session: Session,
    organisation_id: uuid.UUID,
    kinds: Sequence[Kind],
    subject_ids: Collection[uuid.UUID],
    watches: Iterable[Watch],
) -> None:
    """Let exactly these watches stand for these subjects in these kinds. Two statements."""
    session.execute(
        delete(Watched).where(
            Watched.organisation_id == organisation_id,
            Watched.source.in_([kind.key for kind in kinds]),
            Watched.subject_id.in_(subject_ids),
        )
    )
    rows = [
        {
            "organisation_id": organisation_id,
            "id": new_id(),
            "source": watch.kind.key,
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


def asking(session: Session, actor: Actor, kinds: Sequence[Kind], today: date) -> list[Asking]:
    """What asks for this actor's attention: of each kind the ten that have asked longest. One statement for all."""
    if not kinds:
        return []
    known = {kind.key: kind for kind in kinds}
    longest = (_longest(actor, kind, today).subquery() for kind in kinds)
    rows = session.execute(union_all(*(select(each) for each in longest)))
    found: dict[tuple[str, uuid.UUID], Asking] = {}
    for key, subject_id, since in rows:
        found.setdefault((key, subject_id), Asking(kind=known[key], subject_id=subject_id, since=since))
    return list(found.values())


def _longest(actor: Actor, kind: Kind, today: date) -> Select[str, uuid.UUID, date]:
    """Those of one kind that have asked longest: a range of the index, whatever the size of the organisation."""
    return (
        select(literal(kind.key).label("key"), Watched.subject_id, Watched.asks_on)
        .where(
            Watched.organisation_id == actor.organisation_id,
            Watched.source == kind.key,
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


def stretches(today: date, asks: Callable[[date], Kind | None], again: Kind) -> list[tuple[date, date, Kind]]:
    """The stretches of days in the coming 62 on which the same is asked: first and last day of each, in order.

    What asks to the end of them asks on; else one of the kind `again` follows them: then it has to be looked at again.
    """
    found: list[tuple[date, date, Kind]] = []
    for day in (today + days * DAY for days in range(DAYS_AHEAD)):
        kind = asks(day)
        if kind is None:
            continue
        if found and found[-1][1] == day - DAY and found[-1][2] == kind:
            found[-1] = (found[-1][0], day, kind)
        else:
            found.append((day, day, kind))
    end = today + (DAYS_AHEAD - 1) * DAY
    if found and found[-1][1] == end:
        return [*found[:-1], (found[-1][0], FOREVER, found[-1][2])]
    return [*found, (end + DAY, FOREVER, again)]
