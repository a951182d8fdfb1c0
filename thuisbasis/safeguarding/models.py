"""A worry about a child or family, and what was done with it. Texts are sealed; a list never loads them."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.contacts.models import Contact
from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.encryption import EncryptedText
from thuisbasis.families.models import Child, Family
from thuisbasis.organisations.models import School, Staff

# What the few rows are that a start page asks for.
UNREAD, TO_REVIEW = text("acknowledged_at IS NULL"), text("reviewed_at IS NULL")


def sealed_text() -> Mapped[str]:
    """A sealed column that only who asks for it (`undefer`) gets."""
    return mapped_column(EncryptedText, deferred=True, deferred_raiseload=True)


class Worry(EditableRow):
    """A worry as its author wrote it. What its author wrote never changes; the database refuses that.

    `school_id` says whose aandachtsfunctionaris reads it; None: those of the whole organisation. `arose_at` is when it
    was seen or heard, `received_at` when it reached us. It is unread until somebody acknowledges it, then open until
    it is closed.
    """

    __tablename__ = "worry"

    author_id: Mapped[uuid.UUID]
    school_id: Mapped[uuid.UUID | None]
    family_id: Mapped[uuid.UUID]
    child_id: Mapped[uuid.UUID | None]
    enrolment_id: Mapped[uuid.UUID | None]
    contact_id: Mapped[uuid.UUID | None]
    text: Mapped[str] = sealed_text()
    arose_at: Mapped[datetime]
    received_at: Mapped[datetime]
    acknowledged_by_id: Mapped[uuid.UUID | None]
    acknowledged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    author: Mapped[Staff] = reference("Worry", "author_id", "Staff")
    acknowledged_by: Mapped[Staff | None] = reference("Worry", "acknowledged_by_id", "Staff")
    school: Mapped[School | None] = reference("Worry", "school_id", "School")
    family: Mapped[Family] = reference("Worry", "family_id", "Family")
    child: Mapped[Child | None] = reference("Worry", "child_id", "Child")
    contact: Mapped[Contact | None] = reference("Worry", "contact_id", "Contact")

    __table_args__ = (
        key_to("staff", "author_id"),
        key_to("school", "school_id"),
        key_to("family", "family_id"),
        key_to("child", "child_id"),
        key_to("enrolment", "enrolment_id"),
        key_to("contact", "contact_id"),
        key_to("staff", "acknowledged_by_id"),
        Index(
            "ix_worry_unread",
            "organisation_id",
            "received_at",
            sqlite_where=UNREAD,
            postgresql_where=UNREAD,
        ),
        Index(None, "organisation_id", "author_id", "received_at"),
        Index(None, "organisation_id", "school_id", "received_at"),
        Index(None, "organisation_id", "family_id"),
        Index(None, "organisation_id", "acknowledged_by_id", "closed_at"),
    )

    @property
    def is_unread(self) -> bool:
        return self.acknowledged_at is None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class WorryNote(OrganisationRow):
    """Something written down about a worry: kind and step are of `safeguarding.steps`. It only grows.

    `on` is the day that the note is about; `outcome` is given when the worry is closed.
    """

    __tablename__ = "worry_note"

    worry_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    written_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    step: Mapped[int | None]
    on: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = sealed_text()

    staff: Mapped[Staff] = reference("WorryNote", "staff_id", "Staff")

    __table_args__ = (
        key_to("worry", "worry_id"),
        key_to("staff", "staff_id"),
        Index(None, "organisation_id", "worry_id", "written_at"),
    )


class WorryReader(OrganisationRow):
    """A supervisor with whom an aandachtsfunctionaris shares this one worry."""

    __tablename__ = "worry_reader"

    worry_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    added_by_id: Mapped[uuid.UUID]
    added_at: Mapped[datetime]

    staff: Mapped[Staff] = reference("WorryReader", "staff_id", "Staff")

    __table_args__ = (
        key_to("worry", "worry_id"),
        key_to("staff", "staff_id"),
        key_to("staff", "added_by_id"),
        UniqueConstraint("organisation_id", "worry_id", "staff_id"),
        Index(None, "organisation_id", "staff_id", "worry_id"),
    )


class WorryOpening(OrganisationRow):
    """An administrator broke the glass: may read this worry until `ends_at`, for a reason that officers review."""

    __tablename__ = "worry_opening"

    worry_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = sealed_text()
    reviewed_by_id: Mapped[uuid.UUID | None]
    reviewed_at: Mapped[datetime | None]

    staff: Mapped[Staff] = reference("WorryOpening", "staff_id", "Staff")
    reviewed_by: Mapped[Staff | None] = reference("WorryOpening", "reviewed_by_id", "Staff")
    worry: Mapped[Worry] = reference("WorryOpening", "worry_id", "Worry")

    __table_args__ = (
        key_to("worry", "worry_id"),
        key_to("staff", "staff_id"),
        key_to("staff", "reviewed_by_id"),
        Index(None, "organisation_id", "worry_id"),
        Index(None, "organisation_id", "staff_id", "worry_id", "ends_at"),
        Index(
            "ix_worry_opening_to_review",
            "organisation_id",
            "opened_at",
            sqlite_where=TO_REVIEW,
            postgresql_where=TO_REVIEW,
        ),
    )
