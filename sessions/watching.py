"""In which groups a family was absent twice in a row, kept up with every change of a meeting."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF
from thuisbasis.groups.models import Group, GroupLeader
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.watching import Watch
from thuisbasis.recording.drafts import ATTENDED
from thuisbasis.recording.models import Attendance

SOURCE = "absences"
TWICE = 2


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """Look again at the groups of contacts that changed (`contacts.changes.AfterChange`)."""
    by_organisation: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for contact in contacts:
        if contact.group_id is not None:
            by_organisation[contact.organisation_id].add(contact.group_id)
    for organisation_id, group_ids in by_organisation.items():
        watch(session, organisation_id, group_ids)


def watch(session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]) -> None:
    """Find out anew which of these groups miss a family. A constant number of statements."""
    session.flush()
    asking = _with_absences(session, organisation_id, group_ids)
    audiences = _audiences(session, organisation_id, asking)
    today = clock.today()
    watches = [Watch(subject_id=one, asks_on=today, audience=frozenset(audiences[one])) for one in asking]
    watching.keep(session, organisation_id, SOURCE, group_ids, watches)


def _with_absences(session: Session, organisation_id: uuid.UUID, group_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The groups in which some family took no part in the last two meetings that have its attendance."""
    rows = session.execute(
        select(Contact.group_id, Attendance.enrolment_id, Contact.id, Attendance.status, Attendance.caught_up_on)
        .join(
            Attendance,
            and_(Attendance.organisation_id == Contact.organisation_id, Attendance.contact_id == Contact.id),
        )
        .where(
            Contact.organisation_id == organisation_id,
            Contact.group_id.in_(group_ids),
            Contact.archived_at.is_(None),
            Contact.state.not_in(OFF),
        )
        .order_by(Contact.starts_at, Contact.id)
    )
    took_part: dict[tuple[uuid.UUID | None, uuid.UUID], dict[uuid.UUID, bool]] = defaultdict(dict)
    for group_id, enrolment_id, contact_id, status, caught_up_on in rows:
        meetings = took_part[group_id, enrolment_id]
        there = status in ATTENDED or caught_up_on is not None
        meetings[contact_id] = meetings.get(contact_id, False) or there
    found = {
        group_id
        for (group_id, _), meetings in took_part.items()
        if group_id and len(meetings) >= TWICE and not any(list(meetings.values())[-TWICE:])
    }
    return sorted(found)


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
