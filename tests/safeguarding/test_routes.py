"""The pages of worries, in a browser without JavaScript."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tests import factories as make
from tests.safeguarding.people import Cast
from thuisbasis.audit.models import AccessEntry
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Role
from thuisbasis.safeguarding.models import Worry

TEXT = "Het kind was opvallend stil."


@pytest.fixture
def session(db_session: Session, app: Flask) -> Session:
    app.config["WTF_CSRF_ENABLED"] = False
    return db_session


@pytest.fixture(autouse=True)
def _with_tokens_again(app: Flask):
    yield
    app.config["WTF_CSRF_ENABLED"] = True


def browser(cast: Cast, staff: Staff, app: Flask) -> FlaskClient:
    return make.sign_in(cast.session, app.test_client(), staff)


def new_page(cast: Cast, family_id: uuid.UUID | None = None) -> str:
    return f"/families/{family_id or cast.family.id}/worries/new"


def form(**more: str) -> dict[str, str]:
    return {"submission": str(uuid.uuid4()), "on": "28-11-2025", "at": "", "child_id": "", "text": TEXT} | more


def test_a_visitor_writes_one_from_the_visit_and_sees_that_nobody_read_it(
    session: Session, cast: Cast, app: Flask
) -> None:
    me = browser(cast, cast.visitor, app)
    visit = me.get(f"/visits/{cast.visit.id}").text
    (link,) = re.findall(r'href="([^"]*/worries/new[^"]*)"', visit)
    page = me.get(link).text
    assert "Dit lezen alleen u en Carolien Stam en Winston Ferrier." in page

    answer = me.post(link, data=form(child_id=str(cast.child.id)), follow_redirects=True)

    assert TEXT in answer.text
    assert "Nog door niemand gelezen." in answer.text
    assert "De vijf stappen" not in answer.text
    written = session.scalars(
        select(Worry).where(Worry.organisation_id == cast.organisation.id).options(undefer(Worry.text))
    ).one()
    assert (written.text, written.contact_id, written.child_id) == (TEXT, cast.visit.id, cast.child.id)


def test_the_form_sent_twice_makes_one(session: Session, cast: Cast, app: Flask) -> None:
    me, sent = browser(cast, cast.visitor, app), form()

    places = {me.post(new_page(cast), data=sent).location for _ in range(2)}

    assert len(places) == 1
    assert len(session.scalars(select(Worry.id).where(Worry.organisation_id == cast.organisation.id)).all()) == 1


@pytest.mark.usefixtures("session")
def test_an_empty_one_comes_back(cast: Cast, app: Flask) -> None:
    answer = browser(cast, cast.visitor, app).post(new_page(cast), data=form(text="  "))

    assert answer.status_code == 422
    assert "Schrijf op waarover u zich zorgen maakt." in answer.text


@pytest.mark.usefixtures("session")
def test_where_nobody_was_named_there_is_no_field_but_whom_to_phone(cast: Cast, app: Flask) -> None:
    page = browser(cast, cast.visitor, app).get(new_page(cast, cast.other_family.id)).text

    assert "<textarea" not in page
    assert "0800-2000" in page
    assert "nog geen aandachtsfunctionaris" in page


@pytest.mark.usefixtures("session")
def test_what_was_typed_is_handed_back_when_nobody_reads_any_more(cast: Cast, app: Flask) -> None:
    answer = browser(cast, cast.visitor, app).post(new_page(cast, cast.other_family.id), data=form())

    assert answer.status_code == 409
    assert TEXT in answer.text
    assert "0800-2000" in answer.text


@pytest.mark.usefixtures("session")
def test_every_page_says_whom_to_phone(cast: Cast, app: Flask) -> None:
    worry = cast.worry()
    administrator = make.make_staff(cast.session, cast.organisation, name="Beheer", roles=[Role.ADMINISTRATOR])
    pages = {
        new_page(cast): cast.visitor,
        "/worries": cast.officer,
        f"/worries/{worry.id}": cast.officer,
        f"/families/{cast.family.id}/worries/break-glass": administrator,
    }
    for address, who in pages.items():
        page = browser(cast, who, app).get(address).text
        words = re.sub(r"<[^>]+>", "", page)
        assert "Gevaar nu: bel 112. Advies: Veilig Thuis 0800-2000." in words, address


@pytest.mark.usefixtures("session")
def test_an_officer_reads_takes_up_notes_closes_and_reopens(cast: Cast, app: Flask) -> None:
    worry = cast.worry(text=TEXT)
    me, here = browser(cast, cast.officer, app), f"/worries/{worry.id}"
    assert TEXT in me.get(here).text
    assert "Carolien Stam" in me.post(f"{here}/acknowledge", follow_redirects=True).text
    step = {"step-3-submission": str(uuid.uuid4()), "step-3-on": "1-9-2025", "step-3-is_skipped": "y"}
    assert me.post(f"{here}/steps/3", data=step).status_code == 422
    noted = me.post(f"{here}/steps/3", data=step | {"step-3-text": "Nu onveilig."}, follow_redirects=True).text
    assert "overgeslagen, met reden" in noted
    assert "Nu onveilig." in noted
    assert me.post(f"{here}/close", data={"close-text": "Klaar."}).status_code == 422
    closing = {"close-outcome": "reported", "close-text": "Gemeld.", "close-submission": str(uuid.uuid4())}
    assert "Gemeld bij Veilig Thuis" in me.post(f"{here}/close", data=closing, follow_redirects=True).text
    reopened = me.post(f"{here}/reopen", data={"reopen-text": "Nieuw signaal."}, follow_redirects=True).text
    assert "Nieuw signaal." in reopened
    author = browser(cast, cast.visitor, app).get(here).text
    assert "Gelezen door Carolien Stam op" in author
    assert "Nu onveilig." not in author
    assert "Nieuw signaal." not in author


@pytest.mark.usefixtures("session")
def test_the_second_officer_hears_who_was_first(cast: Cast, app: Flask) -> None:
    worry = cast.worry()
    browser(cast, cast.officer, app).post(f"/worries/{worry.id}/acknowledge")

    page = browser(cast, cast.deputy, app).post(f"/worries/{worry.id}/acknowledge", follow_redirects=True).text

    assert "Een collega was u voor." in page
    assert "Gelezen door Carolien Stam" in page


@pytest.mark.usefixtures("session")
def test_an_officer_shares_it_with_a_supervisor_and_stops_sharing(cast: Cast, app: Flask) -> None:
    worry = cast.worry(text=TEXT, acknowledged_by=cast.officer)
    me, theirs = browser(cast, cast.officer, app), browser(cast, cast.supervisor, app)
    here = f"/worries/{worry.id}"
    assert theirs.get(here).status_code == 404
    me.post(f"{here}/readers", data={"share-staff_id": str(cast.supervisor.id)})
    assert TEXT in theirs.get(here).text
    assert here in theirs.get("/").text
    me.post(f"{here}/readers/{cast.supervisor.id}/remove")
    assert theirs.get(here).status_code == 404


@pytest.mark.usefixtures("session")
def test_an_administrator_breaks_the_glass_and_the_officers_see_why(cast: Cast, app: Flask) -> None:
    worry = cast.worry(text=TEXT)
    administrator = make.make_staff(cast.session, cast.organisation, name="Hanneke Dijk", roles=[Role.ADMINISTRATOR])
    theirs, here = browser(cast, administrator, app), f"/worries/{worry.id}"
    glass = f"/families/{cast.family.id}/worries/break-glass"
    assert theirs.get(here).status_code == 404
    assert str(worry.id) not in theirs.get(glass).text
    assert theirs.post(glass, data={"reason": ""}).status_code == 422
    assert here in theirs.post(glass, data={"reason": "Het kind is zoek."}, follow_redirects=True).text
    assert TEXT in theirs.get(here).text
    assert theirs.post(f"{here}/acknowledge").status_code == 403

    me = browser(cast, cast.officer, app)
    assert "Een beheerder opende een zorg" in me.get("/").text
    page = me.get(here).text
    assert "Het kind is zoek." in page
    (review,) = re.findall(r'action="([^"]*/openings/[^"]*)"', page)
    assert "Nagekeken door Carolien Stam" in me.post(review, follow_redirects=True).text


@pytest.mark.usefixtures("session")
def test_without_a_worry_the_administrator_hears_so_after_the_reason_is_kept(cast: Cast, app: Flask) -> None:
    administrator = make.make_staff(cast.session, cast.organisation, name="Hanneke Dijk", roles=[Role.ADMINISTRATOR])
    glass = f"/families/{cast.family.id}/worries/break-glass"

    page = browser(cast, administrator, app).post(glass, data={"reason": "Zoek."}, follow_redirects=True).text

    assert "Over dit gezin staat geen zorg." in page


def test_reading_and_being_refused_are_in_the_access_log_under_the_worry(
    session: Session, cast: Cast, app: Flask
) -> None:
    worry = cast.worry()
    colleague = make.make_staff(cast.session, cast.organisation, name="Collega")
    browser(cast, cast.officer, app).get(f"/worries/{worry.id}")
    browser(cast, colleague, app).get(f"/worries/{worry.id}")

    entries = session.scalars(
        select(AccessEntry).where(
            AccessEntry.organisation_id == cast.organisation.id, AccessEntry.subject_id == worry.id
        )
    ).all()
    assert {(entry.staff_id, entry.allowed) for entry in entries} == {(cast.officer.id, True), (colleague.id, False)}
    assert not any(entry.family_id for entry in entries)


@pytest.mark.usefixtures("session")
def test_the_menu_entry_is_for_officers_alone(cast: Cast, app: Flask) -> None:
    entry = 'class="rail-entry " href="/worries"'

    assert entry in browser(cast, cast.officer, app).get("/").text
    assert entry in browser(cast, cast.deputy, app).get("/").text
    for person in (cast.visitor, cast.supervisor):
        assert entry not in browser(cast, person, app).get("/").text


@pytest.mark.usefixtures("session")
def test_a_record_leads_to_where_a_worry_belongs(cast: Cast, app: Flask) -> None:
    me = browser(cast, cast.visitor, app)

    record = me.post(
        f"/contacts/{cast.visit.id}/records", data={"enrolment_id": str(cast.enrolment.id)}, follow_redirects=True
    ).text

    assert f"/families/{cast.family.id}/worries/new?contact={cast.visit.id}" in record


@pytest.mark.usefixtures("session")
def test_the_family_card_leads_there_and_tells_nothing(cast: Cast, app: Flask) -> None:
    worry = cast.worry(text=TEXT)
    coordinator = make.make_staff(cast.session, cast.organisation, name="Saida", roles=[Role.COORDINATOR])

    card = browser(cast, coordinator, app).get(f"/families/{cast.family.id}").text

    assert new_page(cast) in card
    assert str(worry.id) not in card
    assert TEXT not in card
