"""The start page loads no more than it shows: leads say beforehand what hurts most."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.home.desk import Desk
from thuisbasis.home.start import MOST_SHOWN, start_of
from thuisbasis.home.tasks import Lead, LeadSource, Task
from thuisbasis.permissions import Permission, Role

TODAY = date(2026, 11, 24)


class Source:
    """Leads of one weight, which remembers whom it was asked to load."""

    def __init__(self, weight: int, count: int, permission: Permission = Permission.SEE_START) -> None:
        self.weight, self.count, self.loaded = weight, count, []
        self.source = LeadSource(permission=permission, leads=self._leads, tasks=self._tasks)

    def _leads(self, _desk: Desk) -> list[Lead]:
        return [Lead(weight=self.weight, since=TODAY, subject=number) for number in range(self.count)]

    def _tasks(self, _desk: Desk, subjects: Sequence[int]) -> list[Task]:
        self.loaded += subjects
        return [task(self.weight, f"{self.weight}-{number}") for number in subjects]


def task(weight: int, title: str = "iets") -> Task:
    return Task(title=title, why="", action="Doen", url="/", weight=weight)


@pytest.fixture
def desk(db_session: Session) -> Desk:
    organisation = factories.make_organisation(db_session)
    staff = factories.make_staff(db_session, organisation)
    return Desk(db_session, factories.actor_of(organisation, staff, Role.HOME_VISITOR), TODAY)


def test_only_what_is_shown_is_loaded(desk: Desk) -> None:
    heavy, light = Source(90, 6), Source(60, 5)

    page = start_of(desk, [lambda _: [task(70)]], [light.source, heavy.source], everything=False)

    assert [one.weight for one in page.now] == [90] * 6 + [70, 60]
    assert (len(heavy.loaded), len(light.loaded)) == (6, 1)
    assert page.more == 4


def test_everything_loads_everything(desk: Desk) -> None:
    heavy, light = Source(90, 6), Source(60, 5)

    page = start_of(desk, [], [light.source, heavy.source], everything=True)

    assert (len(page.now), page.more) == (11, 0)


def test_what_lies_below_is_not_asked_for_at_all(desk: Desk) -> None:
    heavy, light = Source(90, MOST_SHOWN), Source(60, 5)

    start_of(desk, [], [light.source, heavy.source], everything=False)

    assert light.loaded == []


def test_a_lead_that_the_reader_may_not_follow_is_none(desk: Desk) -> None:
    closed = Source(90, 3, Permission.MANAGE_STAFF)

    page = start_of(desk, [], [closed.source], everything=False)

    assert (page.now, page.more, closed.loaded) == ((), 0, [])
