"""Records: what happened at a contact, in versions that are never overwritten once completed."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.contacts.models import Contact
from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.organisations.models import Staff


class Record(EditableRow):
    """What happened at a contact, for one subject: the group (enrolment_id None) or one child's enrolment.

    `state` is draft, completed or correcting; `version` is the number of the version that counts or is being written.
    `counts_towards_dose` and `deviations` are what the record gate said at completion.
    """

    __tablename__ = "record"

    contact_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(String(12), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    counts_towards_dose: Mapped[bool | None]
    deviations: Mapped[int] = mapped_column(default=0)
    first_completed_at: Mapped[datetime | None]

    contact: Mapped[Contact] = reference("Record", "contact_id", "Contact")
    enrolment: Mapped[Enrolment | None] = reference("Record", "enrolment_id", "Enrolment")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("enrolment", "enrolment_id"),
        UniqueConstraint("organisation_id", "contact_id", "enrolment_id"),
        # A unique key lets several empty enrolments through; of a group there is one record.
        Index(
            "uq_record_of_group",
            "organisation_id",
            "contact_id",
            unique=True,
            sqlite_where=text("enrolment_id IS NULL"),
            postgresql_where=text("enrolment_id IS NULL"),
        ),
        Index(None, "organisation_id", "enrolment_id"),
        Index(None, "organisation_id", "state"),
    )


class RecordVersion(EditableRow):
    """One version of a record. While a draft it is saved in place; once completed it stays as it is.

    `held_from` and `held_until` are when the contact really took place. `interpreter` is a key of
    `recording.drafts.INTERPRETERS`; `language` a BCP 47 code. `attendance` is the register as it was when this version
    was saved, "enrolment/guardian" to status: an old version still shows who was there.
    """

    __tablename__ = "record_version"

    record_id: Mapped[uuid.UUID]
    number: Mapped[int]
    author_id: Mapped[uuid.UUID]
    saved_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    correction_reason: Mapped[str] = mapped_column(Text, default="")
    held_from: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(10), default="")
    interpreter: Mapped[str] = mapped_column(String(20), default="")
    home_agreement: Mapped[str] = mapped_column(Text, default="")
    last_agreement: Mapped[str] = mapped_column(Text, default="")
    observation: Mapped[str] = mapped_column(Text, default="")
    teacher_feedback: Mapped[str] = mapped_column(Text, default="")
    next_date: Mapped[date | None]
    is_acquaintance: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(Text, default="")
    rest_reason: Mapped[str] = mapped_column(Text, default="")
    rest_follow_up: Mapped[str] = mapped_column(Text, default="")
    attendance: Mapped[dict[str, Any]] = mapped_column(default=dict)

    author: Mapped[Staff] = reference("RecordVersion", "author_id", "Staff")

    __table_args__ = (
        key_to("record", "record_id"),
        key_to("staff", "author_id"),
        UniqueConstraint("organisation_id", "record_id", "number"),
    )


class ElementAnswer(OrganisationRow):
    """The answer for one required element; no row means not answered, which is never the same as not delivered.

    While a version is a draft, a row with `delivered` None keeps what was typed below an answer that is not chosen yet;
    a completed version has none of those.

    `enrolment_id` says whose answer it is where a record of the group asks an element of each child. `late_on`,
    `late_by` and `late_evidence` say that it was given after the contact: when, by which channel, what.
    """

    __tablename__ = "element_answer"

    version_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID | None]
    element_key: Mapped[str] = mapped_column(String(60))
    delivered: Mapped[bool | None]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    follow_up: Mapped[str] = mapped_column(Text, default="")
    late_on: Mapped[date | None]
    late_by: Mapped[str] = mapped_column(String(40), default="")
    late_evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        key_to("record_version", "version_id"),
        key_to("enrolment", "enrolment_id"),
        UniqueConstraint("organisation_id", "version_id", "element_key", "enrolment_id"),
    )


class ChecklistAnswer(OrganisationRow):
    """The answer to one item of the process checklist: yes, no, not_applicable, or a number."""

    __tablename__ = "checklist_answer"

    version_id: Mapped[uuid.UUID]
    item_key: Mapped[str] = mapped_column(String(60))
    answer: Mapped[str | None] = mapped_column(String(20))
    number: Mapped[int | None]

    __table_args__ = (
        key_to("record_version", "version_id"),
        UniqueConstraint("organisation_id", "version_id", "item_key"),
    )


class Attendance(EditableRow):
    """Whether a guardian was at a contact: present, late, left_early, online, or absent (with or without notice).

    `caught_up_on` and `caught_up_how` say that the missed content was paid back.
    """

    __tablename__ = "attendance"

    contact_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID]
    guardian_id: Mapped[uuid.UUID]
    status: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    caught_up_on: Mapped[date | None]
    caught_up_how: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("enrolment", "enrolment_id"),
        key_to("guardian", "guardian_id"),
        UniqueConstraint("organisation_id", "contact_id", "enrolment_id", "guardian_id"),
        Index(None, "organisation_id", "enrolment_id"),
    )
