"""Registering and changing a family in a browser without JavaScript; who looked is written down."""

import re
import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.browsing import said
from tests.enrolments.people import posted
from thuisbasis.audit.models import AccessEntry
from thuisbasis.contacts import services as contacts
from thuisbasis.enrolments import services as enrolments
from thuisbasis.families import queries
from thuisbasis.families.models import Child, ContactAttempt, Family, Guardian
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Role


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make.make_organisation(db_session)


@pytest.fixture
def school(db_session: Session, organisation: Organisation) -> School:
    return make.make_school(db_session, organisation)


@pytest.fixture
def administrator(db_session: Session, organisation: Organisation, client: FlaskClient) -> Staff:
    """Signed in."""
    staff = make.make_staff(db_session, organisation, name="Els Bakker", roles=[Role.ADMINISTRATOR])
    make.sign_in(db_session, client, staff)
    return staff


@pytest.fixture
def family(db_session: Session, organisation: Organisation) -> Family:
    found = make.make_family(db_session, organisation)
    guardian = make.make_guardian(db_session, found)
    make.make_child(db_session, found, guardians=[guardian])
    db_session.commit()
    return found


def the_family(session: Session, organisation: Organisation) -> Family:
    session.expire_all()
    return session.scalars(select(Family).where(Family.organisation_id == organisation.id)).one()


def accesses(session: Session, family: Family) -> list[tuple[str, bool]]:
    session.expire_all()
    rows = session.scalars(
        select(AccessEntry)
        .where(AccessEntry.organisation_id == family.organisation_id, AccessEntry.family_id == family.id)
        .order_by(AccessEntry.at)
    )
    return [(row.view, row.allowed) for row in rows]


def quick(school: School, **more: str) -> dict[str, str]:
    """The quick form as somebody fills it in between two phone calls."""
    usual = {
        "submission": str(uuid.uuid4()),
        "child_1-given_name": "Sami",
        "child_1-birth_date": "4-3-2021",
        "child_1-school_id": str(school.id),
        "child_1-groep": "1",
        "guardian_1-given_name": "Fatima",
        "guardian_1-surname": "El Idrissi",
        "guardian_1-phone": "06-12345678",
        "guardian_1-languages_spoken": "ar",
        "guardian_1-other_spoken": "ber",
        "guardian_1-prefers_calls": "y",
        "guardian_1-relation": "mother",
        "guardian_1-authority": "yes",
        "address_1-postcode": "3531cd",
        "address_1-house_number": "12",
        "second_lives": "first",
        "children_live": "first",
    }
    return usual | more


@pytest.mark.usefixtures("administrator")
def test_a_family_is_registered_on_one_page_and_shown_on_its_card(
    db_session: Session, client: FlaskClient, organisation: Organisation, school: School
) -> None:
    school_id = school.id
    answer = posted(client, "/families/new", quick(school))
    family = the_family(db_session, organisation)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/families/{family.id}"
    child = queries.children_of(db_session, organisation.id, [family.id])[family.id][0]
    guardian = queries.guardians_of(db_session, organisation.id, [family.id])[family.id][0]
    assert (child.surname, child.groep, child.school_id) == ("El Idrissi", "1", school_id)
    assert (guardian.phone, guardian.languages_spoken) == ("+31612345678", ["ar", "ber"])
    assert guardian.household is not None
    assert guardian.household.line == "12, 3531 CD"
    page = client.get(f"/families/{family.id}").text
    for words in ("El Idrissi", "06 12345678", "liever bellen", "Arabisch, Berbers", "tel:0612345678", "groep 1"):
        assert words in page


@pytest.mark.usefixtures("administrator")
def test_sending_the_form_again_registers_nothing_more(
    db_session: Session, client: FlaskClient, organisation: Organisation, school: School
) -> None:
    form = quick(school)
    first, second = (posted(client, "/families/new", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert the_family(db_session, organisation).number == 1


@pytest.mark.usefixtures("administrator")
def test_parents_apart_get_an_address_each(
    db_session: Session, client: FlaskClient, organisation: Organisation, school: School
) -> None:
    more = {
        "guardian_2-given_name": "Jan",
        "guardian_2-surname": "Vries",
        "second_lives": "second",
        "children_live": "both",
        "address_2-street": "Lange Nieuwstraat",
        "address_2-is_secret": "y",
    }
    posted(client, "/families/new", quick(school, **more))
    family = the_family(db_session, organisation)
    guardians = queries.guardians_of(db_session, organisation.id, [family.id])[family.id]
    assert [guardian.household.is_secret for guardian in guardians if guardian.household] == [False, True]
    child = queries.children_of(db_session, organisation.id, [family.id])[family.id][0]
    assert len(queries.residences_of(db_session, organisation.id, [child.id])) == 2


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"child_1-given_name": "", "child_1-birth_date": ""}, "minstens één kind"),
        ({"child_1-given_name": ""}, "Vul een roepnaam in."),
        ({"child_1-birth_date": "31-2-2020"}, "Deze datum bestaat niet."),
        ({"child_1-birth_date": "1-1-1980"}, "geen geboortedatum van een kind"),
        ({"guardian_1-phone": "12"}, "Dit telefoonnummer klopt niet."),
        ({"guardian_1-given_name": "", "guardian_1-surname": ""}, "voornaam of een achternaam"),
        ({"address_1-postcode": "1234 SS"}, "Vul een postcode in als 1234 AB."),
        ({"address_1-house_number": "99999999999"}, "Vul een heel getal in"),
        ({"guardian_1-given_name": "nul\0"}, "niet bewaard kan worden"),
        ({"guardian_1-given_name": "x" * 81}, "hoogstens 80 tekens"),
        ({"guardian_1-languages_spoken": "klingon"}, "guardian_1-languages_spoken"),
    ],
)
def test_what_cannot_be_understood_is_said_at_its_field_and_nothing_typed_is_lost(
    db_session: Session,
    client: FlaskClient,
    organisation: Organisation,
    school: School,
    wrong: dict[str, str],
    words: str,
) -> None:
    answer = posted(client, "/families/new", quick(school, **wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert "error-summary" in answer.text
    assert 'value="3531' in answer.text or "address_1-postcode" in wrong
    assert not db_session.scalars(select(Family).where(Family.organisation_id == organisation.id)).all()


def filled_in(client: FlaskClient, url: str) -> dict[str, Any]:
    """What a page's form would send if nobody typed anything."""
    page = client.get(url).text
    fields = re.findall(r'<input[^>]*name="([^"]+)"[^>]*>', page)
    values = {}
    for name in fields:
        tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', page)
        assert tag
        if 'type="checkbox"' in tag[0] or 'type="radio"' in tag[0]:
            continue
        found = re.search(r'value="([^"]*)"', tag[0])
        values[name] = found[1] if found else ""
    return values


@pytest.mark.usefixtures("administrator")
def test_a_parent_is_changed_and_a_stale_form_shows_both_texts(
    db_session: Session, client: FlaskClient, organisation: Organisation, family: Family
) -> None:
    guardian = db_session.scalars(select(Guardian).where(Guardian.organisation_id == organisation.id)).one()
    url = f"/families/{family.id}/guardians/{guardian.id}"
    form = filled_in(client, url)
    answer = posted(client, url, {**form, "phone": "0611111111", "tie_0-relation": "mother", "tie_0-authority": "yes"})
    assert answer.status_code == 302
    stale = posted(client, url, {**form, "phone": "0622222222"})
    assert stale.status_code == 409
    assert "06 22222222" in stale.text
    assert "06 11111111" in stale.text
    db_session.expire_all()
    assert guardian.phone == "+31611111111"


@pytest.mark.usefixtures("administrator")
def test_people_and_addresses_are_added_archived_and_put_back(
    db_session: Session, client: FlaskClient, organisation: Organisation, family: Family
) -> None:
    base = f"/families/{family.id}"
    for _ in range(2):
        posted(client, f"{base}/children/new", {"submission": str(uuid.UUID(int=1)), "given_name": "Noor"})
    posted(client, f"{base}/guardians/new", {"submission": str(uuid.UUID(int=2)), "given_name": "Jan"})
    posted(client, f"{base}/households/new", {"submission": str(uuid.UUID(int=3)), "street": "Dorpsstraat"})
    names = list(db_session.scalars(select(Child.given_name).where(Child.organisation_id == organisation.id)))
    assert sorted(names) == ["Elif", "Noor"]
    for kind, row_id in (("children", 1), ("guardians", 2), ("households", 3)):
        for act in ("archive", "restore"):
            assert posted(client, f"{base}/{kind}/{uuid.UUID(int=row_id)}/{act}").status_code == 302
    assert posted(client, f"{base}/archive").status_code == 302
    assert "gearchiveerd" in client.get(base).text
    posted(client, f"{base}/restore")
    db_session.expire_all()
    assert not family.is_archived


def test_an_attempt_is_one_tap_and_stands_on_the_timeline(
    db_session: Session, client: FlaskClient, organisation: Organisation, administrator: Staff, family: Family
) -> None:
    url = f"/families/{family.id}/attempts/new"
    for _ in range(2):
        posted(client, url, {"kind": "phone.no-answer", "submission": str(uuid.UUID(int=5))})
    found = db_session.scalars(select(ContactAttempt).where(ContactAttempt.organisation_id == organisation.id)).all()
    assert [attempt.staff_id for attempt in found] == [administrator.id]
    page = client.get(f"/families/{family.id}").text
    assert page.count("timeline-wait") == 1
    assert posted(client, url, {"kind": "rook.signaal"}).status_code == 422
    assert posted(client, url, {"kind": "phone.spoke", "on": "1-1-2999"}).status_code == 422


def test_every_page_of_a_family_that_was_opened_or_refused_is_written_down(
    db_session: Session, client: FlaskClient, organisation: Organisation, administrator: Staff, family: Family
) -> None:
    client.get(f"/families/{family.id}")
    client.get(f"/families/{family.id}/edit")
    stranger = make.make_staff(db_session, organisation, name="Vera Vreemd", roles=[Role.HOME_VISITOR])
    make.sign_in(db_session, client, stranger)
    assert client.get(f"/families/{family.id}").status_code == 404
    assert accesses(db_session, family) == [
        ("family_card.family_card", True),
        ("families.change_family", True),
        ("family_card.family_card", False),
    ]
    make.sign_in(db_session, client, administrator)
    page = client.get(f"/families/{family.id}/history").text
    assert "Vera Vreemd" in page
    assert "geweigerd" in page
    assert "Els Bakker" in page


@pytest.mark.usefixtures("administrator")
def test_the_history_says_in_words_what_changed(
    db_session: Session, client: FlaskClient, organisation: Organisation, family: Family
) -> None:
    guardian = db_session.scalars(select(Guardian).where(Guardian.organisation_id == organisation.id)).one()
    url = f"/families/{family.id}/guardians/{guardian.id}"
    posted(client, url, {**filled_in(client, url), "phone": "0611111111", "languages_spoken": "pl"})
    page = client.get(f"/families/{family.id}/history").text
    assert "wijzigde een ouder" in page
    assert "06 11111111" in page
    assert "Turks" in page
    assert "Pools" in page


@pytest.mark.usefixtures("administrator")
def test_the_history_calls_states_and_reasons_by_their_words(
    db_session: Session, client: FlaskClient, organisation: Organisation, family: Family
) -> None:
    staff = make.make_staff(db_session, organisation, roles=[Role.COORDINATOR])
    actor = make.actor_of(organisation, staff, Role.COORDINATOR, every_school=True)
    enrolment = make.make_enrolment(db_session, make.make_child(db_session, family))
    visit = make.make_contact(db_session, enrolments=[enrolment], staff=[staff])
    enrolments.pause(db_session, actor, enrolment)
    contacts.cancel(db_session, actor, visit, by_family=True, reason="weather")
    enrolments.end_early(db_session, actor, enrolment, reason="too_few")
    db_session.commit()
    page = said(client.get(f"/families/{family.id}/history").text)
    assert "Stand: bezig → gepauzeerd" in page
    assert "Stand: gepland → door het gezin afgezegd" in page
    assert "Reden: sneeuw of storm" in page
    assert "Reden: te weinig meegedaan" in page


def test_only_administrators_see_the_history(
    db_session: Session, client: FlaskClient, organisation: Organisation, family: Family
) -> None:
    staff = make.make_staff(db_session, organisation, roles=[Role.COORDINATOR])
    make.sign_in(db_session, client, staff)
    assert client.get(f"/families/{family.id}").status_code == 200
    assert client.get(f"/families/{family.id}/history").status_code == 403
