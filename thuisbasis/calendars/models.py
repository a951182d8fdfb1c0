"""Feeds: their addresses as hashes, and each contact's event as stored bytes."""

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import Base, OrganisationRow, key_to, new_id


class FeedAddress(Base):
    """The hash of a feed's secret address (global: the address alone must find it). A staff member's or a group's.

    `name` is the calendar's, as subscribers see it. `revision` grows, and `changed_at` follows, with every change of an
    event in the feed: together with the day they say whether a subscriber has the newest, without looking at events.
    """

    __tablename__ = "feed_address"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID | None]
    group_id: Mapped[uuid.UUID | None]
    name: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    made_by_id: Mapped[uuid.UUID]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "organisation_id", "staff_id"), Index(None, "organisation_id", "group_id"))


class StoredEvent(OrganisationRow):
    """The VEVENT of a contact, ready to join; written in the transaction that changes the contact. `id` is its own.

    `staff_ids` are those in whose feeds it stood when it was last written: they must hear when they are taken off it.
    """

    __tablename__ = "stored_event"

    contact_id: Mapped[uuid.UUID] = mapped_column(unique=False)
    group_id: Mapped[uuid.UUID | None]
    starts_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    is_cancelled: Mapped[bool]
    staff_ids: Mapped[list[str]] = mapped_column(default=list)
    event: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        key_to("contact", "contact_id"),
        Index(None, "organisation_id", "contact_id", unique=True),
        Index(None, "organisation_id", "group_id", "starts_at"),
    )
