"""Feed addresses: a secret that opens one feed, kept as a hash, shown once, withdrawn at will.

A subscriber's calendar program cannot sign in, so the address itself is the key (a deviation from ASVS 5.0 that is
written down). What it opens holds no name of a child or family.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, Select, bindparam, select, update
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.calendars.looking import Question
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.errors import NotFoundError
from thuisbasis.groups.models import Group
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFeed:
    """A feed that an address opens: of a staff member, or of a group when `group_id` is there."""

    address_id: uuid.UUID
    organisation_id: uuid.UUID
    staff_id: uuid.UUID | None
    group_id: uuid.UUID | None
    made_by_id: uuid.UUID
    name: str
    revision: int
    changed_at: datetime
    read_at: datetime | None

    @property
    def was_read_today(self) -> bool:
        """Whether the fetch of today is noted already: once a day tells enough, and costs nothing."""
        return self.read_at is not None and clock.local(self.read_at).date() == clock.today()


def hashed(token: str) -> str:
    """What is kept of a token. A plain hash does: 256 random bits cannot be guessed from it."""
    return sha256(token.encode()).hexdigest()


def make_address(
    session: Session, actor: Actor, *, calendar_name: str, group: Group | None = None
) -> tuple[FeedAddress, str]:
    """A new address of the actor's own feed, or of `group`'s, and its token, which is never to be had again."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    at = clock.now()
    address = FeedAddress(
        token_hash=hashed(token),
        organisation_id=actor.organisation_id,
        staff_id=None if group else actor.staff_id,
        group_id=group.id if group else None,
        name=calendar_name[:200],
        changed_at=at,
        made_by_id=actor.staff_id,
        made_at=at,
    )
    session.add(address)
    session.flush()
    _audit(session, actor, "feed.made", address)
    return address, token


def revoke(session: Session, actor: Actor, address: FeedAddress) -> None:
    """Close an address for good. Nothing happens to one that is closed already."""
    if address.revoked_at is None:
        address.revoked_at = clock.now()
        _audit(session, actor, "feed.revoked", address)


def address_or_404(session: Session, actor: Actor, address_id: uuid.UUID) -> FeedAddress:
    """An address that the actor made. Raises NotFoundError for anybody else's."""
    address = session.scalar(_made_by(actor).where(FeedAddress.id == address_id))
    if address is None:
        raise NotFoundError
    return address


def open_addresses(session: Session, actor: Actor, *, group_id: uuid.UUID | None = None) -> list[FeedAddress]:
    """The addresses in use that the actor made: of the own feed, or of a group's; the newest first."""
    of_feed = FeedAddress.staff_id == actor.staff_id if group_id is None else FeedAddress.group_id == group_id
    query = _made_by(actor).where(of_feed, FeedAddress.revoked_at.is_(None))
    return list(session.scalars(query.order_by(FeedAddress.made_at.desc(), FeedAddress.id)))


def live_feed(connection: Connection, token: str) -> LiveFeed | None:
    """The feed that `token` opens; None when it never did or was withdrawn. See also `maker_is_there`."""
    found = _IN_USE.first(connection, {"token_hash": hashed(token)})
    return LiveFeed(**found) if found else None


def maker_is_there(connection: Connection, feed: LiveFeed) -> bool:
    """Whether the maker of a feed's address still works for the organisation: nobody else is shown an event."""
    who = {"organisation_id": feed.organisation_id, "staff_id": feed.made_by_id}
    return _AT_WORK.first(connection, who) is not None


def note_reading(connection: Connection, feed: LiveFeed) -> None:
    """Keep when a feed was fetched, for its maker to see."""
    connection.execute(update(FeedAddress).where(FeedAddress.id == feed.address_id).values(read_at=clock.now()))


_IN_USE = Question(
    select(
        FeedAddress.id.label("address_id"),
        FeedAddress.organisation_id,
        FeedAddress.staff_id,
        FeedAddress.group_id,
        FeedAddress.made_by_id,
        FeedAddress.name,
        FeedAddress.revision,
        FeedAddress.changed_at,
        FeedAddress.read_at,
    ).where(FeedAddress.token_hash == bindparam("token_hash"), FeedAddress.revoked_at.is_(None))
)

_AT_WORK = Question(
    select(Staff.id).where(
        Staff.organisation_id == bindparam("organisation_id"),
        Staff.id == bindparam("staff_id"),
        Staff.archived_at.is_(None),
    )
)


def _made_by(actor: Actor) -> Select[FeedAddress]:
    return select(FeedAddress).where(
        FeedAddress.organisation_id == actor.organisation_id, FeedAddress.made_by_id == actor.staff_id
    )


def _audit(session: Session, actor: Actor, action: str, address: FeedAddress) -> None:
    of_what = {"group": str(address.group_id)} if address.group_id else {"staff": str(address.staff_id)}
    trail.record(session, actor, action, address, after=of_what)  # type: ignore[arg-type]  # global, yet with an id
