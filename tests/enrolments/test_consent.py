"""Consent: by whom, how, when; and its withdrawal, which has effect at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.enrolments.people import people
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.enrolments import consenting
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.families.models import Guardianship


def test_spoken_consent_counts_with_who_heard_it_and_when(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)

    consent = consenting.give(
        db_session, who.actor, enrolment, guardian=who.guardian, purpose=Purpose.MEASURES, how=How.SPOKEN
    )

    assert (consent.given_on, consent.recorded_by_id, consent.how) == (clock.today(), who.coordinator.id, "spoken")
    assert consenting.has_consent(db_session, who.actor, enrolment.id, Purpose.MEASURES)
    assert not consenting.has_consent(db_session, who.actor, enrolment.id, Purpose.PHOTOS)


def test_withdrawal_has_effect_at_once_and_leaves_the_consent_to_be_seen(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    given = {"guardian": who.guardian, "purpose": Purpose.PHOTOS, "how": How.SIGNED}
    consent = consenting.give(db_session, who.actor, enrolment, **given)  # type: ignore[arg-type]

    consenting.withdraw(db_session, who.actor, enrolment, consent)

    assert not consenting.has_consent(db_session, who.actor, enrolment.id, Purpose.PHOTOS)
    assert consent.withdrawn_on == clock.today()
    again = consenting.give(db_session, who.actor, enrolment, **given)  # type: ignore[arg-type]
    assert again.id != consent.id


def test_a_parent_without_authority_cannot_consent(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    guardianship = db_session.scalars(
        select(Guardianship).where(Guardianship.organisation_id == who.organisation.id)
    ).one()
    guardianship.has_authority = False
    db_session.flush()

    with pytest.raises(InvalidStateError, match="geen gezag"):
        consenting.give(
            db_session, who.actor, enrolment, guardian=who.guardian, purpose=Purpose.TAKING_PART, how=How.SPOKEN
        )


def test_authority_that_is_not_known_does_not_refuse(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    uncle = make.make_guardian(db_session, who.family, given_name="Mehmet")
    assert consenting.authority(db_session, who.actor, who.child.id, uncle.id) is None
    assert consenting.give(db_session, who.actor, enrolment, guardian=uncle, purpose=Purpose.SHARING, how=How.SPOKEN)


def test_consent_is_never_given_tomorrow_nor_by_another_family(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    usual = {"purpose": Purpose.SHARING, "how": How.SPOKEN}
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(InvalidStateError, match="toekomst"):
        consenting.give(db_session, who.actor, enrolment, guardian=who.guardian, on=tomorrow, **usual)  # type: ignore[arg-type]
    stranger = make.make_guardian(db_session, make.make_family(db_session, who.organisation, name="De Boer"))
    with pytest.raises(NotFoundError):
        consenting.give(db_session, who.actor, enrolment, guardian=stranger, **usual)  # type: ignore[arg-type]


def test_giving_twice_records_it_once(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    given = {"guardian": who.guardian, "purpose": Purpose.PHOTOS, "how": How.SIGNED}
    first = consenting.give(db_session, who.actor, enrolment, **given)  # type: ignore[arg-type]
    assert consenting.give(db_session, who.actor, enrolment, **given) is first  # type: ignore[arg-type]
    entries = select(AuditEntry).where(
        AuditEntry.organisation_id == who.organisation.id, AuditEntry.action == "consent.given"
    )
    assert len(db_session.scalars(entries).all()) == 1
