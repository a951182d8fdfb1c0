"""A parent group that cannot start: one of its leaders lacks the course, and there are too few parents."""

from datetime import time

from thuisbasis.demo.cast import FORMING
from thuisbasis.demo.colleagues import NEW_TRAINER, SECOND_TRAINER
from thuisbasis.demo.entering import Entry
from thuisbasis.demo.gathering import Circle, gather
from thuisbasis.demo.timetable import school_day
from thuisbasis.demo.world import DAY, World

PROGRAMME, TRACK = "pittige-jaren", "preventie-14"
THURSDAY = 3
STARTS_IN = 21  # days

ENTRIES = (
    Entry(programme=PROGRAMME, track=TRACK, indication_key="threatened"),
    Entry(programme=PROGRAMME, track=TRACK, indication_key="serious_behaviour"),
)


def tell(world: World) -> None:
    """Gather the families that want to come; the plan gate keeps the group from starting."""
    school = world.schools[0]
    first = school_day(world, school, world.today + STARTS_IN * DAY, weekday=THURSDAY)
    circle = Circle(
        name="Pittige Jaren op De Waterlelie",
        programme=PROGRAMME,
        track=TRACK,
        school=school,
        at=time(9, 0),
        place="Speelzaal, De Waterlelie",
        leaders=(SECOND_TRAINER, NEW_TRAINER),
    )
    gather(world, circle, FORMING, ENTRIES, first, until=world.today)
