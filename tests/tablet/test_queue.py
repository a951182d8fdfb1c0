"""What coordinators see of tablets."""

import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.api.tablets import Tablet, whole_visit
from tests.browsing import said, sent, token
from tests.home_visits.families import Visited, visited_family
from tests.tablet.test_sealing import sealed
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Role
from thuisbasis.tablet.models import TabletDevice


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


@pytest.fixture
def contact(visited: Visited) -> Contact:
    return visited.visit()


@pytest.fixture
def tablet(visited: Visited, contact: Contact, app: Flask) -> Tablet:
    made = Tablet(factories.sign_in(visited.session, app.test_client(), visited.visitor), visited.visitor.id)
    made.sign_in()
    return made


@pytest.fixture
def coordinator(visited: Visited, client: FlaskClient) -> FlaskClient:
    return factories.sign_in(visited.session, client, visited.coordinator)


def brought_too_late(visited: Visited, tablet: Tablet, contact: Contact) -> Any:
    """A whole record of a visit that was called off meanwhile."""
    (form,) = tablet.visit(contact.id)["forms"]
    there = visited.session.get_one(Contact, (contact.organisation_id, contact.id))
    contacts.cancel(visited.session, visited.planner, there, by_family=False, reason="illness")
    visited.session.commit()
    present = next(name for name in form["labels"] if name.startswith("attendance-"))
    readable = [["Notities", "Het ging goed."]]
    body = tablet.item(contact.id, form, whole_visit(present), finish=True, readable=readable)
    item_id = new_id()
    assert tablet.put(item_id, body).status_code == 202
    return item_id


def test_what_could_not_be_taken_in_waits_with_a_reason(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient
) -> None:
    item_id = brought_too_late(visited, tablet, contact)
    assert "1 verslag kon niet vanzelf worden verwerkt" in said(coordinator.get("/").text)
    page = said(coordinator.get("/tablets").text)
    assert "Deze afspraak ging niet door" in page
    shown = said(coordinator.get(f"/tablets/items/{item_id}").text)
    assert "Het ging goed." in shown


def test_once_the_visit_stands_again_it_is_taken_in_after_all(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient
) -> None:
    item_id = brought_too_late(visited, tablet, contact)
    again = f"/tablets/items/{item_id}/again"
    page = coordinator.get(f"/tablets/items/{item_id}").text
    assert "Het lukt nog niet" in coordinator.post(again, data=token(page), follow_redirects=True).text
    there = visited.session.get_one(Contact, (contact.organisation_id, contact.id))
    visited.session.refresh(there)
    contacts.move(
        visited.session, visited.planner, there, starts_at=there.starts_at, ends_at=there.ends_at, reason="other"
    )
    visited.session.commit()
    assert "Het is alsnog verwerkt" in coordinator.post(again, data=token(page), follow_redirects=True).text
    assert tablet.get(f"items/{item_id}").get_json()["state"] == "completed"


def test_it_can_be_put_aside_with_a_note_and_stays_readable(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient
) -> None:
    item_id = brought_too_late(visited, tablet, contact)
    address = f"/tablets/items/{item_id}"
    page = coordinator.get(address).text
    refused = coordinator.post(f"{address}/settle", data=token(page))
    assert (refused.status_code, "Schrijf op wat ermee is gedaan." in refused.text) == (422, True)
    coordinator.post(f"{address}/settle", data=token(page) | {"note": "Overgetypt bij de visite van mei."})
    assert "Alles wat tablets brachten, is verwerkt." in coordinator.get("/tablets").text
    shown = coordinator.get(address).text
    assert "Overgetypt bij de visite van mei." in shown
    assert "Het ging goed." in shown


def test_another_schools_coordinator_does_not_see_it(
    visited: Visited, tablet: Tablet, contact: Contact, app: Flask
) -> None:
    item_id = brought_too_late(visited, tablet, contact)
    (form,) = [tablet.item(contact.id, {"enrolment": None, "form_version": 1, "revision": 0, "fields": {}}, {})]
    school = factories.make_school(visited.session, visited.organisation, name="Elders")
    other = factories.make_staff(
        visited.session, visited.organisation, name="Jan Elders", roles=[Role.COORDINATOR], school=school
    )
    browser = factories.sign_in(visited.session, app.test_client(), other)
    assert form["kind"] == "record"
    assert browser.get(f"/tablets/items/{item_id}").status_code == 404


def administrator(visited: Visited) -> Staff:
    return factories.make_staff(visited.session, visited.organisation, name="Ans Beheer", roles=[Role.ADMINISTRATOR])


def test_a_lost_tablet_is_shut_out_after_asking(visited: Visited, tablet: Tablet, app: Flask) -> None:
    browser = factories.sign_in(visited.session, app.test_client(), administrator(visited))
    address = f"/tablets/{tablet.device}/shut-out"
    page = browser.get(address).text
    assert "kwijt of gestolen" in page
    browser.post(address, data=sent(page))
    device = visited.session.get_one(TabletDevice, (visited.organisation.id, tablet.device))
    visited.session.refresh(device)
    assert device.shut_out_at is not None
    assert "afgesloten" in browser.get("/tablets").text
    assert tablet.get("visits").status_code == 410


def test_how_bringing_goes_is_told(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    tablet.put(new_id(), tablet.item(contact.id, form, {"notes": ["een"]}))
    tablet.put(new_id(), tablet.item(contact.id, form, {"notes": ["twee"]}))
    page = said(coordinator.get("/tablets").text)
    assert "Verslagen in 90 dagen 2" in page
    assert "1 van 2" in page


def export_of(app: Flask, *items: tuple[Any, Any], **more: Any) -> bytes:
    """The file that the app makes when it cannot send: each body sealed."""
    key = app.extensions["server_key"]
    lines = [{"item": str(item_id), "sealed": sealed(json.dumps(body).encode(), key)} for item_id, body in items]
    return json.dumps({"format": "thuisbasis-tablet-export", "version": 1, "items": lines} | more).encode()


def bring(browser: FlaskClient, content: bytes) -> Any:
    page = browser.get("/tablets").text
    data = token(page) | {"file": (io.BytesIO(content), "thuisbasis.json")}
    return browser.post("/tablets/import", data=data, content_type="multipart/form-data", follow_redirects=True)


def test_a_dying_tablets_file_is_brought_in_by_hand_and_twice_is_once(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient, app: Flask
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    item_id = new_id()
    content = export_of(app, (item_id, tablet.item(contact.id, form, {"notes": ["Uit het bestand"]})))
    for _ in range(2):
        assert "1 verslag is verwerkt." in said(bring(coordinator, content).text)
    (now,) = tablet.visit(contact.id)["forms"]
    assert now["fields"]["notes"] == ["Uit het bestand"]
    assert tablet.get(f"items/{item_id}").get_json()["state"] == "draft"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"PK\x03\x04", b'{"format": "other"}'])
def test_what_is_no_such_file_is_said(coordinator: FlaskClient, content: bytes) -> None:
    answer = bring(coordinator, content)
    assert answer.status_code == 422
    assert "Kies het bestand" in answer.text


def test_what_nobody_can_open_holds_up_nothing_else(
    visited: Visited, tablet: Tablet, contact: Contact, coordinator: FlaskClient, app: Flask
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    told = json.loads(export_of(app, (new_id(), tablet.item(contact.id, form, {}))))
    told["items"].insert(0, {"item": str(new_id()), "sealed": {"key_id": "other"}})
    words = said(bring(coordinator, json.dumps(told).encode()).text)
    assert "1 verslag is verwerkt. 1 was niet te openen." in words
