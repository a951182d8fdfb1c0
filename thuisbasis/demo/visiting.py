"""Home visits: sixteen families, two visitors."""

from thuisbasis.demo.cast import VISITED
from thuisbasis.demo.colleagues import COORDINATOR, VISITOR_NORTH, VISITOR_SOUTH
from thuisbasis.demo.entering import Entry, enrol, inform
from thuisbasis.demo.people import register
from thuisbasis.demo.world import DAY, World, on
from thuisbasis.enrolments import services as enrolments

PROGRAMME, TRACK = "real", "real-10"
BEGAN_DAYS_AGO = 150

ENTRIES = tuple(
    Entry(programme=PROGRAMME, track=TRACK, indication_note=why)
    for why in (
        "Kleuter met weinig Nederlands; thuis is er nog weinig te lezen of te schrijven.",
        "De leerkracht ziet dat het kind stil is in de kring. Moeder wil thuis meer doen.",
        "Ouders lezen zelf moeilijk en willen hun kind een goede start geven.",
    )
)


def tell(world: World) -> None:
    """Register the families, place them with their visitor and let them begin."""
    for number, household in enumerate(VISITED):
        visitor = VISITOR_NORTH if household.school == 0 else VISITOR_SOUTH
        begins = world.days_ago(BEGAN_DAYS_AGO - 3 * number)
        home = register(world, household, begins - 24 * DAY, COORDINATOR)
        entered = enrol(world, home, ENTRIES[number % len(ENTRIES)], begins - 22 * DAY, start=begins, visitor=visitor)
        inform(world, entered, begins - 18 * DAY)
        with on(begins - 12 * DAY):
            enrolments.place(world.session, world.by(COORDINATOR), entered.enrolment)
        with on(begins):
            enrolments.activate(world.session, world.by(visitor), entered.enrolment, on=begins)
