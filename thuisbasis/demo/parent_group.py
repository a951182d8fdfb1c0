"""A parent group half-way its course: seven sessions held, the eighth to come."""

from datetime import time

from thuisbasis.demo.cast import HALFWAY
from thuisbasis.demo.colleagues import SECOND_TRAINER, TRAINER
from thuisbasis.demo.entering import Entry
from thuisbasis.demo.gathering import Circle, gather, start
from thuisbasis.demo.timetable import begun
from thuisbasis.demo.world import World

PROGRAMME, TRACK = "pittige-jaren", "preventie-14"
TUESDAY, THURSDAY, MONDAY = 1, 3, 0
HELD = 7

ENTRIES = (
    Entry(programme=PROGRAMME, track=TRACK, indication_key="serious_behaviour"),
    Entry(programme=PROGRAMME, track=TRACK, indication_key="threatened"),
)


def tell(world: World) -> None:
    """Gather and start the group, and record what happened until today."""
    school = world.schools[1]
    first = begun(world, school, PROGRAMME, TRACK, weekdays=(TUESDAY, THURSDAY, MONDAY), held=HELD)
    circle = Circle(
        name="Pittige Jaren op De Brug",
        programme=PROGRAMME,
        track=TRACK,
        school=school,
        at=time(19, 0),
        place="Ouderkamer, De Brug",
        leaders=(TRAINER, SECOND_TRAINER),
    )
    start(world, gather(world, circle, HALFWAY, ENTRIES, first))
