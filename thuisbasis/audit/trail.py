"""Writing what was done, and reading it back."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit.models import AccessEntry, AuditEntry
from thuisbasis.audit.sentences import SENTENCES
from thuisbasis.database import OrganisationRow, new_id
from thuisbasis.permissions import Actor


def record(
    session: Session,
    actor: Actor,
    action: str,
    subject: OrganisationRow,
    *,
    family_id: uuid.UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add an audit entry for `action` (a key of `sentences.SENTENCES`) to the running transaction.

    `before` and `after` map field names to plain values; only what changed need be given.
    """
    if action not in SENTENCES:
        raise KeyError(f"audit action {action!r} has no sentence in audit/sentences.py")
    session.add(
        AuditEntry(
            organisation_id=actor.organisation_id,
            at=clock.now(),
            staff_id=actor.staff_id,
            action=action,
            subject_kind=subject.__tablename__,
            subject_id=subject.id,
            family_id=family_id,
            before=_plain(before or {}),
            after=_plain(after or {}),
        )
    )


def note_access(
    connection: Connection,
    actor: Actor,
    *,
    view: str,
    family_id: uuid.UUID | None,
    allowed: bool,
    subject_id: uuid.UUID | None = None,
) -> None:
    """Add an access entry, on a connection of its own: looking is not part of the view's transaction."""
    connection.execute(
        insert(AccessEntry).values(
            organisation_id=actor.organisation_id,
            id=new_id(),
            at=clock.now(),
            staff_id=actor.staff_id,
            view=view,
            family_id=family_id,
            allowed=allowed,
            subject_id=subject_id,
        )
    )


def changes(row: OrganisationRow, new: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of `new` that differ from `row`: what they were and what they become."""
    differing = {name: value for name, value in new.items() if getattr(row, name) != value}
    return {name: getattr(row, name) for name in differing}, differing


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = (str, int, float, bool, list, dict, type(None))
    return {name: value if isinstance(value, kept) else str(value) for name, value in values.items()}
