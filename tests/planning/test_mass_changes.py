"""A day that does not go on: everything of it moves or is called off in one act, and it is known whom to call."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from programmes.text import Text
from tests import factories
from tests.sessions import courses
from tests.sessions.courses import Cast, day
from thuisbasis import clock
from thuisbasis.contacts import queries
from thuisbasis.contacts.models import Contact
from thuisbasis.groups.models import Membership
from thuisbasis.organisations import open_days
from thuisbasis.planning import call_list, mass_changes, selections
from thuisbasis.planning.selections import Selection

SNOW = date(2026, 10, 6)
AWAY = {SNOW: Text("sneeuw", "snow")}


def day_of(contact: Contact) -> date:
    return clock.local(contact.starts_at).date()


def with_a_visit(session: Session, cast: Cast, on: date = SNOW) -> Contact:
    family = factories.make_family(session, cast.organisation, name="Osman")
    parent = factories.make_guardian(session, family, given_name="Hodan", phone="+31687654321")
    child = factories.make_child(session, family, school=cast.school, guardians=[parent])
    visitor = factories.make_staff(session, cast.organisation, name="Vera Visser")
    enrolment = factories.make_enrolment(session, child, guardians=[parent], visitor=visitor)
    ahead = (on - clock.today()).days
    return factories.make_contact(session, enrolments=[enrolment], staff=[visitor], school=cast.school, days=ahead)


def changed(session: Session, cast: Cast, act: str, **more: Any) -> tuple[list[Contact], list[mass_changes.Done]]:
    contacts = list(selections.open_contacts(session, cast.actor, Selection(first=SNOW, last=SNOW, **more)))
    given = {"reason": "weather", "note": ""}
    if act == "cancel":
        return contacts, mass_changes.cancel_all(session, cast.actor, contacts, **given)
    closed = open_days.closed_days(session, cast.organisation.id, cast.school.id, SNOW, date(2027, 6, 1))
    of_schools = {str(cast.school.id): closed}
    return contacts, mass_changes.move_all(session, cast.actor, contacts, away_from=AWAY, closed=of_schools, **given)


def test_a_visit_moves_within_its_month_and_a_session_to_the_next_week(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        session = cast.start()[3]
        visit = with_a_visit(db_session, cast)
        contacts, _ = changed(db_session, cast, "move")
    assert set(contacts) == {session, visit}
    assert day_of(visit) == date(2026, 10, 7)
    assert day_of(session) == date(2026, 10, 13)
    assert (visit.month, visit.number, session.number) == ("2026-10", 1, 4)


def test_the_later_sessions_of_the_course_move_up_so_that_contents_keep_their_order(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        contacts = cast.start()
        last = day_of(contacts[-1])
        changed(db_session, cast, "move")
    days = [day_of(contact) for contact in contacts]
    assert days == sorted(set(days))
    assert SNOW not in days
    assert (day_of(contacts[-1]) - last).days == 7


def test_what_is_called_off_is_called_off_by_us(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        cast.start()
        contacts, done = changed(db_session, cast, "cancel")
    assert [(contact.state, contact.state_reason) for contact in contacts] == [("cancelled_by_us", "weather")]
    assert [one.new_start for one in done] == [None]


def test_a_visit_does_not_move_onto_another_appointment_of_its_visitor(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        visit = with_a_visit(db_session, cast)
        visitor = queries.staff_of(db_session, cast.organisation.id, [visit.id])[visit.id]
        other = factories.make_enrolment(
            db_session, factories.make_child(db_session, factories.make_family(db_session, cast.organisation))
        )
        factories.make_contact(db_session, enrolments=[other], staff=visitor, days=36)  # 7 October
        changed(db_session, cast, "move")
    assert day_of(visit) == date(2026, 10, 5)


@pytest.mark.parametrize("by", ["school", "staff"])
def test_a_selection_can_be_narrowed(db_session: Session, by: str) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        session = cast.start()[3]
        elsewhere = factories.make_school(db_session, cast.organisation, name="De Kade")
        visit = with_a_visit(db_session, cast)
        visit.school_id = elsewhere.id
        db_session.flush()
        more = {"school_id": elsewhere.id} if by == "school" else {"staff_id": cast.leaders[0].id}
        contacts = selections.open_contacts(db_session, cast.actor, Selection(first=SNOW, last=SNOW, **more))
    assert contacts == [visit if by == "school" else session]


def calls_of(session: Session, cast: Cast) -> list[call_list.Call]:
    contacts = selections.changed_contacts(session, cast.actor, Selection(first=SNOW, last=SNOW))
    return call_list.calls(session, cast.actor, contacts)


def test_everybody_who_was_expected_is_called(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        cast.start()
        visit = with_a_visit(db_session, cast)
        changed(db_session, cast, "move")
        calls = calls_of(db_session, cast)
    assert len(calls) == 7
    assert {clock.local(call.was).date() for call in calls} == {SNOW}
    (hodan,) = [call for call in calls if call.contact == visit]
    assert (hodan.guardian.name, clock.local(hodan.new or hodan.was).date()) == ("Hodan Osman", date(2026, 10, 7))


def test_a_parent_of_two_children_in_the_group_is_called_once(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        cast.start()
        sibling = factories.make_child(
            db_session, cast.enrolments[0].family, school=cast.school, given_name="Can", guardians=[cast.guardians[0]]
        )
        second = factories.make_enrolment(
            db_session, sibling, programme="pittige-jaren", track="preventie-14", guardians=[cast.guardians[0]]
        )
        ours = {"organisation_id": cast.organisation.id, "group_id": cast.group.id}
        db_session.add(Membership(**ours, enrolment_id=second.id, joined_on=courses.FIRST_TUESDAY))
        db_session.flush()
        changed(db_session, cast, "cancel")
        names = [call.guardian.id for call in calls_of(db_session, cast)]
    assert len(names) == len(set(names)) == 6


def test_a_family_of_which_no_guardian_was_named_is_called_all_the_same(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        family = factories.make_family(db_session, cast.organisation, name="Zijlstra")
        parent = factories.make_guardian(db_session, family, given_name="Ilse")
        child = factories.make_child(db_session, family, guardians=[parent])
        factories.make_contact(
            db_session, enrolments=[factories.make_enrolment(db_session, child)], school=cast.school, days=35
        )
        changed(db_session, cast, "cancel")
        assert [call.guardian.name for call in calls_of(db_session, cast)] == ["Ilse Zijlstra"]


def test_who_joins_later_is_not_called_about_a_session_before_that(db_session: Session) -> None:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session, families=7)
        cast.start()
        membership = db_session.query(Membership).filter_by(enrolment_id=cast.enrolments[0].id).one()
        membership.from_number = 5
        db_session.flush()
        changed(db_session, cast, "cancel")
        called = {call.guardian.id for call in calls_of(db_session, cast)}
    assert cast.guardians[0].id not in called
    assert len(called) == 6
