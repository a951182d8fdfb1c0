"""The waiting list as a group sees it: who could get a place in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis.enrolments import eligibility
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, Family
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group
from thuisbasis.permissions import Actor

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who waits, with what the rule-book says of a start with this group."""

    enrolment: Enrolment
    child: Child
    family: Family
    judgement: eligibility.Judgement


def waiting_for(session: Session, actor: Actor, group: Group) -> Sequence[Waiting]:
    """Those who wait for the group's programme and track, longest first; at most 100. One statement."""
    rows = session.scalars(
        select(Enrolment)
        .join(Family, and_(Family.organisation_id == Enrolment.organisation_id, Family.id == Enrolment.family_id))
        .where(
            Enrolment.organisation_id == actor.organisation_id,
            Enrolment.programme_key == group.programme_key,
            Enrolment.track_key == group.track_key,
            Enrolment.state.in_([State.PROPOSED, State.WAITING]),
            Enrolment.archived_at.is_(None),
            Family.archived_at.is_(None),
            families.visible(actor),
        )
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family))
        .order_by(Enrolment.proposed_on, Enrolment.id)
        .limit(MOST_SHOWN)
    ).all()
    programme = plan.programme_of(group)
    return [
        Waiting(
            enrolment=row,
            child=row.child,
            family=row.family,
            judgement=eligibility.judge(programme, eligibility.facts_of(row, row.child, start=plan.first_day(group))),
        )
        for row in rows
    ]
