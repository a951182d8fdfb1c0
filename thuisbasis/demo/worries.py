"""Two worries about safety: one taken up, one that nobody has read yet. Nobody and nothing in them is real."""

from datetime import time

from sqlalchemy import select

from thuisbasis.database import new_id
from thuisbasis.demo import cast
from thuisbasis.demo.colleagues import OFFICER, TRAINER, VISITOR_NORTH
from thuisbasis.demo.world import World, moment, on, working_day
from thuisbasis.families.models import Child
from thuisbasis.safeguarding import services
from thuisbasis.safeguarding.models import Worry
from thuisbasis.safeguarding.raising import raise_worry

TAKEN_UP = (
    "De sfeer thuis was anders dan anders en een van de kinderen was opvallend stil. Moeder vertelde dat het thuis "
    "vaak spannend is. Meer wilde ze er niet over zeggen. Ik wil hier graag over meedenken met iemand."
)
UNREAD = (
    "Vader zei na afloop dat hij zich zorgen maakt over hoe het gaat als zijn kind bij familie logeert. Ik heb niet "
    "doorgevraagd. Ik wil dit niet alleen dragen."
)
NOTES = (
    (1, 8, "Met de schrijver besproken wat zij zag en wat zij denkt. Feiten en vermoeden apart opgeschreven."),
    (2, 7, "Overlegd met de intern begeleider, en zonder naam met Veilig Thuis. Advies: eerst met moeder praten."),
)


def tell(world: World) -> None:
    """One was written nine days ago at a home visit and taken up; one this morning about a family of the group."""
    taken_up = _write(world, cast.VISITED[3].children[0].name, VISITOR_NORTH, TAKEN_UP, 9)
    with on(working_day(world.days_ago(8)), time(8, 40)):
        services.acknowledge(world.session, world.by(OFFICER), taken_up)
    for step, days_ago, text in NOTES:
        day = working_day(world.days_ago(days_ago))
        with on(day, time(15, 30)):
            services.note_step(
                world.session,
                world.by(OFFICER),
                taken_up,
                note_id=new_id(),
                step=step,
                is_skipped=False,
                on=day,
                text=text,
            )
    _write(world, cast.HALFWAY[4].children[0].name, TRAINER, UNREAD, 0)


def _write(world: World, child_name: str, author: str, text: str, days_ago: int) -> Worry:
    actor, day = world.by(author), world.days_ago(days_ago)
    child = world.session.scalars(
        select(Child).where(Child.organisation_id == actor.organisation_id, Child.given_name == child_name)
    ).first()
    if child is None:
        raise LookupError(child_name)
    at = moment(day, time(7, 55))
    with on(day, time(8, 5)):
        return raise_worry(
            world.session,
            actor,
            worry_id=new_id(),
            contact_id=None,
            family_id=child.family_id,
            enrolment_id=None,
            child_id=child.id,
            text=text,
            at=at,
        )
