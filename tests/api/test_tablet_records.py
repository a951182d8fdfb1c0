"""Records from a tablet: merged with what stands here, judged, received once, and kept when they cannot be taken in."""

import json
import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import factories
from tests.api.tablets import Tablet, hash_of, whole_visit
from tests.browsing import sent
from tests.home_visits.families import Visited, visited_family
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.recording import queries
from thuisbasis.recording.models import Record, RecordVersion
from thuisbasis.recording.questions import questions_for
from thuisbasis.reports.record_sheet import record_sheet
from thuisbasis.tablet.models import TabletItem


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


@pytest.fixture
def contact(visited: Visited) -> Contact:
    return visited.visit(prepared={"selected_materials": {str(visited.elif_.id): {"title": "Beer"}}})


@pytest.fixture
def tablet(visited: Visited, contact: Contact, client: FlaskClient) -> Tablet:
    made = Tablet(factories.sign_in(visited.session, client, visited.visitor), visited.visitor.id)
    made.sign_in()
    return made


def guardian_field(form: Any) -> str:
    return next(name for name in form["labels"] if name.startswith("attendance-"))


def finished(form: Any, tablet: Tablet, contact: Contact, **more: Any) -> dict[str, Any]:
    body = tablet.item(
        contact.id, form, whole_visit(guardian_field(form)), **{"finish": True, "finished_at": None} | more
    )
    return body | {"finished_at": body["changed_at"]}


def test_the_form_that_is_taken_along_says_what_its_fields_say(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    by_hand = sent(f'<form method="post">{form["html"]}</form>')
    typed = {name: [value for value in by_hand.getlist(name) if value] for name in by_hand}
    assert {name: values for name, values in typed.items() if values} == form["fields"]
    assert form["fields"]["element-selected_materials-title"] == ["Beer"]


def test_a_form_holds_no_script_and_no_form(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    assert "<script" not in form["html"]
    assert "<form" not in form["html"]
    assert "style=" not in form["html"]


def test_looking_begins_no_record(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    tablet.visit(contact.id)
    assert visited.session.scalar(select(func.count()).select_from(Record).where(factories_of(visited, Record))) == 0


def factories_of(visited: Visited, table: Any) -> Any:
    return table.organisation_id == visited.organisation.id


def test_an_unchanged_visit_is_not_sent_again(tablet: Tablet, contact: Contact) -> None:
    first = tablet.get(f"visits/{contact.id}")
    again = tablet.get(f"visits/{contact.id}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_draft_reaches_the_record(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = tablet.item(contact.id, form, {"notes": ["  Een vrolijk bezoek.  "]})
    answer = tablet.put(new_id(), body)
    told = answer.get_json()
    assert (answer.status_code, told["state"], told["body_sha256"]) == (200, "draft", hash_of(body))
    assert told["fields"]["notes"] == ["Een vrolijk bezoek."]
    version = visited.session.scalars(select(RecordVersion).where(factories_of(visited, RecordVersion))).one()
    assert version.notes == "Een vrolijk bezoek."


def test_a_whole_visit_is_completed(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    answer = tablet.put(new_id(), finished(form, tablet, contact))
    assert (answer.status_code, answer.get_json()["state"]) == (200, "completed"), answer.get_json()
    record = visited.session.scalars(select(Record).where(factories_of(visited, Record))).one()
    assert (record.state, record.deviations, record.counts_towards_dose) == ("completed", 0, True)


def test_the_same_item_sent_ten_times_is_received_once(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    item_id, body = new_id(), finished(form, tablet, contact)
    answers = [tablet.put(item_id, body).get_json() for _ in range(10)]
    assert all(answer == answers[0] for answer in answers)
    for table in (Record, RecordVersion, TabletItem):
        assert visited.session.scalar(select(func.count()).select_from(table).where(factories_of(visited, table))) == 1


def test_the_receipt_can_be_asked_again(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    item_id = new_id()
    assert tablet.get(f"items/{item_id}").status_code == 404
    told = tablet.put(item_id, finished(form, tablet, contact)).get_json()
    assert tablet.get(f"items/{item_id}").get_json() == told


def test_what_comes_late_changes_nothing(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    item_id = new_id()
    newer = tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["nieuw"]}, sequence=5)).get_json()
    older = tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["oud"]}, sequence=4)).get_json()
    assert older == newer
    (now,) = tablet.visit(contact.id)["forms"]
    assert now["fields"]["notes"] == ["nieuw"]


def test_a_sequence_with_another_text_is_not_understood(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    item_id = new_id()
    tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["een"]}))
    answer = tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["twee"]}))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "not-understood")


def test_what_the_gate_refuses_is_saved_and_said(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = finished(form, tablet, contact)
    del body["fields"]["element-support_information"]
    told = tablet.put(new_id(), body).get_json()
    assert told["state"] == "refused"
    (finding,) = told["findings"]
    assert finding["field"] == "element-support_information"
    assert "Uitleg over steunen thuis" in finding["message"]
    (now,) = tablet.visit(contact.id)["forms"]
    assert now["fields"]["element-selected_materials-title"] == ["Rupsje Nooitgenoeg"]


def test_the_tablet_is_told_beforehand_what_the_gate_will_say(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = tablet.item(contact.id, form, {}, finish=True)
    said = {finding["field"]: finding for finding in tablet.put(new_id(), body).get_json()["findings"]}
    beforehand = {each["id"]: each["unanswered"] for each in form["gate"]["elements"] if each["required"]}
    assert said == beforehand


def test_a_field_that_cannot_be_read_keeps_the_rest(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    body = tablet.item(contact.id, form, {"held_from": ["kwart over"], "notes": ["Blijft staan"]})
    told = tablet.put(new_id(), body).get_json()
    assert told["state"] == "draft"
    assert list(told["wrong"]) == ["held_from"]
    assert told["fields"]["notes"] == ["Blijft staan"]
    assert told["fields"]["held_from"] == form["fields"]["held_from"]


def test_two_tablets_that_changed_different_fields_merge(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    tablet.put(new_id(), tablet.item(contact.id, form, {"notes": ["van de ene"]}))
    told = tablet.put(new_id(), tablet.item(contact.id, form, {"observation": ["van de andere"]})).get_json()
    assert told["state"] == "draft"
    (now,) = tablet.visit(contact.id)["forms"]
    assert (now["fields"]["notes"], now["fields"]["observation"]) == (["van de ene"], ["van de andere"])


def test_the_same_field_changed_twice_asks_and_overwrites_nothing(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    tablet.put(new_id(), tablet.item(contact.id, form, {"notes": ["eerste"], "observation": ["rustig"]}))
    item_id = new_id()
    answer = tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["tweede"]}))
    told = answer.get_json()
    assert (answer.status_code, told["state"], told["completed"]) == (409, "conflict", False)
    (conflict,) = told["conflicts"]
    assert (conflict["name"], conflict["mine"], conflict["theirs"]) == ("notes", "tweede", "eerste")
    assert tablet.visit(contact.id)["forms"][0]["fields"]["notes"] == ["eerste"]
    fields = {**told["merged"], "notes": ["eerste en tweede"]}
    more = {"sequence": 2, "base": told["fields"], "base_revision": told["revision"], "fields": fields}
    chosen = tablet.item(contact.id, form, {}) | more
    assert tablet.put(item_id, chosen).get_json()["state"] == "draft"
    now = tablet.visit(contact.id)["forms"][0]["fields"]
    assert (now["notes"], now["observation"]) == (["eerste en tweede"], ["rustig"])


def test_a_completed_record_is_never_merged(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    tablet.put(new_id(), finished(form, tablet, contact))
    item_id = new_id()
    told = tablet.put(item_id, tablet.item(contact.id, form, {"notes": ["te laat"]})).get_json()
    assert (told["state"], told["completed"]) == ("conflict", True)
    fields = {**told["fields"], "notes": ["te laat"]}
    more = {"sequence": 2, "base": told["fields"], "fields": fields, "correction_reason": "De notitie ontbrak."}
    corrected = tablet.item(contact.id, form, {}, finish=True) | more
    assert tablet.put(item_id, corrected).get_json()["state"] == "completed"


def test_a_visit_that_was_called_off_is_kept_with_the_reason(
    tablet: Tablet, contact: Contact, visited: Visited
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    found = visited.session.get_one(Contact, (contact.organisation_id, contact.id))
    contacts.cancel(visited.session, visited.planner, found, by_family=False, reason="illness")
    visited.session.commit()
    item_id, body = new_id(), finished(form, tablet, contact)
    answer = tablet.put(item_id, body)
    told = answer.get_json()
    assert (answer.status_code, told["state"]) == (202, "quarantine")
    assert told["reason"] == "Deze afspraak ging niet door. Er hoort geen verslag bij."
    kept = visited.session.scalars(select(TabletItem).where(factories_of(visited, TabletItem))).one()
    assert json.loads(kept.body) == body


def test_one_bad_record_holds_up_no_other(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    bad = tablet.put(new_id(), finished(form, tablet, contact) | {"contact": str(uuid.uuid4())})
    good = tablet.put(new_id(), finished(form, tablet, contact))
    assert (bad.get_json()["state"], good.get_json()["state"]) == ("quarantine", "completed")
    assert "bestaat niet meer" in bad.get_json()["reason"]


def test_a_form_of_another_age_waits_for_a_person(tablet: Tablet, contact: Contact) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    told = tablet.put(new_id(), finished(form, tablet, contact, form_version=0)).get_json()
    assert told["state"] == "quarantine"
    assert "half jaar" in told["reason"]


def test_a_tablet_with_a_wrong_clock_is_put_right(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    wrong = "2030-01-01T12:00:00+01:00"
    body = finished(form, tablet, contact) | {"finished_at": wrong, "tablet_now": wrong}
    assert tablet.put(new_id(), body).get_json()["late_by_minutes"] == 0


def test_siblings_have_a_form_each(visited: Visited, client: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, visited.can)
    tablet = Tablet(factories.sign_in(visited.session, client, visited.visitor), visited.visitor.id)
    tablet.sign_in()
    assert [form["child"] for form in tablet.visit(contact.id)["forms"]] == [
        each.child.name for each in sorted((visited.elif_, visited.can), key=lambda one: one.child.sort_key)
    ]


def test_a_spare_has_forms_too(tablet: Tablet, visited: Visited) -> None:
    told = tablet.get(f"spares/{visited.can.id}").get_json()
    assert told["contact"] is None
    assert len(told["forms"]) == 2
    assert all(form["record"] is None for form in told["forms"])


def test_the_printed_record_tells_when_the_tablet_finished_it_and_when_it_came_in(
    tablet: Tablet, contact: Contact, visited: Visited, app: Flask
) -> None:
    (form,) = tablet.visit(contact.id)["forms"]
    told = tablet.put(new_id(), finished(form, tablet, contact)).get_json()
    record = queries.record_or_404(visited.session, visited.actor, uuid.UUID(told["record"]))
    questions = questions_for(visited.session, record, record.contact)
    version = queries.version_of(visited.session, record)
    with app.test_request_context():
        sheet = record_sheet(visited.session, visited.actor, questions, version)
    assert {"Afgerond op de tablet", "Ontvangen"} <= {fact.label for fact in sheet.facts}
