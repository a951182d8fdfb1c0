"""Photos and signatures that belong to records."""

import uuid
from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import OrganisationRow, key_to


class Attachment(OrganisationRow):
    """A photo or signature, named by the SHA-256 of its bytes; whole once `completed_at` is set."""

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(40))
    length: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    staff_id: Mapped[uuid.UUID]
    begun_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]

    __table_args__ = (key_to("staff", "staff_id"), UniqueConstraint("organisation_id", "sha256"))


class AttachmentPart(OrganisationRow):
    """Bytes of an attachment, from `start` on."""

    __tablename__ = "attachment_part"

    attachment_id: Mapped[uuid.UUID]
    start: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        key_to("attachment", "attachment_id"),
        UniqueConstraint("organisation_id", "attachment_id", "start"),
    )


class RecordAttachment(OrganisationRow):
    """An attachment that belongs to a record: `what` is photo or signature. It may still be on its way."""

    __tablename__ = "record_attachment"

    record_id: Mapped[uuid.UUID]
    sha256: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]

    __table_args__ = (
        key_to("record", "record_id"),
        UniqueConstraint("organisation_id", "record_id", "sha256"),
    )
