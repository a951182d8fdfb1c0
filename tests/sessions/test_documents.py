"""What a group prints says what its pages say."""

from datetime import date, time

from flask import Flask
from sqlalchemy.orm import Session

from sessions import course as courses_shown
from sessions import documents
from tests.sessions import courses
from tests.sessions.counting import counted
from tests.sessions.courses import Cast, day
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.documents.sheets import Appointment, Pause, Presence
from thuisbasis.groups.queries import members_of


def started(session: Session, **more: object) -> tuple[Cast, list[Contact]]:
    with day(2026, 9, 1):
        cast = courses.make_parents_group(session, **more)
        return cast, cast.start()


def test_a_family_sees_its_dates_with_the_holidays_between_them(db_session: Session) -> None:
    cast, _ = started(db_session)
    member = members_of(db_session, cast.actor, cast.group)[0]
    sheet = documents.family_schedule(db_session, cast.actor, cast.group, member)
    days = [line.day for line in sheet.lines if isinstance(line, Appointment)]
    assert len(days) == 14
    assert sheet.lines[0] == Appointment(day=date(2026, 9, 15), starts=time(19), ends=time(21))
    pauses = [(line.name, line.first, line.last) for line in sheet.lines if isinstance(line, Pause)]
    assert pauses == [
        ("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
        ("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
    ]
    assert (sheet.contact_name, sheet.phone) == ("Trainer A", "030 123 4567")


def test_a_session_that_is_off_is_not_on_the_schedule_and_one_that_moved_is_on_its_new_day(db_session: Session) -> None:
    cast, found = started(db_session)
    contacts.cancel(db_session, cast.actor, found[1], by_family=False, reason="weather")
    member = members_of(db_session, cast.actor, cast.group)[0]
    sheet = documents.family_schedule(db_session, cast.actor, cast.group, member)
    days = [line.day for line in sheet.lines if isinstance(line, Appointment)]
    assert date(2026, 9, 22) not in days
    assert len(days) == 13


def test_a_family_that_joins_later_gets_its_own_dates_only(db_session: Session) -> None:
    cast, _ = started(db_session)
    member = members_of(db_session, cast.actor, cast.group)[0]
    member.membership.from_number = 3
    sheet = documents.family_schedule(db_session, cast.actor, cast.group, member)
    assert sum(isinstance(line, Appointment) for line in sheet.lines) == 12
    assert isinstance(sheet.lines[0], Appointment)


def test_all_schedules_are_one_page_a_family_in_a_constant_number_of_statements(
    app: Flask, db_session: Session
) -> None:
    few, many = started(db_session, families=6)[0], started(db_session, families=9)[0]
    counts = []
    for cast in (few, many):
        with counted(app) as statements:
            sheet = documents.all_schedules(db_session, cast.actor, cast.group)
        counts.append(len(statements))
        assert len(sheet.schedules) == len(cast.enrolments)
    assert counts[0] == counts[1]
    assert [schedule.family for schedule in sheet.schedules][:3] == ["gezin Aalbers", "gezin Bouzid", "gezin Demir"]


def test_the_attendance_table_has_who_was_there_and_who_caught_up(db_session: Session) -> None:
    cast, found = started(db_session)
    with day(2026, 9, 15, 21):
        cast.record(found[0], 1)
    with day(2026, 9, 24):
        shown = courses_shown.course_of(db_session, cast.actor, cast.group)
        sheet = documents.attendance_table(db_session, cast.actor, shown)
    presence = {participant.child: participant.presence for participant in sheet.participants}
    assert presence["Elif Aalbers"] == {1: Presence.PRESENT}
    assert presence["Elif Bouzid"] == {1: Presence.ABSENT}
    assert len(sheet.sessions) == 14


def test_the_list_to_sign_has_a_line_for_each_family(db_session: Session) -> None:
    cast, found = started(db_session)
    sheet = documents.signing_list(db_session, cast.actor, found[4], cast.group)
    assert sheet.is_for_signing
    assert len(sheet.participants) == 6
    assert sheet.sessions[0].number == 5
