"""Finding enrolments. Each query is of one organisation and gives those of families that the actor may see."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from thuisbasis.enrolments.models import Consent, Enrolment, EnrolmentEvent, EnrolmentGuardian
from thuisbasis.enrolments.states import OPEN
from thuisbasis.errors import NotFoundError
from thuisbasis.families import queries as families
from thuisbasis.families.models import Family, Guardian
from thuisbasis.permissions import Actor


def seen_by(actor: Actor) -> Select[Enrolment]:
    """The start of a query: enrolments of families that the actor may see, archived ones left out."""
    return (
        select(Enrolment)
        .join(Family, and_(Family.organisation_id == Enrolment.organisation_id, Family.id == Enrolment.family_id))
        .where(
            Enrolment.organisation_id == actor.organisation_id,
            Enrolment.archived_at.is_(None),
            families.visible(actor),
        )
    )


def enrolment_or_404(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> Enrolment:
    """The enrolment with its child, family and visitor. Raises NotFoundError."""
    found = session.scalars(
        seen_by(actor)
        .where(Enrolment.id == enrolment_id)
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family), joinedload(Enrolment.visitor))
    ).first()
    if found is None:
        raise NotFoundError("enrolment")
    return found


def of_families(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Enrolment]]:
    """The enrolments of each of these families with their child, first one first. The caller has checked them."""
    found: dict[uuid.UUID, list[Enrolment]] = defaultdict(list)
    rows = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.family_id.in_(family_ids),
            Enrolment.archived_at.is_(None),
        )
        .options(joinedload(Enrolment.child), joinedload(Enrolment.visitor))
        .order_by(Enrolment.proposed_on, Enrolment.id)
    )
    for row in rows:
        found[row.family_id].append(row)
    return found


def guardians_of(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Guardian]]:
    """The guardians who take part in each of these enrolments, by enrolment id."""
    found: dict[uuid.UUID, list[Guardian]] = defaultdict(list)
    rows = session.execute(
        select(EnrolmentGuardian.enrolment_id, Guardian)
        .join(
            Guardian,
            and_(
                Guardian.organisation_id == EnrolmentGuardian.organisation_id,
                Guardian.id == EnrolmentGuardian.guardian_id,
            ),
        )
        .where(
            EnrolmentGuardian.organisation_id == organisation_id,
            EnrolmentGuardian.enrolment_id.in_(enrolment_ids),
        )
        .order_by(Guardian.sort_key, Guardian.id)
    )
    for enrolment_id, guardian in rows:
        found[enrolment_id].append(guardian)
    return found


def events_of(session: Session, enrolment: Enrolment) -> Sequence[EnrolmentEvent]:
    """How the enrolment came to its state, first change first."""
    return session.scalars(
        select(EnrolmentEvent)
        .where(EnrolmentEvent.organisation_id == enrolment.organisation_id, EnrolmentEvent.enrolment_id == enrolment.id)
        .order_by(EnrolmentEvent.recorded_at, EnrolmentEvent.id)
    ).all()


def consents_of(session: Session, enrolment: Enrolment) -> Sequence[Consent]:
    """What was consented to, withdrawn consents too, first one first."""
    return session.scalars(
        select(Consent)
        .where(Consent.organisation_id == enrolment.organisation_id, Consent.enrolment_id == enrolment.id)
        .order_by(Consent.given_on, Consent.id)
    ).all()


def caseloads(session: Session, organisation_id: uuid.UUID, staff_ids: Collection[uuid.UUID]) -> Counter[uuid.UUID]:
    """How many children each of these staff members visits now."""
    rows = session.execute(
        select(Enrolment.visitor_id, func.count())
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.visitor_id.in_(staff_ids),
            Enrolment.state.in_(OPEN),
            Enrolment.archived_at.is_(None),
        )
        .group_by(Enrolment.visitor_id)
    )
    return Counter({visitor_id: count for visitor_id, count in rows if visitor_id is not None})
