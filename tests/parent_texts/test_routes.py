"""The pages of the texts for parents in a browser without JavaScript."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import factories
from tests.browsing import said, sent, token
from tests.parent_texts.reviewing import KEY, Reviewing, reviewing
from thuisbasis.parent_texts.standing import State
from thuisbasis.permissions import Role

TURKISH, ONE = "/parent-texts/tr", f"/parent-texts/tr/prompt/{KEY}"


@pytest.fixture
def here(db_session: Session) -> Reviewing:
    made = reviewing(db_session)
    db_session.commit()
    return made


@pytest.fixture
def browser(here: Reviewing, client: FlaskClient) -> FlaskClient:
    return factories.sign_in(here.session, client, here.staff)


def now(here: Reviewing) -> State:
    here.session.rollback()
    here.session.expire_all()
    return here.standing().state


def test_the_overview_counts_what_is_ready_in_each_language(here: Reviewing, browser: FlaskClient) -> None:
    here.review()
    here.session.commit()
    page = said(browser.get("/parent-texts").text)

    assert "Nederlands 17 van 17 0" in page
    assert "Turks Türkçe 1 van 17 16" in page
    assert "Arabisch العربية 0 van 17 17" in page
    assert "Samen geoefend, Turks: klaar" in page
    assert "Samen geoefend, Pools: concept" in page


def test_a_text_stands_beside_its_dutch_in_its_own_language_and_direction(browser: FlaskClient) -> None:
    page = browser.get("/parent-texts/ar").text

    assert '<p class="one-text-words" lang="nl">Nu doet u het samen met uw kind.' in page
    assert '<p class="one-text-words parent-words" lang="ar" dir="rtl">الآن تقومون بالنشاط' in page


def test_reviewing_and_withdrawing_come_back_to_where_one_was(here: Reviewing, browser: FlaskClient) -> None:
    page = browser.get(TURKISH).text
    assert "Concept" in page
    pressed = token(page) | {"text_hash": here.standing().text_hash}

    answer = browser.post(f"{ONE}/review", data=pressed)
    assert answer.location == f"{TURKISH}#prompt-{KEY}"
    assert now(here) is State.REVIEWED
    assert "Nagekeken door Saida Bennani op" in said(browser.get(ONE).text)

    answer = browser.post(f"{ONE}/withdraw", data=pressed | {"then": "text"})
    assert answer.location == ONE
    assert now(here) is State.CONCEPT


def test_a_text_that_changed_meanwhile_is_not_reviewed(here: Reviewing, browser: FlaskClient) -> None:
    pressed = token(browser.get(ONE).text) | {"text_hash": here.standing().text_hash}
    here.write("Beraber yapın.")
    here.session.commit()

    answer = browser.post(f"{ONE}/review", data=pressed)
    assert answer.status_code == 409
    assert "intussen veranderd" in answer.text
    assert now(here) is State.CONCEPT


def test_ones_own_words_are_a_concept_and_ours_can_come_back(here: Reviewing, browser: FlaskClient) -> None:
    here.review()
    here.session.commit()
    form = sent(browser.get(ONE).text, "wording", words="Şimdi beraber yapın.")
    answer = browser.post(f"{ONE}/own-wording", data=form, follow_redirects=True)

    assert "De tekst is bewaard." in answer.text
    assert "eigen tekst" in said(answer.text)
    assert "Eerder nagekeken door Saida Bennani" in said(answer.text)
    assert now(here) is State.CONCEPT
    assert here.standing().words == "Şimdi beraber yapın."

    browser.post(f"{ONE}/ours", data=token(answer.text))
    assert now(here) is State.REVIEWED
    assert not here.standing().is_own


def test_a_conflict_shows_both_wordings(here: Reviewing, browser: FlaskClient) -> None:
    form = sent(browser.get(ONE).text, "wording", words="Birlikte yapın.")
    here.write("Beraber yapın.")
    here.session.commit()

    answer = browser.post(f"{ONE}/own-wording", data=form)
    assert answer.status_code == 409
    assert "Birlikte yapın." in answer.text
    assert "Beraber yapın." in answer.text


@pytest.mark.parametrize(("words", "message"), [("", "Vul dit in."), ("x" * 201, "hoogstens 200 tekens")])
def test_words_that_do_not_fit_come_back_as_they_were_typed(browser: FlaskClient, words: str, message: str) -> None:
    form = sent(browser.get(ONE).text, "wording", words=words)
    answer = browser.post(f"{ONE}/own-wording", data=form)

    assert answer.status_code == 422
    assert message in answer.text
    assert words in answer.text


@pytest.mark.parametrize(
    "address", ["/parent-texts/xx", "/parent-texts/tr/prompt/real--singing", f"/parent-texts/tr/x/{KEY}"]
)
def test_what_does_not_exist_is_not_found(browser: FlaskClient, address: str) -> None:
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.HOME_VISITOR, Role.TRAINER, Role.SUPERVISOR])
def test_others_have_no_business_there(here: Reviewing, client: FlaskClient, role: Role) -> None:
    staff = factories.make_staff(here.session, here.organisation, name="Mirjam Vos", roles=[role])
    browser = factories.sign_in(here.session, client, staff)

    assert browser.get("/parent-texts").status_code == 403
    assert "/parent-texts" not in browser.get("/account").text


def test_a_coordinator_finds_the_way_there(browser: FlaskClient) -> None:
    assert 'href="/parent-texts"' in browser.get("/").text
    assert 'href="/parent-texts"' in browser.get("/schools").text
