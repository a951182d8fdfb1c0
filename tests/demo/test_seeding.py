"""The demo tells the same story on any day of the year."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from home_visits import tasks as visit_tasks
from home_visits import watching
from programmes.protocol import StepKind
from sessions.course import DELIVERED, DEVIATION, MISSED, NONE, course_of
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.contacts.states import AHEAD, OFF, TOOK_PLACE
from thuisbasis.database import db
from thuisbasis.demo import seeding
from thuisbasis.demo.cast import EVERYBODY
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.world import World
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.families.models import Family
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group
from thuisbasis.organisations import open_days
from thuisbasis.recording.models import Record, RecordVersion

DAYS = (
    date(2026, 8, 31),  # the 31st, school just began
    date(2026, 10, 20),  # autumn break in the middle of the country
    date(2026, 11, 23),
    date(2027, 1, 1),
    date(2027, 1, 31),  # a Sunday
    date(2027, 5, 1),
    date(2027, 8, 15),
    date(2027, 12, 27),
    date(2028, 2, 29),
    date(2029, 7, 31),
    date(2030, 9, 1),  # past the last known school holidays
    date(2033, 3, 31),
)


@dataclass(frozen=True)
class Told:
    """The demo as it was told on a day."""

    session: Session
    world: World

    @property
    def actor(self):
        return self.world.by(COORDINATOR)

    def group(self, state: str, programme: str) -> Group:
        chosen = select(Group).where(
            Group.organisation_id == self.actor.organisation_id, Group.state == state, Group.programme_key == programme
        )
        return self.session.scalars(chosen.options(joinedload(Group.school))).one()

    def contacts(self) -> list[Contact]:
        return list(self.session.scalars(select(Contact).where(Contact.organisation_id == self.actor.organisation_id)))


def day_of(contact: Contact) -> date:
    return clock.local(contact.starts_at).date()


@pytest.fixture
def told(app: Flask, today: date) -> Iterator[Told]:
    noon = datetime(today.year, today.month, today.day, 12, 5, tzinfo=clock.ZONE)
    with app.app_context(), clock.set_to(noon):
        world = seeding.seed(db.session())
        db.session.commit()
        with app.test_request_context():
            yield Told(db.session(), world)


def check_group_half_way(told: Told) -> None:
    course = course_of(told.session, told.actor, told.group("started", "pittige-jaren"))
    held = [one for one in course.meetings if one.contact.state in TOOK_PLACE]
    ahead = [one for one in course.meetings if one.contact.state in AHEAD]
    assert (len(held), len(ahead)) == (7, 7)
    assert all(one.contact.state == "completed" for one in held)
    assert day_of(held[-1].contact) < told.world.today <= day_of(ahead[0].contact)
    assert len(course.families) == 12
    assert [row.missed_in_a_row for row in course.families].count(2) == 1
    assert any(MISSED in row.cells for row in course.families)
    assert any(row.caught_up for row in course.families)
    cells = {row.element.key: row.cells for row in course.elements}
    assert cells["joint_practice"][:7].count(DEVIATION) == 1
    assert cells["emotion_communication"][:7] == (*(NONE,) * 4, DELIVERED, NONE, NONE)  # not due is no deviation


def check_group_that_cannot_start(told: Told) -> None:
    group = told.group("forming", "pittige-jaren")
    blocking = {finding.rule for finding in plan.findings(told.session, told.actor, group) if finding.blocks}
    assert blocking == {"qualified_leaders", "group_size"}
    assert group.starts_on >= told.world.today + timedelta(days=21)
    around = (group.starts_on - timedelta(days=100), group.starts_on + timedelta(days=100))
    assert group.starts_on not in open_days.closed_days(told.session, group.organisation_id, group.school_id, *around)


def check_readers_in_week_nine(told: Told) -> None:
    group = told.group("started", "pact")
    contacts = contact_queries.of_group(told.session, told.actor, group.id)
    completed = [each for each in contacts if each.state == "completed"]
    assert [(each.kind, each.number) for each in completed] == [
        ("training", 1),
        *(("weekly_check", number) for number in range(1, 9)),
    ]
    assert day_of(contacts[len(completed)]) >= told.world.today
    assert len(contacts) == 31


def check_visits(told: Told) -> None:
    enrolments = told.session.scalars(
        select(Enrolment)
        .where(Enrolment.organisation_id == told.actor.organisation_id, Enrolment.programme_key == "real")
        .options(joinedload(Enrolment.child))
    ).all()
    active = [each for each in enrolments if each.state == State.ACTIVE]
    assert len({each.family_id for each in active}) == 16
    assert len({each.visitor_id for each in active}) == 2
    today = told.world.today
    asking = watching.asking_courses(told.session, told.actor, today)
    warned = [task for course in asking for task in visit_tasks.months_and_silences(course, today)]
    assert any(task.title.startswith("Omar") for task in warned)
    visits = [each for each in told.contacts() if each.kind == StepKind.HOME_VISIT]
    assert sum(each.state == "missed" for each in visits) == 1
    assert sum(each.state == "recorded" for each in visits) == 1
    assert any(each.state == "confirmed" for each in visits) or all(
        day_of(each) > told.world.today + timedelta(days=10) for each in visits if each.state in AHEAD
    )


def check_states(told: Told) -> None:
    states = set(
        told.session.scalars(select(Enrolment.state).where(Enrolment.organisation_id == told.actor.organisation_id))
    )
    assert states == {str(state) for state in State}


def check_nothing_lies_where_it_cannot(told: Told) -> None:
    """No contact on a closed day, nothing planned in the past, nothing recorded in the future, nobody at two places."""
    first, last = min(map(day_of, told.contacts())), max(map(day_of, told.contacts()))
    closed = {
        school.id: open_days.closed_days(told.session, school.organisation_id, school.id, first, last)
        for school in told.world.schools
    }
    for contact in told.contacts():
        assert day_of(contact) not in closed[contact.school_id], contact.title
        assert contact.state not in AHEAD or day_of(contact) >= told.world.today, contact.title
    organisation_id, now = told.actor.organisation_id, clock.now()
    assert (
        told.session.scalar(select(func.max(AuditEntry.at)).where(AuditEntry.organisation_id == organisation_id)) <= now
    )
    saved = select(func.max(RecordVersion.saved_at)).where(RecordVersion.organisation_id == organisation_id)
    assert told.session.scalar(saved) <= now


def check_nobody_is_at_two_places(told: Told) -> None:
    rows = told.session.execute(
        select(ContactStaff.staff_id, Contact.starts_at, Contact.ends_at)
        .join(
            Contact,
            (Contact.organisation_id == ContactStaff.organisation_id) & (Contact.id == ContactStaff.contact_id),
        )
        .where(ContactStaff.organisation_id == told.actor.organisation_id, Contact.state.not_in(OFF))
        .order_by(ContactStaff.staff_id, Contact.starts_at)
    ).all()
    for one, following in itertools.pairwise(rows):
        assert one.staff_id != following.staff_id or one.ends_at <= following.starts_at


CHECKS = (
    check_group_half_way,
    check_group_that_cannot_start,
    check_readers_in_week_nine,
    check_visits,
    check_states,
    check_nothing_lies_where_it_cannot,
    check_nobody_is_at_two_places,
)


@pytest.mark.slow
@pytest.mark.sqlite_only
@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_story_is_sound_on_any_day(told: Told) -> None:
    for check in CHECKS:
        check(told)


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2026, 12, 3)], ids=str)
def test_it_is_told_on_either_database(told: Told) -> None:
    organisation_id = told.actor.organisation_id
    families = select(func.count()).select_from(Family).where(Family.organisation_id == organisation_id)
    assert told.session.scalar(families) == len(EVERYBODY) == 60
    drafts = (
        select(func.count())
        .select_from(Record)
        .where(Record.organisation_id == organisation_id, Record.state == "draft")
    )
    assert told.session.scalar(drafts) == 1
    for check in CHECKS:
        check(told)
