"""Enrolments: a child in a programme, with its track and protocol version fixed."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.families.models import Child, Family
from thuisbasis.organisations.models import Staff


class Enrolment(EditableRow):
    """A child and its guardians in a programme.

    `state` is a key of `enrolments.states`. `local_numbers` is the organisation's set of local defaults that the
    enrolment began under. Contact, information and consent are dated facts beside the state. `expected_start` is the
    day that the conditions are judged for until it has `started_on`.
    """

    __tablename__ = "enrolment"

    family_id: Mapped[uuid.UUID]
    child_id: Mapped[uuid.UUID]
    programme_key: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    track_key: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20))
    indication_key: Mapped[str | None] = mapped_column(String(60))
    indication_note: Mapped[str] = mapped_column(Text, default="")
    circumstances: Mapped[list[str]] = mapped_column(default=list)
    tried_before: Mapped[str] = mapped_column(Text, default="")
    tried_before_applies: Mapped[bool] = mapped_column(default=True)
    delivered_by: Mapped[str] = mapped_column(default="")
    visitor_id: Mapped[uuid.UUID | None]
    local_numbers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    proposed_on: Mapped[date]
    informed_on: Mapped[date | None]
    informed_how: Mapped[str] = mapped_column(default="")
    expected_start: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    end_note: Mapped[str] = mapped_column(Text, default="")

    family: Mapped[Family] = reference("Enrolment", "family_id", "Family")
    child: Mapped[Child] = reference("Enrolment", "child_id", "Child")
    visitor: Mapped[Staff | None] = reference("Enrolment", "visitor_id", "Staff")

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("child", "child_id"),
        key_to("staff", "visitor_id"),
        Index(None, "organisation_id", "family_id"),
        Index(None, "organisation_id", "child_id"),
        Index(None, "organisation_id", "programme_key", "state"),
        Index(None, "organisation_id", "visitor_id", "state"),
    )


class EnrolmentGuardian(OrganisationRow):
    """A guardian who takes part."""

    __tablename__ = "enrolment_guardian"

    enrolment_id: Mapped[uuid.UUID]
    guardian_id: Mapped[uuid.UUID]

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        key_to("guardian", "guardian_id"),
        UniqueConstraint("organisation_id", "enrolment_id", "guardian_id"),
    )


class EnrolmentEvent(OrganisationRow):
    """A change of state: from what to what, when, by whom and why."""

    __tablename__ = "enrolment_event"

    enrolment_id: Mapped[uuid.UUID]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    on: Mapped[date] = mapped_column("on_date")
    recorded_at: Mapped[datetime]
    staff_id: Mapped[uuid.UUID]
    reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        key_to("staff", "staff_id"),
        Index(None, "organisation_id", "enrolment_id", "recorded_at"),
    )


class Consent(OrganisationRow):
    """Consent by a guardian for a purpose (`enrolments.consents`): how, when, recorded by whom; withdrawn when."""

    __tablename__ = "consent"

    enrolment_id: Mapped[uuid.UUID]
    guardian_id: Mapped[uuid.UUID]
    purpose: Mapped[str]
    how: Mapped[str]
    given_on: Mapped[date]
    recorded_by_id: Mapped[uuid.UUID]
    recorded_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        key_to("guardian", "guardian_id"),
        key_to("staff", "recorded_by_id"),
        Index(None, "organisation_id", "enrolment_id"),
    )
