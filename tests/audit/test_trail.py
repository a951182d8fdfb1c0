"""The audit trail: what it holds, and that it only grows."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis.audit import trail
from thuisbasis.audit.models import AuditEntry
from thuisbasis.permissions import Role


def entry_in(session: Session) -> AuditEntry:
    organisation = factories.make_organisation(session)
    staff = factories.make_staff(session, organisation)
    family = factories.make_family(session, organisation)
    actor = factories.actor_of(organisation, staff, Role.COORDINATOR)
    trail.record(session, actor, "family.changed", family, before={"name": "A"}, after={"name": "B"})
    session.commit()
    return session.query(AuditEntry).filter_by(organisation_id=organisation.id).one()


def test_an_entry_says_who_did_what_with_the_values_before_and_after(db_session: Session) -> None:
    entry = entry_in(db_session)

    assert (entry.action, entry.subject_kind, entry.before, entry.after) == (
        "family.changed",
        "family",
        {"name": "A"},
        {"name": "B"},
    )


@pytest.mark.parametrize("act", [update(AuditEntry).values(action="family.added"), delete(AuditEntry)])
def test_the_database_refuses_to_change_or_delete_an_entry(db_session: Session, act: object) -> None:
    entry = entry_in(db_session)

    with pytest.raises(DatabaseError, match="only grows"):
        db_session.execute(act.where(AuditEntry.organisation_id == entry.organisation_id))  # type: ignore[attr-defined]
    db_session.rollback()

    assert db_session.query(AuditEntry).filter_by(organisation_id=entry.organisation_id).count() == 1


def test_an_action_without_a_sentence_is_refused(db_session: Session) -> None:
    organisation = factories.make_organisation(db_session)
    actor = factories.actor_of(organisation, factories.make_staff(db_session, organisation), Role.COORDINATOR)

    with pytest.raises(KeyError, match="no sentence"):
        trail.record(db_session, actor, "family.eaten", factories.make_family(db_session, organisation))
