"""Families, households, guardians and children.

A child may live in two households. What belongs to one guardian (address, phone, language) hangs on the guardian or the
guardian's household, so that nothing of it crosses to the other guardian.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thuisbasis.database import SORT_KEY, EditableRow, OrganisationRow, key_to, reference


def _listed(name: str, condition: str) -> Index:
    """The index of a list by name, of the families for which a condition holds."""
    where = text(condition)
    return Index(name, "organisation_id", "sort_key", "id", sqlite_where=where, postgresql_where=where)


class Family(EditableRow):
    """A family, known outside sign-in by its number alone.

    `name`, `sort_key` and `search_text` are kept up by the service from the people in it: `search_text` holds all
    names, accent-free and lower-case. `safety_note` is what to mind at a visit, for who visits and coordinates; it
    stands in no export, print or feed.
    """

    __tablename__ = "family"

    number: Mapped[int]
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SORT_KEY)
    search_text: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    safety_note: Mapped[str] = mapped_column(String(300), default="")

    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        # One for each list. PostgreSQL takes no order from an index in which IS NULL stands before it.
        _listed("ix_family_in_use", "archived_at IS NULL"),
        _listed("ix_family_archived", "archived_at IS NOT NULL"),
    )


class Household(EditableRow):
    """One address of a family. A secret address (geheim adres) never leaves in a list, route, feed or export."""

    __tablename__ = "household"

    family_id: Mapped[uuid.UUID]
    street: Mapped[str] = mapped_column(default="")
    house_number: Mapped[int | None]
    house_letter: Mapped[str] = mapped_column(String(1), default="")
    house_addition: Mapped[str] = mapped_column(String(10), default="")
    postcode: Mapped[str] = mapped_column(String(7), default="")
    place: Mapped[str] = mapped_column(default="")
    is_secret: Mapped[bool] = mapped_column(default=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as on an envelope: "Dorpsstraat 12a", "1234 AB Utrecht"; what is unknown is left out."""
        number = f"{self.house_number or ''}{self.house_letter}" + (
            f"-{self.house_addition}" * bool(self.house_addition)
        )
        street = " ".join(part for part in (self.street, number) if part)
        place = " ".join(part for part in (self.postcode, self.place) if part)
        return tuple(part for part in (street, place) if part)

    @property
    def line(self) -> str:
        """The same in a line, for staff who work with the family."""
        return ", ".join(self.lines)

    __table_args__ = (key_to("family", "family_id"), Index(None, "organisation_id", "family_id"))


class Guardian(EditableRow):
    """A parent or other carer. Languages are BCP 47 codes; phone is E.164."""

    __tablename__ = "guardian"

    family_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID | None]
    given_name: Mapped[str] = mapped_column(default="")
    infix: Mapped[str] = mapped_column(default="")
    surname: Mapped[str] = mapped_column(default="")
    own_script_name: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(SORT_KEY)
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    languages_spoken: Mapped[list[str]] = mapped_column(default=list)
    languages_read: Mapped[list[str]] = mapped_column(default=list)
    prefers_calls: Mapped[bool] = mapped_column(default=False)
    needs_interpreter: Mapped[bool] = mapped_column(default=False)

    household: Mapped[Household | None] = reference("Guardian", "household_id", "Household")

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("household", "household_id"),
        Index(None, "organisation_id", "family_id"),
    )

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.surname) if part)


class Child(EditableRow):
    """A child. `groep` is "voorschool" (peuter) or "1" to "8"; empty, like a missing birth date, until it is known."""

    __tablename__ = "child"

    family_id: Mapped[uuid.UUID]
    school_id: Mapped[uuid.UUID | None]
    given_name: Mapped[str]
    infix: Mapped[str] = mapped_column(default="")
    surname: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(SORT_KEY)
    birth_date: Mapped[date | None]
    groep: Mapped[str] = mapped_column(String(12), default="")
    class_name: Mapped[str] = mapped_column(default="")

    family: Mapped[Family] = reference("Child", "family_id", "Family")

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("school", "school_id"),
        Index(None, "organisation_id", "family_id"),
        Index(None, "organisation_id", "school_id"),
    )

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.surname) if part)


class Residence(OrganisationRow):
    """A child lives in a household; it may live in two."""

    __tablename__ = "residence"

    child_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID]

    __table_args__ = (
        key_to("child", "child_id"),
        key_to("household", "household_id"),
        UniqueConstraint("organisation_id", "child_id", "household_id"),
    )


class Guardianship(OrganisationRow):
    """A guardian of a child, and whether with parental authority (gezag): True, False, or None where unknown."""

    __tablename__ = "guardianship"

    child_id: Mapped[uuid.UUID]
    guardian_id: Mapped[uuid.UUID]
    relation: Mapped[str] = mapped_column(default="")
    has_authority: Mapped[bool | None]

    __table_args__ = (
        key_to("child", "child_id"),
        key_to("guardian", "guardian_id"),
        UniqueConstraint("organisation_id", "child_id", "guardian_id"),
    )


class ContactAttempt(OrganisationRow):
    """An attempt to reach a family: channel and outcome are keys of `families.attempts`."""

    __tablename__ = "contact_attempt"

    family_id: Mapped[uuid.UUID]
    guardian_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime]
    channel: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[uuid.UUID]

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("guardian", "guardian_id"),
        key_to("staff", "staff_id"),
        Index(None, "organisation_id", "family_id", "at"),
    )


class FamilyWorker(OrganisationRow):
    """A staff member who works with a family and therefore sees it.

    `through_kind` and `through_id` name the enrolment (visitor) or group (leader) that it comes from; the services of
    those rooms keep these rows up, so that a list of one's families is one indexed look-up.
    """

    __tablename__ = "family_worker"

    family_id: Mapped[uuid.UUID]
    staff_id: Mapped[uuid.UUID]
    through_kind: Mapped[str]
    through_id: Mapped[uuid.UUID]

    __table_args__ = (
        key_to("family", "family_id"),
        key_to("staff", "staff_id"),
        UniqueConstraint("organisation_id", "staff_id", "family_id", "through_kind", "through_id"),
        Index(None, "organisation_id", "through_id"),
        Index(None, "organisation_id", "family_id"),
    )
