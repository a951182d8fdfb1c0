"""Texts for parents: Turkish and Arabic are reviewed and in use, the other translations still wait for somebody."""

from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.world import World, on, working_day
from thuisbasis.parent_texts import queries, services
from thuisbasis.parent_texts.texts import every_text

REVIEWED = {"tr": 64, "ar": 43}
"""By language, how many days ago."""


def tell(world: World) -> None:
    """The coordinator marked them as reviewed."""
    actor = world.by(COORDINATOR)
    for language, days in REVIEWED.items():
        with on(working_day(world.days_ago(days))):
            for standing in queries.standings(world.session, actor, every_text(), [language]):
                services.mark_reviewed(world.session, actor, standing, text_hash=standing.text_hash)
