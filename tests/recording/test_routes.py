"""The pages of a record as a browser without JavaScript uses them."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said, sent, token
from tests.recording.visits import DELIVERED, NOT_DONE, Visit, a_visit
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Role
from thuisbasis.recording import queries
from thuisbasis.recording.models import Record, RecordVersion

SUPPORT = "element-support_information"


@pytest.fixture
def visit(db_session: Session) -> Visit:
    made = a_visit(db_session)
    db_session.commit()
    return made


@pytest.fixture
def browser(visit: Visit, client: FlaskClient) -> FlaskClient:
    """The visitor's tablet."""
    return factories.sign_in(visit.session, client, visit.visitor)


def begun(visit: Visit, browser: FlaskClient) -> str:
    """The address of the record, begun from the visit."""
    answer = open_at(visit, visit.contact, browser)
    assert answer.status_code == 302
    return answer.location.removesuffix("/edit")


def open_at(visit: Visit, contact: Contact, browser: FlaskClient) -> Any:
    """Press "Verslag schrijven" at a contact."""
    pressed = token(browser.get("/account").text) | {"enrolment_id": str(visit.enrolment.id)}
    return browser.post(f"/contacts/{contact.id}/records", data=pressed)


def stored(visit: Visit) -> Record:
    """The record as it stands in the database."""
    visit.session.rollback()
    visit.session.expire_all()
    return visit.session.scalars(select(Record)).one()


def filled(visit: Visit, **answers: object) -> None:
    """A record saved with these answers beside those of a good visit (None: left open)."""
    visit.save(visit.open(), visit.draft(answers=answers))
    visit.session.commit()


def test_a_record_without_support_information_is_refused_at_its_field_then_answered_honestly(
    visit: Visit, browser: FlaskClient
) -> None:
    filled(visit, support_information=None)
    address = begun(visit, browser)

    page = browser.get(f"{address}/review").text
    assert "nog niet ingevuld" in said(page)
    assert f"/edit?show=findings#{SUPPORT}" in page
    refused = browser.post(f"{address}/complete", data=sent(page))
    assert refused.status_code == 409
    assert stored(visit).state == "draft"

    at_field = browser.get(f"{address}/edit?show=findings").text
    assert f'id="{SUPPORT}-error"' in at_field
    honest = sent(
        at_field, "record-form",
        **{
            SUPPORT: "not_delivered",
            f"{SUPPORT}--reason": "no_time",
            f"{SUPPORT}--follow-up": "call_this_week",
            "then": "review",
        },
    )  # fmt: skip
    answer = browser.post(f"{address}/edit", data=honest)
    assert answer.location == f"{address}/review"
    page = browser.get(answer.location).text
    assert "telt zo niet mee" in said(page)
    assert browser.post(f"{address}/complete", data=sent(page)).location == address

    record = stored(visit)
    assert (record.state, record.deviations, record.counts_towards_dose) == ("completed", 1, False)
    assert "te weinig tijd" in said(browser.get(address).text)


def test_what_the_browser_sends_is_what_is_shown_again(visit: Visit, browser: FlaskClient) -> None:
    address = begun(visit, browser)
    page = browser.get(f"{address}/edit").text
    assert "Nog niet bewaard" in page
    typed = sent(
        page, "record-form",
        **{
            SUPPORT: "delivered",
            f"{SUPPORT}-explained": "Eerste regel\r\nTweede regel <b>",
            f"{SUPPORT}-handed_over": ["told", "on_paper"],
            f"{SUPPORT}-language": "tr",
            "element-selected_materials-sort--own": "knutselspullen",
            "element-strand_coverage-cells": ["books:interaction", "oral_language:modelling"],
            "element-joint_practice": "not_delivered",
            "element-joint_practice--reason": "child_absent",
            "element-joint_practice--reason-own": "Sliep al",
            "interpreter": "child",
            "next_date": "1-2-2031",
            "place_kind": "school",
            "notes": "Met ’ en é en ☕",
            "then": "stay",
        },
    )  # fmt: skip
    answer = browser.post(f"{address}/edit", data=typed)
    assert answer.location == f"{address}/edit"

    again = browser.get(f"{address}/edit").text
    assert "Bewaard om" in again
    known = {name for name in typed if name not in ("then", "csrf_token", "revision")}
    shown = sent(again, "record-form")
    assert {name: shown.getlist(name) for name in known} == {
        name: [value.replace("\r\n", "\n") for value in typed.getlist(name)] for name in known
    }


def test_nothing_typed_is_lost_when_something_cannot_be_read(visit: Visit, browser: FlaskClient) -> None:
    address = begun(visit, browser)
    page = browser.get(f"{address}/edit").text
    wrong = sent(page, "record-form", held_from="25:99", held_on="31-2-2020", notes="Blijft staan", then="stay")

    answer = browser.post(f"{address}/edit", data=wrong)

    assert answer.status_code == 422
    for kept in ("25:99", "31-2-2020", "Blijft staan"):
        assert kept in answer.text
    assert 'href="#held_from"' in answer.text
    assert queries.version_of(visit.session, stored(visit)).notes == ""


def test_the_day_and_the_times_have_to_be_possible(visit: Visit, browser: FlaskClient) -> None:
    address = begun(visit, browser)
    page = browser.get(f"{address}/edit").text
    answer = browser.post(
        f"{address}/edit", data=sent(page, "record-form", held_on="1-1-2090", held_from="15:00", held_until="14:00")
    )

    assert answer.status_code == 422
    assert "nog niet geweest" in answer.text
    assert "vóór het begin" in answer.text


def test_choices_that_are_not_on_the_list_are_refused(visit: Visit, browser: FlaskClient) -> None:
    address = begun(visit, browser)
    page = browser.get(f"{address}/edit").text
    forged = sent(
        page, "record-form", **{SUPPORT: "maybe", "interpreter": "parrot", "element-strand_coverage-cells": ["x:y"]}
    )

    answer = browser.post(f"{address}/edit", data=forged)

    assert answer.status_code == 422
    assert answer.text.count("Kies uit de lijst.") >= 3


def test_who_saves_second_keeps_the_typed_text_and_sees_the_other(visit: Visit, browser: FlaskClient) -> None:
    address = begun(visit, browser)
    mine = sent(browser.get(f"{address}/edit").text, "record-form", notes="Van mij", then="stay")
    visit.save(stored(visit), visit.draft(notes="Van een ander"))
    visit.session.commit()

    conflict = browser.post(f"{address}/edit", data=mine)

    assert conflict.status_code == 409
    assert "Van een ander" in conflict.text
    assert sent(conflict.text, "record-form").get("notes") == "Van mij"
    again = browser.post(f"{address}/edit", data=sent(conflict.text, "record-form", then="stay"))
    assert again.status_code == 302
    assert queries.version_of(visit.session, stored(visit)).notes == "Van mij"


def test_a_completed_record_is_read_and_corrected_as_a_new_version(visit: Visit, browser: FlaskClient) -> None:
    visit.completed(notes="Zoals het eerst was")
    visit.session.commit()
    address = begun(visit, browser)
    assert browser.get(f"{address}/edit").location == address

    page = browser.get(f"{address}/correct").text
    assert browser.post(f"{address}/correct", data=sent(page, reason="")).status_code == 422
    assert browser.post(f"{address}/correct", data=sent(page, reason="Verkeerd boek")).location == f"{address}/edit"
    page = browser.get(f"{address}/edit").text
    browser.post(f"{address}/edit", data=sent(page, "record-form", notes="Verbeterd", then="review"))
    browser.post(f"{address}/complete", data=sent(browser.get(f"{address}/review").text))

    assert "Verbeterd" in browser.get(address).text
    old = said(browser.get(f"{address}/versions/1").text)
    assert "Zoals het eerst was" in old
    assert "Verbeterd" not in old
    assert "Verkeerd boek" in said(browser.get(address).text)
    assert browser.get(f"{address}/versions/3").status_code == 404


def test_what_was_given_by_phone_is_noted_afterwards(visit: Visit, browser: FlaskClient) -> None:
    visit.completed(answers={"support_information": NOT_DONE})
    visit.session.commit()
    address = begun(visit, browser)
    assert f"{address}/late/support_information" in browser.get(address).text

    page = browser.get(f"{address}/late/support_information").text
    given = sent(page, explained="Rijmen tijdens het aankleden", handed_over=["told"], language="tr")
    assert browser.post(f"{address}/late/support_information", data=given).location == address

    assert stored(visit).counts_towards_dose is True
    assert "Rijmen tijdens het aankleden" in said(browser.get(address).text)
    assert browser.get(f"{address}/late/joint_practice").status_code == 404


def test_what_was_prepared_stands_in_the_form(visit: Visit, browser: FlaskClient) -> None:
    visit.contact.prepared = {"selected_materials": {"title": "Kleine Beer", "sort": "book"}}
    visit.session.commit()

    shown = sent(browser.get(f"{begun(visit, browser)}/edit").text, "record-form")

    assert shown.get("element-selected_materials-title") == "Kleine Beer"
    assert shown.get("element-selected_materials-sort") == "book"
    assert shown.get("element-selected_materials") == ""


def test_the_last_agreement_stands_on_top(visit: Visit, browser: FlaskClient) -> None:
    visit.completed()
    following = factories.make_contact(
        visit.session, enrolments=[visit.enrolment], staff=[visit.visitor], number=2, step="visit-02",
        at=visit.contact.starts_at.replace(tzinfo=None).time().replace(hour=20),
    )  # fmt: skip
    visit.session.commit()
    answer = open_at(visit, following, browser)

    page = browser.get(answer.location).text

    assert "Vorige keer afgesproken" in page
    assert "Elke dag een verpakking lezen" in page
    assert "element-home_agreement-looked_back" in page


def test_nobody_but_those_at_the_visit_and_the_school_s_coordinator_reads_it(
    visit: Visit, browser: FlaskClient, client: FlaskClient
) -> None:
    address = begun(visit, browser)
    strangers = [
        factories.make_staff(visit.session, visit.organisation, name="Andere Bezoeker"),
        factories.make_staff(
            visit.session,
            visit.organisation,
            roles=[Role.COORDINATOR],
            school=factories.make_school(visit.session, visit.organisation, name="Andere school"),
        ),
        a_visit(visit.session).visitor,
    ]
    for stranger in strangers:
        other = factories.sign_in(visit.session, client, stranger)
        for path in ("", "/edit", "/review", "/correct", "/versions/1"):
            assert other.get(address + path).status_code == 404
        assert other.post(f"{address}/complete").status_code in (400, 404)
    coordinator: Staff = factories.make_staff(
        visit.session, visit.organisation, roles=[Role.COORDINATOR], school=visit.school
    )
    assert factories.sign_in(visit.session, client, coordinator).get(f"{address}/edit").status_code == 200


def test_reading_a_record_writes_nothing(visit: Visit, browser: FlaskClient) -> None:
    filled(visit)
    address = begun(visit, browser)
    before = [(version.revision, version.saved_at) for version in visit.session.scalars(select(RecordVersion))]
    for path in ("", "/edit", "/review", "/edit?show=findings"):
        assert browser.get(address + path).status_code == 200

    assert stored(visit).state == "draft"
    assert [(version.revision, version.saved_at) for version in visit.session.scalars(select(RecordVersion))] == before


REQUIRED = sorted(set(DELIVERED) - {"strand_coverage"})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left_open=st.sets(st.sampled_from(REQUIRED), min_size=1), others=st.booleans())
def test_a_record_with_an_unanswered_element_never_completes(
    visit: Visit, browser: FlaskClient, left_open: set[str], others: bool
) -> None:
    answers = {key: DELIVERED[key] if others else NOT_DONE for key in DELIVERED} | dict.fromkeys(left_open)
    visit.session.rollback()
    filled(visit, **answers)
    address = begun(visit, browser)

    answer = browser.post(f"{address}/complete", data=sent(browser.get(f"{address}/review").text))

    assert answer.status_code == 409
    assert stored(visit).state == "draft"
