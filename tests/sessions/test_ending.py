"""A group is rounded off when its course is over, or stopped before: what becomes of its families and its contacts."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Answer
from programmes.rules import elements_asked
from sessions import finishing, stopping, tasks
from tests import factories
from tests.browsing import said, token
from tests.sessions import courses
from tests.sessions.counting import counted
from tests.sessions.courses import Cast, day
from thuisbasis import clock, rulebook
from thuisbasis.audit.models import AuditEntry
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.documents.rendering import RenderingPool
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.models import EnrolmentEvent
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.groups import places
from thuisbasis.groups.queries import group_of, members_of
from thuisbasis.home.desk import Desk
from thuisbasis.permissions import Actor

ABSENT = 2
AFTERWARDS = (2027, 1, 20)
HALF_WAY = (2026, 11, 11)
PRACTISED = Answer(delivered=True, evidence={"what_was_practised": "samen kijken en benoemen"})
DELIVERED = {
    "emotion_communication": PRACTISED,
    "consistent_responses": PRACTISED,
    "positive_interaction": Answer(delivered=True, evidence={"about": ["play"]}),
}
GOALS = {
    "shared_goals": Answer(
        delivered=True, evidence={"goals": ["samen eten"], "school_does": "vraagt ernaar", "parents_do": "eten samen"}
    )
}


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    with clock.set_to(courses.BEFORE):
        yield


def taught(session: Session, *, meetings: int = 14, families: int = 3) -> tuple[Cast, list[Contact]]:
    """A group of which so many meetings were held and recorded; the family at place ABSENT was never there."""
    cast = courses.make_parents_group(session, families=families + 3)
    contacts = cast.start()
    for contact in contacts[:meetings]:
        programme = rulebook.programme(contact.programme_key, contact.version)
        asked = {element.key for element in elements_asked(programme, contact.track_key, contact.step_key)}
        with clock.set_to(contact.ends_at):
            cast.record(
                contact,
                ABSENT,
                answers={key: answer for key, answer in DELIVERED.items() if key in asked},
                of_children=GOALS,
            )
    session.flush()
    return cast, contacts


def finish_page(client: FlaskClient, cast: Cast) -> str:
    return client.get(f"/groups/{cast.group.id}/finish").text


def finished(client: FlaskClient, cast: Cast, **chosen: str) -> tuple[int, str]:
    """Round the group off as the page proposes, but for `chosen` by the family's place ("family2")."""
    fields = {field_of(cast, at): "complete" for at in range(len(cast.enrolments))} | {field_of(cast, ABSENT): "moved"}
    fields |= {field_of(cast, int(at.removeprefix("family"))): value for at, value in chosen.items()}
    answer = client.post(f"/groups/{cast.group.id}/finish", data=token(finish_page(client, cast)) | fields)
    return answer.status_code, answer.text


def field_of(cast: Cast, place: int) -> str:
    return f"family-{cast.enrolments[place].id.hex}-outcome"


def states(cast: Cast) -> list[str]:
    return [enrolment.state for enrolment in cast.enrolments]


# Rounding off -------------------------------------------------------------------------------------------------------


def test_the_page_says_of_each_family_what_it_reached_and_what_is_missing(
    db_session: Session, client: FlaskClient
) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        words = said(finish_page(client, cast))
    assert words.count("14 keer geweest of ingehaald") == 5
    assert "Het gezin was bij 0 van de 14 contacten" in words
    assert "te weinig meegedaan" in words


def test_who_reached_the_rule_completes_and_who_did_not_ends_early_with_a_reason(
    db_session: Session, client: FlaskClient
) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        assert finished(client, cast)[0] == 302
        assert states(cast).count("completed") == 5
        stopped = cast.enrolments[ABSENT]
        assert (stopped.state, stopped.end_reason) == ("ended_early", "moved")
        assert (cast.group.state, cast.group.ended_on) == ("finished", date(*AFTERWARDS))
        page = said(client.get(f"/groups/{cast.group.id}").text)
    assert "5 gezinnen rondden het programma af. 1 gezin eindigde eerder." in page
    assert "Afgerond op woensdag 20 januari 2027." in page
    assert page.count("eerder gestopt") == 1


def test_a_family_that_reached_the_rule_may_end_early_all_the_same(db_session: Session, client: FlaskClient) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        assert finished(client, cast, family0="no_contact")[0] == 302
    assert cast.enrolments[0].state == "ended_early"


def test_nobody_is_made_to_complete(db_session: Session, client: FlaskClient) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        status, page = finished(client, cast, **{f"family{ABSENT}": "complete"})
        assert status == 422
        assert "error-summary" in page
        families = finishing.families_at_end(db_session, cast.actor, cast.group)
        chosen = {each.id: finishing.COMPLETES for each in cast.enrolments}
        with pytest.raises(RuleBrokenError):
            finishing.finish(db_session, cast.actor, cast.group, families, chosen)


def test_a_paused_family_that_has_everything_completes_too(db_session: Session) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        enrolments.pause(db_session, cast.actor, cast.enrolments[0])
        families = finishing.families_at_end(db_session, cast.actor, cast.group)
        chosen = {each.member.enrolment.id: each.usual for each in families}
        assert finishing.finish(db_session, cast.actor, cast.group, families, chosen) == (5, 1)
    assert cast.enrolments[0].state == "completed"


def test_while_a_meeting_is_yet_to_come_the_group_is_not_rounded_off(db_session: Session, client: FlaskClient) -> None:
    cast, _ = taught(db_session, meetings=8)
    with day(*HALF_WAY):
        factories.sign_in(db_session, client, cast.coordinator)
        page = said(finish_page(client, cast))
        assert "Er komen nog 6 afspraken van deze groep." in page
        assert "Groep afronden" not in said(client.get(f"/groups/{cast.group.id}").text)
        with pytest.raises(InvalidStateError):
            finishing.finish(db_session, cast.actor, cast.group, [], {})
    assert cast.group.state == "started"


def test_a_meeting_without_its_record_is_named(db_session: Session, client: FlaskClient) -> None:
    cast, contacts = taught(db_session, meetings=13)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        page = finish_page(client, cast)
    assert "Van 1 afspraak is het verslag nog niet af." in page
    assert f"/sessions/{contacts[13].id}" in page


def test_a_trainer_reads_how_far_families_are_and_may_not_round_off(db_session: Session, client: FlaskClient) -> None:
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.leaders[0])
        page = finish_page(client, cast)
        assert "De coördinator rondt de groep af." in page
        assert client.post(f"/groups/{cast.group.id}/finish", data=token(page)).status_code == 403


def test_the_certificates_of_all_who_completed_are_printed_at_once(
    db_session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(RenderingPool, "render", lambda _self, html, _options: printed.append(html) or b"%PDF-1.7")
    cast, _ = taught(db_session)
    with day(*AFTERWARDS):
        factories.sign_in(db_session, client, cast.coordinator)
        finished(client, cast)
        page = client.get(f"/groups/{cast.group.id}").text
        assert client.post(f"/groups/{cast.group.id}/certificates", data=token(page)).mimetype == "application/pdf"
    assert printed[0].count('<div class="certificate">') == 5
    noted = db_session.scalars(
        select(AuditEntry).where(
            AuditEntry.organisation_id == cast.organisation.id, AuditEntry.action == "certificate.printed"
        )
    ).all()
    assert len(noted) == 5


def asked(app: Flask, session: Session, actor: Actor) -> list[str]:
    """Why the start page asks to round off groups."""
    session.flush()
    with app.test_request_context():
        return [task.why for task in tasks.groups_to_finish(Desk(session, actor, clock.today()))]


def test_the_start_page_asks_to_round_off_a_group_that_is_over(app: Flask, db_session: Session) -> None:
    cast, contacts = taught(db_session, meetings=13)
    with day(*HALF_WAY):
        assert asked(app, db_session, cast.actor) == []
    with day(*AFTERWARDS):
        (why,) = asked(app, db_session, cast.actor)
        assert "1 verslag is nog niet af" in why
        cast.record(contacts[13])
        assert asked(app, db_session, cast.actor) == ["Alle bijeenkomsten zijn geweest: rond de groep af."]
        assert asked(app, db_session, cast.trainer) == []


def test_the_statements_do_not_grow_with_the_families(app: Flask, db_session: Session) -> None:
    counts = []
    for families in (3, 5):
        cast, _ = taught(db_session, meetings=3, families=families)
        db_session.expire_all()
        with counted(app) as statements:
            finishing.families_at_end(db_session, cast.actor, cast.group)
        counts.append(len(statements))
    assert counts[0] == counts[1]


# Stopping -----------------------------------------------------------------------------------------------------------


def stopped(session: Session, families: str = stopping.WAIT) -> tuple[Cast, list[Contact]]:
    cast, contacts = taught(session, meetings=8)
    with day(*HALF_WAY):
        given = {"reason": "few_families", "note": "", "families": families}
        stopping.stop(session, cast.actor, cast.group, **given)
        session.flush()
    return cast, contacts


def test_the_page_says_first_what_will_happen_in_numbers(db_session: Session, client: FlaskClient) -> None:
    cast, _ = taught(db_session, meetings=8)
    with day(*HALF_WAY):
        factories.sign_in(db_session, client, cast.coordinator)
        page = client.get(f"/groups/{cast.group.id}/stop").text
        words = said(page)
        assert "8 afspraken zijn geweest" in words
        assert "6 afspraken die nog komen, worden door ons afgezegd" in words
        assert "6 gezinnen doen dan niet meer mee" in words
        assert "een bellijst met 6 ouders" in words
        refused = client.post(f"/groups/{cast.group.id}/stop", data=token(page) | {"families": "wait"})
        assert refused.status_code == 422
        assert cast.group.state == "started"
        fields = token(page) | {"families": "wait", "reason": "few_families", "note": "Nog twee gezinnen over."}
        answer = client.post(f"/groups/{cast.group.id}/stop", data=fields)
        assert answer.location == f"/groups/{cast.group.id}/call-list"
        words = said(client.get(answer.location).text)
        assert "6 afspraken gaan niet door, vanaf dinsdag 17 november 2026." in words
        assert "6 ouders om te bellen, van 6 gezinnen." in words
        assert words.count("06 12345678") == 6
        assert "te weinig gezinnen over. Nog twee gezinnen over." in said(client.get(f"/groups/{cast.group.id}").text)


def test_what_was_ahead_is_called_off_and_what_was_held_stays(db_session: Session) -> None:
    _, contacts = stopped(db_session)
    assert {each.state for each in contacts[:8]} == {"completed"}
    assert {(each.state, each.state_reason) for each in contacts[8:]} == {("cancelled_by_us", "group_stopped")}


def test_families_wait_for_another_group_and_begin_there_anew(db_session: Session) -> None:
    cast, _ = stopped(db_session)
    assert set(states(cast)) == {"waiting"}
    assert {enrolment.started_on for enrolment in cast.enrolments} == {None}
    again = factories.make_group(
        db_session, cast.school, name="Volgende groep", state="forming", starts_on=date(2027, 2, 2)
    )
    with day(*HALF_WAY):
        first = members_of(db_session, cast.actor, cast.group)[0]
        places.add_member(db_session, cast.actor, again, first.enrolment, first.child)
        found = group_of(db_session, cast.organisation.id, first.enrolment.id)
    assert found is not None
    assert found.id == again.id


def test_families_end_early_when_that_was_chosen(db_session: Session) -> None:
    cast, _ = stopped(db_session, stopping.END)
    assert {(each.state, each.end_reason) for each in cast.enrolments} == {("ended_early", "by_us")}


def test_who_was_in_a_stopped_group_is_still_to_be_seen(db_session: Session) -> None:
    cast, _ = stopped(db_session)
    assert len(members_of(db_session, cast.actor, cast.group)) == 6
    event = db_session.scalars(
        select(EnrolmentEvent).where(
            EnrolmentEvent.organisation_id == cast.organisation.id,
            EnrolmentEvent.enrolment_id == cast.enrolments[0].id,
            EnrolmentEvent.to_state == "waiting",
        )
    ).one()
    assert event.from_state == "active"


def test_a_group_that_did_not_start_cannot_be_stopped(db_session: Session, client: FlaskClient) -> None:
    cast = courses.make_parents_group(db_session)
    factories.sign_in(db_session, client, cast.coordinator)
    assert client.get(f"/groups/{cast.group.id}/stop").location == f"/groups/{cast.group.id}"
    with pytest.raises(InvalidStateError):
        places.stop_group(db_session, cast.actor, cast.group, reason="few_families")


def test_a_family_under_way_does_not_go_to_the_waiting_list_by_itself(db_session: Session) -> None:
    cast, contacts = taught(db_session, meetings=1)
    with pytest.raises(InvalidStateError):
        enrolments.wait(db_session, cast.actor, cast.enrolments[0])
    contact_services.cancel(db_session, cast.actor, contacts[5], by_family=False, reason="weather")
    assert cast.enrolments[0].state == "active"
