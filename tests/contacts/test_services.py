"""Planning contacts and changing what becomes of them, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.recording.visits import Visit, a_visit
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.calendars.models import StoredEvent
from thuisbasis.contacts import queries, services
from thuisbasis.contacts.models import Contact, ContactEnrolment, ContactStaff
from thuisbasis.contacts.services import NewContact
from thuisbasis.contacts.states import State
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.permissions import Actor, Role


@pytest.fixture
def visit(db_session: Session) -> Visit:
    return a_visit(db_session, days=7)


def another(visit: Visit, **changes: object) -> NewContact:
    """A second visit, a month later."""
    first = visit.contact
    usual = {
        "kind": first.kind,
        "programme_key": first.programme_key,
        "version": first.version,
        "track_key": first.track_key,
        "step_key": "visit-02",
        "number": 2,
        "month": "2026-12",
        "title": "Huisbezoek 2",
        "starts_at": first.starts_at + timedelta(days=28),
        "ends_at": first.ends_at + timedelta(days=28),
        "school_id": first.school_id,
        "family_id": first.family_id,
        "staff": (visit.visitor.id,),
        "enrolments": (visit.enrolment.id,),
    }
    return NewContact(**usual | changes)


def actions(visit: Visit, contact: Contact) -> list[str]:
    """What the audit trail says of a contact, in order."""
    statement = select(AuditEntry.action).where(AuditEntry.subject_id == contact.id).order_by(AuditEntry.id)
    return list(visit.session.scalars(statement))


def test_a_planned_contact_stands_with_its_staff_its_children_and_its_event(visit: Visit) -> None:
    (contact,) = services.plan(visit.session, visit.actor, [another(visit)])

    ours = {"contact_id": contact.id}
    for table in (ContactStaff, ContactEnrolment, StoredEvent):
        count = select(func.count()).select_from(table).filter_by(**ours)
        assert visit.session.scalar(count) == 1
    assert (contact.state, contact.sequence) == (State.PLANNED, 0)
    assert actions(visit, contact) == ["contact.planned"]


def test_a_moved_contact_keeps_its_number_and_month_and_remembers_the_move(visit: Visit) -> None:
    contact, later = visit.contact, visit.contact.starts_at + timedelta(days=40)
    before, month = contact.starts_at, contact.month
    services.move(
        visit.session, visit.actor, contact, starts_at=later, ends_at=later + timedelta(hours=1), reason="staff_ill"
    )

    assert (contact.starts_at, contact.month, contact.number, contact.sequence) == (later, month, 1, 1)
    (move,) = queries.moves_of(visit.session, contact)
    assert (move.from_starts_at, move.to_starts_at, move.reason) == (before, later, "staff_ill")


@pytest.mark.parametrize(("by_family", "state"), [(True, "cancelled_by_family"), (False, "cancelled_by_us")])
def test_a_cancelled_contact_says_who_called_it_off_and_can_get_a_new_date(
    visit: Visit, by_family: bool, state: str
) -> None:
    contact = visit.contact
    services.cancel(visit.session, visit.actor, contact, by_family=by_family, reason="weather", note="Sneeuw")
    assert (contact.state, contact.state_reason, contact.state_note) == (state, "weather", "Sneeuw")

    services.move(
        visit.session, visit.actor, contact, starts_at=contact.starts_at, ends_at=contact.ends_at, reason="other"
    )
    assert (contact.state, contact.state_reason) == (State.PLANNED, "")


def test_what_took_place_is_not_moved_or_called_off(visit: Visit) -> None:
    services.hold(visit.session, visit.actor, visit.contact)

    with pytest.raises(InvalidStateError):
        services.cancel(visit.session, visit.actor, visit.contact, by_family=False, reason="other")
    with pytest.raises(InvalidStateError):
        services.move(
            visit.session, visit.actor, visit.contact,
            starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1), reason="other",
        )  # fmt: skip


def test_holding_twice_says_so_once(visit: Visit) -> None:
    services.hold(visit.session, visit.actor, visit.contact)
    services.hold(visit.session, visit.actor, visit.contact)

    assert actions(visit, visit.contact) == ["contact.state_changed"]


def test_a_no_show_that_was_a_mistake_can_still_be_held(visit: Visit) -> None:
    services.miss(visit.session, visit.actor, visit.contact, reason="nobody_home")
    services.hold(visit.session, visit.actor, visit.contact)

    assert visit.contact.state == State.HELD


def test_changed_staff_see_the_contact_and_those_before_no_longer_do(visit: Visit) -> None:
    stand_in = factories.make_staff(visit.session, visit.organisation, name="Noor Kaya")
    services.change_staff(visit.session, visit.actor, visit.contact, [stand_in.id])
    hers = factories.actor_of(visit.organisation, stand_in, Role.HOME_VISITOR)

    assert queries.contact_or_404(visit.session, hers, visit.contact.id) is visit.contact
    with pytest.raises(NotFoundError):
        queries.contact_or_404(visit.session, visit.actor, visit.contact.id)


def test_a_place_that_stays_the_same_leaves_no_trace(visit: Visit) -> None:
    services.change_place(visit.session, visit.actor, visit.contact, place_kind="school", place="")
    services.change_place(visit.session, visit.actor, visit.contact, place_kind="school", place="")

    assert actions(visit, visit.contact) == ["contact.changed"]


def test_clashes_are_those_of_the_same_staff_at_the_same_time(visit: Visit) -> None:
    first = visit.contact
    span = (first.starts_at + timedelta(minutes=10), first.ends_at + timedelta(minutes=10))
    ask = (visit.session, visit.organisation.id, [visit.visitor.id])

    assert list(queries.clashes(*ask, *span)) == [first]
    assert list(queries.clashes(*ask, *span, but=[first.id])) == []
    assert list(queries.clashes(*ask, first.ends_at, first.ends_at + timedelta(hours=1))) == []
    services.cancel(visit.session, visit.actor, first, by_family=False, reason="other")
    assert list(queries.clashes(*ask, *span)) == []


def seers(visit: Visit) -> dict[str, Actor]:
    """People by how they stand to the visit's school."""
    other_school = factories.make_school(visit.session, visit.organisation, name="Andere school")
    staff = factories.make_staff(visit.session, visit.organisation, name="Iemand Anders")
    coordinator = {"roles": (Role.COORDINATOR,)}
    return {
        "coordinator here": factories.actor_of(
            visit.organisation, staff, *coordinator["roles"], schools=[visit.school]
        ),
        "coordinator everywhere": factories.actor_of(
            visit.organisation, staff, *coordinator["roles"], every_school=True
        ),
        "coordinator elsewhere": factories.actor_of(
            visit.organisation, staff, *coordinator["roles"], schools=[other_school]
        ),
        "administrator": factories.actor_of(visit.organisation, staff, Role.ADMINISTRATOR),
        "visitor of others": factories.actor_of(visit.organisation, staff, Role.HOME_VISITOR),
    }


def test_a_visit_is_seen_by_its_visitor_the_school_s_coordinator_and_who_sees_all(visit: Visit) -> None:
    found = {name: bool(visit.session.scalars(queries.seen_by(actor)).all()) for name, actor in seers(visit).items()}

    assert found == {
        "coordinator here": True,
        "coordinator everywhere": True,
        "coordinator elsewhere": False,
        "administrator": True,
        "visitor of others": False,
    }


def test_the_supervisor_of_a_visitor_does_not_see_visits(visit: Visit) -> None:
    supervisor = factories.make_staff(visit.session, visit.organisation, name="Suus Vis", roles=[Role.SUPERVISOR])
    visit.visitor.supervisor_id = supervisor.id
    visit.session.flush()
    hers = factories.actor_of(visit.organisation, supervisor, Role.SUPERVISOR)

    assert list(visit.session.scalars(queries.seen_by(hers))) == []


def test_a_family_s_contacts_are_its_own_and_its_group_s_in_order_of_time(visit: Visit) -> None:
    group = factories.make_group(visit.session, visit.school, enrolments=[visit.enrolment])
    meeting = factories.make_contact(
        visit.session, group=group, kind="group_session", step="session-01", days=2, staff=[visit.visitor]
    )
    found = queries.of_enrolments(visit.session, visit.organisation.id, [visit.enrolment.id])

    assert found[visit.enrolment.id] == [meeting, visit.contact]


def test_a_past_contact_wants_a_record_until_it_is_completed_or_off(db_session: Session) -> None:
    visit = a_visit(db_session, days=-2)
    assert list(queries.to_be_recorded(db_session, visit.actor, clock.now())) == [visit.contact]

    visit.completed()
    assert list(queries.to_be_recorded(db_session, visit.actor, clock.now())) == []
