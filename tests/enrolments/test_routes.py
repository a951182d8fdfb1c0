"""Aanmelden in the browser without JavaScript: what is shown, what refuses, what happens next."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories as make
from tests.browsing import ways_out
from tests.enrolments.people import People, people, posted
from tests.groups.test_places import a_group
from thuisbasis import clock
from thuisbasis.audit.models import AccessEntry
from thuisbasis.enrolments import consenting
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.models import Consent, Enrolment
from thuisbasis.groups.models import Membership
from thuisbasis.permissions import Role

PARENTS = {"programme": "pittige-jaren", "track": "preventie-14"}


def the_one(session: Session, who: People) -> Enrolment | None:
    session.expire_all()
    return session.scalars(select(Enrolment).where(Enrolment.organisation_id == who.organisation.id)).one_or_none()


def address(who: People, programme: str, start: date | None = None) -> str:
    chosen = {"programme": programme, "child": str(who.child.id)}
    if start is not None:
        chosen["start"] = start.isoformat()
    return f"/families/{who.family.id}/enrol?{urlencode(chosen)}"


def filled_in(who: People, **more: str) -> dict[str, str]:
    usual = {
        "indication_key": "serious_behaviour",
        "track_key": "preventie-14",
        "tried_before": "drie gesprekken",
        "taking_part": str(who.guardian.id),
        "guardian_id": "",
        "informed_how": "",
        "next": "wait",
    }
    return usual | more


@pytest.mark.parametrize(
    ("born", "start", "accepted"),
    [
        (date(2023, 9, 15), date(2026, 9, 15), True),  # the third birthday
        (date(2023, 9, 16), date(2026, 9, 15), False),  # a day short of it
        (date(2017, 9, 16), date(2026, 9, 15), True),  # the day before the ninth birthday
        (date(2017, 9, 15), date(2026, 9, 15), False),  # the ninth birthday
        (date(2024, 2, 29), date(2027, 3, 1), True),  # born on 29 February: three on 1 March
        (date(2024, 2, 29), date(2027, 2, 28), False),
        (date(2020, 2, 29), date(2029, 2, 28), True),  # and nine on 1 March
        (date(2020, 2, 29), date(2029, 3, 1), False),
    ],
)
def test_the_parent_groups_take_children_from_three_up_to_their_ninth_birthday(
    db_session: Session, client: FlaskClient, born: date, start: date, accepted: bool
) -> None:
    who = people(db_session, birth_date=born)
    make.sign_in(db_session, client, who.coordinator)

    answer = posted(client, address(who, "pittige-jaren", start), data=filled_in(who))

    enrolment = the_one(db_session, who)
    if accepted:
        assert answer.status_code == 302
        assert enrolment is not None
        assert (enrolment.state, enrolment.expected_start) == ("waiting", start)
    else:
        assert answer.status_code == 409
        assert ways_out(answer.text) == [f"/families/{who.family.id}/children/{who.child.id}"]
        assert enrolment is None
        assert "Een startdatum waarop het kind minstens 3 jaar" in answer.text
        assert "drie gesprekken" in answer.text  # nothing typed is lost


def test_the_page_shows_every_programme_with_each_condition_and_why(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session, groep="5")
    make.sign_in(db_session, client, who.coordinator)

    page = client.get(f"/families/{who.family.id}/enrol").text

    for name in ("PACT", "Pittige Jaren", "REAL"):
        assert name in page
    assert "Het kind zit in groep 5." in page
    assert page.count("past nu niet") == 1
    assert "PACT kiezen" in page


def test_what_nobody_asked_yet_is_neither_met_nor_unmet(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    make.sign_in(db_session, client, who.coordinator)
    page = client.get(f"/families/{who.family.id}/enrol").text
    assert "Onbekend: " in page
    assert "Niet voldaan" not in page


def test_the_buttons_say_what_happens_next(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    a_group(db_session, who, name="Dinsdagavond De Brug")
    make.sign_in(db_session, client, who.coordinator)

    assert "Plaatsen in groep Dinsdagavond De Brug" in client.get(address(who, "pittige-jaren")).text
    visits = client.get(address(who, "real")).text
    assert "Plaatsen bij Fatma Demir" in visits
    assert "Op de wachtlijst zetten" in visits


def test_a_place_in_a_group_is_given_with_the_same_button(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    make.sign_in(db_session, client, who.coordinator)

    data = filled_in(who, next=f"group:{group.id}")
    del data["track_key"]  # the group says it
    answer = posted(client, address(who, "pittige-jaren"), data=data)

    assert answer.status_code == 302
    enrolment = the_one(db_session, who)
    assert enrolment is not None
    assert (enrolment.state, enrolment.expected_start) == ("placed", group.starts_on)
    places = select(Membership).where(Membership.organisation_id == who.organisation.id)
    assert db_session.scalars(places).one().enrolment_id == enrolment.id


def test_a_place_that_a_child_is_too_old_for_is_refused_on_its_own_page(
    db_session: Session, client: FlaskClient
) -> None:
    who = people(db_session)
    group = a_group(db_session, who)
    make.sign_in(db_session, client, who.coordinator)
    posted(client, address(who, "pittige-jaren"), data=filled_in(who))
    enrolment = the_one(db_session, who)
    assert enrolment is not None
    who.child.birth_date = group.starts_on.replace(year=group.starts_on.year - 10)
    db_session.commit()

    answer = posted(client, f"/enrolments/{enrolment.id}/place", data={"next": f"group:{group.id}"})

    assert answer.status_code == 409
    assert ways_out(answer.text) == [f"/families/{who.family.id}/children/{who.child.id}"]
    assert "Plaatsen kan nog niet" in answer.text
    assert enrolment.state == "waiting"


def test_a_visitor_gets_the_family_with_the_same_button(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    make.sign_in(db_session, client, who.coordinator)
    posted(
        client,
        address(who, "real"),
        data=filled_in(who, track_key="real-10", indication_note="weinig boeken", next=f"visitor:{who.visitor.id}"),
    )
    enrolment = the_one(db_session, who)
    assert enrolment is not None
    assert (enrolment.state, enrolment.visitor_id) == ("placed", who.visitor.id)

    make.sign_in(db_session, client, who.visitor)
    assert client.get(f"/enrolments/{enrolment.id}").status_code == 200


def test_consent_is_kept_with_who_how_and_when(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    make.sign_in(db_session, client, who.coordinator)
    answer = posted(
        client,
        address(who, "pittige-jaren"),
        data=filled_in(who, guardian_id=str(who.guardian.id), how="spoken", given_on="1-9-2026", purposes="taking-part")
        | {"informed_how": "interpreter"},
    )
    assert answer.status_code == 302
    consent = db_session.scalars(select(Consent).where(Consent.organisation_id == who.organisation.id)).one()
    assert (consent.how, consent.given_on, consent.recorded_by_id) == (
        "spoken",
        date(2026, 9, 1),
        who.coordinator.id,
    )
    enrolment = the_one(db_session, who)
    assert enrolment is not None
    assert (enrolment.informed_how, enrolment.informed_on) == ("interpreter", clock.today())


def test_half_a_consent_says_what_is_still_needed(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    make.sign_in(db_session, client, who.coordinator)
    answer = posted(
        client,
        address(who, "pittige-jaren"),
        data=filled_in(who, guardian_id=str(who.guardian.id), given_on="1-9-2026"),
    )
    assert answer.status_code == 422
    assert "Kies hoe de toestemming is gegeven." in answer.text
    assert "Kies waarvoor de toestemming is." in answer.text
    assert the_one(db_session, who) is None


def test_the_enrolment_page_shows_each_condition_and_why(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    make.sign_in(db_session, client, who.coordinator)
    posted(client, address(who, "pittige-jaren"), data=filled_in(who))
    enrolment = the_one(db_session, who)
    assert enrolment is not None

    page = client.get(f"/enrolments/{enrolment.id}").text

    assert "Bij deze indicatie past" in page
    assert "Voldaan" in page
    assert "Op de wachtlijst" in page
    assert "ernstige gedragsproblemen" in page


def test_consent_is_withdrawn_from_the_page(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    consent = consenting.give(
        db_session, who.actor, enrolment, guardian=who.guardian, purpose=Purpose.PHOTOS, how=How.SIGNED
    )
    make.sign_in(db_session, client, who.coordinator)

    posted(client, f"/enrolments/{enrolment.id}/consents/{consent.id}/withdraw")

    db_session.expire_all()
    assert not consenting.has_consent(db_session, who.actor, enrolment.id, Purpose.PHOTOS)
    assert "Ingetrokken op" in client.get(f"/enrolments/{enrolment.id}").text


def test_stopping_asks_why_and_going_on_is_one_button(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    make.sign_in(db_session, client, who.coordinator)

    assert "Kies een reden" in posted(client, f"/enrolments/{enrolment.id}/end", data={}).text
    posted(client, f"/enrolments/{enrolment.id}/end", data={"reason": "moved"})
    found = the_one(db_session, who)
    assert found is not None
    assert (found.state, found.end_reason) == ("ended_early", "moved")

    posted(client, f"/enrolments/{enrolment.id}/state", data={"act": "resume"})
    found = the_one(db_session, who)
    assert found is not None
    assert found.state == "active"


@pytest.mark.parametrize("path", ["", "/change", "/end", "/visitor", "/consent", "/informed"])
def test_another_organisation_finds_nothing(db_session: Session, client: FlaskClient, path: str) -> None:
    theirs = make.make_enrolment(db_session, people(db_session).child)
    mine = people(db_session)
    make.sign_in(db_session, client, mine.coordinator)
    assert client.get(f"/enrolments/{theirs.id}{path}").status_code == 404
    assert client.get(f"/families/{theirs.family_id}/enrol").status_code == 404


def test_every_page_of_an_enrolment_opens(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child, visitor=who.visitor, guardians=[who.guardian])
    make.sign_in(db_session, client, who.coordinator)
    for path in ("", "/change", "/end", "/visitor", "/consent", "/informed"):
        assert client.get(f"/enrolments/{enrolment.id}{path}").status_code == 200


def test_the_list_filters_leafs_and_goes_along_as_a_file(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    for number in range(52):
        child = make.make_child(db_session, who.family, given_name=f"Kind{number:02}", school=who.school)
        make.make_enrolment(
            db_session,
            child,
            programme="pact",
            track="pact-30",
            state="waiting",
            started_on=None,
        )
    make.sign_in(db_session, client, who.coordinator)

    first = client.get("/enrolments?state=waiting&programme=pact").text
    assert first.count("Kind") > 50
    further = re.search(r'rel="next" href="([^"]+)"', first)
    assert further
    second = client.get(further[1].replace("&amp;", "&")).text
    assert "Kind51" in second or "Kind50" in second
    assert "Hier staan nu geen" in client.get("/enrolments?state=waiting&programme=real").text
    file = client.get("/enrolments/export/csv?state=waiting&programme=pact")
    assert file.data.decode("utf-8-sig").count("\r\n") == 53
    assert client.get("/enrolments/export/xlsx?state=waiting").status_code == 200
    assert client.get("/enrolments?at=made-up").status_code == 400


def test_a_visitor_may_note_consent_but_not_enrol(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child, visitor=who.visitor, guardians=[who.guardian])
    make.sign_in(db_session, client, who.visitor)
    data = {
        "guardian_id": str(who.guardian.id),
        "how": "spoken",
        "given_on": f"{clock.today() - timedelta(days=1):%d-%m-%Y}",
        "purposes": "measures",
    }
    assert posted(client, f"/enrolments/{enrolment.id}/consent", data=data).status_code == 302
    assert client.get(f"/families/{who.family.id}/enrol").status_code == 403
    assert posted(client, f"/enrolments/{enrolment.id}/end", data={"reason": "moved"}).status_code == 403


def test_somebody_who_coordinates_another_school_finds_nothing(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    elsewhere = make.make_school(db_session, who.organisation, name="Elders")
    other = make.make_staff(db_session, who.organisation, name="Wim Kok", roles=[Role.COORDINATOR], school=elsewhere)
    make.sign_in(db_session, client, other)
    assert client.get(f"/enrolments/{enrolment.id}").status_code == 404


def test_looking_at_an_enrolment_is_noted_with_its_family(db_session: Session, client: FlaskClient) -> None:
    who = people(db_session)
    enrolment = make.make_enrolment(db_session, who.child)
    make.sign_in(db_session, client, who.coordinator)
    client.get(f"/enrolments/{enrolment.id}")
    client.get(f"/families/{who.family.id}/enrol")
    entries = select(AccessEntry).where(AccessEntry.organisation_id == who.organisation.id).order_by(AccessEntry.at)
    assert [(entry.view, entry.family_id) for entry in db_session.scalars(entries)] == [
        ("enrolments.enrolment", who.family.id),
        ("enrolments.enrol", who.family.id),
    ]
