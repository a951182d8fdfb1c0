"""Which families somebody sees: all, those of one's schools, those one works with, those one registered."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis.errors import NotFoundError
from thuisbasis.families import queries, services, workers
from thuisbasis.families.models import Family
from thuisbasis.families.people import ChildFacts, NewChild
from thuisbasis.organisations.models import Organisation, School
from thuisbasis.permissions import Actor, Role


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make.make_organisation(db_session)


@pytest.fixture
def schools(db_session: Session, organisation: Organisation) -> list[School]:
    return [make.make_school(db_session, organisation, name=name) for name in ("De Brug", "De Ladder")]


@pytest.fixture
def families(db_session: Session, organisation: Organisation, schools: list[School]) -> list[Family]:
    """One at each school, and one whose child has no school."""
    found = [make.make_family(db_session, organisation, name=name) for name in ("Aydın", "Bos", "Cem")]
    for family, school in zip(found, [*schools, None], strict=True):
        make.make_child(db_session, family, school=school)
    return found


def seen(session: Session, actor: Actor) -> set[str]:
    return {family.name for family in session.scalars(select(Family).where(queries.visible(actor)))}


def somebody(session: Session, organisation: Organisation, *roles: Role, **scope: object) -> Actor:
    return make.actor_of(organisation, make.make_staff(session, organisation), *roles, **scope)  # type: ignore[arg-type]


@pytest.mark.usefixtures("families")
def test_administrators_and_coordinators_of_the_whole_see_all(db_session: Session, organisation: Organisation) -> None:
    everything = {"Aydın", "Bos", "Cem"}
    assert seen(db_session, somebody(db_session, organisation, Role.ADMINISTRATOR)) == everything
    assert seen(db_session, somebody(db_session, organisation, Role.COORDINATOR, every_school=True)) == everything


@pytest.mark.usefixtures("families")
def test_a_coordinator_of_a_school_sees_families_with_a_child_there(
    db_session: Session, organisation: Organisation, schools: list[School]
) -> None:
    assert seen(db_session, somebody(db_session, organisation, Role.COORDINATOR, schools=schools[:1])) == {"Aydın"}


def test_an_archived_child_gives_no_sight_of_the_family(
    db_session: Session, organisation: Organisation, schools: list[School], families: list[Family]
) -> None:
    actor = somebody(db_session, organisation, Role.COORDINATOR, schools=schools[:1])
    child = queries.children_of(db_session, organisation.id, [families[0].id])[families[0].id][0]
    child.archived_at = organisation.created_at
    db_session.flush()
    assert seen(db_session, actor) == set()


def test_a_visitor_sees_the_families_that_are_hers_until_it_ends(
    db_session: Session, organisation: Organisation, families: list[Family]
) -> None:
    visitor = somebody(db_session, organisation, Role.HOME_VISITOR)
    assert seen(db_session, visitor) == set()
    through = families[1].id
    workers.keep(db_session, organisation.id, "enrolment", through, {(families[1].id, visitor.staff_id)})
    assert seen(db_session, visitor) == {"Bos"}
    workers.keep(db_session, organisation.id, "enrolment", through, set())
    assert seen(db_session, visitor) == set()


@pytest.mark.usefixtures("families")
def test_who_registers_a_family_without_a_school_keeps_seeing_it(
    db_session: Session, organisation: Organisation, schools: list[School]
) -> None:
    actor = somebody(db_session, organisation, Role.COORDINATOR, schools=schools[:1])
    child = NewChild(facts=ChildFacts(given_name="Noor", surname="Dijk"))
    services.add_family(db_session, actor, children=[child])
    assert seen(db_session, actor) == {"Aydın", "Dijk"}
    colleague = somebody(db_session, organisation, Role.COORDINATOR, schools=schools[:1])
    assert seen(db_session, colleague) == {"Aydın"}


def test_another_organisation_s_family_is_not_there(db_session: Session, organisation: Organisation) -> None:
    elsewhere = make.make_organisation(db_session, name="Elders")
    family = make.make_family(db_session, elsewhere)
    guardian = make.make_guardian(db_session, family)
    actor = somebody(db_session, organisation, Role.ADMINISTRATOR)
    with pytest.raises(NotFoundError):
        queries.family_or_404(db_session, actor, family.id)
    with pytest.raises(NotFoundError):
        queries.guardian_or_404(db_session, actor, family.id, guardian.id)


def test_a_guardian_is_not_found_under_another_family(
    db_session: Session, organisation: Organisation, families: list[Family]
) -> None:
    actor = somebody(db_session, organisation, Role.ADMINISTRATOR)
    guardian = make.make_guardian(db_session, families[0])
    assert queries.guardian_or_404(db_session, actor, families[0].id, guardian.id) is guardian
    with pytest.raises(NotFoundError):
        queries.guardian_or_404(db_session, actor, families[1].id, guardian.id)
