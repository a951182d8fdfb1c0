"""One meeting of a course as its page shows it: who was there, and how far its records are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from programmes.protocol import Element, Programme, Step
from programmes.rules import elements_asked
from sessions import course
from sessions.course import Meeting
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF
from thuisbasis.groups import queries as groups
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member
from thuisbasis.permissions import Actor
from thuisbasis.recording import judging
from thuisbasis.recording.models import Record


@dataclass(frozen=True, kw_only=True)
class FamilyAt:
    """A family at a meeting: a kind of dot (None: it does not count for it), and its child's own record."""

    member: Member
    cell: str | None
    record: Record | None


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """A meeting with everything around it. `record` is the group's, where the group has one."""

    meeting: Meeting
    programme: Programme
    step: Step
    asked: tuple[Element, ...]
    families: Sequence[FamilyAt]
    is_recorded_per_child: bool
    record: Record | None

    @property
    def contact(self) -> Contact:
        return self.meeting.contact

    @property
    def may_be_recorded(self) -> bool:
        """Whether its day has come, and it was not called off."""
        return self.meeting.day <= clock.today() and self.meeting.state not in OFF

    @property
    def completed(self) -> int:
        """How many records of children are completed."""
        return sum(each.record is not None and each.record.first_completed_at is not None for each in self.families)


def page_of(session: Session, actor: Actor, contact: Contact, group: Group) -> MeetingPage:
    """The page of a meeting, in a constant number of statements."""
    meeting = course.meetings_of(session, actor, [contact])[0]
    programme = rulebook.programme(contact.programme_key, contact.version)
    now = clock.now()
    of_child = {record.enrolment_id: record for record in meeting.records}
    return MeetingPage(
        meeting=meeting,
        programme=programme,
        step=programme.track(contact.track_key).step(contact.step_key),
        asked=elements_asked(programme, contact.track_key, contact.step_key),
        families=[
            FamilyAt(
                member=member,
                cell=course.family_row(member, [meeting], now).cells[0],
                record=of_child.get(member.enrolment.id),
            )
            for member in groups.members_of(session, actor, group)
        ],
        is_recorded_per_child=judging.is_recorded_per_child(programme, contact),
        record=of_child.get(None),
    )
