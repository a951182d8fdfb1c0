"""Where the groups with practice at home are: which week it is, which weekly contacts wait, who has no plan yet."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session, joinedload

from programmes.protocol import Programme
from thuisbasis import clock, names, rulebook
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF, State
from thuisbasis.groups import queries as groups
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member
from thuisbasis.groups.states import State as GroupState
from thuisbasis.permissions import Actor
from thuisbasis.practice import queries
from thuisbasis.practice.weeks import is_weekly, mondays
from thuisbasis.recording import queries as recording


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A weekly contact that is past and not completed, with how many of its children are done."""

    contact: Contact
    day: date
    done: int
    of: int


@dataclass(frozen=True, kw_only=True)
class GroupAtWeek:
    """A group on a day. `now` is the latest week that has begun, `following` the next one, with its Monday."""

    group: Group
    programme: Programme
    count: int
    now: Contact | None
    following: Contact | None
    following_monday: date | None
    waiting: tuple[Waiting, ...]
    unplanned: tuple[Member, ...]

    @property
    def shown(self) -> Contact | None:
        """The week to open: the one that runs, or the first."""
        return self.now or self.following


def groups_at(session: Session, actor: Actor, today: date, *, led_only: bool = False) -> list[GroupAtWeek]:
    """The groups under way whose programme has practice at home, or those of them that the actor leads.

    A constant number of statements.
    """
    found = _groups(session, actor, led_only=led_only)
    if not found:
        return []
    ids = [group.id for group in found]
    weekly = [contact for contact in contacts.of_groups(session, actor, ids) if is_weekly(contact)]
    members = groups.members_of_groups(session, actor, ids)
    plans = queries.plans_of(session, actor.organisation_id, [contact.id for contact in weekly])
    planned = {key for key, plan in plans.items() if plan.evidence}
    first_days = mondays(session, weekly)
    late = [contact for contact in weekly if _waits(contact, today)]
    done = _done(session, actor, late)
    return [
        _at(
            group,
            [contact for contact in weekly if contact.group_id == group.id],
            members.get(group.id, []),
            planned=planned,
            first_days=first_days,
            done=done,
            today=today,
        )
        for group in found
    ]


def _groups(session: Session, actor: Actor, *, led_only: bool) -> Sequence[Group]:
    keys = {programme.key for programme in rulebook.catalogue().programmes() if programme.practice_log}
    statement = (
        groups.seen_by(actor)
        .where(Group.state == GroupState.STARTED, Group.programme_key.in_(keys))
        .options(joinedload(Group.school))
    )
    if led_only:
        statement = statement.where(groups.led_by(actor))
    found = [each for each in session.scalars(statement) if _logs(each)]
    return sorted(found, key=lambda group: (names.fold(group.name), group.id))


def _logs(group: Group) -> bool:
    return rulebook.programme(group.programme_key, group.version).practice_log is not None


def _waits(contact: Contact, today: date) -> bool:
    return (
        clock.local(contact.starts_at).date() < today
        and contact.state not in OFF
        and State(contact.state) is not State.COMPLETED
    )


def _done(session: Session, actor: Actor, late: Sequence[Contact]) -> dict[uuid.UUID, set[uuid.UUID | None]]:
    """The enrolments whose record is completed, by contact id."""
    records = recording.records_of(session, actor.organisation_id, [contact.id for contact in late])
    return {
        contact_id: {record.enrolment_id for record in found if record.first_completed_at}
        for contact_id, found in records.items()
    }


def _at(
    group: Group,
    weekly: Sequence[Contact],
    members: Sequence[Member],
    *,
    planned: Collection[queries.PlanKey],
    first_days: Mapping[uuid.UUID, date],
    done: Mapping[uuid.UUID, set[uuid.UUID | None]],
    today: date,
) -> GroupAtWeek:
    monday = today - timedelta(days=today.weekday())
    begun = [contact for contact in weekly if first_days[contact.id] <= monday]
    following = next((contact for contact in weekly if first_days[contact.id] > monday), None)
    return GroupAtWeek(
        group=group,
        programme=rulebook.programme(group.programme_key, group.version),
        count=len(weekly),
        now=begun[-1] if begun else None,
        following=following,
        following_monday=first_days[following.id] if following else None,
        waiting=tuple(
            _waiting(contact, members, done.get(contact.id, set())) for contact in weekly if _waits(contact, today)
        ),
        unplanned=tuple(
            member
            for member in members
            if following
            and member.membership.from_number <= following.number
            and (following.id, member.enrolment.id) not in planned
        ),
    )


def _waiting(contact: Contact, members: Sequence[Member], done: Collection[uuid.UUID | None]) -> Waiting:
    there = [member for member in members if member.membership.from_number <= contact.number]
    return Waiting(
        contact=contact,
        day=clock.local(contact.starts_at).date(),
        done=sum(member.enrolment.id in done for member in there),
        of=len(there),
    )
