"""What the plan gate says of a group."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from programmes.facts import Leader, PlanFacts, PlannedChild, Qualified
from programmes.findings import Finding
from programmes.protocol import Programme
from programmes.rules import plan_findings
from thuisbasis import clock, rulebook
from thuisbasis.enrolments.eligibility import indication_of
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, leaders_of, members_of, members_of_groups
from thuisbasis.groups.states import State
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

QualificationsOf = defaultdict[tuple[uuid.UUID, str], tuple[Qualified, ...]]


def programme_of(group: Group) -> Programme:
    """The group's programme, in the version that it follows."""
    return rulebook.programme(group.programme_key, group.version)


def first_day(group: Group) -> date:
    """The day for which the conditions of who joins now are judged: its first, or today when that has passed."""
    return max(group.starts_on, clock.today()) if group.state == State.STARTED else group.starts_on


def plan_facts(session: Session, actor: Actor, group: Group, *, start: date | None = None) -> PlanFacts:
    """What the plan gate judges, in a constant number of statements. `start`: the first session if not `starts_on`."""
    leaders = leaders_of(session, actor.organisation_id, [group.id])[group.id]
    qualified = qualified_leaders(session, actor, leaders)
    return facts_from(group, members_of(session, actor, group), leaders, qualified, start=start)


def facts_from(
    group: Group,
    members: Sequence[Member],
    leaders: Sequence[Staff],
    qualified: QualificationsOf,
    *,
    start: date | None = None,
) -> PlanFacts:
    """The same, from what was fetched already."""
    return PlanFacts(
        track=group.track_key,
        start=start or group.starts_on,
        leaders=tuple(
            Leader(name=each.name, qualifications=qualified[each.id, group.programme_key]) for each in leaders
        ),
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


def qualified_leaders(session: Session, actor: Actor, staff: Iterable[Staff]) -> QualificationsOf:
    """What staff are qualified for, by staff id and programme. One statement.

    A qualification expires only if the organisation says so.
    """
    found: QualificationsOf = defaultdict(tuple)
    for one, expire in organisations.qualifications_and_expiry(session, actor, [each.id for each in staff]):
        expires = one.expires_on if expire else None
        fact = Qualified(key=one.qualification_key, since=one.obtained_on, expires=expires)
        found[one.staff_id, one.programme_key] += (fact,)
    return found


def findings(session: Session, actor: Actor, group: Group, *, start: date | None = None) -> tuple[Finding, ...]:
    """What the plan gate says: what blocks the start, and what it warns of."""
    return plan_findings(programme_of(group), plan_facts(session, actor, group, start=start), group.local_numbers)


def findings_of_groups(session: Session, actor: Actor, groups: Sequence[Group]) -> dict[uuid.UUID, tuple[Finding, ...]]:
    """The same for many groups, by group id, in a constant number of statements."""
    ids = [group.id for group in groups]
    leaders = leaders_of(session, actor.organisation_id, ids)
    members = members_of_groups(session, actor, ids)
    qualified = qualified_leaders(session, actor, [each for some in leaders.values() for each in some])
    return {
        group.id: plan_findings(
            programme_of(group),
            facts_from(group, members.get(group.id, []), leaders.get(group.id, []), qualified),
            group.local_numbers,
        )
        for group in groups
    }
