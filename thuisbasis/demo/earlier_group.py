"""A parent group of last year: what a finished course looks like."""

from datetime import time

from thuisbasis.demo.cast import EARLIER
from thuisbasis.demo.colleagues import COORDINATOR, SECOND_TRAINER, TRAINER
from thuisbasis.demo.entering import Entry
from thuisbasis.demo.filling import not_delivered
from thuisbasis.demo.finishing import finish, stop
from thuisbasis.demo.gathering import Circle, Gathered, gather, start
from thuisbasis.demo.sessions import Course, Evening, hold
from thuisbasis.demo.timetable import begun
from thuisbasis.demo.world import DAY, World, on
from thuisbasis.demo.writing_up import day_of
from thuisbasis.groups import places
from thuisbasis.recording.drafts import Presence

PROGRAMME, TRACK = "pittige-jaren", "preventie-14"
THURSDAY, MONDAY, TUESDAY = 3, 0, 1
HELD = 14
OVER_DAYS_AGO = 150
LEFT = {3: 5}  # the fourth family moved house after the fifth session

ENTRIES = (
    Entry(programme=PROGRAMME, track=TRACK, indication_key="threatened"),
    Entry(programme=PROGRAMME, track=TRACK, indication_key="serious_behaviour"),
)

AWAY = Presence.ABSENT_WITH_NOTICE
EVENINGS = {
    2: Evening(absent={6: AWAY}, caught_up=(6,)),
    4: Evening(absent={2: AWAY}, caught_up=(2,)),
    6: Evening(late=(4,), checklist={"role_plays": 1}),
    7: Evening(absent={5: AWAY}),
    8: Evening(absent={5: Presence.ABSENT}, checklist={"buddy_pairs": "no"}),
    9: Evening(deviations={"joint_practice": not_delivered("leader_ill", "next_contact")}),
    11: Evening(absent={1: AWAY, 4: AWAY}, caught_up=(4,)),
    12: Evening(absent={6: Presence.ABSENT}),
    13: Evening(checklist={"vignettes": 5, "vignette_minutes": 40}),
}


def tell(world: World) -> None:
    """Gather, hold and finish the group."""
    school = world.schools[1]
    first = begun(
        world,
        school,
        PROGRAMME,
        TRACK,
        weekdays=(THURSDAY, MONDAY, TUESDAY),
        held=HELD,
        by=world.days_ago(OVER_DAYS_AGO),
    )
    circle = Circle(
        name="Pittige Jaren op De Brug, vorige groep",
        programme=PROGRAMME,
        track=TRACK,
        school=school,
        at=time(9, 15),
        place="Ouderkamer, De Brug",
        leaders=(TRAINER, SECOND_TRAINER),
    )
    group = start(world, gather(world, circle, EARLIER, ENTRIES, first))
    hold(world, Course(gathered=group, writers=(SECOND_TRAINER, TRAINER), evenings=EVENINGS, left=LEFT), held=HELD)
    _end(world, group)


def _end(world: World, group: Gathered) -> None:
    day = day_of(group.contacts[-1].starts_at) + 5 * DAY
    for at, entered in enumerate(group.families):
        if at not in LEFT and not finish(world, entered, day, by=COORDINATOR):
            stop(world, entered, day, by=COORDINATOR, reason="no_time", note="Te vaak gemist door wisselende diensten.")
    with on(day):
        places.finish_group(world.session, world.by(COORDINATOR), group.group)
