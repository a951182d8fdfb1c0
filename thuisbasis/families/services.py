"""Writing families as a whole: registering, changing, archiving, and attempts to reach them.

Services flush and write an audit entry; they never commit. The people in a family are written by `members`.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.database import new_id
from thuisbasis.families import members, naming, workers
from thuisbasis.families.attempts import AttemptKind
from thuisbasis.families.changes import announce
from thuisbasis.families.models import ContactAttempt, Family
from thuisbasis.families.people import AddressFacts, NewChild, NewGuardian
from thuisbasis.organisations.models import Organisation
from thuisbasis.permissions import Actor
from thuisbasis.revisions import refuse_if_edited

REGISTRATION = "registration"

FAMILY_LABELS = {"note": _l("Bijzonderheden"), "safety_note": _l("Let op bij huisbezoek")}


def add_family(
    session: Session,
    actor: Actor,
    *,
    guardians: Sequence[NewGuardian] = (),
    children: Sequence[NewChild] = (),
    addresses: Sequence[AddressFacts] = (),
    note: str = "",
    family_id: uuid.UUID | None = None,
) -> Family:
    """Register a family with its people; every guardian becomes guardian of every child.

    `family_id` is the id that the form was shown with: sent twice, it gives the family that is there already.
    """
    known = session.get(Family, (actor.organisation_id, family_id)) if family_id else None
    if known is not None:
        return known
    family = Family(
        organisation_id=actor.organisation_id,
        id=family_id or new_id(),
        number=next_number(session, actor.organisation_id),
        note=note,
    )
    people = members.people_of(family, guardians, children, addresses)
    naming.name_from(family, people.guardians, people.children)
    members.add_all(session, family, people)
    _let_registrar_see(session, actor, family)
    after = {"number": family.number, "name": family.name, "children": len(children), "guardians": len(guardians)}
    trail.record(session, actor, "family.added", family, family_id=family.id, after=after)
    session.flush()
    return family


def next_number(session: Session, organisation_id: uuid.UUID) -> int:
    """Take the organisation's next family number; two at once never get the same."""
    following = session.execute(
        update(Organisation)
        .where(Organisation.id == organisation_id)
        .values(next_family_number=Organisation.next_family_number + 1)
        .returning(Organisation.next_family_number)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    return following - 1


def _let_registrar_see(session: Session, actor: Actor, family: Family) -> None:
    """Who registers a family and does not see the whole organisation keeps seeing it, school or no school."""
    if not actor.sees_whole_organisation:
        workers.keep(session, actor.organisation_id, REGISTRATION, family.id, {(family.id, actor.staff_id)})


def change_family(
    session: Session, actor: Actor, family: Family, *, note: str, safety_note: str, revision: int
) -> None:
    """Change what is noted of a family as a whole. Raises EditConflictError."""
    new = {"note": note, "safety_note": safety_note}
    refuse_if_edited(family, revision, new, FAMILY_LABELS)
    before, after = trail.changes(family, new)
    if not after:
        return
    family.note, family.safety_note = note, safety_note
    session.flush()
    trail.record(session, actor, "family.changed", family, family_id=family.id, before=before, after=after)


def archive_family(session: Session, actor: Actor, family: Family) -> None:
    """Take a family out of lists. Everything stays, and it can be put back."""
    if family.is_archived:
        return
    family.archived_at = clock.now()
    session.flush()
    trail.record(session, actor, "family.archived", family, family_id=family.id)
    announce(session, actor.organisation_id, {family.id})


def restore_family(session: Session, actor: Actor, family: Family) -> None:
    """Put an archived family back."""
    if not family.is_archived:
        return
    family.archived_at = None
    session.flush()
    trail.record(session, actor, "family.restored", family, family_id=family.id)
    announce(session, actor.organisation_id, {family.id})


def note_attempt(
    session: Session,
    actor: Actor,
    family: Family,
    *,
    kind: AttemptKind,
    at: datetime,
    guardian_id: uuid.UUID | None = None,
    note: str = "",
    attempt_id: uuid.UUID | None = None,
) -> ContactAttempt:
    """Note an attempt to reach a family, at an aware moment. `attempt_id` as in `add_family`: one form, one attempt."""
    known = session.get(ContactAttempt, (actor.organisation_id, attempt_id)) if attempt_id else None
    if known is not None:
        return known
    attempt = ContactAttempt(
        organisation_id=actor.organisation_id,
        id=attempt_id or new_id(),
        family_id=family.id,
        guardian_id=guardian_id,
        at=at,
        channel=kind.channel,
        outcome=kind.outcome,
        note=note,
        staff_id=actor.staff_id,
    )
    session.add(attempt)
    after = {"kind": kind.key, "at": at.isoformat(), "note": note}
    trail.record(session, actor, "contact_attempt.added", attempt, family_id=family.id, after=after)
    session.flush()
    announce(session, actor.organisation_id, {family.id})
    return attempt
