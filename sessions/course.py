"""A group's course as it stands: its sessions, what was answered at each, and who was there."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from programmes.facts import Answer
from programmes.protocol import Element, Programme, Subject
from programmes.rules import elements_asked
from sessions.pauses import Pause, PausesBefore, pauses_of
from thuisbasis import clock, rulebook
from thuisbasis.contacts import pages
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, OFF, State
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, members_of
from thuisbasis.permissions import Actor
from thuisbasis.recording import outcomes, queries
from thuisbasis.recording.drafts import ATTENDED, AnswerKey, Presence
from thuisbasis.recording.models import Attendance, Record

DELIVERED, DEVIATION, PLANNED, POSSIBLE, MISSING, NONE = (
    "delivered",
    "deviation",
    "planned",
    "possible",
    "missing",
    "none",
)
HELD, MADE_UP, MISSED, TO_COME = "held", "made_up", "missed", "to_come"
RECORDED = frozenset({State.HELD, State.RECORDED, State.COMPLETED})


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One contact of the course with its records' answers."""

    contact: Contact
    records: tuple[Record, ...]
    answers: tuple[Mapping[AnswerKey, Answer], ...]
    attendance: tuple[Attendance, ...]

    @property
    def url(self) -> str:
        """The address of its page."""
        return pages.page_of(self.contact)

    @property
    def state(self) -> State:
        return State(self.contact.state)

    def is_past(self, now: datetime) -> bool:
        """Whether it is over, or known to have been held."""
        return self.contact.ends_at <= now or self.state in RECORDED

    @property
    def day(self) -> date:
        """Its day on a Dutch clock."""
        return clock.local(self.contact.starts_at).date()


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """One required element over the course: a kind of cell for each meeting."""

    element: Element
    cells: tuple[str, ...]

    @property
    def delivered(self) -> int:
        return self.cells.count(DELIVERED)


@dataclass(frozen=True, kw_only=True)
class FamilyRow:
    """One family over the course: a kind of dot for each meeting, None before it joined or where it does not count."""

    member: Member
    cells: tuple[str | None, ...]

    @property
    def attended(self) -> int:
        return self.cells.count(HELD)

    @property
    def known(self) -> int:
        """Of how many meetings it is known whether the family was there."""
        return sum(cell in (HELD, MADE_UP, MISSED) for cell in self.cells)

    @property
    def caught_up(self) -> int:
        return self.cells.count(MADE_UP)

    @property
    def missed_in_a_row(self) -> int:
        """How many of the last meetings that were held it missed."""
        known = [cell for cell in self.cells if cell in (HELD, MADE_UP, MISSED)]
        count = 0
        while known and known.pop() == MISSED:
            count += 1
        return count


@dataclass(frozen=True, kw_only=True)
class Course:
    """Everything that the course page shows. `line`: the meetings in order of time with the pauses between them."""

    group: Group
    programme: Programme
    meetings: tuple[Meeting, ...]
    line: tuple[Meeting | Pause, ...]
    elements: tuple[ElementRow, ...]
    families: tuple[FamilyRow, ...]
    next: Meeting | None

    @property
    def is_recorded_per_child(self) -> bool:
        """Whether some of its meetings have a record for each child."""
        steps = self.programme.track(self.group.track_key).steps
        return any(step.recorded_per is Subject.CHILD for step in steps)

    @property
    def held(self) -> int:
        """How many meetings took place."""
        return sum(meeting.state in RECORDED for meeting in self.meetings)


def course_of(session: Session, actor: Actor, group: Group) -> Course:
    """The course of a group. A constant number of statements, however long the course."""
    programme = rulebook.programme(group.programme_key, group.version)
    meetings = meetings_of(session, actor, contact_queries.of_group(session, actor, group.id))
    members = members_of(session, actor, group)
    now = clock.now()
    return Course(
        group=group,
        programme=programme,
        meetings=tuple(meetings),
        line=tuple(_line(meetings, pauses_of(session, group, [meeting.day for meeting in meetings]))),
        elements=tuple(element_row(programme, element, meetings, now) for element in programme.elements),
        families=tuple(family_row(member, meetings, now) for member in members),
        next=next((each for each in meetings if each.state in AHEAD and each.contact.ends_at > now), None),
    )


def _line(meetings: Sequence[Meeting], pauses: PausesBefore) -> Iterator[Meeting | Pause]:
    shown: set[date] = set()
    for meeting in meetings:
        if meeting.day not in shown:
            shown.add(meeting.day)
            yield from pauses.get(meeting.day, ())
        yield meeting


def meetings_of(session: Session, actor: Actor, contacts: Sequence[Contact]) -> list[Meeting]:
    """Contacts with the answers of their newest completed records, and their attendance."""
    ids = [contact.id for contact in contacts]
    records = queries.records_of(session, actor.organisation_id, ids)
    attendance = queries.attendance_of(session, actor.organisation_id, ids)
    record_ids = [record.id for found in records.values() for record in found]
    versions = outcomes.completed_versions(session, actor.organisation_id, record_ids)
    answers = queries.answers_of(session, actor.organisation_id, list(versions.values()))
    return [
        Meeting(
            contact=contact,
            records=tuple(records.get(contact.id, ())),
            answers=tuple(answers[versions[one.id]] for one in records.get(contact.id, ()) if one.id in versions),
            attendance=tuple(attendance.get(contact.id, ())),
        )
        for contact in contacts
    ]


def element_row(programme: Programme, element: Element, meetings: Collection[Meeting], now: datetime) -> ElementRow:
    """A row of the matrix: what became of an element at each meeting, or still can."""
    return ElementRow(element=element, cells=tuple(_element_cell(programme, element, each, now) for each in meetings))


def _element_cell(programme: Programme, element: Element, meeting: Meeting, now: datetime) -> str:
    contact = meeting.contact
    if meeting.state in OFF:
        return NONE
    asked = elements_asked(programme, contact.track_key, contact.step_key)
    given = [answer for answers in meeting.answers for (key, _), answer in answers.items() if key == element.key]
    due = [answer for answer in given if not _was_not_due(element, answer)]
    if given:
        return NONE if not due else DELIVERED if all(answer.delivered or answer.late for answer in due) else DEVIATION
    if element not in asked:
        return NONE
    if meeting.state is State.COMPLETED:
        return NONE
    if meeting.is_past(now):
        return MISSING
    return PLANNED if element.key in contact.prepared else POSSIBLE


def _was_not_due(element: Element, answer: Answer) -> bool:
    """Whether the answer says that the element did not belong to this meeting, which is no deviation."""
    reason = None if answer.delivered else element.reason(answer.reason)
    return reason is not None and not reason.is_deviation


def family_row(member: Member, meetings: Sequence[Meeting], now: datetime) -> FamilyRow:
    """A row of the attendance table."""
    return FamilyRow(member=member, cells=tuple(_family_cell(member, meeting, now) for meeting in meetings))


def _family_cell(member: Member, meeting: Meeting, now: datetime) -> str | None:
    if meeting.state in OFF or meeting.contact.number < member.membership.from_number:
        return None
    rows = [row for row in meeting.attendance if row.enrolment_id == member.enrolment.id]
    if any(Presence(row.status) in ATTENDED for row in rows):
        return HELD
    if any(row.caught_up_on for row in rows):
        return MADE_UP
    if rows:
        return MISSED
    own = _own_record(member.enrolment.id, meeting)
    if own is not None and own.first_completed_at:
        return HELD
    return MISSING if meeting.is_past(now) else TO_COME


def _own_record(enrolment_id: uuid.UUID, meeting: Meeting) -> Record | None:
    return next((record for record in meeting.records if record.enrolment_id == enrolment_id), None)
