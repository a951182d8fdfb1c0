"""A reading cohort in its ninth week: the parent training and eight weekly checks behind, the ninth to come."""

from datetime import time

from thuisbasis.demo.cast import READERS
from thuisbasis.demo.colleagues import READING
from thuisbasis.demo.entering import Entry
from thuisbasis.demo.gathering import Circle, gather, start
from thuisbasis.demo.timetable import begun
from thuisbasis.demo.world import World

PROGRAMME, TRACK = "pact", "pact-30"
WEEKDAYS = (0, 1, 3, 4)
HELD = 1 + 8  # the training and the checks

ENTRIES = tuple(
    Entry(programme=PROGRAMME, track=TRACK, indication_note=why)
    for why in (
        "Leest onder het niveau van de groep en krijgt thuis weinig boeken in handen.",
        "Woordenschat blijft achter; ouders vragen hoe zij kunnen helpen.",
        "Kent de letters, maar leest nog woord voor woord en verliest de moed.",
    )
)


def tell(world: World) -> None:
    """Gather and start the cohort, and record what happened until today."""
    school = world.schools[2]
    first = begun(world, school, PROGRAMME, TRACK, weekdays=WEEKDAYS, held=HELD)
    circle = Circle(
        name="Leestraining op Het Klaverblad",
        programme=PROGRAMME,
        track=TRACK,
        school=school,
        at=time(8, 30),
        place="Bibliotheek, Het Klaverblad",
        leaders=(READING,),
    )
    start(world, gather(world, circle, READERS, ENTRIES, first))
