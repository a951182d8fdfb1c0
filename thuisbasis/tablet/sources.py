"""What a part of the house shows the tablet of its kinds of contact: plain functions, collected by app.py."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.orm import Session

from thuisbasis.contacts.models import Contact
from thuisbasis.permissions import Actor
from thuisbasis.tablet.bodies import EventItem, Unplanned

Data = dict[str, Any]


class AddingUnplanned(Protocol):
    """Adds a contact that was not planned, under the id that the tablet gave it; the same id gives the same contact."""

    def __call__(self, session: Session, actor: Actor, contact_id: uuid.UUID, unplanned: Unplanned) -> Contact: ...


Event = Callable[[Session, Actor, Contact, uuid.UUID, EventItem], None]
"""What an event does: for an actor, at a contact, once for its id. Raises a DomainError that a person should hear."""


@dataclass(frozen=True, kw_only=True)
class TabletSource:
    """What can be taken along of some kinds of contact. Data are those of docs/tablet-protocol.md, without forms.

    `listed`: the list, `visits`, `spares`, `busy`. `visit` and `spare`: all that is needed at the door. Both raise
    NotFoundError for what is not the actor's own. `spare_contact`: the contact, not saved, that a spare would become.
    """

    kinds: frozenset[str]
    listed: Callable[[Session, Actor], Data]
    visit: Callable[[Session, Actor, uuid.UUID], "AtTheDoor"]
    spare: Callable[[Session, Actor, uuid.UUID], "AtTheDoor"]
    add_unplanned: AddingUnplanned
    events: Mapping[str, Event] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AtTheDoor:
    """What there is to know at a door, and the contact with whom it serves: of a spare one that no row says of yet."""

    data: Data
    contact: Contact
    served: "tuple[Any, ...]"
