"""What each enrolment and contact adds to the figures of its programme, and the sums."""

import uuid
from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import OrganisationRow, key_to, reference
from thuisbasis.enrolments.models import Enrolment


class EnrolmentProgress(OrganisationRow):
    """How the dose of an active enrolment stands (`programmes.gates.on_course`); there is no row for any other.

    `audience`: in whose sums it is counted, by id: the organisation, the child's school, who works with it.
    """

    __tablename__ = "enrolment_progress"

    enrolment_id: Mapped[uuid.UUID]
    family_id: Mapped[uuid.UUID]
    programme_key: Mapped[str] = mapped_column(String(60))
    standing: Mapped[str] = mapped_column(String(10))
    counted: Mapped[int]
    due: Mapped[int]
    needed: Mapped[int]
    audience: Mapped[list[str]]

    enrolment: Mapped[Enrolment] = reference("EnrolmentProgress", "enrolment_id", "Enrolment")

    __table_args__ = (
        key_to("enrolment", "enrolment_id"),
        key_to("family", "family_id"),
        UniqueConstraint("organisation_id", "enrolment_id"),
        Index(None, "organisation_id", "family_id"),
        Index(None, "organisation_id", "programme_key", "standing"),
    )


class ContactProgress(OrganisationRow):
    """The records of one contact: how many there should be, how many are completed, and what their answers say.

    `week` is the Monday of the week in which it is held. A contact that is off has no row.
    """

    __tablename__ = "contact_progress"

    contact_id: Mapped[uuid.UUID]
    programme_key: Mapped[str] = mapped_column(String(60))
    week: Mapped[date]
    expected: Mapped[int]
    completed: Mapped[int]
    delivered: Mapped[int]
    not_delivered: Mapped[int]
    audience: Mapped[list[str]]

    __table_args__ = (
        key_to("contact", "contact_id"),
        UniqueConstraint("organisation_id", "contact_id"),
        Index(None, "organisation_id", "programme_key", "week"),
    )


class ProgressSum(OrganisationRow):
    """The sums for one reader's ear: the organisation, a school or a staff member (`for_id`), in one programme.

    The row of the week `sums.STANDING` counts families and the dose of enrolments as they stand now; each other row
    counts the records of one week.
    """

    __tablename__ = "progress_sum"

    for_id: Mapped[uuid.UUID]
    week: Mapped[date]
    programme_key: Mapped[str] = mapped_column(String(60))
    families: Mapped[int]
    on_course: Mapped[int]
    behind: Mapped[int]
    unknown: Mapped[int]
    counted: Mapped[int]
    due: Mapped[int]
    needed: Mapped[int]
    expected: Mapped[int]
    completed: Mapped[int]
    delivered: Mapped[int]
    not_delivered: Mapped[int]

    __table_args__ = (UniqueConstraint("organisation_id", "for_id", "week", "programme_key"),)
