"""What visitors tell from the door, and whether they are back."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.contacts.models import Contact
from thuisbasis.database import OrganisationRow, key_to, reference
from thuisbasis.organisations.models import Staff


class VisitSignal(OrganisationRow):
    """Something that a visitor told from the door, under the id that the teller made: told twice, it stands once.

    `kind` is a key of `home_visits.signals.Kind`; `went` how a visit without its interpreter went on; `new_starts` the
    new date that was proposed. What `asks` somebody to act is a task until it is handled; the rest is only remembered.
    `at` is when it happened, `received_at` when it was heard here: a tablet without network tells it later.
    """

    __tablename__ = "visit_signal"

    contact_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    staff_id: Mapped[uuid.UUID]
    note: Mapped[str] = mapped_column(Text, default="")
    went: Mapped[str] = mapped_column(String(12), default="")
    new_starts: Mapped[datetime | None]
    asks: Mapped[bool] = mapped_column(default=False)
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[uuid.UUID | None]
    handled_note: Mapped[str] = mapped_column(Text, default="")

    contact: Mapped[Contact] = reference("VisitSignal", "contact_id", "Contact")
    staff: Mapped[Staff] = reference("VisitSignal", "staff_id", "Staff")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("staff", "staff_id"),
        key_to("staff", "handled_by"),
        Index(None, "organisation_id", "contact_id", "at"),
        Index(
            "ix_visit_signal_to_handle",
            "organisation_id",
            "at",
            "id",
            sqlite_where=text("asks AND handled_at IS NULL"),
            postgresql_where=text("asks AND handled_at IS NULL"),
        ),
    )


class VisitReturn(OrganisationRow):
    """A visit that was begun, from which somebody is expected back. `answer`: a key of `home_visits.returning.Answer`.

    Nobody need do anything at night for it: whoever is on duty finds it on the start page when it is late.
    """

    __tablename__ = "visit_return"

    contact_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    started_at: Mapped[datetime]
    expected_back: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None]
    answer: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    contact: Mapped[Contact] = reference("VisitReturn", "contact_id", "Contact")
    staff: Mapped[Staff] = reference("VisitReturn", "staff_id", "Staff")

    __table_args__ = (
        key_to("contact", "contact_id"),
        key_to("staff", "staff_id"),
        key_to("staff", "answered_by"),
        Index(None, "organisation_id", "contact_id"),
        Index(
            "ix_visit_return_out",
            "organisation_id",
            "expected_back",
            "id",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
