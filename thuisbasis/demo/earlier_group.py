"""A parent group of last year: what a finished course looks like."""

from thuisbasis.demo.world import World


def tell(world: World) -> None:
    """Gather, hold and finish the group."""
