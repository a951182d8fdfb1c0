"""Home visits: sixteen families, two visitors, a visit a month."""

from datetime import time

from home_visits import services as visits
from home_visits.services import Rhythm
from programmes.calendar_days import first_weekday_on_or_after
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.states import AHEAD
from thuisbasis.demo.activities import meet_together
from thuisbasis.demo.cast import COMPLETED, PAUSED, VISITED, Household
from thuisbasis.demo.colleagues import COORDINATOR, VISITOR_NORTH, VISITOR_SOUTH
from thuisbasis.demo.entering import Entry, enrol, inform, loaded
from thuisbasis.demo.finishing import finish
from thuisbasis.demo.organisation import months_before
from thuisbasis.demo.people import attempt, register
from thuisbasis.demo.visits import Visited, latest_visited, look_ahead, make_visits
from thuisbasis.demo.world import DAY, WEEK, World, on, working_day
from thuisbasis.demo.writing_up import day_of
from thuisbasis.enrolments import services as enrolments

PROGRAMME, TRACK, SHORT_TRACK = "real", "real-10", "real-8"

REASONS = (
    "Kleuter met weinig Nederlands; thuis is er nog weinig te lezen of te schrijven.",
    "De leerkracht ziet dat het kind stil is in de kring. Moeder wil thuis meer doen.",
    "Ouders lezen zelf moeilijk en willen hun kind een goede start geven.",
)

# A weekday and a time of one's own for each family of a visitor, so that nobody is at two places at once.
WEEKDAYS = {VISITOR_NORTH: (0, 1, 3), VISITOR_SOUTH: (0, 2, 4)}
TIMES = (time(9, 0), time(10, 45), time(13, 30), time(15, 15))
# How many months ago each family began: the course of some nears its end, that of others just began.
MONTHS_AGO = (9, 6, 4, 7, 4, 5, 8, 3, 7, 6, 4, 5, 3, 8, 3, 2)
LONG_AGO = 13  # months: eight visits and the summer fit in between
PAUSED_BEGAN = 6
FAMILIES_IN_THE_NORTH = 8  # they come first in the cast


def tell(world: World) -> None:
    """Register the families, plan their visits and record what happened until today."""
    families = [_begin(world, number, household, TRACK, MONTHS_AGO[number]) for number, household in enumerate(VISITED)]
    latest = latest_visited(world, families)
    for family in families:
        make_visits(world, family, is_unfinished=family is latest)
        look_ahead(world, family)
    meet_together(world, [family for family in families if family.visitor == VISITOR_NORTH])
    _complete(world)
    _pause(world)


def _complete(world: World) -> None:
    """One family whose course is over."""
    family = _begin(world, len(VISITED) + 1, COMPLETED, SHORT_TRACK, LONG_AGO)
    make_visits(world, family)
    finish(world, family.entered[0], day_of(family.contacts[-1].starts_at) + 6 * DAY, by=COORDINATOR)


def _pause(world: World) -> None:
    """One family that asked for a pause: its visits ahead are called off."""
    family = _begin(world, len(VISITED) + 2, PAUSED, TRACK, PAUSED_BEGAN)
    make_visits(world, family)
    actor, day = world.by(family.visitor), world.days_ago(1)
    with on(day, time(11, 0)):
        for contact in family.contacts:
            if day_of(contact.starts_at) >= day and contact.state in AHEAD:
                contacts.cancel(world.session, actor, contact, by_family=True, reason="family_asked")
        note = "Oma is ziek; moeder zorgt voor haar. Over twee maanden bellen."
        enrolments.pause(world.session, actor, family.entered[0].enrolment, note=note)


def _begin(world: World, number: int, household: Household, track: str, months_ago: int) -> Visited:
    """A family enters the programme and gets its visitor and the dates of all its visits."""
    visitor = VISITOR_NORTH if household.school == 0 else VISITOR_SOUTH
    rhythm = _rhythm(world, number, visitor, months_ago)
    home = register(world, household, rhythm.start - 26 * DAY, COORDINATOR)
    if number % 4 == 1:
        attempt(world, home, "phone.no-answer", rhythm.start - 25 * DAY, time(9, 40), COORDINATOR)
        attempt(world, home, "school-gate.spoke", rhythm.start - 24 * DAY, time(8, 25), COORDINATOR)
    entry = Entry(programme=PROGRAMME, track=track, indication_note=REASONS[number % len(REASONS)])
    entered = [
        enrol(world, home, entry, rhythm.start - 23 * DAY, at=at, start=rhythm.start, visitor=visitor)
        for at in range(len(home.children))
    ]
    for each in entered:
        inform(world, each, rhythm.start - 19 * DAY)
    with on(working_day(rhythm.start - 12 * DAY), time(16, 15)):
        planned = visits.plan_course(
            world.session,
            world.by(visitor),
            [loaded(world, each) for each in entered],
            rhythm,
            visitor_id=world.staff[visitor].id,
        )
    school = world.schools[household.school]
    return Visited(number=number, visitor=visitor, school=school, entered=tuple(entered), contacts=tuple(planned))


def _rhythm(world: World, number: int, visitor: str, months_ago: int) -> Rhythm:
    """The same week of each month, another for each family."""
    slot = number if visitor == VISITOR_NORTH else number - FAMILIES_IN_THE_NORTH
    weekday = WEEKDAYS[visitor][slot % 3]
    month = months_before(world.today.replace(day=1), months_ago)
    start = first_weekday_on_or_after(month, weekday) + slot % 4 * WEEK
    return Rhythm(start=start, weekday=weekday, at=TIMES[slot // 3])
