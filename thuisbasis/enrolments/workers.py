"""Who works with a family through an enrolment: its visitor."""

import uuid

from sqlalchemy.orm import Session

from thuisbasis.audit import trail
from thuisbasis.enrolments.changes import announce
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families import workers
from thuisbasis.permissions import Actor

THROUGH = "enrolment"


def assign_visitor(session: Session, actor: Actor, enrolment: Enrolment, visitor_id: uuid.UUID | None) -> None:
    """Give an enrolment its visitor (None: nobody), who sees the family from then on; the one before no longer does."""
    if enrolment.visitor_id == visitor_id:
        return
    before = enrolment.visitor_id
    enrolment.visitor_id = visitor_id
    keep_visitor(session, enrolment)
    trail.record(
        session,
        actor,
        "enrolment.changed",
        enrolment,
        family_id=enrolment.family_id,
        before={"visitor_id": before},
        after={"visitor_id": visitor_id},
    )
    announce(session, actor, enrolment)


def keep_visitor(session: Session, enrolment: Enrolment) -> None:
    """Let the visitor, and nobody else through this enrolment, see the family."""
    pairs = {(enrolment.family_id, enrolment.visitor_id)} if enrolment.visitor_id else set()
    workers.keep(session, enrolment.organisation_id, THROUGH, enrolment.id, pairs)


def release_visitor(session: Session, enrolment: Enrolment) -> None:
    """The enrolment ended: its visitor no longer sees the family through it, and stays named on it."""
    workers.keep(session, enrolment.organisation_id, THROUGH, enrolment.id, set())
