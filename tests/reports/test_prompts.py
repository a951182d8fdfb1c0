"""A programme's sentences for one family: on a page to hold up, and on paper."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from programmes.catalogue import default
from tests import factories
from tests.browsing import said
from tests.parent_texts.reviewing import Reviewing, reviewing
from tests.recording.visits import Visit, a_visit
from thuisbasis.families.models import Family
from thuisbasis.parent_texts.texts import prompt_key

REAL = default().get("real")


@pytest.fixture
def visit(db_session: Session) -> Visit:
    made = a_visit(db_session)
    made.mother.languages_spoken = ["ar", "pl"]
    db_session.commit()
    return made


@pytest.fixture
def here(visit: Visit) -> Reviewing:
    """Arabic is reviewed, of Polish one sentence."""
    made = reviewing(visit.session, organisation=visit.organisation)
    for element in REAL.elements:
        made.review("ar", prompt_key("real", element.key))
    made.review("pl")
    visit.session.commit()
    return made


@pytest.fixture
def browser(visit: Visit, client: FlaskClient) -> FlaskClient:
    return factories.sign_in(visit.session, client, visit.visitor)


def address(visit: Visit) -> str:
    return f"/enrolments/{visit.enrolment.id}/prompts"


def test_it_opens_in_the_familys_language(visit: Visit, here: Reviewing, browser: FlaskClient) -> None:
    page = browser.get(address(visit)).text

    assert page.count('<p class="shown-prompt" lang="ar" dir="rtl">') == len(REAL.elements)
    assert "Nu doet u het samen met uw kind." in page
    assert f'href="{address(visit)}/ar.pdf"' in page
    assert "nog niet alle zinnen zijn nagekeken: Pools." in said(page)
    assert "De coördinator kan ze nakijken." in page


def test_another_reviewed_language_can_be_chosen_and_no_other(
    visit: Visit, here: Reviewing, browser: FlaskClient
) -> None:
    assert browser.get(f"{address(visit)}?language=pl").text.count('class="shown-prompt" lang="pl"') == 1
    assert 'class="shown-prompt" lang="en"' in browser.get(f"{address(visit)}?language=en").text
    for language in ("tr", "xx", ""):
        assert 'class="shown-prompt" lang="ar"' in browser.get(f"{address(visit)}?language={language}").text


def test_it_is_dutch_while_nothing_of_the_familys_languages_is_reviewed(visit: Visit, browser: FlaskClient) -> None:
    page = browser.get(address(visit)).text

    assert 'class="shown-prompt" lang="nl" dir="ltr"' in page
    assert 'lang="ar"' not in page
    assert "nagekeken: Arabisch, Pools." in said(page)


def test_visit_and_enrolment_lead_there(visit: Visit, browser: FlaskClient) -> None:
    for page in (f"/visits/{visit.contact.id}", f"/enrolments/{visit.enrolment.id}"):
        assert f'href="{address(visit)}"' in browser.get(page).text


def test_the_page_on_paper_is_one_sheet_in_the_languages_own_direction(
    visit: Visit, here: Reviewing, browser: FlaskClient
) -> None:
    answer = browser.get(f"{address(visit)}/ar.pdf")
    reader = PdfReader(BytesIO(answer.data))
    family = visit.session.get_one(Family, (visit.organisation.id, visit.enrolment.family_id))

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert family.name not in answer.headers["Content-Disposition"]
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert f"gezin {family.name}" in text
    assert "Nu doet u het samen met uw kind." in text
    assert "\N{REPLACEMENT CHARACTER}" not in text


def test_what_is_not_reviewed_is_not_printed(visit: Visit, here: Reviewing, browser: FlaskClient) -> None:
    assert browser.get(f"{address(visit)}/tr.pdf").status_code == 404
    assert browser.get(f"{address(visit)}/xx.pdf").status_code == 404


def test_who_does_not_work_with_the_family_finds_nothing(visit: Visit, client: FlaskClient) -> None:
    other = factories.make_staff(visit.session, visit.organisation, name="Jan Anders")
    browser = factories.sign_in(visit.session, client, other)

    assert browser.get(address(visit)).status_code == 404
    assert browser.get(f"{address(visit)}/nl.pdf").status_code == 404
