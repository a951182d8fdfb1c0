"""Home visits: sixteen families, two visitors, a visit a month."""

from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from home_visits import services as visits
from home_visits.services import Rhythm
from programmes.calendar_days import first_weekday_on_or_after
from thuisbasis.demo.cast import VISITED, Household
from thuisbasis.demo.colleagues import COORDINATOR, VISITOR_NORTH, VISITOR_SOUTH
from thuisbasis.demo.entering import Enrolled, Entry, enrol, inform
from thuisbasis.demo.organisation import months_before
from thuisbasis.demo.people import attempt, register
from thuisbasis.demo.visits import Visited, look_ahead, make_visits
from thuisbasis.demo.world import DAY, WEEK, World, on
from thuisbasis.enrolments.models import Enrolment

PROGRAMME, TRACK = "real", "real-10"

ENTRIES = tuple(
    Entry(programme=PROGRAMME, track=TRACK, indication_note=why)
    for why in (
        "Kleuter met weinig Nederlands; thuis is er nog weinig te lezen of te schrijven.",
        "De leerkracht ziet dat het kind stil is in de kring. Moeder wil thuis meer doen.",
        "Ouders lezen zelf moeilijk en willen hun kind een goede start geven.",
    )
)

# A weekday and a time of one's own for each family of a visitor, so that nobody is at two places at once.
WEEKDAYS = {VISITOR_NORTH: (0, 1, 3), VISITOR_SOUTH: (0, 2, 4)}
TIMES = (time(9, 0), time(13, 30), time(15, 15))
# How many months ago each family began: the course of some nears its end, that of others just began.
MONTHS_AGO = (9, 7, 6, 8, 5, 6, 8, 4, 8, 7, 5, 6, 4, 9, 3, 2)


def tell(world: World) -> None:
    """Register the families, plan their visits and record what happened until today."""
    for number, household in enumerate(VISITED):
        family = _begin(world, number, household)
        make_visits(world, family)
        look_ahead(world, family)


def _begin(world: World, number: int, household: Household) -> Visited:
    """A family enters the programme and gets its visitor and the dates of all its visits."""
    visitor = VISITOR_NORTH if household.school == 0 else VISITOR_SOUTH
    rhythm = _rhythm(world, number, visitor)
    home = register(world, household, rhythm.start - 26 * DAY, COORDINATOR)
    if number % 4 == 1:
        attempt(world, home, "phone.no-answer", rhythm.start - 25 * DAY, time(9, 40), COORDINATOR)
        attempt(world, home, "school-gate.spoke", rhythm.start - 24 * DAY, time(8, 25), COORDINATOR)
    entry = ENTRIES[number % len(ENTRIES)]
    entered = [
        enrol(world, home, entry, rhythm.start - 23 * DAY, at=at, start=rhythm.start, visitor=visitor)
        for at in range(len(home.children))
    ]
    for each in entered:
        inform(world, each, rhythm.start - 19 * DAY)
    with on(rhythm.start - 12 * DAY, time(16, 15)):
        contacts = visits.plan_course(
            world.session,
            world.by(visitor),
            [_loaded(world, each) for each in entered],
            rhythm,
            visitor_id=world.staff[visitor].id,
        )
    school = world.schools[household.school]
    return Visited(number=number, visitor=visitor, school=school, entered=tuple(entered), contacts=tuple(contacts))


def _rhythm(world: World, number: int, visitor: str) -> Rhythm:
    """The same week of each month, another for each family."""
    turn = number % 8
    weekday = WEEKDAYS[visitor][turn % 3]
    month = months_before(world.today.replace(day=1), MONTHS_AGO[number])
    start = first_weekday_on_or_after(month, weekday) + turn % 4 * WEEK
    return Rhythm(start=start, weekday=weekday, at=TIMES[turn // 3])


def _loaded(world: World, entered: Enrolled) -> Enrolment:
    """The enrolment with its child, as the services want it."""
    enrolment = entered.enrolment
    return world.session.scalars(
        select(Enrolment)
        .where(Enrolment.organisation_id == enrolment.organisation_id, Enrolment.id == enrolment.id)
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family))
    ).one()
