"""The organisation, its schools and the days they are closed, and its staff."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import SORT_KEY, Base, EditableRow, OrganisationRow, key_to, new_id, reference


class Organisation(Base):
    """The school organisation whose families, staff and records these are."""

    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    qualifications_expire: Mapped[bool] = mapped_column(default=False)
    next_family_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class School(EditableRow):
    """One school (vestiging): BRIN and location code, and the holiday region: Noord, Midden or Zuid."""

    __tablename__ = "school"

    name: Mapped[str]
    brin: Mapped[str | None]
    region: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]

    __table_args__ = (UniqueConstraint("organisation_id", "brin"),)


class ClosedPeriod(OrganisationRow):
    """Days without school: own holidays or a study day, of one school or (school_id None) of the whole organisation."""

    __tablename__ = "closed_period"

    school_id: Mapped[uuid.UUID | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str]
    is_study_day: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (key_to("school", "school_id"), Index(None, "organisation_id", "school_id", "starts_on"))


class Staff(EditableRow):
    """A person's place in an organisation. Private numbers never reach families."""

    __tablename__ = "staff"

    account_id: Mapped[uuid.UUID | None]
    given_name: Mapped[str]
    infix: Mapped[str] = mapped_column(default="")
    surname: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SORT_KEY)
    email: Mapped[str | None]
    phone: Mapped[str | None]
    languages: Mapped[list[str]] = mapped_column(default=list)
    supervisor_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        key_to("staff", "supervisor_id"),
        UniqueConstraint("organisation_id", "account_id"),
        Index(None, "account_id"),
        Index(None, "organisation_id", "sort_key"),
    )

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.surname) if part)


class StaffRole(OrganisationRow):
    """A role of a staff member; at one school, or (school_id None) in the whole organisation."""

    __tablename__ = "staff_role"

    staff_id: Mapped[uuid.UUID]
    role: Mapped[str]
    school_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        key_to("staff", "staff_id"),
        key_to("school", "school_id"),
        UniqueConstraint("organisation_id", "staff_id", "role", "school_id"),
    )


class Qualification(OrganisationRow):
    """A programme's qualification of a staff member, with its date; it may expire."""

    __tablename__ = "qualification"

    staff_id: Mapped[uuid.UUID]
    programme_key: Mapped[str]
    qualification_key: Mapped[str]
    obtained_on: Mapped[date]
    expires_on: Mapped[date | None]

    staff: Mapped[Staff] = reference("Qualification", "staff_id", "Staff")

    __table_args__ = (key_to("staff", "staff_id"), Index(None, "organisation_id", "staff_id", "programme_key"))


class LocalDefaults(OrganisationRow):
    """The organisation's own numbers for a programme's local defaults, from a date on."""

    __tablename__ = "local_defaults"

    programme_key: Mapped[str]
    valid_from: Mapped[date]
    numbers: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("organisation_id", "programme_key", "valid_from"),)
