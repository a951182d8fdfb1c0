"""The week of a reading cohort: one row a child, saved together, nothing lost."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said, sent
from tests.practice.cohorts import BOOK, WEEK_1, make_cohort, post, sign_in
from tests.sessions.counting import counted
from tests.sessions.courses import day
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Role
from thuisbasis.practice.models import PracticeEntry, WeekPlan
from thuisbasis.recording import queries as recording
from thuisbasis.recording.models import Attendance, Record


def entries(session: Session) -> dict[date, PracticeEntry]:
    return {entry.on: entry for entry in session.scalars(select(PracticeEntry))}


def answers_of(session: Session, record: Record) -> dict[str, tuple[bool | None, dict[str, object]]]:
    version = recording.version_of(session, record)
    found = recording.answers_of(session, record.organisation_id, [version.id])[version.id]
    return {key: (answer.delivered, dict(answer.evidence)) for (key, _), answer in found.items()}


def test_a_plan_and_days_are_saved_before_the_check_without_a_record(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 21):
        sign_in(db_session, client, cohort)
        row = cohort.row()
        page = client.get(cohort.address).text
        assert "Week 1 van 30" in page
        assert "Kan vanaf dinsdag 22 september 2026." in page
        answer = post(client, cohort.address, row.book(), row.sends(days=[WEEK_1[0]], kinds=["reading"]))
        assert answer.status_code == 302
    (plan,) = db_session.scalars(select(WeekPlan))
    assert plan.evidence["selected_materials"] == {**BOOK, "handed_over": "lent", "to_whom": "moeder"}
    assert plan.evidence["skill_focus"] == {"skills": ["vocabulary"]}
    (entry,) = entries(db_session).values()
    assert (entry.on, entry.minutes, entry.kinds) == (date(2026, 9, 21), 20, ["reading"])
    assert db_session.scalars(select(Record)).all() == []


def test_the_plan_prepares_the_weekly_check_and_fills_its_record(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 21):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, cohort.row().book())
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        page = client.get(f"/sessions/{cohort.check.id}").text
        assert "Week invullen" in page
        token = {"csrf_token": sent(client.get(cohort.address).text, "week-form")["csrf_token"]}
        begun = client.post(
            f"/contacts/{cohort.check.id}/records",
            data={**token, "enrolment_id": str(cohort.cast.enrolments[0].id)},
        )
        assert "Rupsje Nooitgenoeg" in client.get(begun.location).text
    db_session.expire_all()
    assert set(cohort.check.prepared) == {"selected_materials", "skill_focus"}


def test_a_whole_check_is_saved_and_completed_through_the_record_gate(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session, families=2)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        row = cohort.row()
        answer = post(client, cohort.address, row.book(), row.check(), complete=row.own)
        assert answer.status_code == 302, said(answer.text)
        page = client.get(cohort.address).text
    assert "1 weekcheck is afgerond." in page
    assert "weekcheck afgerond" in page
    record = db_session.scalars(select(Record)).one()
    assert (record.state, record.deviations, record.enrolment_id) == ("completed", 0, cohort.cast.enrolments[0].id)
    answers = answers_of(db_session, record)
    assert answers["practice_checked"] == (True, {"reported": "reported", "days": 2, "minutes": 40})
    assert answers["how_to_help"] == (True, {"strategies": ["praise_effort"]})
    assert {delivered for delivered, _ in answers.values()} == {True}
    (seen,) = db_session.scalars(select(Attendance))
    assert (seen.guardian_id, seen.status) == (cohort.cast.guardians[0].id, "present")


def test_what_is_still_needed_is_said_for_each_child_and_the_rest_is_completed(
    db_session: Session, client: FlaskClient
) -> None:
    cohort = make_cohort(db_session, families=2)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        first, second = cohort.row(0), cohort.row(1)
        changes = (first.book(), first.check(), second.book(level=""), second.sends(spoken=second.guardian))
        answer = post(client, cohort.address, *changes, complete="all")
    assert answer.status_code == 409
    words = said(answer.text)
    assert "1 weekcheck is afgerond." in words
    assert "Elif Bouzid: “Gekozen leesmateriaal”: “Niveau” is nog leeg." in words
    assert f'href="#{second.own}-plan-selected_materials-level"' in answer.text
    assert "“Leeslogboek bekeken”: dit is nog niet ingevuld." in words
    states = sorted(record.state for record in db_session.scalars(select(Record)))
    assert states == ["completed", "draft"]


def test_nobody_was_spoken_to_and_why(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session, families=1)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        row = cohort.row()
        given = row.sends(spoken="nobody", reason="crisis", follow_up="call_this_week", reported="not_reported")
        answer = post(client, cohort.address, row.book(), given, complete=row.own)
        assert answer.status_code == 302, said(answer.text)
    record = db_session.scalars(select(Record)).one()
    answers = answers_of(db_session, record)
    assert answers["selected_materials"][0] is False
    assert answers["practice_checked"] == (True, {"reported": "not_reported"})
    assert record.deviations > 0
    (missed,) = db_session.scalars(select(Attendance))
    assert missed.status == "absent"


def test_not_reported_is_another_answer_than_no_day_read(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session, families=2)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        first, second = cohort.row(0), cohort.row(1)
        post(client, cohort.address, first.sends(reported="reported"), second.sends(reported="not_reported"))
    found = {record.enrolment_id: answers_of(db_session, record) for record in db_session.scalars(select(Record))}
    reported, silent = (found[cohort.cast.enrolments[place].id]["practice_checked"] for place in (0, 1))
    assert reported == (True, {"reported": "reported", "days": 0, "minutes": 0})
    assert silent == (True, {"reported": "not_reported"})


def test_an_error_stands_at_its_field_and_loses_nothing_of_any_row(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session, families=2)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        first, second = cohort.row(0), cohort.row(1)
        wrong = first.sends(days=[WEEK_1[0]], reported="not_reported", minutes="veel")
        answer = post(client, cohort.address, wrong, second.book(title="Kikker is verliefd"))
    assert answer.status_code == 422
    words = said(answer.text)
    assert "Elif Aalbers, Doorgegeven?: U hebt ook dagen aangetikt. Kies wat klopt." in words
    assert "Elif Aalbers, Minuten per keer: Vul een heel getal in" in words
    assert 'value="veel"' in answer.text
    assert "Kikker is verliefd" in answer.text
    assert entries(db_session) == {}
    assert db_session.scalars(select(WeekPlan)).all() == []


def test_a_day_that_is_still_to_come_is_refused(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        answer = post(client, cohort.address, cohort.row().sends(days=[WEEK_1[3]]))
    assert answer.status_code == 422
    assert "Deze dag moet nog komen." in answer.text


def test_a_day_of_another_week_is_no_choice(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        answer = post(client, cohort.address, cohort.row().sends(days=["2026-09-14"]))
    assert answer.status_code == 422
    assert "Kies uit de lijst." in answer.text


def test_a_missed_day_is_made_up_in_the_same_week_also_after_the_check(
    db_session: Session, client: FlaskClient
) -> None:
    cohort = make_cohort(db_session, families=1)
    row = cohort.row()
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, row.book(), row.check(), complete=row.own)
    with day(2026, 9, 27, 12):
        sign_in(db_session, client, cohort)
        answer = post(client, cohort.address, row.sends(days=[*WEEK_1[:2], "2026-09-26"]))
        assert answer.status_code == 302
    assert date(2026, 9, 26) in entries(db_session)


def test_unticking_a_day_takes_it_back_and_other_days_stay_what_they_were(
    db_session: Session, client: FlaskClient
) -> None:
    cohort = make_cohort(db_session)
    row = cohort.row()
    with day(2026, 9, 23, 12):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, row.sends(days=list(WEEK_1[:3]), kinds=["reading"]))
        db_session.expire_all()
        kept = entries(db_session)[date(2026, 9, 21)].id
        post(client, cohort.address, row.sends(days=[WEEK_1[0], WEEK_1[2]]))
        db_session.expire_all()
    found = entries(db_session)
    assert sorted(found) == [date(2026, 9, 21), date(2026, 9, 23)]
    assert found[date(2026, 9, 21)].id == kept


def test_next_week_begins_with_what_was_chosen_for_it(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    row, other = cohort.row(0), cohort.row(1)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        named = {f"{other.own}-next-selected_materials-title": "Pluk van de Petteflet"}
        post(client, cohort.address, row.book(), row.sends(same="y"), named)
        page = client.get(f"/groups/{cohort.cast.group.id}/weeks/2").text
    assert "Rupsje Nooitgenoeg" in page
    assert "Pluk van de Petteflet" in page


def test_a_week_without_a_plan_proposes_that_of_the_week_before(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, cohort.row().book())
        assert "Rupsje Nooitgenoeg" in client.get(f"/groups/{cohort.cast.group.id}/weeks/2").text
    assert len(db_session.scalars(select(WeekPlan)).all()) == 1


def test_the_weekly_kinds_and_one_skill_at_a_time_are_warned_of(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session, groep="3")
    row = cohort.row()
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        skills = {f"{row.own}-plan-skill_focus-skills": ["sounds", "decoding"]}
        post(client, cohort.address, row.book() | skills, row.sends(days=[WEEK_1[0]], kinds=["story"]))
        words = said(client.get(cohort.address).text)
    assert "Deze week nog niet gedaan: samen lezen." in words
    assert "Gerichte leesvaardigheid: in groep 3 staat er één tegelijk centraal." in words


def test_skills_on_offer_follow_the_childs_groep(db_session: Session, client: FlaskClient) -> None:
    young, older = make_cohort(db_session), make_cohort(db_session, groep="4")
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, young)
        page = client.get(young.address).text
        assert 'value="narrative"' in page
        assert 'value="decoding"' not in page
        sign_in(db_session, client, older)
        page = client.get(older.address).text
        assert 'value="narrative"' not in page
        assert 'value="decoding"' in page


def test_who_saves_on_top_of_a_colleague_sees_both_and_keeps_what_was_typed(
    db_session: Session, client: FlaskClient
) -> None:
    cohort = make_cohort(db_session, families=2)
    row = cohort.row()
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, row.book(), row.sends(spoken=row.guardian))
        stale = sent(client.get(cohort.address).text, "week-form")
        post(client, cohort.address, row.sends(noticed="Leest al zelf mee"))
        stale[f"{row.own}-log-practice_checked-noticed"] = "Wil alleen plaatjes kijken"
        stale.setlist(f"{row.own}-days", [WEEK_1[0]])
        answer = client.post(cohort.address, data=stale)
        assert answer.status_code == 409
        assert "Leest al zelf mee" in answer.text
        assert "Wil alleen plaatjes kijken" in answer.text
        db_session.expire_all()
        assert entries(db_session) == {}
        again = client.post(cohort.address, data=sent(answer.text, "week-form"))
        assert again.status_code == 302
    (record,) = db_session.scalars(select(Record))
    assert answers_of(db_session, record)["practice_checked"][1]["noticed"] == "Wil alleen plaatjes kijken"


def test_saving_what_stands_there_writes_nothing(app: Flask, db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    row = cohort.row()
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        post(client, cohort.address, row.book(), row.check(), row.sends(same="y"))
        data = sent(client.get(cohort.address).text, "week-form")
        with counted(app) as statements:
            assert client.post(cohort.address, data=data).status_code == 302
    written = [each for each in statements if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [each for each in written if "sign_in" not in each and "access_entry" not in each] == []


def test_a_check_that_moved_keeps_its_week(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 22, 12):
        factories.sign_in(db_session, client, cohort.cast.leaders[0])
        page = client.get(f"/contacts/{cohort.check.id}/move").text
        moved = sent(page, "move-form", pick="another", day="29-9-2026", reason="staff_ill")
        assert client.post(f"/contacts/{cohort.check.id}/move", data=moved).status_code == 302
        words = said(client.get(cohort.address).text)
    assert "ma 21 sep tot en met zo 27 sep" in words
    assert "Weekcheck op di 29 sep" in words


def test_a_week_that_is_not_there_is_not_found(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 22, 12):
        sign_in(db_session, client, cohort)
        for number in ("0", "31", "99999999999999999999"):
            assert client.get(f"/groups/{cohort.cast.group.id}/weeks/{number}").status_code == 404


def test_a_group_without_practice_at_home_has_no_weeks(db_session: Session, client: FlaskClient) -> None:
    from tests.sessions import courses

    with day(2026, 9, 1):
        cast = courses.make_parents_group(db_session)
        cast.start()
        factories.sign_in(db_session, client, cast.coordinator)
        assert client.get(f"/groups/{cast.group.id}/weeks/1").status_code == 404


@pytest.mark.parametrize("role", [Role.SUPERVISOR])
def test_who_may_only_look_cannot_save(db_session: Session, client: FlaskClient, role: Role) -> None:
    cohort = make_cohort(db_session)
    onlooker = factories.make_staff(db_session, cohort.cast.organisation, name="Sofie Smit", roles=[role])
    leader = db_session.get_one(Staff, (cohort.cast.organisation.id, cohort.cast.leaders[0].id))
    leader.supervisor_id = onlooker.id
    db_session.flush()
    with day(2026, 9, 22, 12):
        factories.sign_in(db_session, client, onlooker)
        page = client.get(cohort.address)
        assert page.status_code == 200
        assert "Bewaren" not in page.text
        assert post(client, cohort.address).status_code == 403


def test_the_page_takes_as_many_statements_for_three_children_as_for_nine(
    app: Flask, db_session: Session, client: FlaskClient
) -> None:
    counts = []
    for families in (3, 9):
        cohort = make_cohort(db_session, families=families)
        with day(2026, 9, 22, 12):
            sign_in(db_session, client, cohort)
            for place in range(families):
                row = cohort.row(place)
                post(client, cohort.address, row.book(), row.check(), row.sends(same="y"))
            with counted(app) as statements:
                client.get(cohort.address)
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_reading_lists_the_groups_with_the_week_that_each_is_in(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    with day(2026, 9, 30, 12):
        sign_in(db_session, client, cohort)
        words = said(client.get("/reading").text)
        start = said(client.get("/").text)
    assert "Lezen groep 2" in words
    assert "2 van 30" in words
    assert "week 1: 0 van 3 af" in words
    assert "3 kinderen nog niet" in words
    assert "0 van 3 kinderen zijn af." in start
    assert "3 kinderen hebben nog geen boek voor volgende week." in start


def test_a_holiday_week_pauses(db_session: Session, client: FlaskClient) -> None:
    cohort = make_cohort(db_session)
    checks = [contact for contact in cohort.contacts if contact.kind == "weekly_check"]
    weeks = [contact.starts_at.isocalendar().week for contact in checks]
    assert 43 not in weeks
    with day(2026, 10, 20, 12):
        sign_in(db_session, client, cohort)
        words = said(client.get("/reading").text)
    assert "4 van 30" in words
    assert isinstance(checks[0], Contact)
