"""Groups: forming, leading, places in them, the plan gate, and who sees which family because of it."""

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.enrolments.people import People, people
from thuisbasis import clock
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import EditConflictError, ForbiddenError, InvalidStateError, RuleBrokenError
from thuisbasis.families.models import FamilyWorker
from thuisbasis.groups import places, plan, queries, services
from thuisbasis.groups.models import Group
from thuisbasis.groups.states import State, may_become, rows
from thuisbasis.organisations.models import Qualification, Staff
from thuisbasis.permissions import Role

COURSE = "pittige-jaren-course"


def a_trainer(session: Session, who: People, name: str, *, trained: bool = True) -> Staff:
    """Somebody with the role, and by default with the qualification."""
    trainer = make.make_staff(session, who.organisation, name=name, roles=[Role.TRAINER])
    if trained:
        session.add(
            Qualification(
                organisation_id=who.organisation.id,
                staff_id=trainer.id,
                programme_key="pittige-jaren",
                qualification_key=COURSE,
                obtained_on=date(2020, 1, 1),
            )
        )
        session.flush()
    return trainer


def a_group(session: Session, who: People, leaders: Sequence[Staff] = (), **more: object) -> Group:
    """A group that starts in three weeks on a Tuesday."""
    usual: dict[str, object] = {
        "name": "Dinsdagavond",
        "programme_key": "pittige-jaren",
        "track_key": "preventie-14",
        "school": who.school,
        "weekday": 1,
        "start_time": time(19),
        "starts_on": clock.today() + timedelta(days=21),
        "leaders": leaders,
    }
    return services.form_group(session, who.actor, **(usual | more))  # type: ignore[arg-type]


def enrolled(session: Session, who: People, **more: object) -> Enrolment:
    """The child proposed for the programme of the group."""
    usual: dict[str, object] = {
        "programme_key": "pittige-jaren",
        "track_key": "preventie-14",
        "indication_key": "serious_behaviour",
    }
    return enrolments.enrol(
        session,
        who.actor,
        child=who.child,
        guardians=[who.guardian],
        **(usual | more),  # type: ignore[arg-type]
    )


def workers(session: Session, who: People) -> set[object]:
    return set(
        session.scalars(select(FamilyWorker.staff_id).where(FamilyWorker.organisation_id == who.organisation.id))
    )


def test_a_group_begins_on_the_first_such_weekday(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who, starts_on=date(2026, 9, 16), weekday=1)
    assert group.starts_on == date(2026, 9, 22)


def test_a_track_of_visits_is_not_for_groups(db_session: Session) -> None:
    who = people(db_session)
    with pytest.raises(InvalidStateError):
        a_group(db_session, who, programme_key="real", track_key="real-10")


def test_a_coordinator_forms_groups_for_own_schools_alone(db_session: Session) -> None:
    who = people(db_session)
    other = make.make_school(db_session, who.organisation, name="Elders")
    own = make.actor_of(who.organisation, who.coordinator, Role.COORDINATOR, schools=[who.school])
    with pytest.raises(ForbiddenError):
        services.form_group(
            db_session,
            own,
            name="Hier niet",
            programme_key="pact",
            track_key="pact-30",
            school=other,
            weekday=0,
            start_time=time(9),
            starts_on=clock.today(),
        )


def test_leaders_see_the_families_whichever_comes_first(db_session: Session) -> None:
    who = people(db_session)
    first, second = a_trainer(db_session, who, "Anna Vos"), a_trainer(db_session, who, "Bram Prins")
    group = a_group(db_session, who, [first])

    places.add_member(db_session, who.actor, group, enrolled(db_session, who), who.child)
    assert workers(db_session, who) == {first.id}

    services.add_leader(db_session, who.actor, group, second)
    assert workers(db_session, who) == {first.id, second.id}

    services.remove_leader(db_session, who.actor, group, first)
    assert workers(db_session, who) == {second.id}


def test_a_place_places_the_enrolment_and_giving_it_back_lets_it_wait(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who, [a_trainer(db_session, who, "Anna Vos")])
    enrolment = enrolled(db_session, who)

    places.add_member(db_session, who.actor, group, enrolment, who.child)
    assert (enrolment.state, enrolment.expected_start) == ("placed", group.starts_on)
    assert [m.enrolment for m in queries.members_of(db_session, who.actor, group)] == [enrolment]

    places.remove_member(db_session, who.actor, group, enrolment)
    assert enrolment.state == "waiting"
    assert queries.members_of(db_session, who.actor, group) == []
    assert workers(db_session, who) == set()

    places.add_member(db_session, who.actor, group, enrolment, who.child)
    assert len(queries.members_of(db_session, who.actor, group)) == 1


def test_a_child_has_one_place_at_a_time_and_of_its_own_track(db_session: Session) -> None:
    who = people(db_session)
    group, other = a_group(db_session, who), a_group(db_session, who, track_key="behandeling-18")
    enrolment = enrolled(db_session, who)
    with pytest.raises(InvalidStateError, match="andere variant"):
        places.add_member(db_session, who.actor, other, enrolment, who.child)
    places.add_member(db_session, who.actor, group, enrolment, who.child)
    with pytest.raises(InvalidStateError, match="al een plaats"):
        places.add_member(db_session, who.actor, a_group(db_session, who), enrolment, who.child)


def test_a_child_that_turns_nine_before_the_start_gets_no_place(db_session: Session) -> None:
    today = clock.today()
    who = people(db_session, birth_date=date(today.year - 9, today.month, 1) + timedelta(days=40), groep="5")
    group = a_group(db_session, who, starts_on=today + timedelta(days=60))
    enrolment = enrolled(db_session, who)
    with pytest.raises(RuleBrokenError) as refused:
        places.add_member(db_session, who.actor, group, enrolment, who.child)
    assert [finding.rule for finding in refused.value.findings] == ["age_at_start"]


def test_a_child_whose_birth_date_is_not_known_gets_a_place_that_keeps_the_group_from_starting(
    db_session: Session,
) -> None:
    who = people(db_session)
    who.child.birth_date = None
    group = a_group(db_session, who)
    enrolment = enrolled(db_session, who, missing_may_follow=True)
    places.add_member(db_session, who.actor, group, enrolment, who.child)

    blocking = {f.rule for f in plan.findings(db_session, who.actor, group) if f.blocks}
    assert "age_at_start" in blocking


def full_group(session: Session, who: People, families: int = 6) -> Group:
    """A group with two trained leaders and enough families."""
    group = a_group(session, who, [a_trainer(session, who, "Anna Vos"), a_trainer(session, who, "Bram Prins")])
    for number in range(families):
        family = make.make_family(session, who.organisation, name=f"Gezin {number}")
        guardian = make.make_guardian(session, family)
        child = make.make_child(session, family, school=who.school, guardians=[guardian])
        enrolment = enrolments.enrol(
            session,
            who.actor,
            child=child,
            guardians=[guardian],
            programme_key="pittige-jaren",
            track_key="preventie-14",
            indication_key="threatened",
        )
        places.add_member(session, who.actor, group, enrolment, child)
    return group


def test_a_group_with_leaders_and_families_starts_and_its_enrolments_begin(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)

    warnings = places.start_group(db_session, who.actor, group)

    assert group.state == "started"
    assert {finding.rule for finding in warnings} == {"group_size_advised"}
    members = queries.members_of(db_session, who.actor, group)
    assert {(m.enrolment.state, m.enrolment.started_on) for m in members} == {("active", group.starts_on)}


@pytest.mark.parametrize("families", [5, 17])
def test_a_group_of_another_size_cannot_start(db_session: Session, families: int) -> None:
    who = people(db_session)
    group = full_group(db_session, who, families)
    with pytest.raises(RuleBrokenError) as refused:
        places.start_group(db_session, who.actor, group)
    assert [finding.rule for finding in refused.value.findings] == ["group_size"]
    assert group.state == "forming"


def test_a_leader_without_the_course_does_not_count(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    anna = queries.leaders_of(db_session, who.organisation.id, [group.id])[group.id][0]
    services.remove_leader(db_session, who.actor, group, anna)
    services.add_leader(db_session, who.actor, group, a_trainer(db_session, who, "Nog Niet", trained=False))

    blocking = [f for f in plan.findings(db_session, who.actor, group) if f.blocks]
    assert [finding.rule for finding in blocking] == ["qualified_leaders"]


@pytest.mark.parametrize(("says_so", "rules"), [(True, ["qualified_leaders"]), (False, [])])
def test_a_qualification_expires_only_if_the_organisation_says_so(
    db_session: Session, says_so: bool, rules: list[str]
) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    held = db_session.scalars(select(Qualification).where(Qualification.organisation_id == who.organisation.id)).first()
    assert held is not None
    held.expires_on = group.starts_on - timedelta(days=1)
    who.organisation.qualifications_expire = says_so
    db_session.flush()
    assert [f.rule for f in plan.findings(db_session, who.actor, group) if f.blocks] == rules


def test_a_family_joins_a_started_group_and_joining_late_warns(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    places.start_group(db_session, who.actor, group)
    enrolment = enrolled(db_session, who)

    warnings = places.add_member(db_session, who.actor, group, enrolment, who.child, from_number=4)

    assert [finding.rule for finding in warnings] == ["joining"]
    assert enrolment.state == "active"


def test_joining_in_time_does_not_warn(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    places.start_group(db_session, who.actor, group)
    assert places.add_member(db_session, who.actor, group, enrolled(db_session, who), who.child, from_number=3) == ()


def test_who_stops_gives_the_place_back(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    places.start_group(db_session, who.actor, group)
    enrolment = queries.members_of(db_session, who.actor, group)[0].enrolment

    enrolments.end_early(db_session, who.actor, enrolment, reason="moved")

    assert enrolment not in [m.enrolment for m in queries.members_of(db_session, who.actor, group)]


def test_a_group_that_is_cancelled_sends_its_families_back_to_the_waiting_list(db_session: Session) -> None:
    who = people(db_session)
    group = full_group(db_session, who)
    members = queries.members_of(db_session, who.actor, group)

    places.cancel_group(db_session, who.actor, group)

    assert group.state == "cancelled"
    assert {member.enrolment.state for member in members} == {"waiting"}
    with pytest.raises(InvalidStateError):
        services.add_leader(db_session, who.actor, group, who.visitor)


def test_two_people_do_not_overwrite_each_other(db_session: Session) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    seen = group.revision
    services.change_group(db_session, who.actor, group, revision=seen, new={"name": "Woensdag", "weekday": 2})
    assert group.starts_on.weekday() == 2
    with pytest.raises(EditConflictError):
        services.change_group(db_session, who.actor, group, revision=seen, new={"name": "Donderdag"})


def test_a_leader_sees_the_own_groups_and_nobody_elses(db_session: Session) -> None:
    who = people(db_session)
    anna = a_trainer(db_session, who, "Anna Vos")
    mine, other = a_group(db_session, who, [anna]), a_group(db_session, who)
    boss = make.make_staff(db_session, who.organisation, name="Chef", roles=[Role.SUPERVISOR])
    anna.supervisor_id = boss.id
    db_session.flush()
    for actor in (
        make.actor_of(who.organisation, anna, Role.TRAINER),
        make.actor_of(who.organisation, boss, Role.SUPERVISOR),
    ):
        seen = db_session.scalars(queries.seen_by(actor)).all()
        assert mine in seen
        assert other not in seen


def test_the_states_of_a_group_can_be_drawn() -> None:
    assert rows()[0] == ("", "forming", "form")
    assert may_become(State.FORMING, State.STARTED)
    assert not may_become(State.FORMING, State.FINISHED)
