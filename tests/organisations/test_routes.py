"""Schools and staff in a browser: added, changed, archived; a first password is shown once."""

import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.enrolments.people import posted
from thuisbasis.accounts.models import Account
from thuisbasis.organisations.models import ClosedPeriod, LocalDefaults, Organisation, Qualification, School, Staff
from thuisbasis.permissions import Role

FORM = uuid.UUID(int=9)


@pytest.fixture
def organisation(db_session: Session) -> Organisation:
    return make.make_organisation(db_session)


@pytest.fixture
def administrator(db_session: Session, organisation: Organisation, client: FlaskClient) -> Staff:
    """Signed in."""
    staff = make.make_staff(db_session, organisation, name="Els Bakker", roles=[Role.ADMINISTRATOR])
    make.sign_in(db_session, client, staff)
    return staff


def new_person(**more: str) -> dict[str, str]:
    usual = {
        "submission": str(FORM),
        "given_name": "Gradje",
        "infix": "van 't",
        "surname": "Hof",
        "email": "Gradje@Voorbeeld.nl",
        "roles": "trainer",
        "signs_in": "y",
    }
    return usual | more


@pytest.mark.usefixtures("administrator")
def test_somebody_new_gets_a_first_password_that_works_and_is_shown_once(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    answer = posted(client, "/staff/new", new_person())
    shown = re.search(r"<code>([a-z0-9-]{19})</code>", answer.text)
    assert shown
    account = db_session.scalars(select(Account).where(Account.email == "gradje@voorbeeld.nl")).one()
    staff = db_session.scalars(
        select(Staff).where(Staff.organisation_id == organisation.id, Staff.account_id == account.id)
    ).one()
    again = posted(client, "/staff/new", new_person())
    assert "<code>" not in again.text
    assert shown[1] not in client.get(f"/staff/{staff.id}").text
    other = client.application.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', other.get("/sign-in").text)
    assert token
    other.post("/sign-in", data={"email": account.email, "password": shown[1], "csrf_token": token[1]})
    assert other.get("/account").status_code == 200


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"surname": ""}, "Vul dit in."),
        ({"roles": ""}, "roles"),
        ({"email": ""}, "met een e-mailadres"),
        ({"email": "geen"}, "Dit e-mailadres klopt niet."),
        ({"roles": "god"}, "roles"),
    ],
)
def test_a_person_that_is_not_whole_is_refused(
    db_session: Session, client: FlaskClient, organisation: Organisation, wrong: dict[str, str], words: str
) -> None:
    answer = posted(client, "/staff/new", new_person(**wrong))
    assert answer.status_code == 422
    assert words in answer.text
    found = db_session.scalars(select(Staff).where(Staff.organisation_id == organisation.id)).all()
    assert len(found) == 1


def test_roles_are_changed_for_some_schools_and_the_person_is_signed_out(
    db_session: Session, client: FlaskClient, organisation: Organisation, administrator: Staff
) -> None:
    school = make.make_school(db_session, organisation)
    person = make.make_staff(db_session, organisation, roles=[Role.TRAINER])
    theirs = make.sign_in(db_session, client.application.test_client(), person)
    assert theirs.get("/").status_code == 200
    form = {"roles": "coordinator", "coordinator_schools": str(school.id)}
    assert posted(client, f"/staff/{person.id}/roles", form).status_code == 302
    assert theirs.get("/").status_code == 302
    page = client.get(f"/staff/{person.id}").text
    assert "coördinator" in page
    assert school.name in page
    assert posted(client, f"/staff/{administrator.id}/roles", {"roles": "trainer"}).status_code == 409


@pytest.mark.usefixtures("administrator")
def test_a_qualification_out_of_the_rule_book_is_added_and_removed(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    person = make.make_staff(db_session, organisation)
    db_session.commit()
    page = client.get(f"/staff/{person.id}").text
    offered = re.findall(r'<option value="([a-z-]+/[a-z_-]+)"', page)
    form = {"qualification": offered[0], "obtained_on": "1-9-2025", "expires_on": "1-9-2027"}
    assert posted(client, f"/staff/{person.id}/qualifications", form).status_code == 302
    found = db_session.scalars(select(Qualification).where(Qualification.organisation_id == organisation.id)).one()
    assert f"{found.programme_key}/{found.qualification_key}" == offered[0]
    early = posted(client, f"/staff/{person.id}/qualifications", form | {"expires_on": "1-9-2020"})
    assert early.status_code == 422
    posted(client, f"/staff/{person.id}/qualifications/{found.id}/remove")
    db_session.expire_all()
    assert not db_session.scalars(select(Qualification).where(Qualification.organisation_id == organisation.id)).all()


@pytest.mark.usefixtures("administrator")
def test_a_school_is_added_closed_on_some_days_and_archived(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    form = {"submission": str(FORM), "name": "De Brug", "region": "Midden", "brin": "12ab01"}
    for _ in range(2):
        assert posted(client, "/schools/new", form).headers["Location"] == f"/schools/{FORM}"
    school = db_session.scalars(select(School).where(School.organisation_id == organisation.id)).one()
    assert school.brin == "12AB01"
    assert posted(client, "/schools/new", form | {"submission": str(uuid.uuid4())}).status_code == 409
    closed = {"starts_on": "4-12-2026", "reason": "Studiedag", "is_study_day": "y"}
    assert posted(client, f"/schools/{FORM}/closed-periods", closed).status_code == 302
    backwards = posted(client, f"/schools/{FORM}/closed-periods", closed | {"ends_on": "1-12-2026"})
    assert "ligt voor de eerste" in backwards.text
    page = client.get(f"/schools/{FORM}").text
    assert "4-12-2026" in page
    assert "studiedag" in page
    period = db_session.scalars(select(ClosedPeriod).where(ClosedPeriod.organisation_id == organisation.id)).one()
    posted(client, f"/closed-periods/{period.id}/remove")
    assert "4-12-2026" not in client.get(f"/schools/{FORM}").text
    posted(client, f"/schools/{FORM}/archive")
    client.get("/schools")  # shows what was done
    assert "De Brug" not in client.get("/schools").text
    assert "De Brug" in client.get("/schools?archived=1").text


def test_a_coordinator_of_one_school_closes_that_school_alone(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    own, other = (make.make_school(db_session, organisation, name=name) for name in ("Eigen", "Ander"))
    staff = make.make_staff(db_session, organisation, roles=[Role.COORDINATOR], school=own)
    make.sign_in(db_session, client, staff)
    closed = {"starts_on": "4-12-2026", "reason": "Studiedag"}
    assert posted(client, f"/schools/{own.id}/closed-periods", closed).status_code == 302
    assert posted(client, f"/schools/{other.id}/closed-periods", closed).status_code == 403
    assert posted(client, "/closed-periods", closed).status_code == 403
    assert client.get(f"/schools/{other.id}/edit").status_code == 403
    assert client.get("/schools/new").status_code == 403
    assert client.get("/staff").status_code == 403


@pytest.mark.usefixtures("administrator")
def test_local_defaults_are_set_within_their_bounds(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    url = "/local-defaults/real"
    page = client.get(url).text
    form = page[page.index("data-guard") : page.index("</form>", page.index("data-guard"))]
    tags = re.findall(r'<input[^>]*inputmode="numeric"[^>]*>', form)
    values = {
        name[1]: value[1]
        for tag in tags
        if (name := re.search(r'name="(\w+)"', tag)) and (value := re.search(r'value="([^"]*)"', tag))
    }
    number = next(name for name in values if name != "valid_from")
    assert posted(client, url, values).status_code == 302
    kept = db_session.scalars(select(LocalDefaults).where(LocalDefaults.organisation_id == organisation.id)).one()
    assert kept.numbers[number] == int(values[number])
    assert posted(client, url, values | {number: "100000"}).status_code == 422
    assert client.get("/local-defaults/geen-programma").status_code == 404


@pytest.mark.usefixtures("administrator")
def test_schools_and_staff_can_be_taken_along(
    db_session: Session, client: FlaskClient, organisation: Organisation
) -> None:
    make.make_school(db_session, organisation, name="=De Brug")
    db_session.commit()
    assert "'=De Brug" in client.get("/schools/export/csv").text
    assert "Els Bakker" in client.get("/staff/export/csv").text
    assert client.get("/staff/export/xlsx").status_code == 200
