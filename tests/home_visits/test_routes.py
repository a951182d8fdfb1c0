"""The visits' pages as a browser without JavaScript uses them."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said, sent, token, ways_out
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.audit.models import AccessEntry
from thuisbasis.contacts.models import Contact, ContactEnrolment, ContactStaff
from thuisbasis.materials.models import Loan
from thuisbasis.organisations.models import Qualification
from thuisbasis.permissions import Role

PREPARED = "prepared-selected_materials-{}-title"


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


@pytest.fixture
def browser(visited: Visited, client: FlaskClient) -> FlaskClient:
    """The visitor's tablet."""
    return factories.sign_in(visited.session, client, visited.visitor)


def renewed(visited: Visited, contact: Contact) -> Contact:
    """The contact as it stands in the database."""
    visited.session.rollback()
    visited.session.expire_all()
    return visited.session.scalars(select(Contact).where(Contact.id == contact.id)).one()


def test_the_dates_are_seen_before_they_are_saved(visited: Visited, browser: FlaskClient) -> None:
    address = f"/enrolments/{visited.elif_.id}/visits/plan"
    tomorrow = clock.today() + timedelta(days=1)
    page = browser.get(address).text
    choices = {"weekday": "2", "at": "13:30", "start": f"{tomorrow:%d-%m-%Y}"}

    preview = browser.post(address, data=sent(page, "plan-form", **choices, then="preview"))
    assert preview.status_code == 200
    assert "Huisbezoek 10" in said(preview.text)
    assert visited.session.scalars(select(Contact)).all() == []

    saved = browser.post(address, data=sent(preview.text, "plan-form", then="save"))
    assert saved.status_code == 302
    visited.session.rollback()
    planned = visited.session.scalars(select(Contact).order_by(Contact.number)).all()
    assert [contact.number for contact in planned] == list(range(1, 11))
    assert {contact.starts_at.astimezone(clock.ZONE).weekday() for contact in planned} >= {2}
    served = visited.session.scalars(select(ContactEnrolment.enrolment_id).distinct()).all()
    assert set(served) == {visited.elif_.id, visited.can.id}


def test_a_clash_with_another_visit_is_told_in_the_preview(visited: Visited, browser: FlaskClient) -> None:
    address = f"/enrolments/{visited.can.id}/visits/plan"
    page = browser.get(address).text
    form = sent(page, "plan-form", at="09:00", siblings=None, then="preview")
    first = browser.post(address, data=form).text
    browser.post(address, data=sent(first, "plan-form", siblings=None, then="save"))

    other = f"/enrolments/{visited.elif_.id}/visits/plan"
    again = sent(browser.get(other).text, "plan-form", at="09:00", siblings=None, then="preview")
    assert "Er is dan al een afspraak: Huisbezoek gezin 0001." in said(browser.post(other, data=again).text)


def test_a_visitor_plans_for_herself_only(visited: Visited, browser: FlaskClient) -> None:
    colleague = factories.make_staff(visited.session, visited.organisation, name="Noor Kaya")
    visited.session.commit()
    address = f"/enrolments/{visited.elif_.id}/visits/new"
    form = sent(browser.get(address).text, visitor=str(colleague.id))

    assert browser.post(address, data=form).status_code == 422


def test_a_visit_is_confirmed_when_its_materials_are_chosen(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, number=2, on=clock.today() + timedelta(days=3))
    visited.session.commit()
    address = f"/visits/{contact.id}"
    page = browser.get(address).text
    assert "is nog niet voorbereid" in said(page)

    refused = browser.post(f"{address}/confirm", data=token(page))
    assert refused.status_code == 409
    title = PREPARED.format(visited.elif_.id.hex)
    assert ways_out(refused.text) == [f"#{title}"]
    assert f'id="{title}"' in refused.text
    assert renewed(visited, contact).state == "planned"

    browser.post(f"{address}/prepare", data=sent(page, **{title: "Kleine Beer", "then": "confirm"}))
    assert renewed(visited, contact).state == "confirmed"
    kept = browser.get(address).text
    assert "Kleine Beer" in kept


def test_each_sibling_needs_its_own_material(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, visited.can, number=2, on=clock.today() + timedelta(days=3))
    visited.session.commit()
    address = f"/visits/{contact.id}"
    page = browser.get(address).text
    one = {PREPARED.format(visited.elif_.id.hex): "Kleine Beer", "then": "confirm"}
    both = one | {PREPARED.format(visited.can.id.hex): "Rupsje"}

    refused = browser.post(f"{address}/prepare", data=sent(page, **one))
    assert refused.status_code == 409
    assert ways_out(refused.text) == [f"#{PREPARED.format(visited.can.id.hex)}"]
    assert 'value="Kleine Beer"' in refused.text
    assert 'value="Kleine Beer"' in browser.get(address).text
    assert browser.post(f"{address}/prepare", data=sent(page, **both)).status_code == 302
    assert renewed(visited, contact).state == "confirmed"


def test_a_first_meeting_needs_no_material(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, on=clock.today() + timedelta(days=3))
    visited.session.commit()
    page = browser.get(f"/visits/{contact.id}").text
    browser.post(f"/visits/{contact.id}/prepare", data=sent(page, is_acquaintance="y", then="confirm"))

    assert renewed(visited, contact).state == "confirmed"


def test_the_gate_only_warns_of_a_missing_qualification(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, on=clock.today() + timedelta(days=3))
    visited.session.commit()
    warned = "een geldige kwalificatie"
    assert warned in said(browser.get(f"/visits/{contact.id}").text)
    visited.session.add(
        Qualification(
            organisation_id=visited.organisation.id,
            staff_id=visited.visitor.id,
            programme_key="real",
            qualification_key="real-training",
            obtained_on=clock.today() - timedelta(days=100),
        )
    )
    visited.session.commit()
    assert warned not in said(browser.get(f"/visits/{contact.id}").text)


def test_what_was_prepared_for_a_child_stands_in_its_record(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, visited.can, number=2)
    prepared = {str(visited.can.id): {"title": "Rupsje", "sort": "book"}}
    contact.prepared = {"selected_materials": prepared}
    visited.session.commit()
    pressed = token(browser.get(f"/visits/{contact.id}").text) | {"enrolment_id": str(visited.can.id)}

    page = browser.get(browser.post(f"/contacts/{contact.id}/records", data=pressed).location).text

    assert sent(page, "record-form").get("element-selected_materials-title") == "Rupsje"


def test_the_page_of_a_visit_has_what_is_needed_at_the_door(visited: Visited, browser: FlaskClient) -> None:
    factories.make_household(visited.session, visited.family)
    contact = visited.visit(visited.elif_, on=clock.today() + timedelta(days=2))
    visited.session.commit()
    page = said(browser.get(f"/visits/{contact.id}").text)

    for words in ("Lange Nieuwstraat 12", "06 12345678", "Turks", "Elif Yıldırım"):
        assert words in page
    (entry,) = visited.session.scalars(select(AccessEntry).where(AccessEntry.view == "home_visits.visit")).all()
    assert (entry.family_id, entry.allowed) == (visited.family.id, True)


def test_who_stands_in_for_a_colleague_sees_no_address(visited: Visited, client: FlaskClient) -> None:
    factories.make_household(visited.session, visited.family)
    stand_in = factories.make_staff(visited.session, visited.organisation, name="Noor Kaya")
    contact = visited.visit(visited.elif_)
    visited.session.add(
        ContactStaff(organisation_id=visited.organisation.id, contact_id=contact.id, staff_id=stand_in.id)
    )
    visited.session.commit()
    page = factories.sign_in(visited.session, client, stand_in).get(f"/visits/{contact.id}").text

    assert "Lange Nieuwstraat" not in page
    assert "Yıldırım" not in said(page).replace("Elif Yıldırım", "")
    assert "alleen wie met het gezin werkt" in said(page)


def test_material_is_lent_and_comes_back(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_)
    visited.session.commit()
    address = f"/visits/{contact.id}"
    given = token(browser.get(address).text)
    due = {"title": "Letterkaarten", "how": "lent", "due_on": "1-12-2030"}
    browser.post(f"{address}/materials", data=given | due)
    loan = visited.session.scalars(select(Loan)).one()
    assert (loan.title, loan.state, loan.family_id) == ("Letterkaarten", "out", visited.family.id)
    assert "Letterkaarten" in browser.get(address).text

    browser.post(f"{address}/materials/{loan.id}", data=given | {"became": "returned"})
    visited.session.rollback()
    visited.session.refresh(loan)
    assert (loan.state, loan.returned_on) == ("returned", clock.today())
    assert browser.post(f"{address}/materials/{loan.id}", data=given | {"became": "lost"}).status_code == 409
    assert browser.post(f"{address}/materials/{loan.id}", data=given | {"became": "eaten"}).status_code == 404


def test_the_overview_lists_today_first_and_what_to_do_with_each(visited: Visited, browser: FlaskClient) -> None:
    visited.visit(visited.elif_)
    visited.visit(visited.can, on=clock.today() - timedelta(days=4))
    visited.session.commit()
    page = said(browser.get("/visits").text)

    assert page.index("Vandaag") < page.index("Nog af te maken") < page.index("Gezinnen en maanden")
    assert "Verslag schrijven" in page
    assert "0 van 10 bezoeken" in page


def test_a_visitor_sees_her_own_visits_and_a_coordinator_those_of_her_schools(
    visited: Visited, client: FlaskClient
) -> None:
    contact = visited.visit(visited.elif_)
    elsewhere = factories.make_school(visited.session, visited.organisation, name="Elders")
    others = [
        factories.make_staff(visited.session, visited.organisation, name="Noor Kaya"),
        factories.make_staff(
            visited.session, visited.organisation, name="Els Elders", roles=[Role.COORDINATOR], school=elsewhere
        ),
    ]
    visited.session.commit()
    for staff in (visited.visitor, visited.coordinator):
        browser = factories.sign_in(visited.session, client, staff)
        assert "Yıldırım" in browser.get("/visits").text
        assert browser.get(f"/visits/{contact.id}").status_code == 200
    for staff in others:
        browser = factories.sign_in(visited.session, client, staff)
        assert "Yıldırım" not in browser.get("/visits").text
        assert browser.get(f"/visits/{contact.id}").status_code == 404


def test_an_activity_with_families_has_one_record_of_the_group(visited: Visited, client: FlaskClient) -> None:
    browser = factories.sign_in(visited.session, client, visited.coordinator)
    form = sent(
        browser.get("/visits/activities/new").text,
        title="Naar de bibliotheek",
        place="Bibliotheek",
        day=f"{clock.today():%d-%m-%Y}",
        families=[str(visited.elif_.id), str(visited.can.id)],
    )
    address = browser.post("/visits/activities/new", data=form).location
    page = browser.get(address).text
    assert "Naar de bibliotheek" in page

    contact_id = address.rsplit("/", 1)[-1]
    record = browser.post(f"/contacts/{contact_id}/records", data=token(page) | {"enrolment_id": ""}).location
    assert said(browser.get(record).text).count("Ayşe Yıldırım") >= 2


def test_a_calendar_tells_no_name(visited: Visited, browser: FlaskClient) -> None:
    contact = visited.visit(visited.elif_, on=clock.today() + timedelta(days=1))
    visited.session.commit()
    page = said(browser.get(f"/contacts/{contact.id}/cancel").text)

    assert "Huisbezoek gezin 0001" in page
    assert "Yıldırım" not in page
