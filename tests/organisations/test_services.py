"""Schools, closed days and local defaults are written by who may, and never twice."""

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from programmes.catalogue import default
from programmes.protocol import UnknownKeyError
from tests.factories import actor_of, make_organisation, make_school, make_staff
from thuisbasis.errors import EditConflictError, ForbiddenError, InvalidStateError, NotFoundError
from thuisbasis.organisations import queries, services
from thuisbasis.organisations.models import Organisation
from thuisbasis.organisations.services import SchoolFacts
from thuisbasis.permissions import Actor, Role


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make_organisation(db_session)


@pytest.fixture
def administrator(db_session: Session, organisation: Organisation) -> Actor:
    return actor_of(organisation, make_staff(db_session, organisation), Role.ADMINISTRATOR)


def coordinator(session: Session, organisation: Organisation, *school_names: str) -> Actor:
    schools = [make_school(session, organisation, name=name) for name in school_names]
    return actor_of(organisation, make_staff(session, organisation), Role.COORDINATOR, schools=schools)


def test_a_school_is_added_once_however_often_the_form_is_sent(db_session: Session, administrator: Actor) -> None:
    facts, form_id = SchoolFacts(name="De Brug", region="Midden", brin="12AB"), uuid.uuid4()
    for _ in range(2):
        services.add_school(db_session, administrator, facts=facts, school_id=form_id)
    assert [school.name for school in queries.schools(db_session, administrator)] == ["De Brug"]


def test_two_schools_have_no_brin_in_common(db_session: Session, administrator: Actor) -> None:
    services.add_school(db_session, administrator, facts=SchoolFacts(name="De Brug", region="Midden", brin="12AB"))
    with pytest.raises(InvalidStateError, match="De Brug"):
        services.add_school(db_session, administrator, facts=SchoolFacts(name="Twee", region="Noord", brin="12AB"))


def test_a_coordinator_changes_their_own_school_alone(db_session: Session, organisation: Organisation) -> None:
    actor = coordinator(db_session, organisation, "De Brug")
    own, other = queries.schools(db_session, actor)[0], make_school(db_session, organisation, name="De Ladder")
    services.change_school(
        db_session, actor, own, facts=SchoolFacts(name="De Nieuwe Brug", region="Midden"), revision=own.revision
    )
    assert own.name == "De Nieuwe Brug"
    with pytest.raises(ForbiddenError):
        services.change_school(
            db_session, actor, other, facts=SchoolFacts(name="X", region="Midden"), revision=other.revision
        )
    with pytest.raises(ForbiddenError):
        services.add_school(db_session, actor, facts=SchoolFacts(name="X", region="Midden"))
    with pytest.raises(ForbiddenError):
        services.add_closed_period(
            db_session,
            actor,
            school_id=None,
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 9, 1),
            reason="feest",
        )


def test_a_school_of_another_organisation_is_not_there(db_session: Session, administrator: Actor) -> None:
    elsewhere = make_school(db_session, make_organisation(db_session, name="Elders"))
    with pytest.raises(NotFoundError):
        queries.school_or_404(db_session, administrator, elsewhere.id)


def test_an_archived_school_leaves_the_list_and_comes_back(db_session: Session, administrator: Actor) -> None:
    school = services.add_school(db_session, administrator, facts=SchoolFacts(name="De Brug", region="Midden"))
    services.archive_school(db_session, administrator, school)
    assert not queries.schools(db_session, administrator)
    assert queries.schools(db_session, administrator, archived=True) == [school]
    services.restore_school(db_session, administrator, school)
    assert queries.schools(db_session, administrator) == [school]


def test_who_saves_over_an_unseen_change_gets_both_texts(db_session: Session, administrator: Actor) -> None:
    school = services.add_school(db_session, administrator, facts=SchoolFacts(name="De Brug", region="Midden"))
    opened = school.revision
    services.change_school(
        db_session, administrator, school, facts=SchoolFacts(name="De Ladder", region="Midden"), revision=opened
    )
    with pytest.raises(EditConflictError) as conflict:
        services.change_school(
            db_session, administrator, school, facts=SchoolFacts(name="De Sluis", region="Midden"), revision=opened
        )
    assert conflict.value.mine == {"Naam van de school": "De Sluis"}
    same = SchoolFacts(name="De Ladder", region="Midden")
    services.change_school(db_session, administrator, school, facts=same, revision=opened)


def test_the_numbers_that_hold_are_those_of_the_latest_date_that_has_come(
    db_session: Session, administrator: Actor
) -> None:
    programme = next(one for one in default().programmes() if one.local_defaults)
    number = programme.local_defaults[0]

    def hold(on: date) -> dict[str, int]:
        return queries.local_numbers(db_session, administrator.organisation_id, programme.key, on)

    for valid_from, value in ((date(2026, 1, 1), number.least), (date(2026, 6, 1), number.most)):
        services.set_local_numbers(
            db_session, administrator, programme=programme, valid_from=valid_from, numbers={number.key: value}
        )
    assert hold(date(2025, 12, 31)) == {}
    assert hold(date(2026, 5, 31)) == {number.key: number.least}
    assert hold(date(2026, 6, 1)) == {number.key: number.most}


def test_numbers_out_of_bounds_or_unknown_are_refused(db_session: Session, administrator: Actor) -> None:
    programme = next(one for one in default().programmes() if one.local_defaults)
    number = programme.local_defaults[0]
    with pytest.raises(ValueError, match=number.key):
        services.set_local_numbers(
            db_session,
            administrator,
            programme=programme,
            valid_from=date(2026, 1, 1),
            numbers={number.key: number.most + 1},
        )
    with pytest.raises(UnknownKeyError):
        services.set_local_numbers(
            db_session, administrator, programme=programme, valid_from=date(2026, 1, 1), numbers={"geen": 1}
        )
