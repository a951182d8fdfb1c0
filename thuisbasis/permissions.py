"""Who may do what: roles, permissions, and the one table that joins them. Pure, no database."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a staff member is in an organisation; several may hold at once."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    HOME_VISITOR = "home-visitor"
    PACT_SUPPORTER = "pact-begeleider"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    SAFEGUARDING_OFFICER = "aandachtsfunctionaris"
    SAFEGUARDING_DEPUTY = "deputy"


class Permission(StrEnum):
    """One thing that a view lets a person do."""

    # Who asks is not even looked at: calendar programs with a secret address, a health check.
    ANONYMOUS = "anonymous"
    PUBLIC = "public"
    OWN_ACCOUNT = "own-account"
    SEE_START = "see-start"
    SEE_FAMILIES = "see-families"
    EDIT_FAMILIES = "edit-families"
    NOTE_CONTACT = "note-contact"
    ENROL = "enrol"
    PLAN = "plan"
    SEE_GROUPS = "see-groups"
    LEAD_GROUPS = "lead-groups"
    FORM_GROUPS = "form-groups"
    SEE_VISITS = "see-visits"
    RECORD = "record"
    EXPORT = "export"
    SEE_PROGRESS = "see-progress"
    SEE_TABLETS = "see-tablets"
    SEE_SCHOOLS = "see-schools"
    MANAGE_SCHOOLS = "manage-schools"
    MANAGE_STAFF = "manage-staff"
    REVIEW_TEXTS = "review-texts"
    SEE_AUDIT = "see-audit"
    # Worries about safety. To see means: one's own, and those one may read; which those are says the room itself.
    SEE_WORRIES = "see-worries"
    RAISE_WORRIES = "raise-worries"
    HANDLE_WORRIES = "handle-worries"
    BREAK_GLASS = "break-glass"


P = Permission
OPEN = frozenset({P.ANONYMOUS, P.PUBLIC})
_EVERYONE = frozenset({P.OWN_ACCOUNT, P.SEE_START, P.SEE_WORRIES})
_WORKER = _EVERYONE | {P.SEE_FAMILIES, P.NOTE_CONTACT, P.RECORD, P.SEE_PROGRESS, P.RAISE_WORRIES}
_COORDINATOR = _WORKER | {
    P.EDIT_FAMILIES,
    P.ENROL,
    P.PLAN,
    P.SEE_GROUPS,
    P.FORM_GROUPS,
    P.SEE_VISITS,
    P.EXPORT,
    P.SEE_TABLETS,
    P.SEE_SCHOOLS,
    P.MANAGE_SCHOOLS,
    P.REVIEW_TEXTS,
}

POLICY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _COORDINATOR | {P.MANAGE_STAFF, P.SEE_AUDIT, P.BREAK_GLASS},
    Role.COORDINATOR: _COORDINATOR,
    Role.HOME_VISITOR: _WORKER | {P.SEE_VISITS, P.PLAN},
    Role.PACT_SUPPORTER: _WORKER | {P.SEE_GROUPS, P.LEAD_GROUPS, P.PLAN},
    Role.TRAINER: _WORKER | {P.SEE_GROUPS, P.LEAD_GROUPS, P.PLAN},
    Role.SUPERVISOR: _EVERYONE | {P.SEE_GROUPS, P.SEE_PROGRESS},
    Role.SAFEGUARDING_OFFICER: _EVERYONE | {P.HANDLE_WORRIES},
    Role.SAFEGUARDING_DEPUTY: _EVERYONE | {P.HANDLE_WORRIES},
}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: one staff member in one organisation.

    `schools` are those where the coordinator's role holds; `every_school` says that it holds in the whole
    organisation. A role at one school (say, safeguarding) never widens what another role sees.
    """

    organisation_id: uuid.UUID
    organisation_name: str
    staff_id: uuid.UUID
    account_id: uuid.UUID
    name: str
    roles: frozenset[Role]
    schools: frozenset[uuid.UUID] = field(default=frozenset())
    every_school: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether one of the actor's roles grants `permission`."""
        return permission in OPEN or any(permission in POLICY[role] for role in self.roles)

    @property
    def sees_whole_organisation(self) -> bool:
        """Whether lists are limited neither by school nor by caseload."""
        return Role.ADMINISTRATOR in self.roles or (Role.COORDINATOR in self.roles and self.every_school)

    @property
    def coordinates_schools(self) -> bool:
        return Role.COORDINATOR in self.roles and bool(self.schools)
