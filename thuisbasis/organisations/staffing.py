"""Writing staff, their roles and qualifications. A change of roles, or leaving, ends the person's sign-ins."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock, names
from thuisbasis.accounts import services as accounts
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.audit import trail
from thuisbasis.database import new_id
from thuisbasis.errors import InvalidStateError
from thuisbasis.organisations import queries
from thuisbasis.organisations.models import Qualification, Staff, StaffRole
from thuisbasis.permissions import Actor, Role
from thuisbasis.revisions import refuse_if_edited

# Roles that may hold at single schools; the others hold in the whole organisation.
SCHOOL_ROLES = frozenset({Role.COORDINATOR, Role.SAFEGUARDING_OFFICER, Role.SAFEGUARDING_DEPUTY})

ROLE_NAMES = {
    Role.ADMINISTRATOR: _l("beheerder"),
    Role.COORDINATOR: _l("coördinator"),
    Role.HOME_VISITOR: _l("huisbezoeker"),
    Role.PACT_SUPPORTER: _l("PACT-begeleider"),
    Role.TRAINER: _l("trainer"),
    Role.SUPERVISOR: _l("supervisor"),
    Role.SAFEGUARDING_OFFICER: _l("aandachtsfunctionaris"),
    Role.SAFEGUARDING_DEPUTY: _l("vervanger van de aandachtsfunctionaris"),
}

STAFF_LABELS = {
    "given_name": _l("Voornaam"),
    "infix": _l("Tussenvoegsel"),
    "surname": _l("Achternaam"),
    "email": _l("E-mailadres"),
    "phone": _l("Telefoonnummer"),
    "languages": _l("Talen"),
    "supervisor_id": _l("Supervisor"),
}


@dataclass(frozen=True, kw_only=True)
class StaffFacts:
    """What is known of a staff member. `languages` are BCP 47 codes; phone is E.164."""

    given_name: str
    surname: str
    infix: str = ""
    email: str | None = None
    phone: str | None = None
    languages: list[str] = field(default_factory=list)
    supervisor_id: uuid.UUID | None = None


# A role with the schools where it holds; no schools: the whole organisation.
Roles = dict[Role, frozenset[uuid.UUID]]


def add_staff(
    session: Session,
    actor: Actor,
    *,
    facts: StaffFacts,
    roles: Roles,
    account_id: uuid.UUID | None = None,
    staff_id: uuid.UUID | None = None,
) -> Staff:
    """Add a staff member with roles; `account_id` is what they sign in with, if they do.

    `staff_id` is the id that the form was shown with: sent twice, it gives the person who is there already.
    Raises InvalidStateError when the account works here already.
    """
    known = session.get(Staff, (actor.organisation_id, staff_id)) if staff_id else None
    if known is not None:
        return known
    _refuse_second_place(session, actor, account_id)
    staff = Staff(
        organisation_id=actor.organisation_id,
        id=staff_id or new_id(),
        account_id=account_id,
        sort_key=names.sort_key(facts.given_name, facts.infix, facts.surname),
        **asdict(facts),
    )
    session.add(staff)
    session.flush()
    session.add_all(_role_rows(staff, roles))
    session.flush()
    trail.record(session, actor, "staff.added", staff, after={"name": staff.name, "roles": _roles_in_keys(roles)})
    return staff


def change_staff(session: Session, actor: Actor, staff: Staff, *, facts: StaffFacts, revision: int) -> None:
    """Change a staff member's own facts. Raises EditConflictError."""
    new = asdict(facts)
    refuse_if_edited(staff, revision, new, STAFF_LABELS)
    before, after = trail.changes(staff, new)
    if not after:
        return
    for name, value in after.items():
        setattr(staff, name, value)
    staff.sort_key = names.sort_key(facts.given_name, facts.infix, facts.surname)
    session.flush()
    trail.record(session, actor, "staff.changed", staff, before=before, after=after)


def set_roles(session: Session, actor: Actor, staff: Staff, *, roles: Roles) -> None:
    """Make `roles` the staff member's roles, and end their sign-ins when that changed anything.

    Raises InvalidStateError when nobody would be left to administer the organisation.
    """
    held = queries.roles_of(session, actor, [staff.id])[staff.id]
    wanted = {(row.role, row.school_id) for row in _role_rows(staff, roles)}
    present = {(row.role, row.school_id) for row in held}
    if wanted == present:
        return
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(session, actor, staff)
    for row in held:
        if (row.role, row.school_id) not in wanted:
            session.delete(row)
    session.flush()
    session.add_all(row for row in _role_rows(staff, roles) if (row.role, row.school_id) not in present)
    session.flush()
    end_sign_ins(session, staff)
    before = {"roles": sorted(f"{role} {school_id or ''}".strip() for role, school_id in present)}
    trail.record(session, actor, "staff.roles_changed", staff, before=before, after={"roles": _roles_in_keys(roles)})


def archive_staff(session: Session, actor: Actor, staff: Staff) -> None:
    """Take somebody who left out of lists and end their sign-ins. What they did keeps their name.

    Raises InvalidStateError for oneself and for the last administrator.
    """
    if staff.is_archived:
        return
    if staff.id == actor.staff_id:
        raise InvalidStateError(gettext("U kunt uzelf niet archiveren. Vraag het een andere beheerder."))
    _keep_an_administrator(session, actor, staff)
    staff.archived_at = clock.now()
    session.flush()
    end_sign_ins(session, staff)
    trail.record(session, actor, "staff.archived", staff)


def restore_staff(session: Session, actor: Actor, staff: Staff) -> None:
    """Put an archived staff member back, with the roles that they had."""
    if not staff.is_archived:
        return
    staff.archived_at = None
    session.flush()
    trail.record(session, actor, "staff.restored", staff)


def give_account(session: Session, actor: Actor, staff: Staff, *, account_id: uuid.UUID) -> None:
    """Let somebody who had none sign in with an account. Raises InvalidStateError when it works here already."""
    if staff.account_id == account_id:
        return
    _refuse_second_place(session, actor, account_id)
    staff.account_id = account_id
    session.flush()
    trail.record(session, actor, "staff.account_given", staff)


def account_of(session: Session, actor: Actor, staff: Staff) -> Account | None:
    """What a staff member of the actor's organisation signs in with.

    Raises InvalidStateError when other organisations employ the same account: its password is not ours to set.
    """
    if staff.account_id is None:
        return None
    if accounts.works_elsewhere(session, staff.account_id, actor.organisation_id):
        raise InvalidStateError(
            gettext("%(name)s werkt ook elders en kiest zelf een nieuw wachtwoord.", name=staff.name)
        )
    return session.get_one(Account, staff.account_id)


def end_sign_ins(session: Session, staff: Staff) -> None:
    """End every sign-in of the staff member's account."""
    if staff.account_id is not None:
        sign_ins.end_all(session, staff.account_id, at=clock.now())


def add_qualification(
    session: Session,
    actor: Actor,
    staff: Staff,
    *,
    programme_key: str,
    qualification_key: str,
    obtained_on: date,
    expires_on: date | None = None,
    qualification_id: uuid.UUID | None = None,
) -> Qualification:
    """Write down that somebody was trained: both keys are the rule-book's."""
    known = session.get(Qualification, (actor.organisation_id, qualification_id)) if qualification_id else None
    if known is not None:
        return known
    qualification = Qualification(
        organisation_id=actor.organisation_id,
        id=qualification_id or new_id(),
        staff_id=staff.id,
        programme_key=programme_key,
        qualification_key=qualification_key,
        obtained_on=obtained_on,
        expires_on=expires_on,
    )
    session.add(qualification)
    session.flush()
    after = {"programme": programme_key, "qualification": qualification_key, "obtained_on": obtained_on}
    trail.record(session, actor, "qualification.added", qualification, after=after | {"expires_on": expires_on})
    return qualification


def remove_qualification(session: Session, actor: Actor, qualification: Qualification) -> None:
    """Take away a qualification that was entered by mistake; the audit trail keeps it."""
    before = {
        "programme": qualification.programme_key,
        "qualification": qualification.qualification_key,
        "obtained_on": qualification.obtained_on,
    }
    trail.record(session, actor, "qualification.removed", qualification, before=before)
    session.delete(qualification)
    session.flush()


def _role_rows(staff: Staff, roles: Roles) -> list[StaffRole]:
    rows = []
    for role, schools in roles.items():
        places: Collection[uuid.UUID | None] = sorted(schools) if role in SCHOOL_ROLES and schools else [None]
        rows += [
            StaffRole(organisation_id=staff.organisation_id, staff_id=staff.id, role=role.value, school_id=place)
            for place in places
        ]
    return rows


def _roles_in_keys(roles: Roles) -> list[str]:
    return sorted(
        f"{role.value} {school_id or ''}".strip()
        for role, schools in roles.items()
        for school_id in (schools or {None})
    )


def _refuse_second_place(session: Session, actor: Actor, account_id: uuid.UUID | None) -> None:
    if account_id is None:
        return
    taken = session.scalars(
        select(Staff).where(Staff.organisation_id == actor.organisation_id, Staff.account_id == account_id)
    ).one_or_none()
    if taken is not None:
        raise InvalidStateError(gettext("%(name)s heeft dit account al.", name=taken.name))


def _keep_an_administrator(session: Session, actor: Actor, leaving: Staff) -> None:
    administrators = queries.staff_with_role(session, actor, Role.ADMINISTRATOR)
    if [staff.id for staff in administrators] == [leaving.id]:
        raise InvalidStateError(gettext("Er moet een beheerder overblijven. Maak eerst iemand anders beheerder."))
