"""What two visitors told from the door: an address that turned out wrong, and a visit from which one came back late."""

from datetime import timedelta

from home_visits import returning, telling
from home_visits.door_queries import late_or_404
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.world import World
from thuisbasis.families import services as families
from thuisbasis.families.models import Family

DOG = "Grote hond op het erf. Eerst bellen, dan gaat hij naar binnen."


def mind_the_dog(world: World, family: Family) -> None:
    """What to mind at visits to a family."""
    families.change_family(
        world.session, world.by(COORDINATOR), family, note=family.note, safety_note=DOG, revision=family.revision
    )


def tell_wrong_address(world: World, visitor: str, contact: Contact) -> None:
    """The visitor found the family in the end; the address still has to be put right."""
    with clock.set_to(min(contact.starts_at + timedelta(minutes=5), clock.now())):
        telling.address_wrong(
            world.session, world.by(visitor), contact,
            event_id=new_id(), at=clock.now(), note="Het gezin woont twee deuren verder, achter de blauwe deur.",
        )  # fmt: skip


def come_back_late(world: World, visitor: str, contact: Contact) -> None:
    """The visitor forgot to answer, and the coordinator called."""
    actor = world.by(visitor)
    with clock.set_to(contact.starts_at):
        out = returning.begin(world.session, actor, contact, event_id=new_id(), at=clock.now())
    with clock.set_to(out.expected_back + timedelta(minutes=45)):
        late = late_or_404(world.session, world.by(COORDINATOR), out.id, clock.now())
        returning.answer(
            world.session, world.by(COORDINATOR), late.out, note="De batterij van haar telefoon was leeg. Alles goed."
        )
