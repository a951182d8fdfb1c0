"""The pages of a course: starting it, seeing it whole, one meeting, and what is printed."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from programmes.facts import Answer
from tests import factories
from tests.browsing import said, sent, token, ways_out
from tests.sessions import courses
from tests.sessions.counting import counted
from tests.sessions.courses import Cast, day
from thuisbasis import clock
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    with clock.set_to(courses.BEFORE):
        yield


def started(session: Session, client: FlaskClient, **more: object) -> tuple[Cast, list[Contact]]:
    """A group that started, and its coordinator signed in."""
    cast = courses.make_parents_group(session, **more)
    found = cast.start()
    factories.sign_in(session, client, cast.coordinator)
    return cast, found


def course_page(client: FlaskClient, cast: Cast) -> str:
    answer = client.get(f"/groups/{cast.group.id}/course")
    assert answer.status_code == 200
    return answer.text


def row_of(page: str, words: str) -> str:
    """The row of a table in which these words stand."""
    (found,) = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if words in row]
    return said(found)


def test_a_group_is_started_with_one_button(db_session: Session, client: FlaskClient) -> None:
    cast = courses.make_parents_group(db_session)
    factories.sign_in(db_session, client, cast.coordinator)
    page = client.get(f"/groups/{cast.group.id}").text
    answer = client.post(f"/groups/{cast.group.id}/start", data=token(page))
    assert answer.location == f"/groups/{cast.group.id}/course"
    assert "14 afspraken staan in de agenda." in client.get(answer.location).text


def test_a_group_that_lacks_a_leader_says_so(db_session: Session, client: FlaskClient) -> None:
    cast = courses.make_parents_group(db_session, leaders=1)
    factories.sign_in(db_session, client, cast.coordinator)
    page = client.get(f"/groups/{cast.group.id}").text
    answer = client.post(f"/groups/{cast.group.id}/start", data=token(page))
    assert answer.status_code == 409
    assert "1 van 2" in answer.text
    assert ways_out(answer.text) == [f"/groups/{cast.group.id}#leaders"]
    assert f"<h1>{cast.group.name}</h1>" in answer.text
    assert cast.group.state == "forming"


def test_the_course_shows_its_sessions_with_the_holidays_between_them(db_session: Session, client: FlaskClient) -> None:
    cast, _ = started(db_session, client)
    words = said(course_page(client, cast))
    order = ["Bijeenkomst 5", "Herfstvakantie", "Bijeenkomst 6", "Kerstvakantie", "Bijeenkomst 14"]
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert "0 van 14 geweest. Volgende: Bijeenkomst 1, di 15 sep 2026, 19:00." in words


def test_the_course_shows_what_was_done_and_who_was_there(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    with day(2026, 9, 15, 21):
        play = Answer(delivered=True, evidence={"about": ["play"]})
        cast.record(found[0], 2, answers={"positive_interaction": play})
    with day(2026, 9, 24):
        factories.sign_in(db_session, client, cast.coordinator)
        page = course_page(client, cast)
    assert "1 keer" in row_of(page, "Positieve omgang")
    done = row_of(page, "Samen oefenen")
    assert done.count("niet gedaan, met reden") == 1
    assert done.count("nog niet ingevuld") == 1
    assert done.count("kan nog") == 12
    assert "0 van 1" in row_of(page, "Çelik")
    assert "1 van 1" in row_of(page, "Demir")


def test_a_session_that_is_off_leaves_its_column_and_asks_nothing(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    contacts.cancel(db_session, cast.actor, found[0], by_family=False, reason="weather")
    page = course_page(client, cast)
    assert "door ons afgezegd" in page
    assert row_of(page, "Samen oefenen").count("kan nog") == 13
    assert row_of(page, "Samen oefenen").count("niet gevraagd") == 1


def test_before_its_start_a_group_has_no_course_yet(db_session: Session, client: FlaskClient) -> None:
    cast = courses.make_parents_group(db_session)
    factories.sign_in(db_session, client, cast.coordinator)
    assert "nog niet gestart" in course_page(client, cast)


def test_a_trainer_writes_the_record_from_the_sessions_page(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    with day(2026, 9, 14):
        factories.sign_in(db_session, client, cast.leaders[0])
        assert "Verslag schrijven" not in client.get(f"/sessions/{found[0].id}").text
    with day(2026, 9, 15, 21):
        factories.sign_in(db_session, client, cast.leaders[0])
        page = client.get(f"/sessions/{found[0].id}").text
        assert "Verslag schrijven" in page
        answer = client.post(f"/contacts/{found[0].id}/records", data=token(page))
        assert answer.status_code == 302
        assert "Verder met het verslag" in client.get(f"/sessions/{found[0].id}").text


def test_a_family_that_missed_a_session_catches_up(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    with day(2026, 9, 15, 21):
        cast.record(found[0], 2)
    missed = cast.enrolments[2]
    address = f"/sessions/{found[0].id}/families/{missed.id}/catch-up"
    with day(2026, 9, 20):
        factories.sign_in(db_session, client, cast.leaders[0])
        page = client.get(f"/sessions/{found[0].id}").text
        names = {name: f"catch-up-{missed.id.hex}-{name}" for name in ("on", "how")}
        empty = client.post(address, data=token(page) | {names["how"]: "thuis doorgenomen"})
        assert empty.status_code == 422
        assert "thuis doorgenomen" in empty.text
        ahead = client.post(address, data=token(page) | {names["on"]: "21-9-2026", names["how"]: "thuis"})
        assert "tot en met vandaag" in ahead.text
        done = client.post(address, data=token(page) | {names["on"]: "18-9-2026", names["how"]: "thuis doorgenomen"})
        assert done.status_code == 302
        page = course_page(client, cast)
    assert "1 van 1 waarvan 1 ingehaald" in row_of(page, "Çelik")


def test_a_session_is_confirmed_through_the_plan_gate(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    factories.sign_in(db_session, client, cast.leaders[0])
    page = client.get(f"/sessions/{found[0].id}").text
    assert client.post(f"/sessions/{found[0].id}/confirm", data=token(page)).status_code == 302
    assert "bevestigd" in client.get(f"/sessions/{found[0].id}").text


def test_a_check_without_its_book_is_refused_in_its_own_page(db_session: Session, client: FlaskClient) -> None:
    cast = courses.make_reading_cohort(db_session)
    check = cast.start()[1]
    factories.sign_in(db_session, client, cast.leaders[0])
    page = client.get(f"/sessions/{check.id}").text
    answer = client.post(f"/sessions/{check.id}/confirm", data=token(page))
    assert answer.status_code == 409
    assert "Bevestigen kan nog niet" in answer.text
    assert set(ways_out(answer.text)) == {f"/groups/{cast.group.id}/weeks/1"}
    assert "is nog niet voorbereid" in said(answer.text)
    assert check.state == "planned"


def test_a_session_is_moved_and_the_page_says_why(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    factories.sign_in(db_session, client, cast.leaders[0])
    page = client.get(f"/contacts/{found[3].id}/move").text
    assert "dinsdag 13 oktober 2026" in page
    answer = client.post(
        f"/contacts/{found[3].id}/move", data=sent(page, "move-form", reason="staff_ill", note="griep")
    )
    assert answer.status_code == 302
    after = client.get(f"/sessions/{found[3].id}").text
    assert "Verzet naar di 13 okt 2026, 19:00. 10 latere bijeenkomsten schoven mee" in after
    assert "medewerker ziek: griep" in said(after)


def test_another_day_is_typed_and_what_cannot_be_read_comes_back(db_session: Session, client: FlaskClient) -> None:
    _, found = started(db_session, client)
    page = client.get(f"/contacts/{found[3].id}/move").text
    wrong = client.post(f"/contacts/{found[3].id}/move", data=sent(page, "move-form", pick="another", day="31-2-2026"))
    assert wrong.status_code == 422
    assert "31-2-2026" in wrong.text
    right = client.post(
        f"/contacts/{found[3].id}/move",
        data=sent(page, "move-form", pick="another", day="8-10-2026", reason="staff_ill"),
    )
    assert right.status_code == 302
    assert "do 8 okt 2026" in client.get(f"/sessions/{found[3].id}").text


def test_who_moves_on_top_of_another_move_sees_both(db_session: Session, client: FlaskClient) -> None:
    _, found = started(db_session, client)
    page = client.get(f"/contacts/{found[3].id}/move").text
    first = sent(page, "move-form", pick="another", day="8-10-2026", reason="staff_ill")
    assert client.post(f"/contacts/{found[3].id}/move", data=first).status_code == 302
    second = client.post(
        f"/contacts/{found[3].id}/move",
        data=sent(page, "move-form", pick="another", day="9-10-2026", reason="staff_ill"),
    )
    assert second.status_code == 409


@pytest.mark.parametrize(("by", "state"), [("family", "door het gezin afgezegd"), ("us", "door ons afgezegd")])
def test_a_session_is_called_off(db_session: Session, client: FlaskClient, by: str, state: str) -> None:
    _, found = started(db_session, client)
    page = client.get(f"/contacts/{found[3].id}/cancel").text
    answer = client.post(f"/contacts/{found[3].id}/cancel", data=sent(page, "cancel-form", by=by, reason="weather"))
    assert answer.status_code == 302
    after = client.get(f"/sessions/{found[3].id}").text
    assert state in after
    assert "Nieuwe datum kiezen" in after


def test_nobody_came(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    with day(2026, 9, 16):
        factories.sign_in(db_session, client, cast.leaders[0])
        page = client.get(f"/contacts/{found[0].id}/missed").text
        answer = client.post(f"/contacts/{found[0].id}/missed", data=sent(page, "missed-form", reason="nobody_came"))
        assert answer.status_code == 302
        assert "niemand gekomen" in client.get(f"/sessions/{found[0].id}").text


@pytest.mark.parametrize("name", ["attendance.pdf", "schedules.pdf"])
@pytest.mark.sqlite_only
def test_a_groups_files_are_pdf(db_session: Session, client: FlaskClient, name: str) -> None:
    cast, _ = started(db_session, client)
    answer = client.get(f"/groups/{cast.group.id}/{name}")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.sqlite_only
def test_a_session_has_a_list_to_sign_and_a_family_its_own_dates(db_session: Session, client: FlaskClient) -> None:
    cast, found = started(db_session, client)
    assert client.get(f"/sessions/{found[0].id}/signing-list.pdf").data.startswith(b"%PDF")
    page = client.get(f"/groups/{cast.group.id}/families/{cast.group.id}/schedule.pdf")
    assert page.status_code == 404


def test_the_course_takes_as_many_statements_for_six_families_as_for_nine(
    app: Flask, db_session: Session, client: FlaskClient
) -> None:
    counts = []
    for families in (6, 9):
        cast, found = started(db_session, client, families=families)
        with day(2026, 9, 29, 21):
            for contact in found[:2] if families == 6 else found[:3]:
                cast.record(contact, 1)
            factories.sign_in(db_session, client, cast.coordinator)
            with counted(app) as statements:
                course_page(client, cast)
            counts.append(len(statements))
    assert counts[0] == counts[1]
