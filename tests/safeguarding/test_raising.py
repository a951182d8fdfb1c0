"""Writing a worry down: once, about a family that one works with, where somebody will read it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.safeguarding.people import Cast, make_cast
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.permissions import Actor, Role
from thuisbasis.safeguarding.models import Worry
from thuisbasis.safeguarding.officers import who_reads
from thuisbasis.safeguarding.raising import raise_worry

TEXT = "Het kind was opvallend stil."


def write(cast: Cast, actor: Actor | None = None, **more: Any) -> Worry:
    given: dict[str, Any] = {
        "worry_id": uuid.uuid4(),
        "contact_id": None,
        "family_id": cast.family.id,
        "enrolment_id": None,
        "text": TEXT,
        "at": clock.now(),
    }
    return raise_worry(cast.session, actor or cast.author, **given | more)


def test_it_is_kept_with_when_it_arose_and_when_it_came(cast: Cast) -> None:
    at = clock.now() - timedelta(hours=5)

    worry = write(cast, contact_id=cast.visit.id, enrolment_id=cast.enrolment.id, at=at)

    assert (worry.text, worry.author_id, worry.family_id) == (TEXT, cast.visitor.id, cast.family.id)
    assert (worry.child_id, worry.enrolment_id, worry.contact_id) == (cast.child.id, cast.enrolment.id, cast.visit.id)
    assert worry.school_id == cast.school.id
    assert worry.arose_at == at < worry.received_at
    assert worry.is_unread


def test_a_clock_that_is_ahead_does_not_put_it_into_the_future(cast: Cast) -> None:
    worry = write(cast, at=clock.now() + timedelta(days=1))

    assert worry.arose_at <= clock.now()


def test_sent_again_it_is_the_same_one_also_when_the_family_is_no_longer_hers(cast: Cast) -> None:
    worry_id = uuid.uuid4()
    first = write(cast, worry_id=worry_id)

    again = write(cast, worry_id=worry_id, text="Iets anders.", family_id=uuid.uuid4())

    assert again is first
    assert again.text == TEXT


def test_the_id_of_somebody_elses_worry_tells_nothing(cast: Cast) -> None:
    worry_id = uuid.uuid4()
    write(cast, worry_id=worry_id)
    colleague = make.make_staff(cast.session, cast.organisation, name="Collega")

    with pytest.raises(NotFoundError):
        write(cast, cast.actor(colleague, Role.HOME_VISITOR), worry_id=worry_id)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_one_is_refused(app: Flask, cast: Cast, text: str) -> None:
    with app.test_request_context(), pytest.raises(InvalidStateError):
        write(cast, text=text)


def test_a_family_that_one_does_not_work_with_is_not_there(cast: Cast) -> None:
    colleague = make.make_staff(cast.session, cast.organisation, name="Collega")

    with pytest.raises(NotFoundError):
        write(cast, cast.actor(colleague, Role.HOME_VISITOR))


def test_nothing_of_another_organisation_or_family_can_be_named(cast: Cast) -> None:
    elsewhere = make_cast(cast.session, "Elders")
    for foreign in (
        {"family_id": elsewhere.family.id},
        {"enrolment_id": elsewhere.enrolment.id},
        {"contact_id": elsewhere.visit.id},
        {"child_id": elsewhere.child.id},
        {"child_id": cast.other_child.id},
        {"family_id": cast.other_family.id, "enrolment_id": cast.enrolment.id},
        {"family_id": cast.other_family.id, "contact_id": cast.visit.id},
    ):
        with pytest.raises(NotFoundError):
            write(cast, **foreign)


def test_where_nobody_was_named_it_says_whom_to_phone(app: Flask, cast: Cast) -> None:
    with app.test_request_context(), pytest.raises(InvalidStateError) as refused:
        write(cast, family_id=cast.other_family.id)

    assert "0800-2000" in refused.value.message
    assert "112" in refused.value.message
    assert cast.session.scalars(select(Worry.id).where(Worry.organisation_id == cast.organisation.id)).all() == []


def test_whoever_holds_the_role_in_the_whole_organisation_reads_for_every_school(cast: Cast) -> None:
    make.make_staff(cast.session, cast.organisation, name="Ook Hier", roles=[Role.SAFEGUARDING_OFFICER])

    assert write(cast, family_id=cast.other_family.id).school_id == cast.other_school.id
    assert who_reads(cast.session, cast.organisation.id, None).names == ("Ook Hier",)


def test_who_reads_are_officer_and_deputy_at_work(cast: Cast) -> None:
    def at(school: Any) -> Any:
        return who_reads(cast.session, cast.organisation.id, school.id)

    assert at(cast.school).names == ("Carolien Stam", "Winston Ferrier")
    assert not at(cast.other_school).named
    cast.officer.archived_at = clock.now()
    cast.session.flush()
    assert at(cast.school).names == ("Winston Ferrier",)


def test_the_audit_tells_that_it_was_done_and_neither_what_nor_about_whom(db_session: Session, cast: Cast) -> None:
    worry = write(cast)

    entry = db_session.scalars(
        select(AuditEntry).where(
            AuditEntry.organisation_id == cast.organisation.id, AuditEntry.action == "worry.raised"
        )
    ).one()
    assert (entry.subject_id, entry.staff_id) == (worry.id, cast.visitor.id)
    assert (entry.family_id, entry.before, entry.after) == (None, {}, {})
