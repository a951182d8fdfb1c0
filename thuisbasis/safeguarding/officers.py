"""Who reads worries: the aandachtsfunctionaris and deputy that a school, or the whole organisation, has named."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlalchemy.orm import Session, aliased

from thuisbasis import dutch, guards, languages
from thuisbasis.organisations.models import Staff, StaffRole
from thuisbasis.permissions import Actor, Permission, Role
from thuisbasis.safeguarding.models import Worry

# Not false(), on which SQLAlchemy leaves out every other condition, the organisation too.
NEVER = literal(False)

ROLES = (Role.SAFEGUARDING_OFFICER.value, Role.SAFEGUARDING_DEPUTY.value)


@dataclass(frozen=True)
class Reads:
    """Those who read the worries of one school, the aandachtsfunctionaris before the deputy."""

    people: tuple[Staff, ...]

    @property
    def named(self) -> bool:
        """Whether anybody was named."""
        return bool(self.people)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(person.name for person in self.people)

    @property
    def together(self) -> str:
        """Their names in a line: "Carolien Stam en Winston Ferrier"."""
        return format_list(self.names, locale=languages.current())

    @property
    def to_call(self) -> str:
        """The same with a telephone number where there is one: "Carolien Stam (06 12345678) of Winston Ferrier"."""
        numbered = (f"{one.name} ({dutch.shown_phone(one.phone)})" if one.phone else one.name for one in self.people)
        return format_list(list(numbered), style="or", locale=languages.current())


def who_reads(session: Session, organisation_id: uuid.UUID, school_id: uuid.UUID | None) -> Reads:
    """Who reads the worries of a school (None: of a child without a school). One statement."""
    return who_reads_at(session, organisation_id, [school_id])[school_id]


def who_reads_at(
    session: Session, organisation_id: uuid.UUID, school_ids: Collection[uuid.UUID | None]
) -> dict[uuid.UUID | None, Reads]:
    """The same for several schools, in one statement. Staff who left do not count."""
    rows = session.execute(
        select(StaffRole.role, StaffRole.school_id, Staff)
        .join(Staff, and_(Staff.organisation_id == StaffRole.organisation_id, Staff.id == StaffRole.staff_id))
        .where(
            StaffRole.organisation_id == organisation_id,
            StaffRole.role.in_(ROLES),
            Staff.archived_at.is_(None),
            or_(StaffRole.school_id.is_(None), StaffRole.school_id.in_([each for each in school_ids if each])),
        )
    ).all()
    ordered = sorted(rows, key=lambda row: (ROLES.index(row[0]), row[2].sort_key, row[2].id))
    return {
        school_id: Reads(tuple(dict.fromkeys(staff for _, place, staff in ordered if place in (None, school_id))))
        for school_id in school_ids
    }


def handles(actor: Actor) -> ColumnElement[bool]:
    """The worries whose officer or deputy the actor is, as a condition on Worry; the database knows the roles."""
    if not actor.may(Permission.HANDLE_WORRIES):
        return NEVER
    held = aliased(StaffRole)
    return (
        select(held.id)
        .where(
            held.organisation_id == actor.organisation_id,
            held.staff_id == actor.staff_id,
            held.role.in_(ROLES),
            or_(held.school_id.is_(None), held.school_id == Worry.school_id),
        )
        .correlate(Worry)
        .exists()
    )


def whom_to_phone() -> str:
    """What to do where nobody was named."""
    settings = guards.current_settings()
    return gettext(
        "Voor deze school is nog geen aandachtsfunctionaris aangewezen. Bel Veilig Thuis op %(advice)s voor advies, en "
        "uw leidinggevende. Is er nu gevaar, bel dan %(emergency)s.",
        advice=settings.veilig_thuis_number,
        emergency=settings.emergency_number,
    )
