"""What lies before one reader on one day: read once, however many sources of tasks look at it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts import queries
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

MOST_OF_THE_WEEK: Final = 12  # the agenda has them all
SEVEN_DAYS: Final = timedelta(days=7)


class Desk:
    """A reader and a day, with what more than one source of tasks asks for. Each attribute is one statement at most."""

    def __init__(self, session: Session, actor: Actor, today: date) -> None:
        self.session, self.actor, self.today = session, actor, today
        self.now = clock.now()

    @cached_property
    def late(self) -> Sequence[Contact]:
        """The reader's own contacts that are past and whose record is not completed, oldest first."""
        return queries.to_be_recorded(self.session, self.actor, self.now)

    @cached_property
    def week(self) -> Sequence[Contact]:
        """The first contacts of today and the six days after, of all that the reader may see, in order of time."""
        midnight = datetime.combine(self.today, time(), clock.ZONE)
        return queries.between(self.session, self.actor, midnight, midnight + SEVEN_DAYS, most=MOST_OF_THE_WEEK)

    @cached_property
    def staff(self) -> Mapping[uuid.UUID, Sequence[Staff]]:
        """Who is at the contacts of the week, by contact id."""
        if not self.week:
            return {}
        return queries.staff_of(self.session, self.actor.organisation_id, [contact.id for contact in self.week])

    @property
    def own_ahead(self) -> list[Contact]:
        """Those of the week that lie ahead and that the reader is at: who prepares is who goes."""
        return [
            contact
            for contact in self.week
            if contact.starts_at > self.now
            and any(one.id == self.actor.staff_id for one in self.staff.get(contact.id, ()))
        ]
