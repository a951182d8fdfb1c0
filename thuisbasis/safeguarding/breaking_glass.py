"""In an emergency an administrator may read a family's worries: for an hour, for a reason that officers review."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.errors import NotFoundError
from thuisbasis.families import queries as families
from thuisbasis.permissions import Actor, Permission
from thuisbasis.safeguarding.models import Worry, WorryOpening

LASTS: Final = timedelta(hours=1)


def break_glass(
    session: Session, actor: Actor, *, family_id: uuid.UUID, reason: str, act_id: uuid.UUID
) -> Sequence[Worry]:
    """Open a family's worries to the actor for an hour; none may be there. Flushes.

    `act_id` names the act, so that a form sent twice opens once. Raises NotFoundError.
    """
    if not actor.may(Permission.BREAK_GLASS):
        raise NotFoundError("family")
    family = families.family_or_404(session, actor, family_id)
    found = session.scalars(
        select(Worry)
        .where(Worry.organisation_id == actor.organisation_id, Worry.family_id == family.id)
        .order_by(Worry.received_at, Worry.id)
    ).all()
    openings = {uuid.uuid5(act_id, str(worry.id)): worry for worry in found}
    known = set(
        session.scalars(
            select(WorryOpening.id).where(
                WorryOpening.organisation_id == actor.organisation_id, WorryOpening.id.in_(openings)
            )
        )
    )
    for opening_id in openings.keys() - known:
        session.add(_opening(actor, openings[opening_id], opening_id, reason))
        trail.record(session, actor, "worry.glass_broken", openings[opening_id])
    if not found:
        trail.record(session, actor, "worry.glass_broken", family)
    session.flush()
    return found


def _opening(actor: Actor, worry: Worry, opening_id: uuid.UUID, reason: str) -> WorryOpening:
    now = clock.now()
    return WorryOpening(
        organisation_id=actor.organisation_id,
        id=opening_id,
        worry_id=worry.id,
        staff_id=actor.staff_id,
        opened_at=now,
        ends_at=now + LASTS,
        reason=reason,
    )
