"""A worry stands on the start page of those who should read it until one does, and of its author when nobody does."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from home_visits import tasks as visit_tasks
from tests import factories as make
from tests.safeguarding.people import Cast, make_cast
from thuisbasis import clock
from thuisbasis.home import worry_tasks
from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Column, Task
from thuisbasis.permissions import Actor, Role
from thuisbasis.safeguarding import services

SOURCES = (
    worry_tasks.to_read,
    worry_tasks.not_read_yet,
    worry_tasks.to_review,
    worry_tasks.shared,
    worry_tasks.to_go_on_with,
)


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return make_cast(db_session)


def tasks(app: Flask, cast: Cast, actor: Actor) -> list[Task]:
    cast.session.flush()
    with app.test_request_context():
        desk = Desk(cast.session, actor, clock.today())
        return [task for source in SOURCES for task in source(desk)]


def test_both_are_alerted_above_all_else_until_one_acknowledges(app: Flask, cast: Cast) -> None:
    worry = cast.worry(text="Kanarie")
    deputy = cast.actor(cast.deputy, Role.SAFEGUARDING_DEPUTY)
    for actor in (cast.as_officer, deputy):
        (task,) = tasks(app, cast, actor)
        assert task.column is Column.NOW
        assert task.weight > max(visit_tasks.MOST_WEIGHT, 92)
        assert not any(secret in f"{task.title}{task.why}" for secret in ("Kanarie", cast.family.name, cast.child.name))

    services.acknowledge(cast.session, cast.as_officer, worry)

    assert tasks(app, cast, deputy) == []
    assert [task.column for task in tasks(app, cast, cast.as_officer)] == [Column.THIS_WEEK]


def test_after_a_day_its_author_hears_that_nobody_read_it_and_whom_to_call(app: Flask, cast: Cast) -> None:
    cast.officer.phone = "+31612345010"
    fresh, late = cast.worry(hours_ago=23.9), cast.worry(hours_ago=24.1)

    (task,) = tasks(app, cast, cast.author)

    assert str(late.id) in task.url
    assert str(fresh.id) not in task.url
    assert task.title == "Uw zorg is nog door niemand gelezen"
    assert "Carolien Stam (06 12345010) of Winston Ferrier" in task.why
    assert "0800-2000" in task.why
    services.acknowledge(cast.session, cast.as_officer, late)
    assert tasks(app, cast, cast.author) == []


def test_nobody_else_hears_of_it(app: Flask, cast: Cast) -> None:
    cast.worry(hours_ago=30)
    for role in Role:
        person = make.make_staff(cast.session, cast.organisation, name="Iemand", roles=[])
        actor = cast.actor(person, role, schools=[cast.school], every_school=True)
        assert tasks(app, cast, actor) == [], role
    assert tasks(app, cast, cast.actor(cast.other_officer, Role.SAFEGUARDING_OFFICER)) == []


def test_a_supervisor_finds_what_was_shared_until_it_is_closed(app: Flask, cast: Cast) -> None:
    worry = cast.worry(acknowledged_by=cast.officer)
    services.add_reader(cast.session, cast.as_officer, worry, cast.supervisor.id)
    supervisor = cast.actor(cast.supervisor, Role.SUPERVISOR)

    assert [task.title for task in tasks(app, cast, supervisor)] == ["Een zorg die met u gedeeld is"]
    worry.closed_at = clock.now()
    cast.session.flush()
    assert tasks(app, cast, supervisor) == []
