"""What happens at the door, told on the page of a visit as a browser without JavaScript does it."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from home_visits.models import VisitReturn, VisitSignal
from tests import factories
from tests.browsing import said, sent, token
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.audit.models import AccessEntry
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.families.models import ContactAttempt

PHONE = "+31611223344"


@pytest.fixture
def visited(db_session: Session) -> Visited:
    found = visited_family(db_session)
    found.visitor.phone = PHONE
    factories.make_household(db_session, found.family)
    return found


@pytest.fixture
def contact(visited: Visited) -> Contact:
    found = visited.visit(visited.elif_)
    visited.session.commit()
    return found


@pytest.fixture
def browser(visited: Visited, client: FlaskClient) -> FlaskClient:
    return factories.sign_in(visited.session, client, visited.visitor)


@pytest.fixture
def coordinator(visited: Visited, client: FlaskClient) -> FlaskClient:
    return factories.sign_in(visited.session, client.application.test_client(), visited.coordinator)


def renewed(visited: Visited, contact: Contact) -> Contact:
    visited.session.rollback()
    visited.session.refresh(contact)
    return contact


def told(visited: Visited) -> list[VisitSignal]:
    visited.session.rollback()
    return list(visited.session.scalars(select(VisitSignal).order_by(VisitSignal.id)))


def fields(page: str, prefix: str, **more: str) -> dict[str, str]:
    """One form of the page by the prefix of its fields, with its token and what is typed."""
    typed = token(page) | {f"{prefix}-{name}": value for name, value in more.items()}
    start = page.index(f'name="{prefix}-event"')
    return typed | {f"{prefix}-event": page[start:].split('value="', 1)[1].split('"', 1)[0]}


def test_nobody_home_takes_one_form(visited: Visited, contact: Contact, browser: FlaskClient) -> None:
    address = f"/visits/{contact.id}"
    page = browser.get(address).text
    day = page.split('name="home-pick" value="', 1)[1].split('"', 1)[0]
    form = fields(page, "home", reason="nobody_home", attempt="y", pick=day, at="10:15")
    for _ in range(2):
        assert browser.post(f"{address}/not-at-home", data=form).status_code == 302
    contact = renewed(visited, contact)

    assert clock.local(contact.starts_at).strftime("%Y-%m-%d %H:%M") == f"{day} 10:15"
    assert contact.state == "planned"
    assert len(visited.session.scalars(select(ContactAttempt)).all()) == 1
    assert "Niemand thuis." in said(browser.get(address).text)


def test_without_a_new_date_the_visit_is_missed(visited: Visited, contact: Contact, browser: FlaskClient) -> None:
    page = browser.get(f"/visits/{contact.id}").text
    browser.post(f"/visits/{contact.id}/not-at-home", data=fields(page, "home", reason="ill", pick="none"))
    contact = renewed(visited, contact)

    assert (contact.state, contact.state_reason) == ("missed", "ill")
    assert visited.session.scalars(select(ContactAttempt)).all() == []


def test_another_day_without_a_date_comes_back_with_what_was_typed(
    visited: Visited, contact: Contact, browser: FlaskClient
) -> None:
    page = browser.get(f"/visits/{contact.id}").text
    form = fields(page, "home", reason="other", note="Alleen oma thuis", pick="another")
    answer = browser.post(f"/visits/{contact.id}/not-at-home", data=form)

    assert answer.status_code == 422
    assert "Vul de dag in." in said(answer.text)
    assert "Alleen oma thuis" in answer.text
    assert f'value="{form["home-event"]}"' in answer.text
    assert told(visited) == []


def test_a_wrong_address_waits_for_the_coordinator_and_the_visitor_until_it_is_dealt_with(
    visited: Visited, contact: Contact, browser: FlaskClient, coordinator: FlaskClient
) -> None:
    page = browser.get(f"/visits/{contact.id}").text
    note = {"note": "Hier woont een ander gezin."}
    browser.post(f"/visits/{contact.id}/address-wrong", data=fields(page, "address", **note))
    (signal,) = told(visited)

    start = coordinator.get("/").text
    assert "Adres klopt niet: Huisbezoek gezin 0001" in said(start)
    assert "/households/" in start
    assert "Gezin bellen" in said(browser.get("/").text)
    address = f"/visits/signals/{signal.id}"
    page = coordinator.get(address).text
    assert "Hier woont een ander gezin." in said(page)
    coordinator.post(address, data=sent(page, note="Nieuw adres gevraagd op school."))
    assert "Adres klopt niet" not in said(coordinator.get("/").text)
    assert "Adres klopt niet" not in said(browser.get("/").text)
    assert "Nieuw adres gevraagd op school." in said(browser.get(f"/visits/{contact.id}").text)


def test_a_missing_interpreter_is_told_with_how_it_went_on(
    visited: Visited, contact: Contact, browser: FlaskClient, coordinator: FlaskClient
) -> None:
    page = browser.get(f"/visits/{contact.id}").text
    address = f"/visits/{contact.id}/interpreter-missing"
    assert browser.post(address, data=fields(page, "interpreter")).status_code == 422
    browser.post(address, data=fields(page, "interpreter", went="telephone"))

    assert "Met een tolk aan de telefoon." in said(coordinator.get("/").text)
    assert "Tolk kwam niet" not in said(browser.get("/").text)


def test_who_left_because_it_was_unsafe_is_called_at_once(
    visited: Visited, contact: Contact, browser: FlaskClient, coordinator: FlaskClient
) -> None:
    page = browser.get(f"/visits/{contact.id}").text
    assert "112" in said(page)
    browser.post(f"/visits/{contact.id}/unsafe", data=fields(page, "unsafe", note="Ruzie in het trappenhuis."))
    start = coordinator.get("/").text

    assert "Onveilig, weggegaan" in said(start)
    assert f'href="tel:{PHONE}"' in start
    assert renewed(visited, contact).state == "missed"


def test_a_visit_is_begun_and_answered(visited: Visited, contact: Contact, browser: FlaskClient) -> None:
    address = f"/visits/{contact.id}"
    page = browser.get(address).text
    back = clock.local(clock.now() + timedelta(hours=1))
    browser.post(f"{address}/begin", data=fields(page, "begin", back=f"{back:%H:%M}"))
    page = browser.get(address).text
    assert f"U wordt om {back:%H:%M} terug verwacht." in said(page)
    browser.post(f"{address}/back-safely", data=fields(page, "back"))
    visited.session.rollback()

    (out,) = visited.session.scalars(select(VisitReturn)).all()
    assert out.answer == "back-safely"
    assert "Begin het bezoek" in said(browser.get(address).text)


def test_somebody_on_duty_answers_for_who_is_late_and_the_look_is_noted(
    visited: Visited, contact: Contact, coordinator: FlaskClient
) -> None:
    ago = clock.now() - timedelta(hours=3)
    out = VisitReturn(
        organisation_id=visited.organisation.id, contact_id=contact.id, staff_id=visited.visitor.id,
        started_at=ago, expected_back=ago + timedelta(hours=1),
    )  # fmt: skip
    visited.session.add(out)
    visited.session.commit()
    address = f"/visits/returns/{out.id}"

    start = coordinator.get("/").text
    now = start.split('id="now"', 1)[1]
    assert now.index(f"tel:{PHONE}") < now.index(address)
    assert "Lange Nieuwstraat 12" in said(start)
    page = coordinator.get(address).text
    assert "Yıldırım" not in page
    coordinator.post(address, data=sent(page, note="Telefoon was leeg."))
    visited.session.rollback()
    visited.session.refresh(out)
    assert (out.answer, out.note, out.answered_by) == ("spoken", "Telefoon was leeg.", visited.coordinator.id)
    entries = visited.session.scalars(select(AccessEntry).where(AccessEntry.view == "home_visits.late_return"))
    assert [entry.family_id for entry in entries] == [visited.family.id]
    after = said(coordinator.get(address).text)
    assert "Telefoon was leeg." in after
    assert "Lange Nieuwstraat" not in after
    assert PHONE not in coordinator.get("/").text


def test_nothing_is_told_of_a_visit_that_has_yet_to_come(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(on=clock.today() + timedelta(days=2))
    visited.session.commit()

    assert "Aan de deur" not in said(browser.get(f"/visits/{contact.id}").text)


def test_what_to_mind_at_a_visit_stands_on_the_form_the_card_and_the_visit(
    visited: Visited, contact: Contact, browser: FlaskClient, coordinator: FlaskClient
) -> None:
    address = f"/families/{visited.family.id}"
    page = coordinator.get(f"{address}/edit").text
    form = sent(page.split('id="remarks"', 1)[1], safety_note="Grote hond, eerst bellen.")
    assert coordinator.post(f"{address}/edit", data=form).status_code == 302

    for url in (address, f"/visits/{contact.id}"):
        assert "Grote hond, eerst bellen." in browser.get(url).text
    stand_in = factories.make_staff(visited.session, visited.organisation, name="Noor Kaya")
    visited.session.add(
        ContactStaff(organisation_id=visited.organisation.id, contact_id=contact.id, staff_id=stand_in.id)
    )
    visited.session.commit()
    hers = factories.sign_in(visited.session, browser.application.test_client(), stand_in)
    assert "Grote hond, eerst bellen." in hers.get(f"/visits/{contact.id}").text


def test_past_the_known_holidays_the_door_still_opens(db_session: Session, client: FlaskClient) -> None:
    with clock.set_to(datetime(2033, 3, 3, 10, tzinfo=clock.ZONE)):
        visited = visited_family(db_session)
        contact = visited.visit(visited.elif_)
        browser = factories.sign_in(db_session, client, visited.visitor)
        page = browser.get(f"/visits/{contact.id}")
        assert page.status_code == 200
        day = page.text.split('name="home-pick" value="', 1)[1].split('"', 1)[0]
        form = fields(page.text, "home", reason="ill", pick=day)
        answer = browser.post(f"/visits/{contact.id}/not-at-home", data=form)

        assert answer.status_code == 302
        assert clock.local(renewed(visited, contact).starts_at).date().isoformat() == day
