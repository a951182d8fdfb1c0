"""A worry is there for its author, the officers of its school, and whom they add; for nobody else."""

import pytest
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from tests import factories as make
from tests.safeguarding.people import Cast, make_cast
from thuisbasis.errors import NotFoundError
from thuisbasis.permissions import Actor, Role
from thuisbasis.safeguarding import lists, queries, services
from thuisbasis.safeguarding.models import Worry
from thuisbasis.safeguarding.queries import Seen, seen_or_404


def seen(cast: Cast, actor: Actor, worry: Worry) -> Seen | None:
    try:
        return seen_or_404(cast.session, actor, worry.id)
    except NotFoundError:
        return None


def test_its_author_sees_the_text_and_not_what_is_done_with_it(cast: Cast) -> None:
    found = seen(cast, cast.author, cast.worry(text="Eigen woorden."))

    assert found
    assert found.is_author
    assert found.worry.text == "Eigen woorden."
    assert not found.reads_notes


@pytest.mark.parametrize("who", ["officer", "deputy"])
def test_officer_and_deputy_of_its_school_see_all_of_it(cast: Cast, who: str) -> None:
    role = Role.SAFEGUARDING_OFFICER if who == "officer" else Role.SAFEGUARDING_DEPUTY
    found = seen(cast, cast.actor(getattr(cast, who), role), cast.worry())

    assert found
    assert found.is_officer
    assert found.reads_notes


def test_the_officer_of_another_school_does_not_find_it(cast: Cast) -> None:
    actor = cast.actor(cast.other_officer, Role.SAFEGUARDING_OFFICER)

    assert seen(cast, actor, cast.worry()) is None
    assert list(lists.unread(cast.session, actor)) == []


def test_who_has_the_role_no_longer_does_not_find_it(cast: Cast) -> None:
    former = make.make_staff(cast.session, cast.organisation, name="Oud Stam", roles=[])

    assert seen(cast, cast.actor(former, Role.SAFEGUARDING_OFFICER), cast.worry()) is None


@pytest.mark.parametrize("role", [role for role in Role if "aandacht" not in role and role != Role.SAFEGUARDING_DEPUTY])
def test_no_other_role_finds_it_however_wide(cast: Cast, role: Role) -> None:
    person = make.make_staff(cast.session, cast.organisation, name="Iemand Anders", roles=[role])
    actor = cast.actor(person, role, schools=[cast.school], every_school=role is Role.COORDINATOR)

    assert seen(cast, actor, cast.worry()) is None
    assert list(lists.unread(cast.session, actor)) == []
    assert list(lists.written_by(cast.session, actor)) == []


def test_a_supervisor_sees_the_one_that_an_officer_added_them_to_and_only_while_it_is_shared(cast: Cast) -> None:
    worry, another = cast.worry(), cast.worry()
    supervisor = cast.actor(cast.supervisor, Role.SUPERVISOR)
    services.add_reader(cast.session, cast.as_officer, worry, cast.supervisor.id)

    found = seen(cast, supervisor, worry)
    assert found
    assert found.is_supervisor
    assert not found.is_officer
    assert seen(cast, supervisor, another) is None
    services.remove_reader(cast.session, cast.as_officer, worry, cast.supervisor.id)
    assert seen(cast, supervisor, worry) is None


def test_a_supervisor_cannot_act_on_it(cast: Cast) -> None:
    worry = cast.worry()
    services.add_reader(cast.session, cast.as_officer, worry, cast.supervisor.id)

    with pytest.raises(NotFoundError):
        queries.handled_or_404(cast.session, cast.actor(cast.supervisor, Role.SUPERVISOR), worry.id)


@pytest.mark.parametrize("who", ["visitor", "deputy"])
def test_it_is_shared_with_supervisors_alone(cast: Cast, who: str) -> None:
    with pytest.raises(NotFoundError):
        services.add_reader(cast.session, cast.as_officer, cast.worry(), getattr(cast, who).id)


def test_the_officer_of_another_organisation_does_not_find_it(cast: Cast) -> None:
    elsewhere = make_cast(cast.session, "Elders")
    everywhere = make.make_staff(cast.session, elsewhere.organisation, name="Elders", roles=[Role.SAFEGUARDING_OFFICER])

    assert seen(cast, elsewhere.actor(everywhere, Role.SAFEGUARDING_OFFICER), cast.worry()) is None


def test_a_list_cannot_even_reach_the_text(db_session: Session, cast: Cast) -> None:
    cast.worry()
    db_session.commit()
    db_session.expunge_all()

    (listed,) = lists.unread(db_session, cast.as_officer)
    with pytest.raises(InvalidRequestError):
        _ = listed.text
