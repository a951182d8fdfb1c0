"""The stored events of a feed and of a family's schedule, in order of time."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, or_, select

from programmes.protocol import StepKind
from thuisbasis.calendars.addresses import LiveFeed
from thuisbasis.calendars.models import StoredEvent
from thuisbasis.clock import ZONE
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.groups.models import Membership
from thuisbasis.permissions import Actor

DAYS_BACK: Final = 90
MONTHS_AHEAD: Final = 18
# Feeds arrive hours late and some services drop what is cancelled without a word: it stays until all have seen it.
CANCELLED_STAYS: Final = timedelta(weeks=8)

# A weekly check is between a child and the worker at school: parents have no part in it.
KINDS_WITHOUT_PARENTS: Final = frozenset({StepKind.WEEKLY_CHECK.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which events a feed shows: from `first` and before `last`; of the cancelled ones, those changed since `fresh`."""

    first: datetime
    last: datetime
    fresh: datetime


def window(today: date) -> Window:
    """90 days back and 18 months ahead, seen from a Dutch day."""
    ahead = today.month - 1 + MONTHS_AHEAD
    # No month is shorter than 28 days.
    last = date(today.year + ahead // 12, ahead % 12 + 1, min(today.day, 28))
    return Window(
        first=midnight(today - timedelta(days=DAYS_BACK)),
        last=midnight(last),
        fresh=midnight(today) - CANCELLED_STAYS,
    )


def midnight(day: date) -> datetime:
    """The moment at which a Dutch day begins."""
    return datetime.combine(day, time.min, ZONE)


def feed_events(connection: Connection, feed: LiveFeed, shown: Window) -> list[bytes]:
    """The events of a staff member's or a group's feed."""
    given = {"organisation_id": feed.organisation_id, "owner_id": feed.group_id or feed.staff_id, **asdict(shown)}
    rows = connection.execute(_OF_STAFF if feed.group_id is None else _OF_GROUP, given)
    return [row[0] for row in rows]


def family_events(connection: Connection, actor: Actor, family_id: uuid.UUID, shown: Window) -> list[bytes]:
    """The events that a family takes part in: its own, and those of the groups in which it has a place.

    Whether the actor may see the family is for the caller to know.
    """
    given = {"organisation_id": actor.organisation_id, "family_id": family_id, **asdict(shown)}
    return [row[0] for row in connection.execute(_OF_FAMILY, given)]


def _stored() -> Select[bytes]:
    """Stored events of an organisation in a window, in order of time."""
    return (
        select(StoredEvent.event)
        .where(
            StoredEvent.organisation_id == bindparam("organisation_id"),
            StoredEvent.starts_at >= bindparam("first"),
            StoredEvent.starts_at < bindparam("last"),
            or_(StoredEvent.is_cancelled.is_(False), StoredEvent.changed_at >= bindparam("fresh")),
        )
        .order_by(StoredEvent.starts_at, StoredEvent.contact_id)
    )


def _has_a_place() -> ColumnElement[bool]:
    """That a contact is one of a group that the family had joined by then and had not left yet."""
    return exists().where(
        Membership.organisation_id == bindparam("organisation_id"),
        Membership.group_id == Contact.group_id,
        Membership.from_number <= Contact.number,
        or_(Membership.left_on.is_(None), Contact.starts_at < Membership.left_on),
        Enrolment.organisation_id == Membership.organisation_id,
        Enrolment.id == Membership.enrolment_id,
        Enrolment.family_id == bindparam("family_id"),
    )


# Built once: a feed is fetched far more often than anything else here.
_OF_GROUP = _stored().where(StoredEvent.group_id == bindparam("owner_id"))
_OF_STAFF = (
    _stored()
    .join(
        ContactStaff,
        and_(
            ContactStaff.organisation_id == StoredEvent.organisation_id,
            ContactStaff.contact_id == StoredEvent.contact_id,
        ),
    )
    .where(ContactStaff.organisation_id == bindparam("organisation_id"), ContactStaff.staff_id == bindparam("owner_id"))
)
_OF_FAMILY = (
    _stored()
    .join(Contact, and_(Contact.organisation_id == StoredEvent.organisation_id, Contact.id == StoredEvent.contact_id))
    .where(Contact.kind.not_in(KINDS_WITHOUT_PARENTS), or_(Contact.family_id == bindparam("family_id"), _has_a_place()))
)
