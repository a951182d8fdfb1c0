"""What the plan gate says of a group."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Leader, PlanFacts, PlannedChild, Qualified
from programmes.findings import Finding
from programmes.protocol import Programme
from programmes.rules import plan_findings
from thuisbasis import rulebook
from thuisbasis.enrolments.eligibility import indication_of
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, leaders_of, members_of
from thuisbasis.organisations.models import Organisation, Qualification, Staff
from thuisbasis.permissions import Actor


def programme_of(group: Group) -> Programme:
    """The group's programme, in the version that it follows."""
    return rulebook.programme(group.programme_key, group.version)


def plan_facts(session: Session, actor: Actor, group: Group, *, start: date | None = None) -> PlanFacts:
    """What the plan gate judges, in a constant number of statements. `start`: the first session if not `starts_on`."""
    leaders = leaders_of(session, actor.organisation_id, [group.id])[group.id]
    return facts_from(
        group,
        members_of(session, actor, group),
        leaders_with_qualifications(session, actor, leaders, group.programme_key),
        start=start,
    )


def facts_from(
    group: Group, members: Sequence[Member], leaders: Sequence[Leader], *, start: date | None = None
) -> PlanFacts:
    """The same, from what was fetched already."""
    return PlanFacts(
        track=group.track_key,
        start=start or group.starts_on,
        leaders=tuple(leaders),
        parents=sum(len(member.guardians) for member in members),
        children=tuple(planned_child(member) for member in members),
    )


def planned_child(member: Member) -> PlannedChild:
    """A member as the plan gate sees it."""
    enrolment, child = member.enrolment, member.child
    return PlannedChild(
        name=child.name,
        birth_date=child.birth_date,
        groep=child.groep or None,
        indication=indication_of(enrolment.indication_key, enrolment.indication_note),
        circumstances=frozenset(enrolment.circumstances),
        joins_at=member.membership.from_number if member.membership.from_number > 1 else None,
    )


def leaders_with_qualifications(
    session: Session, actor: Actor, staff: Sequence[Staff], programme_key: str
) -> list[Leader]:
    """Staff with the qualifications that they hold for a programme; these expire only if the organisation says so."""
    expire = session.scalar(select(Organisation.qualifications_expire).where(Organisation.id == actor.organisation_id))
    held: dict[uuid.UUID, list[Qualified]] = defaultdict(list)
    rows = session.scalars(
        select(Qualification).where(
            Qualification.organisation_id == actor.organisation_id,
            Qualification.programme_key == programme_key,
            Qualification.staff_id.in_([each.id for each in staff]),
        )
    )
    for row in rows:
        expires = row.expires_on if expire else None
        held[row.staff_id].append(Qualified(key=row.qualification_key, since=row.obtained_on, expires=expires))
    return [Leader(name=each.name, qualifications=tuple(held[each.id])) for each in staff]


def findings(session: Session, actor: Actor, group: Group, *, start: date | None = None) -> tuple[Finding, ...]:
    """What the plan gate says: what blocks the start, and what it warns of."""
    return plan_findings(programme_of(group), plan_facts(session, actor, group, start=start), group.local_numbers)
