"""Enrolling: what is fixed, what refuses, what only warns; and how an enrolment changes its state."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.enrolments.people import People, people
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.enrolments import details, queries, services, workers
from thuisbasis.enrolments.models import Enrolment, EnrolmentEvent
from thuisbasis.enrolments.states import State
from thuisbasis.errors import InvalidStateError, NotFoundError, RuleBrokenError
from thuisbasis.families.models import FamilyWorker
from thuisbasis.organisations.models import LocalDefaults


def visits(session: Session, who: People, **more: object) -> Enrolment:
    """The child enrolled in the programme of home visits."""
    usual: dict[str, object] = {"programme_key": "real", "track_key": "real-10", "indication_note": "weinig boeken"}
    return services.enrol(
        session,
        who.actor,
        child=who.child,
        guardians=[who.guardian],
        **(usual | more),  # type: ignore[arg-type]
    )


def actions(session: Session, enrolment: Enrolment) -> list[str]:
    rows = select(AuditEntry.action).where(
        AuditEntry.organisation_id == enrolment.organisation_id, AuditEntry.subject_id == enrolment.id
    )
    return list(session.scalars(rows.order_by(AuditEntry.id)))


def test_an_enrolment_fixes_the_protocol_version_and_the_numbers_of_the_day(db_session: Session) -> None:
    who = people(db_session)
    numbers = {"organisation_id": who.organisation.id, "programme_key": "real"}
    db_session.add(LocalDefaults(**numbers, valid_from=date(2020, 1, 1), numbers={"completion_percent": 75}))
    db_session.add(
        LocalDefaults(**numbers, valid_from=clock.today() + timedelta(days=1), numbers={"completion_percent": 90})
    )
    db_session.flush()

    enrolment = visits(db_session, who)

    assert (enrolment.version, enrolment.track_key, enrolment.state) == ("1", "real-10", "proposed")
    assert enrolment.local_numbers == {"completion_percent": 75}
    assert queries.guardians_of(db_session, who.organisation.id, [enrolment.id])[enrolment.id] == [who.guardian]
    assert actions(db_session, enrolment) == ["enrolment.added"]


def test_a_hard_condition_refuses_with_its_rule_and_the_way_out(db_session: Session) -> None:
    who = people(db_session, groep="3")

    with pytest.raises(RuleBrokenError) as refused:
        visits(db_session, who)

    (finding,) = refused.value.findings
    assert finding.rule == "groep_at_start"
    assert "groep 1" in finding.satisfied_by.nl
    assert db_session.scalars(select(Enrolment).where(Enrolment.organisation_id == who.organisation.id)).all() == []


def test_a_condition_that_only_warns_refuses_nobody(db_session: Session) -> None:
    who = people(db_session)
    assert visits(db_session, who, indication_note="", tried_before="").state == State.PROPOSED


def test_what_is_not_known_refuses_unless_it_may_follow(db_session: Session) -> None:
    who = people(db_session, groep="")

    with pytest.raises(RuleBrokenError):
        visits(db_session, who)

    assert visits(db_session, who, missing_may_follow=True).state == State.PROPOSED


def test_what_is_known_to_be_wrong_refuses_even_then(db_session: Session) -> None:
    who = people(db_session, groep="5")
    with pytest.raises(RuleBrokenError):
        visits(db_session, who, missing_may_follow=True)


def test_a_child_is_in_a_programme_once_at_a_time(db_session: Session) -> None:
    who = people(db_session)
    first = visits(db_session, who)

    with pytest.raises(InvalidStateError, match="al aangemeld"):
        visits(db_session, who)

    services.decline(db_session, who.actor, first, reason="no_wish")
    assert visits(db_session, who).id != first.id


def test_a_family_can_be_in_two_programmes(db_session: Session) -> None:
    who = people(db_session)
    visits(db_session, who)
    reading = visits(db_session, who, programme_key="pact", track_key="pact-30")
    assert reading.programme_key == "pact"


def test_a_guardian_of_another_family_cannot_take_part(db_session: Session) -> None:
    who = people(db_session)
    stranger = make.make_guardian(db_session, make.make_family(db_session, who.organisation, name="De Boer"))
    with pytest.raises(NotFoundError):
        services.enrol(
            db_session, who.actor, child=who.child, guardians=[stranger], programme_key="real", track_key="real-10"
        )


def test_the_way_to_completion_leaves_an_event_and_an_audit_entry_each_time(db_session: Session) -> None:
    who = people(db_session)
    enrolment = visits(db_session, who)
    services.wait(db_session, who.actor, enrolment)
    services.place(db_session, who.actor, enrolment)
    services.activate(db_session, who.actor, enrolment)
    services.pause(db_session, who.actor, enrolment, note="operatie")
    services.resume(db_session, who.actor, enrolment)
    services.complete(db_session, who.actor, enrolment)

    events = db_session.scalars(
        select(EnrolmentEvent)
        .where(EnrolmentEvent.organisation_id == who.organisation.id, EnrolmentEvent.enrolment_id == enrolment.id)
        .order_by(EnrolmentEvent.recorded_at, EnrolmentEvent.id)
    ).all()
    assert [event.to_state for event in events] == [
        "proposed", "waiting", "placed", "active", "paused", "active", "completed",
    ]  # fmt: skip
    assert actions(db_session, enrolment).count("enrolment.state_changed") == 6
    assert (enrolment.started_on, enrolment.ended_on) == (clock.today(), clock.today())


def test_a_step_that_the_table_lacks_is_refused(db_session: Session) -> None:
    who = people(db_session)
    enrolment = visits(db_session, who)
    with pytest.raises(InvalidStateError):
        services.complete(db_session, who.actor, enrolment)


def test_ending_early_asks_a_reason_from_the_list_and_can_be_undone(db_session: Session) -> None:
    who = people(db_session)
    enrolment = visits(db_session, who)
    services.place(db_session, who.actor, enrolment)
    services.activate(db_session, who.actor, enrolment)

    with pytest.raises(InvalidStateError, match="reden"):
        services.end_early(db_session, who.actor, enrolment, reason="zomaar")

    services.end_early(db_session, who.actor, enrolment, reason="moved", note="naar Gent")
    assert (enrolment.state, enrolment.end_reason, enrolment.end_note) == ("ended_early", "moved", "naar Gent")

    services.resume(db_session, who.actor, enrolment)
    assert (enrolment.state, enrolment.end_reason, enrolment.ended_on) == ("active", None, None)


def test_an_end_in_the_future_is_refused(db_session: Session) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    with pytest.raises(InvalidStateError, match="toekomst"):
        services.end_early(db_session, who.actor, enrolment, reason="moved", on=clock.today() + timedelta(days=1))


def workers_of(session: Session, who: People) -> set[object]:
    return set(
        session.scalars(
            select(FamilyWorker.staff_id).where(
                FamilyWorker.organisation_id == who.organisation.id, FamilyWorker.family_id == who.family.id
            )
        )
    )


def test_a_visitor_sees_the_family_until_another_comes_or_the_enrolment_ends(db_session: Session) -> None:
    who = people(db_session)
    enrolment = visits(db_session, who, visitor_id=who.visitor.id)
    assert workers_of(db_session, who) == {who.visitor.id}

    other = make.make_staff(db_session, who.organisation, name="Olga Bos")
    workers.assign_visitor(db_session, who.actor, enrolment, other.id)
    assert workers_of(db_session, who) == {other.id}

    services.decline(db_session, who.actor, enrolment, reason="no_time")
    assert workers_of(db_session, who) == set()

    services.propose(db_session, who.actor, enrolment)
    assert workers_of(db_session, who) == {other.id}


def test_the_track_is_fixed_once_there_is_a_place(db_session: Session) -> None:
    who = people(db_session)
    enrolment = visits(db_session, who)
    services.place(db_session, who.actor, enrolment)
    with pytest.raises(InvalidStateError, match="variant"):
        details.change(
            db_session,
            who.actor,
            enrolment,
            indication_key=None,
            indication_note="",
            circumstances=(),
            tried_before="",
            tried_before_applies=True,
            delivered_by="",
            expected_start=None,
            track_key="real-8",
        )
