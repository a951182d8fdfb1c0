"""A family's coming dates on paper, from whatever programmes it takes part in."""

import io

from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from tests import factories
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.documents.languages import day_in
from thuisbasis.permissions import Role


def _day(contact: Contact) -> str:
    return day_in(clock.local(contact.starts_at).date(), "nl")


def test_visits_and_sessions_stand_on_one_page_and_what_was_called_off_does_not(
    db_session: Session, client: FlaskClient
) -> None:
    organisation = factories.make_organisation(db_session)
    school = factories.make_school(db_session, organisation, phone="+31201234567")
    coordinator = factories.make_staff(db_session, organisation, roles=[Role.COORDINATOR])
    family = factories.make_family(db_session, organisation, name="El Idrissi")
    child = factories.make_child(db_session, family, school=school)
    visited = factories.make_enrolment(db_session, child, visitor=coordinator)
    trained = factories.make_enrolment(db_session, child, programme="pittige-jaren", track="preventie-14")
    group = factories.make_group(db_session, school, enrolments=[trained])
    home = {"place_kind": "home", "school": school}
    visit = factories.make_contact(db_session, enrolments=[visited], staff=[coordinator], days=3, **home)
    off = factories.make_contact(db_session, enrolments=[visited], days=9, number=2, state="cancelled_by_us", **home)
    session = factories.make_contact(
        db_session, group=group, kind="group_session", step="session-01", days=5, place="Ouderkamer"
    )
    browser = factories.sign_in(db_session, client, coordinator)

    answer = browser.get(f"/families/{family.id}/schedule.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)

    assert answer.status_code == 200
    assert "El Idrissi" in text
    assert "thuis" in text
    assert "Ouderkamer" in text
    assert _day(visit) in text
    assert _day(session) in text
    assert _day(off) not in text


def test_a_family_without_dates_is_told_so(db_session: Session, client: FlaskClient) -> None:
    organisation = factories.make_organisation(db_session)
    coordinator = factories.make_staff(db_session, organisation, roles=[Role.COORDINATOR])
    family = factories.make_family(db_session, organisation)
    browser = factories.sign_in(db_session, client, coordinator)

    answer = browser.get(f"/families/{family.id}/schedule.pdf", follow_redirects=True)

    assert "nog niets in de agenda" in answer.text
