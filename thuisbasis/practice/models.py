"""Practice at home: the plan for a week, and the log of days."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, OrganisationRow, key_to


class WeekPlan(EditableRow):
    """What a child practises in one week: for the programme's week-plan elements, by element key, their evidence.

    `contact_id` is the weekly contact that closes the week.
    """

    __tablename__ = "week_plan"

    enrolment_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        key_to("contact", "contact_id"),
        UniqueConstraint("organisation_id", "contact_id", "enrolment_id"),
        Index(None, "organisation_id", "enrolment_id"),
    )


class PracticeEntry(OrganisationRow):
    """One day of practice; at most one a day counts. `kinds` are keys of the programme's practice log."""

    __tablename__ = "practice_entry"

    enrolment_id: Mapped[uuid.UUID]
    on: Mapped[date] = mapped_column("on_date")
    minutes: Mapped[int | None]
    kinds: Mapped[list[str]] = mapped_column(default=list)

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        UniqueConstraint("organisation_id", "enrolment_id", "on_date"),
    )
