"""The strip of months: what was visited, what is planned, what is missing."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from home_visits import months
from home_visits.months import Kind
from programmes.text import Text
from tests.home_visits.families import Visited, visited_family
from thuisbasis.contacts import services as contact_services

TODAY = date(2026, 11, 23)
SUMMER = {date(2026, 8, 1) + timedelta(days=number): Text("Zomervakantie", "Summer") for number in range(31)}


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session, started_on=date(2026, 8, 20))


def kinds(visited: Visited, *contacts: object) -> dict[str, Kind]:
    """Each month of the strip with its kind."""
    strip = months.strip(visited.elif_, list(contacts), SUMMER, TODAY)
    return {f"{month.first:%Y-%m}": month.kind for month in strip}


def test_each_month_says_what_it_was(visited: Visited) -> None:
    held = visited.visit(visited.elif_, on=date(2026, 9, 10))
    contact_services.hold(visited.session, visited.actor, held)
    planned = visited.visit(visited.elif_, on=date(2026, 12, 8), number=2)

    assert kinds(visited, held, planned) == {
        "2026-08": Kind.CLOSED,
        "2026-09": Kind.DONE,
        "2026-10": Kind.MISSING,
        "2026-11": Kind.OPEN,
        "2026-12": Kind.PLANNED,
    }


def test_a_visit_that_was_held_late_stands_in_the_month_it_was_for(visited: Visited) -> None:
    late = visited.visit(visited.elif_, on=date(2026, 11, 2))
    late.month = "2026-10"
    contact_services.hold(visited.session, visited.actor, late)

    assert kinds(visited, late)["2026-10"] is Kind.DONE


def test_a_missed_visit_leaves_its_month_missing_and_leads_to_it(visited: Visited) -> None:
    missed = visited.visit(visited.elif_, on=date(2026, 10, 6))
    contact_services.miss(visited.session, visited.actor, missed, reason="nobody_home")
    strip = months.strip(visited.elif_, [missed], SUMMER, TODAY)
    october = next(month for month in strip if month.first == date(2026, 10, 1))

    assert (october.kind, october.contact) == (Kind.MISSING, missed)


def test_nothing_is_missing_before_the_course_began(db_session: Session) -> None:
    visited = visited_family(db_session, started_on=TODAY)

    assert kinds(visited) == {"2026-11": Kind.OPEN}
