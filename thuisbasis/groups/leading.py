"""Who may lead groups of a programme."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from programmes.protocol import Programme
from thuisbasis import languages
from thuisbasis.groups.plan import qualified_leaders
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor, Role


def may_lead(session: Session, actor: Actor, programmes: Iterable[Programme]) -> list[Staff]:
    """Staff with a role that leads one of these programmes, by surname. A statement for each role."""
    roles = {role for programme in programmes for role in programme.leaders}
    found = {
        staff.id: staff for role in sorted(roles) for staff in organisations.staff_with_role(session, actor, Role(role))
    }
    return sorted(found.values(), key=lambda staff: (staff.sort_key, staff.id))


def qualified_for(
    session: Session, actor: Actor, staff: Sequence[Staff], programmes: Iterable[Programme]
) -> dict[uuid.UUID, str]:
    """For each staff member the words for what they are qualified to lead; nothing when nothing."""
    held = qualified_leaders(session, actor, staff)
    words: dict[uuid.UUID, list[str]] = {}
    for programme in programmes:
        names = {qualification.key: languages.text(qualification.name) for qualification in programme.qualifications}
        for each in staff:
            known = [names[one.key] for one in held[each.id, programme.key] if one.key in names]
            words.setdefault(each.id, []).extend(known)
    return {staff_id: ", ".join(dict.fromkeys(names)) for staff_id, names in words.items() if names}
