"""A contact: one planned meeting with a family or a group, of whatever kind."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Family
from thuisbasis.groups.models import Group
from thuisbasis.organisations.models import School, Staff


class Contact(EditableRow):
    """A planned meeting. It belongs to a group, or to a family (a home visit).

    `kind` and `step_key` are the rule-book's; `number` counts within the track and `month` (YYYY-MM) is the one it was
    planned for: both stay when the contact moves. `state` is a key of `contacts.states`; `place_kind` one of the
    programme's places. `prepared` holds, by element key, the evidence that the plan already knows. `sequence` grows
    when time, place or status change (RFC 5545 §3.8.7.4); `changed_at` is when.
    """

    __tablename__ = "contact"

    kind: Mapped[str] = mapped_column(String(20))
    programme_key: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    track_key: Mapped[str] = mapped_column(String(60))
    step_key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    month: Mapped[str] = mapped_column(String(7))
    title: Mapped[str] = mapped_column(default="")
    group_id: Mapped[uuid.UUID | None]
    family_id: Mapped[uuid.UUID | None]
    school_id: Mapped[uuid.UUID | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place_kind: Mapped[str] = mapped_column(String(20), default="")
    place: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(20), default="planned")
    state_reason: Mapped[str] = mapped_column(default="")
    state_note: Mapped[str] = mapped_column(Text, default="")
    prepared: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    catches_up_id: Mapped[uuid.UUID | None]

    group: Mapped[Group | None] = reference("Contact", "group_id", "Group")
    family: Mapped[Family | None] = reference("Contact", "family_id", "Family")
    school: Mapped[School | None] = reference("Contact", "school_id", "School")

    __table_args__ = (
        key_to("programme_group", "group_id"),
        key_to("family", "family_id"),
        key_to("school", "school_id"),
        key_to("contact", "catches_up_id"),
        Index(None, "organisation_id", "starts_at", "id"),
        Index(None, "organisation_id", "group_id", "starts_at"),
        Index(None, "organisation_id", "family_id", "starts_at"),
        Index(None, "organisation_id", "state", "starts_at"),
    )


class ContactStaff(OrganisationRow):
    """A staff member at a contact."""

    __tablename__ = "contact_staff"

    contact_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]

    staff: Mapped[Staff] = reference("ContactStaff", "staff_id", "Staff")
    contact: Mapped[Contact] = reference("ContactStaff", "contact_id", "Contact")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("staff", "staff_id"),
        UniqueConstraint("organisation_id", "contact_id", "staff_id"),
        Index(None, "organisation_id", "staff_id", "contact_id"),
    )


class ContactEnrolment(OrganisationRow):
    """An enrolment that a contact of a family serves: one, or several for siblings. Group contacts go by membership."""

    __tablename__ = "contact_enrolment"

    contact_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID]

    enrolment: Mapped[Enrolment] = reference("ContactEnrolment", "enrolment_id", "Enrolment")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("enrolment", "enrolment_id"),
        UniqueConstraint("organisation_id", "contact_id", "enrolment_id"),
        Index(None, "organisation_id", "enrolment_id"),
    )


class ContactMove(OrganisationRow):
    """A move of a contact: from when to when, why, by whom. The contact keeps its number and month."""

    __tablename__ = "contact_move"

    contact_id: Mapped[uuid.UUID]
    from_starts_at: Mapped[datetime]
    to_starts_at: Mapped[datetime]
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[uuid.UUID]
    moved_at: Mapped[datetime]

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("staff", "staff_id"),
        Index(None, "organisation_id", "contact_id", "moved_at"),
    )
