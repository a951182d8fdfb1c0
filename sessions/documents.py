"""What a group hands out on paper: the list to sign, and each family's schedule."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from sessions.course import HELD, MADE_UP, MISSED, Course
from sessions.pauses import PausesBefore, pauses_of
from thuisbasis import clock, languages, rulebook, spoken
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import CANCELLED, GROUP_STOPPED, OFF
from thuisbasis.contacts.titles import topic
from thuisbasis.documents import sheets
from thuisbasis.documents.sheets import (
    Appointment,
    AttendanceSheet,
    CallLine,
    CallListSheet,
    FamilyScheduleSheet,
    GroupCertificatesSheet,
    GroupSchedulesSheet,
    Participant,
    Pause,
)
from thuisbasis.dutch import shown_phone
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.errors import InvalidStateError
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, leaders_of, members_of
from thuisbasis.groups.states import State
from thuisbasis.permissions import Actor
from thuisbasis.reports.completion import certificate

PRESENCE = {
    HELD: sheets.Presence.PRESENT,
    MADE_UP: sheets.Presence.CAUGHT_UP,
    MISSED: sheets.Presence.ABSENT,
}


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
            for number, at in zip(_numbers(contacts), positions, strict=True)
            if row.cells[at] in PRESENCE
        }
        for row in course.families
    }
    return _attendance(session, actor, course.group, contacts, presence, document_id=short_id(course.group.id))


def call_list(session: Session, actor: Actor, group: Group) -> CallListSheet:
    """Whom to call in this group: every parent who takes part, those without a number too."""
    members = members_of(session, actor, group)
    return CallListSheet(
        document_id=short_id(group.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        title=gettext("Bellijst"),
        occasion=occasion(session, actor, group),
        families=len({member.enrolment.family_id for member in members}),
        lines=tuple(
            CallLine(
                name=guardian.name,
                child=member.child.name,
                phones=(shown_phone(guardian.phone),) if guardian.phone else (),
                language=spoken.names(guardian.languages_spoken),
                prefers_call=guardian.prefers_calls,
                interpreter=guardian.needs_interpreter,
            )
            for member in members
            for guardian in member.guardians
        ),
    )


def occasion(session: Session, actor: Actor, group: Group) -> str:
    """What the calls of a group are about: which group, or from when on it goes no further."""
    where = f"{group.name}, {group.place or group.school.name}."
    if State(group.state) is not State.STOPPED:
        return where
    off = [each for each in contact_queries.of_group(session, actor, group.id) if each.state_reason == GROUP_STOPPED]
    if not off:
        return f"{where} {gettext('Deze groep is gestopt.')}"
    stopped = ngettext(
        "Deze groep is gestopt: %(num)s afspraak gaat niet door, op %(day)s.",
        "Deze groep is gestopt: %(num)s afspraken gaan niet door, vanaf %(day)s.",
        len(off),
        day=languages.day(off[0].starts_at),
    )
    return f"{where} {stopped}"


def certificates(session: Session, actor: Actor, group: Group) -> GroupCertificatesSheet:
    """The certificates of the families of a group that completed the programme; printing each of them is noted.

    Raises InvalidStateError when nobody did.
    """
    completed = [
        member.enrolment
        for member in members_of(session, actor, group)
        if member.enrolment.state == EnrolmentState.COMPLETED
    ]
    if not completed:
        raise InvalidStateError(gettext("In deze groep heeft nog geen gezin het programma afgerond."))
    return GroupCertificatesSheet(
        document_id=short_id(group.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        group=group.name,
        certificates=tuple(certificate(session, actor, enrolment) for enrolment in completed),
    )


def _numbers(contacts: Sequence[Contact]) -> list[int]:
    """The contacts' own numbers; counted from 1 where kinds with numbers of their own come together."""
    own = [contact.number for contact in contacts]
    return own if len(set(own)) == len(own) else list(range(1, len(own) + 1))


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
            sheets.SessionColumn(number=number, starts=each.starts_at, ends=each.ends_at, topic=topic(each))
            for number, each in zip(_numbers(contacts), contacts, strict=True)
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


def family_schedule(session: Session, actor: Actor, group: Group, member: Member) -> FamilyScheduleSheet:
    """A family's dates from its joining on, with the holidays between them, to hang on the wall."""
    return _schedules(session, actor, group, [member])[0]


def all_schedules(session: Session, actor: Actor, group: Group) -> GroupSchedulesSheet:
    """The schedules of all families of a group, each on a page of its own. A constant number of statements."""
    return GroupSchedulesSheet(
        document_id=short_id(group.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        group=group.name,
        schedules=tuple(_schedules(session, actor, group, members_of(session, actor, group))),
    )


def _schedules(session: Session, actor: Actor, group: Group, members: Sequence[Member]) -> list[FamilyScheduleSheet]:
    programme = rulebook.programme(group.programme_key, group.version)
    contacts = [each for each in contact_queries.of_group(session, actor, group.id) if each.state not in OFF]
    pauses = pauses_of(session, group, [clock.local(contact.starts_at).date() for contact in contacts])
    leaders = leaders_of(session, actor.organisation_id, [group.id]).get(group.id, [])
    return [
        FamilyScheduleSheet(
            document_id=short_id(member.membership.id),
            printed_at=clock.now(),
            organisation=actor.organisation_name,
            family=gettext("gezin %(name)s", name=member.enrolment.family.name),
            programme=programme.name,
            place=group.place or group.school.name,
            lines=tuple(_lines(_from(contacts, member), pauses, group.place)),
            contact_name=leaders[0].name if leaders else actor.organisation_name,
            phone=shown_phone(group.school.phone) if group.school.phone else "",
        )
        for member in members
    ]


def _from(contacts: Sequence[Contact], member: Member) -> list[Contact]:
    return [contact for contact in contacts if contact.number >= member.membership.from_number]


def _lines(contacts: Sequence[Contact], pauses: PausesBefore, place: str) -> Iterator[Appointment | Pause]:
    """Appointments with the pauses between them; a place only where it is another than the group's."""
    shown: set[date] = set()
    for contact in contacts:
        starts, ends = clock.local(contact.starts_at), clock.local(contact.ends_at)
        day = starts.date()
        for pause in () if day in shown else pauses.get(day, ()):
            yield Pause(first=pause.first, last=pause.last, name=pause.name.nl, names={"en": pause.name.en})
        shown.add(day)
        elsewhere = contact.place if contact.place != place else ""
        yield Appointment(day=day, starts=starts.time(), ends=ends.time(), place=elsewhere)
