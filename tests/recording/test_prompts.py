"""What may be read to parents at a record: reviewed texts alone, in this family's languages, the right way round."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from programmes.catalogue import Catalogue, default
from programmes.text import Text
from tests import factories
from tests.browsing import token
from tests.parent_texts.reviewing import Reviewing, reviewing
from tests.recording.visits import Visit, a_visit
from thuisbasis.permissions import Role
from thuisbasis.recording.prompts import reviewed_prompts

TOGETHER, EXPLAINED = "element-joint_practice", "element-support_information"


@pytest.fixture
def visit(db_session: Session) -> Visit:
    made = a_visit(db_session)
    made.mother.languages_spoken = ["ar", "pl"]
    db_session.commit()
    return made


@pytest.fixture
def here(visit: Visit) -> Reviewing:
    return reviewing(visit.session, organisation=visit.organisation)


def form_of(visit: Visit, client: FlaskClient) -> str:
    record = visit.open()
    visit.session.commit()
    browser = factories.sign_in(visit.session, client, visit.visitor)
    return browser.get(f"/records/{record.id}/edit").text


def test_the_form_shows_what_is_reviewed_in_the_familys_languages_then_in_dutch(
    visit: Visit, here: Reviewing, client: FlaskClient
) -> None:
    here.review("ar")
    here.review("tr")
    page = form_of(visit, client)

    assert "Voorlezen of laten zien" in page
    arabic = page.index('<dd lang="ar" dir="rtl">الآن تقومون بالنشاط مع طفلكم.')
    dutch = page.index('<dd lang="nl" dir="ltr">Nu doet u het samen met uw kind.')
    assert arabic < dutch
    assert '<bdi lang="ar">العربية</bdi>' in page
    assert page.count('<dd lang="ar"') == 1  # the five others are still a concept
    assert '<dd lang="tr"' not in page  # reviewed, yet nobody here speaks it
    assert '<dd lang="pl"' not in page  # spoken, yet a concept


def test_an_organisations_own_words_are_shown_once_they_are_reviewed(
    visit: Visit, here: Reviewing, client: FlaskClient
) -> None:
    here.write("Teraz razem z dzieckiem.", "pl")
    assert "Teraz razem z dzieckiem." not in str(reviewed_prompts(visit.session, visit.organisation.id))

    here.review("pl")
    assert '<dd lang="pl" dir="ltr">Teraz razem z dzieckiem.' in form_of(visit, client)


def test_another_organisations_reviews_do_not_count(visit: Visit) -> None:
    elsewhere = reviewing(visit.session, organisation=factories.make_organisation(visit.session, name="Elders"))
    elsewhere.review("ar")

    assert set(reviewed_prompts(visit.session, visit.organisation.id)[TOGETHER]) == {"nl", "en"}


def test_the_tablet_gets_text_direction_and_own_name_of_visits_at_home(visit: Visit, here: Reviewing) -> None:
    here.review("ar")
    found = reviewed_prompts(visit.session, visit.organisation.id)

    assert found[TOGETHER]["ar"] == {
        "text": "الآن تقومون بالنشاط مع طفلكم. سأبقى معكم وأساعدكم إذا أردتم.",
        "dir": "rtl",
        "language": "العربية",
    }
    assert found[EXPLAINED]["en"]["language"] == "English"
    assert set(found) == {f"element-{element.key}" for element in default().get("real").elements}


def test_a_group_gets_its_own_programmes_words(db_session: Session) -> None:
    organisation = factories.make_organisation(db_session)
    course = default().get("pittige-jaren")

    found = reviewed_prompts(db_session, organisation.id, [course])
    assert found[TOGETHER]["nl"]["text"].startswith("We oefenen samen wat we net bespraken.")


def test_where_two_programmes_differ_at_an_element_neither_is_given(db_session: Session) -> None:
    organisation = factories.make_organisation(db_session)
    both = [default().get("real"), default().get("pittige-jaren")]

    found = reviewed_prompts(db_session, organisation.id, both)
    assert TOGETHER not in found
    assert EXPLAINED in found


def test_an_older_version_of_a_programme_keeps_its_own_words(visit: Visit, here: Reviewing) -> None:
    here.review("ar")
    real = default().get("real")
    older = replace(
        real,
        version="0",
        elements=tuple(
            replace(each, prompt=Text("Nu u.", "Your turn.")) if each.key == "joint_practice" else each
            for each in real.elements
        ),
    )

    found = reviewed_prompts(visit.session, visit.organisation.id, [older])[TOGETHER]
    assert {language: said["text"] for language, said in found.items()} == {"nl": "Nu u.", "en": "Your turn."}
    assert Catalogue([real, older]).prompts(older, older.element("joint_practice"))["nl"] == "Nu u."


def test_a_group_record_shows_the_languages_of_all_its_families(db_session: Session, client: FlaskClient) -> None:
    organisation = factories.make_organisation(db_session)
    school = factories.make_school(db_session, organisation)
    trainer = factories.make_staff(db_session, organisation, roles=[Role.TRAINER])
    enrolments = []
    for language in ("tr", "so"):
        family = factories.make_family(db_session, organisation)
        parent = factories.make_guardian(db_session, family, languages_spoken=[language])
        child = factories.make_child(db_session, family, school=school, guardians=[parent])
        enrolments.append(
            factories.make_enrolment(
                db_session, child, programme="pittige-jaren", track="preventie-14", guardians=[parent]
            )
        )
    group = factories.make_group(db_session, school, leaders=[trainer], enrolments=enrolments, state="started")
    meeting = factories.make_contact(
        db_session, group=group, staff=[trainer], kind="group_session", step="session-01", days=-1
    )
    here = reviewing(db_session, organisation=organisation)
    for language in ("tr", "so"):
        here.review(language, "pittige-jaren--joint_practice")
    db_session.commit()
    browser = factories.sign_in(db_session, client, trainer)
    pressed = browser.post(f"/contacts/{meeting.id}/records", data=token(browser.get("/account").text))
    page = browser.get(pressed.location).text

    assert '<dd lang="tr" dir="ltr">Az önce konuştuğumuz' in page
    assert '<dd lang="so" dir="ltr">Waxaan wada tababaranaynaa' in page
