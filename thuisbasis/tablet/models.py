"""Tablets, the keys of the people on them, and what came in."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.encryption import EncryptedText
from thuisbasis.organisations.models import Staff
from thuisbasis.recording.models import Record


class TabletDevice(EditableRow):
    """A tablet or phone on which the app is used. Its id is made on the device itself.

    `waiting`, `conflicts` and `oldest_waiting_at` are what the device said at its last sign of life. Once `shut_out_at`
    is set it gets nothing any more and throws away what it holds.
    """

    __tablename__ = "tablet_device"

    name: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    seen_by_id: Mapped[uuid.UUID]
    app_version: Mapped[str] = mapped_column(String(40), default="")
    waiting: Mapped[int] = mapped_column(default=0)
    conflicts: Mapped[int] = mapped_column(default=0)
    oldest_waiting_at: Mapped[datetime | None]
    shut_out_at: Mapped[datetime | None]
    shut_out_by_id: Mapped[uuid.UUID | None]

    seen_by: Mapped[Staff] = reference("TabletDevice", "seen_by_id", "Staff")

    __table_args__ = (
        key_to("staff", "seen_by_id"),
        key_to("staff", "shut_out_by_id"),
        Index(None, "organisation_id", "seen_at"),
    )


class TabletKey(OrganisationRow):
    """What opens a person's data on one device after a forgotten PIN: 32 random bytes, base64. Gone once shut out."""

    __tablename__ = "tablet_key"

    device_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    unlock_key: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]

    __table_args__ = (
        key_to("tablet_device", "device_id"),
        key_to("staff", "staff_id"),
        UniqueConstraint("organisation_id", "device_id", "staff_id"),
    )


class TabletItem(EditableRow):
    """Something that a tablet brought: its id was made there, and the same id is received once.

    `kind` is record, event or worry; `state` a key of `tablet.states`. `contact_id` may name what is not here.
    `body` is what came, as it came, encrypted; `body_sha256` the hash of its bytes; `answer` what the tablet was told.
    `finished_at` is the moment of finishing by our clock, `clock_offset` by how many seconds the tablet's was behind.
    """

    __tablename__ = "tablet_item"

    device_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    sent_by_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(20))
    contact_id: Mapped[uuid.UUID | None]
    enrolment_id: Mapped[uuid.UUID | None]
    school_id: Mapped[uuid.UUID | None]
    sequence: Mapped[int]
    body: Mapped[str] = mapped_column(EncryptedText)
    body_sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    had_conflict: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[dict[str, Any]]
    record_id: Mapped[uuid.UUID | None]
    received_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    clock_offset: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[uuid.UUID | None]
    settled_note: Mapped[str] = mapped_column(Text, default="")

    device: Mapped[TabletDevice] = reference("TabletItem", "device_id", "TabletDevice")
    staff: Mapped[Staff] = reference("TabletItem", "staff_id", "Staff")
    record: Mapped[Record | None] = reference("TabletItem", "record_id", "Record")

    __table_args__ = (
        key_to("tablet_device", "device_id"),
        key_to("staff", "staff_id"),
        key_to("staff", "sent_by_id"),
        key_to("staff", "settled_by_id"),
        key_to("school", "school_id"),
        key_to("record", "record_id"),
        Index(None, "organisation_id", "state", "received_at"),
        Index(None, "organisation_id", "record_id"),
        Index(None, "organisation_id", "device_id"),
    )
