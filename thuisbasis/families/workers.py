"""Who works with which family, and through what: kept up by the rooms whose enrolments and groups it comes from."""

import uuid
from collections.abc import Set as AbstractSet

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thuisbasis.families.models import FamilyWorker


def keep(
    session: Session,
    organisation_id: uuid.UUID,
    through_kind: str,
    through_id: uuid.UUID,
    pairs: AbstractSet[tuple[uuid.UUID, uuid.UUID]],
) -> None:
    """Let exactly these (family, staff) pairs stand for one enrolment or group. Adds and removes what differs."""
    ours = (
        FamilyWorker.organisation_id == organisation_id,
        FamilyWorker.through_kind == through_kind,
        FamilyWorker.through_id == through_id,
    )
    session.flush()
    standing = {(row.family_id, row.staff_id): row.id for row in session.scalars(select(FamilyWorker).where(*ours))}
    gone = [row_id for pair, row_id in standing.items() if pair not in pairs]
    if gone:
        session.execute(delete(FamilyWorker).where(*ours, FamilyWorker.id.in_(gone)))
    session.add_all(
        FamilyWorker(
            organisation_id=organisation_id,
            family_id=family_id,
            staff_id=staff_id,
            through_kind=through_kind,
            through_id=through_id,
        )
        for family_id, staff_id in sorted(pairs - standing.keys())
    )
    session.flush()
