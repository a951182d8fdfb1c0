"""Writing records of the demo's contacts, as workers do: opened, saved, completed, on the evening itself."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.demo.entering import Enrolled
from thuisbasis.demo.world import World
from thuisbasis.families.models import Guardian
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Draft, Presence

Register = dict[tuple[uuid.UUID, uuid.UUID], Presence]
"""Enrolment and guardian to how they were there."""

# How long after a contact its record is usually written.
AFTERWARDS = timedelta(minutes=35)


def write_up(
    world: World,
    contact: Contact,
    draft: Draft,
    *,
    by: str,
    own: Mapping[str, int],
    enrolment_id: uuid.UUID | None = None,
    after: timedelta = AFTERWARDS,
    complete: bool = True,
) -> None:
    """Write the record of a contact so long after its end; without `complete` it is left half written."""
    actor, session = world.by(by), world.session
    with clock.set_to(min(contact.ends_at + after, clock.now())):
        record = services.open_record(session, actor, contact, enrolment_id)
        revision = queries.version_of(session, record).revision
        services.save(session, actor, record, contact, draft, revision=revision)
        if complete:
            services.complete(session, actor, record, contact, own)


def there(entered: Enrolled, guardians: Iterable[Guardian], presence: Presence) -> Register:
    """These guardians of a family in the register."""
    return {(entered.enrolment.id, guardian.id): presence for guardian in guardians}


def day_of(moment: datetime) -> date:
    """The day on a Dutch clock."""
    return clock.local(moment).date()
