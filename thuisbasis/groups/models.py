"""Groups of families that follow a programme together."""

import uuid
from datetime import date, time
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, OrganisationRow, key_to, reference
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.organisations.models import School, Staff


class Group(EditableRow):
    """A group or cohort: programme, version and track fixed; weekday 0 is Monday; time on a Dutch clock.

    `state` is a key of `groups.states`; `end_reason` one of `states.REASONS_TO_STOP`, of a group that was stopped.
    """

    __tablename__ = "programme_group"

    name: Mapped[str]
    programme_key: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    track_key: Mapped[str] = mapped_column(String(60))
    school_id: Mapped[uuid.UUID]
    place: Mapped[str] = mapped_column(default="")
    weekday: Mapped[int]
    start_time: Mapped[time]
    starts_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="forming")
    local_numbers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    end_note: Mapped[str] = mapped_column(Text, default="")

    school: Mapped[School] = reference("Group", "school_id", "School")

    __table_args__ = (
        key_to("school", "school_id"),
        Index(None, "organisation_id", "state", "starts_on"),
        Index(None, "organisation_id", "school_id"),
    )


class GroupLeader(OrganisationRow):
    """A staff member who leads a group."""

    __tablename__ = "group_leader"

    group_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]

    staff: Mapped[Staff] = reference("GroupLeader", "staff_id", "Staff")

    __table_args__ = (
        key_to("programme_group", "group_id"),
        key_to("staff", "staff_id"),
        UniqueConstraint("organisation_id", "group_id", "staff_id"),
        Index(None, "organisation_id", "staff_id"),
    )


class Membership(OrganisationRow):
    """An enrolment's place in a group, from the contact number `from_number` on."""

    __tablename__ = "membership"

    group_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    from_number: Mapped[int] = mapped_column(default=1)

    enrolment: Mapped[Enrolment] = reference("Membership", "enrolment_id", "Enrolment")
    group: Mapped[Group] = reference("Membership", "group_id", "Group")

    __table_args__ = (
        key_to("programme_group", "group_id"),
        key_to("enrolment", "enrolment_id"),
        UniqueConstraint("organisation_id", "group_id", "enrolment_id"),
        Index(None, "organisation_id", "enrolment_id"),
    )
