"""Giving and withdrawing consent. Withdrawal has effect at once: whoever asks `has_consent` hears it from then on."""

import uuid
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.models import Consent, Enrolment
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.families.models import Guardian, Guardianship
from thuisbasis.permissions import Actor


def authority(session: Session, actor: Actor, child_id: uuid.UUID, guardian_id: uuid.UUID) -> bool | None:
    """Whether a guardian has parental authority (gezag) over a child; None when unknown."""
    return session.scalar(
        select(Guardianship.has_authority).where(
            Guardianship.organisation_id == actor.organisation_id,
            Guardianship.child_id == child_id,
            Guardianship.guardian_id == guardian_id,
        )
    )


def refuse_without_authority(session: Session, actor: Actor, child_id: uuid.UUID, guardian: Guardian) -> None:
    """Raises InvalidStateError for a guardian who is known to have no authority over the child."""
    if authority(session, actor, child_id, guardian.id) is False:
        raise InvalidStateError(
            gettext("%(name)s heeft geen gezag. Vraag toestemming aan een ouder met gezag.", name=guardian.name)
        )


def give(
    session: Session,
    actor: Actor,
    enrolment: Enrolment,
    *,
    guardian: Guardian,
    purpose: Purpose,
    how: How,
    on: date | None = None,
) -> Consent:
    """Record that a guardian consents, on a day (default today).

    Raises InvalidStateError for somebody without authority, or for a day in the future; authority that is not known
    does not refuse, the page warns of it. Giving again what is given changes nothing.
    """
    if guardian.family_id != enrolment.family_id:
        raise NotFoundError("guardian")
    day = on or clock.today()
    if day > clock.today():
        raise InvalidStateError(gettext("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag."))
    refuse_without_authority(session, actor, enrolment.child_id, guardian)
    standing = _standing(session, actor, enrolment.id, purpose, guardian.id)
    if standing is not None:
        return standing
    consent = Consent(
        organisation_id=actor.organisation_id,
        enrolment_id=enrolment.id,
        guardian_id=guardian.id,
        purpose=purpose,
        how=how,
        given_on=day,
        recorded_by_id=actor.staff_id,
        recorded_at=clock.now(),
    )
    session.add(consent)
    session.flush()
    after = {"purpose": str(purpose), "how": str(how), "given_on": day, "guardian_id": guardian.id}
    trail.record(session, actor, "consent.given", consent, family_id=enrolment.family_id, after=after)
    return consent


def withdraw(session: Session, actor: Actor, enrolment: Enrolment, consent: Consent, *, on: date | None = None) -> None:
    """Record that consent is withdrawn, on a day (default today). Withdrawing twice changes nothing."""
    if consent.withdrawn_on is not None:
        return
    consent.withdrawn_on = on or clock.today()
    session.flush()
    after = {"purpose": consent.purpose, "withdrawn_on": consent.withdrawn_on}
    trail.record(session, actor, "consent.withdrawn", consent, family_id=enrolment.family_id, after=after)


def has_consent(session: Session, actor: Actor, enrolment_id: uuid.UUID, purpose: Purpose) -> bool:
    """Whether consent for this purpose stands: given by a guardian and not withdrawn."""
    return _standing(session, actor, enrolment_id, purpose) is not None


def _standing(
    session: Session, actor: Actor, enrolment_id: uuid.UUID, purpose: Purpose, guardian_id: uuid.UUID | None = None
) -> Consent | None:
    query = select(Consent).where(
        Consent.organisation_id == actor.organisation_id,
        Consent.enrolment_id == enrolment_id,
        Consent.purpose == purpose,
        Consent.withdrawn_on.is_(None),
    )
    if guardian_id is not None:
        query = query.where(Consent.guardian_id == guardian_id)
    return session.scalar(query.limit(1))
