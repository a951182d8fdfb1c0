"""Materials: what a family was lent, given, or used during a contact."""

import uuid
from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import EditableRow, key_to


class Loan(EditableRow):
    """A book or other material handed to a family. `how` and `state` are keys of `materials.states`."""

    __tablename__ = "loan"

    family_id: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID | None]
    contact_id: Mapped[uuid.UUID | None]
    guardian_id: Mapped[uuid.UUID | None]
    title: Mapped[str]
    level: Mapped[str] = mapped_column(String(40), default="")
    how: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="out")
    handed_on: Mapped[date]
    due_on: Mapped[date | None]
    returned_on: Mapped[date | None]

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("enrolment", "enrolment_id"),
        key_to("contact", "contact_id"),
        key_to("guardian", "guardian_id"),
        Index(None, "organisation_id", "family_id", "state"),
        Index(None, "organisation_id", "contact_id"),
    )
