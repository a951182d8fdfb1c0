"""What a group hands out on paper: the list to sign, and each family's schedule."""

import uuid
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from programmes.calendar_days import Closed, days_between
from sessions.course import HELD, MADE_UP, MISSED, Course
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import CANCELLED, OFF
from thuisbasis.documents import sheets
from thuisbasis.documents.sheets import Appointment, AttendanceSheet, FamilyScheduleSheet, Participant, Pause
from thuisbasis.dutch import shown_phone
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, leaders_of, members_of
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor

PRESENCE = {
    HELD: sheets.Presence.PRESENT,
    MADE_UP: sheets.Presence.CAUGHT_UP,
    MISSED: sheets.Presence.ABSENT,
}
SHORTEST_PAUSE = 5


def short_id(row_id: uuid.UUID) -> str:
    """The last eight characters of an id: enough to find it by, short enough to read out."""
    return row_id.hex[-8:]


def signing_list(session: Session, actor: Actor, contact: Contact, group: Group) -> AttendanceSheet:
    """A list for one meeting, with a column to sign in."""
    return _attendance(session, actor, group, [contact], {}, document_id=short_id(contact.id))


def attendance_table(session: Session, actor: Actor, course: Course) -> AttendanceSheet:
    """The whole course: families × meetings."""
    contacts = [meeting.contact for meeting in course.meetings if meeting.state not in CANCELLED]
    positions = [at for at, meeting in enumerate(course.meetings) if meeting.state not in CANCELLED]
    presence = {
        row.member.membership.id: {
            number: PRESENCE[row.cells[at] or ""]
            for number, at in enumerate(positions, start=1)
            if row.cells[at] in PRESENCE
        }
        for row in course.families
    }
    return _attendance(session, actor, course.group, contacts, presence, document_id=short_id(course.group.id))


def _attendance(
    session: Session,
    actor: Actor,
    group: Group,
    contacts: Sequence[Contact],
    presence: dict[uuid.UUID, dict[int, sheets.Presence]],
    *,
    document_id: str,
) -> AttendanceSheet:
    programme = rulebook.programme(group.programme_key, group.version)
    leaders = leaders_of(session, actor.organisation_id, [group.id]).get(group.id, [])
    return AttendanceSheet(
        document_id=document_id,
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        group=group.name,
        programme=programme.name,
        place=group.place or group.school.name,
        staff=tuple(leader.name for leader in leaders),
        sessions=tuple(
            sheets.SessionColumn(number=number, starts=each.starts_at, ends=each.ends_at, topic=each.title)
            for number, each in enumerate(contacts, start=1)
        ),
        participants=tuple(
            Participant(
                name=", ".join(guardian.name for guardian in member.guardians) or member.child.name,
                child=member.child.name,
                presence=presence.get(member.membership.id, {}),
            )
            for member in members_of(session, actor, group)
        ),
    )


def family_schedule(
    session: Session, actor: Actor, group: Group, member: Member, language: str = "nl"
) -> FamilyScheduleSheet:
    """A family's dates from its joining on, with the holidays between them, to hang on the wall."""
    programme = rulebook.programme(group.programme_key, group.version)
    contacts = [
        contact
        for contact in contact_queries.of_group(session, actor, group.id)
        if contact.state not in OFF and contact.number >= member.membership.from_number
    ]
    leaders = leaders_of(session, actor.organisation_id, [group.id]).get(group.id, [])
    with force_locale(language):
        family = gettext("Gezin %(number)04d", number=member.enrolment.family.number)
    return FamilyScheduleSheet(
        document_id=short_id(member.membership.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        family=family,
        programme=programme.name,
        place=group.place or group.school.name,
        lines=_lines(session, group, contacts),
        contact_name=leaders[0].name if leaders else actor.organisation_name,
        phone=shown_phone(group.school.phone) if group.school.phone else "",
    )


def _lines(session: Session, group: Group, contacts: Sequence[Contact]) -> tuple[Appointment | Pause, ...]:
    """Appointments, and between them the pauses of a school week or more."""
    if not contacts:
        return ()
    days = [clock.local(contact.starts_at).date() for contact in contacts]
    closed = open_days.closed_days(session, group.organisation_id, group.school_id, min(days), max(days))
    lines: list[Appointment | Pause] = []
    pauses = {after: _pause(before, after, closed) for before, after in pairwise(sorted(set(days)))}
    for contact, day in zip(contacts, days, strict=True):
        pause = pauses.pop(day, None)
        if pause is not None:
            lines.append(pause)
        starts, ends = clock.local(contact.starts_at), clock.local(contact.ends_at)
        place = contact.place if contact.place != group.place else ""
        lines.append(Appointment(day=day, starts=starts.time(), ends=ends.time(), place=place))
    return tuple(lines)


def _pause(before: date, after: date, closed: Closed) -> Pause | None:
    """The longest holiday between two meetings, when it takes a school week."""
    inside = [day for day in days_between(before, after) if day in closed]
    if len(inside) < SHORTEST_PAUSE:
        return None
    reason = closed[inside[len(inside) // 2]]
    return Pause(first=inside[0], last=inside[-1], name=reason.nl, names={"en": reason.en})
