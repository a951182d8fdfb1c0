"""The start page's summary of rows that were put in behind the services' back."""

import uuid
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from home_visits import watching as visits
from sessions import watching as groups
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.groups.models import Group

PART = 200


def summarise(session: Session, organisation_id: uuid.UUID) -> None:
    """Look at every enrolment and group of an organisation once, as each change of one would have done."""
    for watch, table in ((visits.watch, Enrolment), (groups.watch, Group)):
        ids = session.scalars(select(table.id).where(table.organisation_id == organisation_id)).all()
        _in_parts(session, organisation_id, ids, watch)


def _in_parts(
    session: Session,
    organisation_id: uuid.UUID,
    ids: Sequence[uuid.UUID],
    watch: Callable[[Session, uuid.UUID, Collection[uuid.UUID]], None],
) -> None:
    for begin in range(0, len(ids), PART):
        watch(session, organisation_id, ids[begin : begin + PART])
        session.expunge_all()
