"""Staff get roles at schools or everywhere; a change of roles, or leaving, ends what they were signed in to."""

import uuid
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import actor_of, make_organisation, make_school, make_staff
from thuisbasis import clock
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account, SignInSession
from thuisbasis.accounts.services import make_account
from thuisbasis.audit.models import AuditEntry
from thuisbasis.errors import EditConflictError, InvalidStateError
from thuisbasis.organisations import queries, staffing
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.organisations.staffing import StaffFacts
from thuisbasis.permissions import Actor, Role

NEVER: frozenset[uuid.UUID] = frozenset()


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make_organisation(db_session)


@pytest.fixture
def administrator(db_session: Session, organisation: Organisation) -> Actor:
    staff = make_staff(db_session, organisation, roles=[Role.ADMINISTRATOR])
    return actor_of(organisation, staff, Role.ADMINISTRATOR)


def signed_in(session: Session, staff: Staff) -> list[bool]:
    """Which of the sign-ins of a staff member are alive."""
    found = session.scalars(select(SignInSession).where(SignInSession.account_id == staff.account_id))
    return [one.ended_at is None for one in found]


def begin(session: Session, staff: Staff) -> str:
    return sign_ins.begin(session, session.get_one(Account, staff.account_id), at=clock.now())


def test_somebody_is_added_with_a_role_at_two_schools(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    schools = [make_school(db_session, organisation, name=name) for name in ("De Brug", "De Ladder")]
    added = staffing.add_staff(
        db_session,
        administrator,
        facts=StaffFacts(given_name="Gradje", infix="van 't", surname="Hof"),
        roles={Role.COORDINATOR: frozenset(one.id for one in schools), Role.TRAINER: frozenset({schools[0].id})},
    )
    assert added.sort_key == "hof gradje van t"
    held = queries.roles_of(db_session, administrator, [added.id])[added.id]
    assert sorted((one.role, one.school_id) for one in held if one.school_id) == sorted(
        ("coordinator", one.id) for one in schools
    )
    assert [one.school_id for one in held if one.role == Role.TRAINER] == [None]


def test_the_same_form_sent_twice_adds_one_person(db_session: Session, administrator: Actor) -> None:
    facts, form_id = StaffFacts(given_name="An", surname="Bos"), uuid.uuid4()
    first, second = (
        staffing.add_staff(db_session, administrator, facts=facts, roles={Role.TRAINER: NEVER}, staff_id=form_id)
        for _ in range(2)
    )
    assert first is second


def test_a_change_of_roles_ends_the_sign_ins(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    person = make_staff(db_session, organisation, roles=[Role.TRAINER])
    begin(db_session, person)
    staffing.set_roles(db_session, administrator, person, roles={Role.TRAINER: NEVER})
    assert signed_in(db_session, person) == [True], "nothing changed"
    staffing.set_roles(db_session, administrator, person, roles={Role.HOME_VISITOR: NEVER})
    assert signed_in(db_session, person) == [False]
    assert [one.role for one in queries.roles_of(db_session, administrator, [person.id])[person.id]] == ["home-visitor"]


def test_who_leaves_is_signed_out_and_in_no_list_and_can_come_back(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    person = make_staff(db_session, organisation, roles=[Role.TRAINER])
    begin(db_session, person)
    staffing.archive_staff(db_session, administrator, person)
    assert signed_in(db_session, person) == [False]
    assert person not in queries.staff_with_role(db_session, administrator, Role.TRAINER)
    assert queries.staff_by_id(db_session, administrator, [person.id])[person.id].name == person.name
    staffing.restore_staff(db_session, administrator, person)
    assert person in queries.staff_with_role(db_session, administrator, Role.TRAINER)


def test_the_last_administrator_stays(db_session: Session, organisation: Organisation, administrator: Actor) -> None:
    last = queries.staff_or_404(db_session, administrator, administrator.staff_id)
    with pytest.raises(InvalidStateError, match="beheerder"):
        staffing.set_roles(db_session, administrator, last, roles={Role.TRAINER: NEVER})
    other = make_staff(db_session, organisation, roles=[Role.ADMINISTRATOR])
    staffing.archive_staff(db_session, administrator, other)
    with pytest.raises(InvalidStateError, match="uzelf"):
        staffing.archive_staff(db_session, administrator, last)


def test_a_coordinator_at_one_school_who_watches_over_safety_at_another_coordinates_one(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    here, there = (make_school(db_session, organisation, name=name) for name in ("Hier", "Daar"))
    person = make_staff(db_session, organisation, roles=[])
    roles = {Role.COORDINATOR: frozenset({here.id}), Role.SAFEGUARDING_OFFICER: NEVER}
    staffing.set_roles(db_session, administrator, person, roles=roles)
    token = begin(db_session, person)
    found = sign_ins.load(db_session.connection(), token, at=clock.now(), hours=12, idle_minutes=60)
    assert found is not None
    assert found.actor is not None
    assert found.actor.schools == {here.id}
    assert not found.actor.sees_whole_organisation
    assert queries.may_manage(found.actor, here.id)
    assert not queries.may_manage(found.actor, there.id)
    assert not queries.may_manage(found.actor, None)


def test_two_who_change_the_same_person_see_both_texts(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    person = make_staff(db_session, organisation, name="An Bos")
    opened = person.revision
    change = {"given_name": "An", "surname": "Bos"}
    staffing.change_staff(
        db_session, administrator, person, facts=StaffFacts(**change, email="an@voorbeeld.nl"), revision=opened
    )
    with pytest.raises(EditConflictError) as conflict:
        staffing.change_staff(
            db_session, administrator, person, facts=StaffFacts(**change, email="bos@voorbeeld.nl"), revision=opened
        )
    assert conflict.value.mine == {"E-mailadres": "bos@voorbeeld.nl"}
    assert conflict.value.theirs == {"E-mailadres": "an@voorbeeld.nl"}


def test_the_password_of_who_works_elsewhere_too_is_not_ours_to_set(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    account = make_account(db_session, email="an@voorbeeld.nl", password=None)
    elsewhere = make_organisation(db_session, name="Elders")
    chief = actor_of(elsewhere, make_staff(db_session, elsewhere), Role.ADMINISTRATOR)
    for actor in (administrator, chief):
        person = staffing.add_staff(
            db_session,
            actor,
            facts=StaffFacts(given_name="An", surname="Bos"),
            roles={Role.TRAINER: NEVER},
            account_id=account.id,
        )
    with pytest.raises(InvalidStateError, match="elders"):
        staffing.account_of(db_session, chief, person)


def test_a_qualification_is_written_down_and_what_was_taken_away_stays_in_the_audit_trail(
    db_session: Session, organisation: Organisation, administrator: Actor
) -> None:
    person = make_staff(db_session, organisation)
    found = staffing.add_qualification(
        db_session,
        administrator,
        person,
        programme_key="real",
        qualification_key="real-visitor",
        obtained_on=date(2026, 1, 1),
    )
    assert queries.qualifications_of(db_session, administrator, [person.id])[person.id] == [found]
    staffing.remove_qualification(db_session, administrator, found)
    assert not queries.qualifications_of(db_session, administrator, [person.id])[person.id]
    last = db_session.scalars(
        select(AuditEntry).where(
            AuditEntry.organisation_id == organisation.id, AuditEntry.action == "qualification.removed"
        )
    ).one()
    assert last.before["obtained_on"] == "2026-01-01"
