"""Families before, beside and after a programme: proposed, waiting, declined, ended early, not reached."""

from thuisbasis.demo.cast import OTHERS
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.people import register
from thuisbasis.demo.world import World


def tell(world: World) -> None:
    """Register them."""
    for number, household in enumerate(OTHERS):
        register(world, household, world.days_ago(40 - number), COORDINATOR)
