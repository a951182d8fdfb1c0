"""Finding what families were handed. The caller has found the family or contact for the actor."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis.errors import NotFoundError
from thuisbasis.materials.models import Loan
from thuisbasis.materials.states import State


def out_with(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Loan]]:
    """What is lent and not back yet, by family id, longest out first."""
    found: dict[uuid.UUID, list[Loan]] = defaultdict(list)
    statement = (
        select(Loan)
        .where(Loan.organisation_id == organisation_id, Loan.family_id.in_(family_ids), Loan.state == State.OUT)
        .order_by(Loan.handed_on, Loan.id)
    )
    for loan in session.scalars(statement):
        found[loan.family_id].append(loan)
    return found


def at_contact(session: Session, organisation_id: uuid.UUID, contact_id: uuid.UUID) -> Sequence[Loan]:
    """What was handed over at a contact."""
    return session.scalars(
        select(Loan)
        .where(Loan.organisation_id == organisation_id, Loan.contact_id == contact_id)
        .order_by(Loan.handed_on, Loan.id)
    ).all()


def loan_or_404(session: Session, organisation_id: uuid.UUID, family_id: uuid.UUID, loan_id: uuid.UUID) -> Loan:
    """Something that a family was handed. Raises NotFoundError."""
    found = session.scalars(
        select(Loan).where(Loan.organisation_id == organisation_id, Loan.family_id == family_id, Loan.id == loan_id)
    ).first()
    if found is None:
        raise NotFoundError("loan")
    return found
