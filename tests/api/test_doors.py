"""Who may knock at the tablet's door, and what may come in."""

import hashlib
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.api.tablets import Tablet, whole_visit
from tests.home_visits.families import Visited, visited_family
from tests.tablet.test_sealing import sealed
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.tablet import devices
from thuisbasis.tablet.models import TabletDevice, TabletItem, TabletKey

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 3_000


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


@pytest.fixture
def contact(visited: Visited) -> Contact:
    return visited.visit()


@pytest.fixture
def tablet(visited: Visited, contact: Contact, client: FlaskClient) -> Tablet:
    made = Tablet(factories.sign_in(visited.session, client, visited.visitor), visited.visitor.id)
    made.sign_in()
    return made


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elders.example"},
    ],
)
def test_another_site_gets_nothing_in(tablet: Tablet, contact: Contact, headers: dict[str, str]) -> None:
    answer = tablet.put(new_id(), {}, headers=headers)
    assert code_of(answer) == (403, "not-ours")


def test_a_plain_form_of_another_page_cannot_send_our_header(tablet: Tablet) -> None:
    answer = tablet.client.post("/api/v1/tablet/beats", json={})
    assert code_of(answer) == (403, "not-ours")


def test_each_answer_is_marked_as_ours(tablet: Tablet, contact: Contact, app: Flask) -> None:
    answers = [
        tablet.get("visits"),
        tablet.get(f"visits/{new_id()}"),
        tablet.put(new_id(), {}),
        Tablet(app.test_client(), new_id()).get("visits"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 400, 401]
    assert all(answer.headers["X-Thuisbasis"] == "1" for answer in answers)


def test_who_is_signed_out_is_told_so_and_not_sent_to_a_page(tablet: Tablet, app: Flask) -> None:
    answer = Tablet(app.test_client(), new_id()).get("visits")
    assert code_of(answer) == (401, "sign-in-needed")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "other"}, "/kind"),
        ({"sequence": 0}, "/sequence"),
        ({"sequence": True}, "/sequence"),
        ({"sequence": 2**31}, "/sequence"),
        ({"contact": "1"}, "/contact"),
        ({"fields": {"notes": "tekst"}}, "/fields/notes"),
        ({"fields": {"notes": ["a" * 30_000]}}, "/fields/notes"),
        ({"fields": []}, "/fields"),
        ({"tablet_now": "2026-11-28T14:00:00"}, "/tablet_now"),
        ({"attachments": [{"sha256": "x", "what": "photo"}]}, "/attachments/0/sha256"),
        ({"unplanned": {"enrolments": []}}, "/unplanned/enrolments"),
    ],
)
def test_what_is_not_of_the_shape_is_told_where(
    tablet: Tablet, contact: Contact, change: dict[str, Any], place: str
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    answer = tablet.put(new_id(), tablet.item(contact.id, form, {}) | change)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["message"].startswith(f"{place}: ")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"kind": NaN}', b"[" * 100_000])
def test_what_is_no_json_is_refused(tablet: Tablet, body: bytes) -> None:
    assert tablet.put(new_id(), body).status_code == 400


def test_a_sealed_item_comes_in_as_an_open_one_does(tablet: Tablet, contact: Contact, app: Flask) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = json.dumps(tablet.item(contact.id, form, {"notes": ["verzegeld"]})).encode()
    envelope = sealed(body, app.extensions["server_key"])
    answer = tablet.put(new_id(), envelope, content_type="application/vnd.thuisbasis.sealed+json")
    told = answer.get_json()
    assert (told["state"], told["body_sha256"]) == ("draft", hashlib.sha256(body).hexdigest())


def test_the_unlock_key_stays_the_same_and_is_ones_own(tablet: Tablet, visited: Visited, app: Flask) -> None:
    first, again = tablet.sign_in(), tablet.sign_in()
    other = Tablet(factories.sign_in(visited.session, app.test_client(), visited.coordinator), visited.coordinator.id)
    other.device = tablet.device
    assert first["unlock_key"] == again["unlock_key"] != other.sign_in()["unlock_key"]


def test_a_lost_tablet_gets_nothing_any_more(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    device = visited.session.get_one(TabletDevice, (visited.organisation.id, tablet.device))
    devices.shut_out(visited.session, visited.planner, device)
    visited.session.commit()
    assert code_of(tablet.get("visits")) == (410, "shut-out")
    assert code_of(tablet.get(f"visits/{contact.id}")) == (410, "shut-out")
    body = {"device": str(tablet.device), "name": "", "app_version": "1"}
    answer = tablet.client.post("/api/v1/tablet/devices", json=body, headers=tablet.headers)
    assert code_of(answer) == (410, "shut-out")
    keys = select(TabletKey).where(TabletKey.organisation_id == visited.organisation.id)
    assert visited.session.scalars(keys).all() == []


def test_the_colleague_on_the_same_tablet_brings_ones_work_under_ones_own_name(
    tablet: Tablet, contact: Contact, visited: Visited, app: Flask
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    colleague = factories.make_staff(visited.session, visited.organisation, name="Mieke Vos")
    sender = Tablet(factories.sign_in(visited.session, app.test_client(), colleague), colleague.id, tablet.device)
    sender.sign_in()
    answer = sender.put(new_id(), tablet.item(contact.id, form, {"notes": ["van Saskia"]}))
    assert answer.get_json()["state"] == "draft"
    kept = visited.session.scalars(
        select(TabletItem).where(TabletItem.organisation_id == visited.organisation.id)
    ).one()
    assert (kept.staff_id, kept.sent_by_id) == (visited.visitor.id, colleague.id)


def test_nobody_writes_as_somebody_who_was_never_on_the_tablet(
    tablet: Tablet, contact: Contact, visited: Visited
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = tablet.item(contact.id, form, {}) | {"owner": str(visited.coordinator.id)}
    assert code_of(tablet.put(new_id(), body)) == (403, "forbidden")


def test_a_colleagues_visit_is_not_taken_along(tablet: Tablet, visited: Visited, app: Flask) -> None:
    theirs = factories.make_contact(
        visited.session, enrolments=[visited.can], staff=[visited.coordinator], school=visited.school
    )
    visited.session.commit()
    assert tablet.get(f"visits/{theirs.id}").status_code == 404


def test_a_photo_comes_in_parts_and_goes_on_where_it_stopped(tablet: Tablet) -> None:
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    address = f"/api/v1/tablet/attachments/{sha256}"
    half = len(PHOTO) // 2

    def bring(content: bytes, offset: int) -> Any:
        more = {"Upload-Offset": str(offset), "Upload-Length": str(len(PHOTO))}
        return tablet.client.patch(address, data=content, content_type="image/jpeg", headers=tablet.headers | more)

    assert tablet.client.head(address, headers=tablet.headers).headers["Upload-Offset"] == "0"
    assert bring(PHOTO[:half], 0).headers["Upload-Offset"] == str(half)
    wrong = bring(PHOTO[half + 10 :], half + 10)
    assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, str(half))
    assert bring(PHOTO[half:], half).headers["Upload-Offset"] == str(len(PHOTO))
    assert tablet.client.head(address, headers=tablet.headers).headers["Upload-Offset"] == str(len(PHOTO))


def test_a_photo_shows_with_the_record_that_it_belongs_to(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    photo = b"\xff\xd8\xff" + b"tekening" * 50
    sha256 = hashlib.sha256(photo).hexdigest()
    tied = [{"sha256": sha256, "what": "photo", "name": "Tekening van de rups"}]
    told = tablet.put(new_id(), tablet.item(contact.id, form, {}, attachments=tied)).get_json()
    page = tablet.client.get(f"/records/{told['record']}").text
    assert "Tekening van de rups" in page
    assert "nog niet ontvangen" in page
    more = {"Upload-Offset": "0", "Upload-Length": str(len(photo))}
    address = f"/api/v1/tablet/attachments/{sha256}"
    tablet.client.patch(address, data=photo, content_type="image/jpeg", headers=tablet.headers | more)
    page = tablet.client.get(f"/records/{told['record']}").text
    found = re.search(r'<img src="([^"]+)" alt="Tekening van de rups"', page)
    assert found
    answer = tablet.client.get(found[1])
    assert (answer.data, answer.mimetype) == (photo, "image/jpeg")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("content", [PHOTO[:-1] + b"!", b"<script>" + PHOTO[8:]])
def test_what_is_not_what_its_hash_says_begins_anew(tablet: Tablet, content: bytes) -> None:
    address = f"/api/v1/tablet/attachments/{hashlib.sha256(PHOTO).hexdigest()}"
    more = {"Upload-Length": str(len(content))}
    for offset in range(0, len(content), 500_000):
        headers = tablet.headers | more | {"Upload-Offset": str(offset)}
        part = content[offset : offset + 500_000]
        answer = tablet.client.patch(address, data=part, content_type="image/jpeg", headers=headers)
    assert answer.status_code == 422
    assert tablet.client.head(address, headers=tablet.headers).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/octet-stream"])
def test_only_pictures_are_taken(tablet: Tablet, kind: str) -> None:
    address = f"/api/v1/tablet/attachments/{hashlib.sha256(PHOTO).hexdigest()}"
    more = {"Upload-Offset": "0", "Upload-Length": "10"}
    answer = tablet.client.patch(address, data=b"x" * 10, content_type=kind, headers=tablet.headers | more)
    assert answer.status_code == 413


def test_a_sign_of_life_says_how_much_waits(tablet: Tablet, visited: Visited) -> None:
    oldest = "2026-11-26T10:00:00+01:00"
    body = {"device": str(tablet.device), "app_version": "2", "waiting": 3, "conflicts": 1, "oldest_waiting_at": oldest}
    answer = tablet.client.post("/api/v1/tablet/beats", json=body, headers=tablet.headers)
    assert answer.get_json() == {"app_version": "2", "shut_out": False}
    device = visited.session.get_one(TabletDevice, (visited.organisation.id, tablet.device))
    visited.session.refresh(device)
    assert (device.waiting, device.conflicts, device.oldest_waiting_at.isoformat()) == (
        3,
        1,
        "2026-11-26T09:00:00+00:00",
    )


def test_the_form_wants_what_a_whole_visit_has(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    known = set(form["labels"])
    assert set(whole_visit(next(name for name in known if name.startswith("attendance-")))) <= known
