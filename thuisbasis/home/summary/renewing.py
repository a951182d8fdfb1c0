"""Filling the summaries of rows that came in behind the services' back: an import, a restored copy, a new summary."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis.database import EditableRow
from thuisbasis.organisations.models import Organisation

PART: Final = 200


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A summary that is kept up with each change of a kind of row: `renew` finds it out anew for some ids of `of`."""

    of: type[EditableRow]
    renew: Callable[[Session, uuid.UUID, Collection[uuid.UUID]], None]


def renew_all(session: Session, summaries: Sequence[Summary]) -> int:
    """Fill the summaries of every organisation; returns how many there are."""
    organisations = session.scalars(select(Organisation.id)).all()
    for organisation_id in organisations:
        renew(session, organisation_id, summaries)
    return len(organisations)


def renew(session: Session, organisation_id: uuid.UUID, summaries: Sequence[Summary]) -> None:
    """Look at every row of an organisation once, as each change of one would have done. Running it twice adds nothing.

    What it has looked at leaves the session, so that it costs no more memory for a large organisation.
    """
    for summary in summaries:
        ids = session.scalars(select(summary.of.id).where(summary.of.organisation_id == organisation_id)).all()
        for begin in range(0, len(ids), PART):
            summary.renew(session, organisation_id, ids[begin : begin + PART])
            session.flush()
            session.expunge_all()
