"""A group is looked at when a family missed two meetings in a row, and no longer when it was back."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sessions import watching
from tests import factories
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Guardian
from thuisbasis.groups.models import Group
from thuisbasis.home.summary.models import Watched
from thuisbasis.permissions import Role
from thuisbasis.recording.drafts import Presence
from thuisbasis.recording.models import Attendance


class Course:
    """A group with one family and three meetings behind it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.organisation = factories.make_organisation(session)
        self.school = factories.make_school(session, self.organisation)
        self.leader = factories.make_staff(session, self.organisation, roles=[Role.TRAINER])
        family = factories.make_family(session, self.organisation)
        self.guardian: Guardian = factories.make_guardian(session, family)
        child = factories.make_child(session, family, school=self.school, guardians=[self.guardian])
        self.enrolment: Enrolment = factories.make_enrolment(
            session, child, programme="pittige-jaren", track="preventie-14", guardians=[self.guardian]
        )
        self.group: Group = factories.make_group(
            session, self.school, leaders=[self.leader], enrolments=[self.enrolment]
        )
        self.meetings: list[Contact] = [
            factories.make_contact(
                session,
                group=self.group,
                kind="group_session",
                step=f"session-{number:02}",
                number=number,
                days=7 * number - 28,
                staff=[self.leader],
            )
            for number in (1, 2, 3)
        ]

    def attended(self, *statuses: Presence) -> None:
        """What became of the family at the first meetings, and tell of them."""
        for meeting, status in zip(self.meetings, statuses, strict=False):
            self.session.add(
                Attendance(
                    organisation_id=self.organisation.id,
                    contact_id=meeting.id,
                    enrolment_id=self.enrolment.id,
                    guardian_id=self.guardian.id,
                    status=str(status),
                )
            )
        watching.follow_contacts(self.session, self.meetings)

    def heard_by(self) -> set[uuid.UUID]:
        """By whom the group is heard."""
        return set(self.session.scalars(select(Watched.for_id).where(Watched.organisation_id == self.organisation.id)))


@pytest.fixture
def course(db_session: Session) -> Course:
    return Course(db_session)


def test_two_absences_in_a_row_are_heard_by_leader_school_and_organisation(course: Course) -> None:
    course.attended(Presence.PRESENT, Presence.ABSENT, Presence.ABSENT_WITH_NOTICE)

    assert course.heard_by() == {course.leader.id, course.school.id, course.organisation.id}


@pytest.mark.parametrize(
    "statuses",
    [
        (Presence.ABSENT,),
        (Presence.ABSENT, Presence.LATE),
        (Presence.ABSENT, Presence.ABSENT, Presence.PRESENT),
    ],
)
def test_one_absence_or_a_family_that_came_back_is_not(course: Course, statuses: tuple[Presence, ...]) -> None:
    course.attended(*statuses)

    assert course.heard_by() == set()


def test_a_missed_meeting_that_was_caught_up_does_not_count(course: Course) -> None:
    course.attended(Presence.ABSENT, Presence.ABSENT)
    assert course.heard_by()

    row = course.session.scalars(select(Attendance).where(Attendance.contact_id == course.meetings[1].id)).one()
    row.caught_up_on = course.group.starts_on
    watching.follow_contacts(course.session, course.meetings)

    assert course.heard_by() == set()
