"""A parent group half-way its course: seven sessions held, the eighth to come."""

from datetime import time

from thuisbasis.demo.cast import HALFWAY
from thuisbasis.demo.colleagues import SECOND_TRAINER, TRAINER
from thuisbasis.demo.entering import Entry
from thuisbasis.demo.filling import not_delivered
from thuisbasis.demo.gathering import Circle, gather, start
from thuisbasis.demo.sessions import Course, Evening, hold
from thuisbasis.demo.timetable import begun
from thuisbasis.demo.world import World
from thuisbasis.recording.drafts import Presence

PROGRAMME, TRACK = "pittige-jaren", "preventie-14"
TUESDAY, THURSDAY, MONDAY = 1, 3, 0
HELD = 7

ENTRIES = (
    Entry(programme=PROGRAMME, track=TRACK, indication_key="serious_behaviour"),
    Entry(programme=PROGRAMME, track=TRACK, indication_key="threatened"),
)

# Families count from 0 in the order of the cast: the last one missed the last two evenings and was not reached since.
EVENINGS = {
    1: Evening(late=(9,)),
    2: Evening(absent={4: Presence.ABSENT_WITH_NOTICE}, caught_up=(4,)),
    3: Evening(absent={6: Presence.ABSENT_WITH_NOTICE}, caught_up=(6,), late=(2,)),
    4: Evening(
        absent={3: Presence.ABSENT_WITH_NOTICE},
        deviations={"joint_practice": not_delivered("no_time", "next_contact")},
        checklist={"on_time": "no", "role_plays": 1},
    ),
    5: Evening(
        absent={8: Presence.ABSENT, 1: Presence.ABSENT_WITH_NOTICE}, caught_up=(1,), checklist={"both_leaders": "no"}
    ),
    6: Evening(
        absent={11: Presence.ABSENT, 7: Presence.ABSENT_WITH_NOTICE},
        caught_up=(7,),
        deviations={"home_activities": not_delivered("crisis", "call_this_week")},
        checklist={"buddy_pairs": "no", "vignettes": 4},
        notes="Een moeder vertelde over de scheiding; de groep nam daar de tijd voor.",
    ),
    7: Evening(absent={11: Presence.ABSENT, 5: Presence.ABSENT_WITH_NOTICE}, checklist={"buddy_pairs": "no"}),
}


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
    gathered = start(world, gather(world, circle, HALFWAY, ENTRIES, first))
    hold(world, Course(gathered=gathered, writers=(TRAINER, SECOND_TRAINER), evenings=EVENINGS), held=HELD)
