"""Which families were absent twice in a row from their group, kept up with every change of a meeting."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from programmes.protocol import Programme
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Family
from thuisbasis.groups import queries as group_queries
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.groups.states import State
from thuisbasis.home.desk import Desk
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.watching import Kind, Watch
from thuisbasis.recording.drafts import ATTENDED
from thuisbasis.recording.models import Attendance

ABSENT = Kind("absent-in-a-row", 85)
TWICE = 2


@dataclass(kw_only=True)
class Absent:
    """A family in a group. `meetings`: by contact, in order of time, whether it took part."""

    family_id: uuid.UUID
    family: str
    group: str
    programme: Programme
    meetings: dict[uuid.UUID, bool] = field(default_factory=dict)

    @property
    def missed(self) -> int:
        return missed_in_a_row(self.meetings.values())


def missed_in_a_row(took_part: Iterable[bool]) -> int:
    """How many of the last meetings that have its attendance a family took no part in."""
    count = 0
    for there in took_part:
        count = 0 if there else count + 1
    return count


def absent_families(desk: Desk, enrolment_ids: Collection[uuid.UUID]) -> list[Absent]:
    """Those of these families in the reader's groups that missed the last two meetings or more. One statement."""
    rows = desk.session.execute(
        _attendance(Enrolment.family_id, Family.name, Group.name, Group.programme_key, Group.version)
        .join(Group, and_(Group.organisation_id == Contact.organisation_id, Group.id == Contact.group_id))
        .join(
            Membership,
            and_(
                Membership.organisation_id == Group.organisation_id,
                Membership.group_id == Group.id,
                Membership.enrolment_id == Attendance.enrolment_id,
                Membership.left_on.is_(None),
            ),
        )
        .join(
            Enrolment,
            and_(Enrolment.organisation_id == Attendance.organisation_id, Enrolment.id == Attendance.enrolment_id),
        )
        .join(Family, and_(Family.organisation_id == Enrolment.organisation_id, Family.id == Enrolment.family_id))
        .where(
            Attendance.organisation_id == desk.actor.organisation_id,
            Attendance.enrolment_id.in_(enrolment_ids),
            Group.state == State.STARTED,
            Group.archived_at.is_(None),
            group_queries.visible(desk.actor),
        )
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], Absent] = {}
    for group_id, enrolment_id, contact_id, status, caught_up_on, family_id, family, group, key, version in rows:
        absent = found.get((group_id, enrolment_id))
        if absent is None:
            programme = rulebook.programme(key, version)
            absent = Absent(family_id=family_id, family=family, group=group, programme=programme)
            found[group_id, enrolment_id] = absent
        _note(absent.meetings, contact_id, status, caught_up_on)
    return [absent for absent in found.values() if absent.missed >= TWICE]


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """Look again at the groups of contacts that changed (`contacts.changes.AfterChange`)."""
    by_organisation: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for contact in contacts:
        if contact.group_id is not None:
            by_organisation[contact.organisation_id].add(contact.group_id)
    for organisation_id, group_ids in by_organisation.items():
        watch(session, organisation_id, group_ids)


def watch(session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]) -> None:
    """Find out anew which families of these groups are missed. A constant number of statements."""
    session.flush()
    members = session.scalars(
        select(Membership.enrolment_id).where(
            Membership.organisation_id == organisation_id, Membership.group_id.in_(group_ids)
        )
    )
    absent = _absent_from(session, organisation_id, group_ids)
    audiences = _audiences(session, organisation_id, {group_id for group_id, _ in absent})
    today = clock.today()
    watches = [
        Watch(kind=ABSENT, subject_id=enrolment_id, asks_on=today, audience=frozenset(audiences[group_id]))
        for group_id, enrolment_id in absent
    ]
    watching.keep(session, organisation_id, (ABSENT,), set(members), watches)


def _absent_from(
    session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Group and enrolment of each family that took no part in the last two meetings that have its attendance."""
    rows = session.execute(
        _attendance().where(Contact.organisation_id == organisation_id, Contact.group_id.in_(group_ids))
    )
    took_part: dict[tuple[uuid.UUID, uuid.UUID], dict[uuid.UUID, bool]] = defaultdict(dict)
    for group_id, enrolment_id, contact_id, status, caught_up_on in rows:
        _note(took_part[group_id, enrolment_id], contact_id, status, caught_up_on)
    return sorted(each for each, meetings in took_part.items() if missed_in_a_row(meetings.values()) >= TWICE)


def _attendance(*more: Any) -> Select[Any]:
    """The start of a query: who was at which meeting that was not off, in order of time; beside it `more` columns."""
    columns = (Contact.group_id, Attendance.enrolment_id, Contact.id, Attendance.status, Attendance.caught_up_on)
    return (
        select(*columns, *more)
        .select_from(Attendance)
        .join(
            Contact,
            and_(Contact.organisation_id == Attendance.organisation_id, Contact.id == Attendance.contact_id),
        )
        .where(Contact.archived_at.is_(None), Contact.state.not_in(OFF), Contact.group_id.is_not(None))
        .order_by(Contact.starts_at, Contact.id)
    )


def _note(meetings: dict[uuid.UUID, bool], contact_id: uuid.UUID, status: str, caught_up_on: date | None) -> None:
    """If one guardian took part, the family did."""
    there = status in ATTENDED or caught_up_on is not None
    meetings[contact_id] = meetings.get(contact_id, False) or there


def _audiences(
    session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Whom each group may ask: the organisation, its school, its leaders."""
    if not group_ids:
        return {}
    rows = session.execute(
        select(Group.id, Group.school_id, GroupLeader.staff_id)
        .outerjoin(
            GroupLeader,
            and_(GroupLeader.organisation_id == Group.organisation_id, GroupLeader.group_id == Group.id),
        )
        .where(Group.organisation_id == organisation_id, Group.id.in_(group_ids))
    )
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for group_id, school_id, staff_id in rows:
        found[group_id] |= {organisation_id, school_id, staff_id} - {None}
    return found
