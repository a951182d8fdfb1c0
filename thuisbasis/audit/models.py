"""What was done, and who looked: two tables that only grow."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import OrganisationRow

_HAS_SUBJECT = text("subject_id IS NOT NULL")  # few entries have one


class AuditEntry(OrganisationRow):
    """One change: who, what, when, and what it was before and after (field name to text)."""

    __tablename__ = "audit_entry"

    at: Mapped[datetime]
    staff_id: Mapped[uuid.UUID | None]
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    family_id: Mapped[uuid.UUID | None]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        Index(None, "organisation_id", "at"),
        Index(None, "organisation_id", "subject_id"),
        Index(None, "organisation_id", "family_id", "at"),
    )


class AccessEntry(OrganisationRow):
    """Somebody opened a family's data, or was refused (NEN 7513: who, what, when, allowed or not).

    `subject_id` names what else was opened, where that is not to be found through the family: a worry about safety.
    """

    __tablename__ = "access_entry"

    at: Mapped[datetime]
    staff_id: Mapped[uuid.UUID]
    view: Mapped[str]
    family_id: Mapped[uuid.UUID | None]
    allowed: Mapped[bool]
    subject_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        Index(None, "organisation_id", "family_id", "at"),
        Index(
            "ix_access_entry_subject",
            "organisation_id",
            "subject_id",
            sqlite_where=_HAS_SUBJECT,
            postgresql_where=_HAS_SUBJECT,
        ),
    )
