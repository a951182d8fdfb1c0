"""What happens at the door and is told by a tablet, a visit without a plan, and a worry: each once."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from home_visits.models import VisitReturn, VisitSignal
from tests import factories
from tests.api.tablets import Tablet
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.database import new_id
from thuisbasis.families.models import ContactAttempt
from thuisbasis.permissions import Role
from thuisbasis.safeguarding.models import Worry
from thuisbasis.tablet.models import TabletItem


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


@pytest.fixture
def contact(visited: Visited) -> Contact:
    return visited.visit()


@pytest.fixture
def tablet(visited: Visited, contact: Contact, client: FlaskClient) -> Tablet:
    made = Tablet(factories.sign_in(visited.session, client, visited.visitor), visited.visitor.id)
    made.sign_in()
    return made


def event(tablet: Tablet, contact_id: Any, name: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "event",
        "owner": str(tablet.owner),
        "device": str(tablet.device),
        "sequence": 1,
        "contact": str(contact_id),
        "event": name,
        "at": clock.now().isoformat(),
    } | more


def count(visited: Visited, table: Any) -> int:
    found = select(func.count()).select_from(table).where(table.organisation_id == visited.organisation.id)
    return visited.session.scalar(found) or 0


def test_nobody_home_is_one_tap_and_stands_once(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    there = clock.local(contact.starts_at)
    body = event(
        tablet, contact.id, "not-at-home", reason="nobody_opened", new_starts=(there + timedelta(days=7)).isoformat()
    )
    item_id = new_id()
    answers = [tablet.put(item_id, body).get_json()["state"] for _ in range(3)]
    assert answers == ["done"] * 3
    assert (count(visited, VisitSignal), count(visited, ContactAttempt)) == (1, 1)
    visited.session.expire_all()
    moved = visited.session.get_one(Contact, (contact.organisation_id, contact.id))
    assert clock.local(moved.starts_at) == there + timedelta(days=7)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("address-wrong", {"note": "Woont nu bij haar zus."}),
        ("interpreter-missing", {"went": "telephone"}),
        ("interpreter-missing", {"went": "without"}),
        ("unsafe", {}),
        ("back-safely", {}),
    ],
)
def test_each_of_the_other_taps_is_heard(
    tablet: Tablet, contact: Contact, visited: Visited, name: str, more: dict[str, Any]
) -> None:
    answer = tablet.put(new_id(), event(tablet, contact.id, name, **more))
    assert (answer.status_code, answer.get_json()["state"]) == (200, "done")
    assert count(visited, VisitSignal) == 1


def test_a_visit_that_began_waits_for_the_return(tablet: Tablet, contact: Contact, visited: Visited) -> None:
    back = clock.now() + timedelta(hours=2)
    tablet.put(new_id(), event(tablet, contact.id, "started", expected_back=back.isoformat()))
    out = visited.session.scalars(
        select(VisitReturn).where(VisitReturn.organisation_id == visited.organisation.id)
    ).one()
    assert (out.expected_back, out.answered_at) == (back, None)


@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        ("thunderstorm", {}, "thunderstorm"),
        ("interpreter-missing", {"went": "by-boat"}, "zonder tolk"),
        ("not-at-home", {"new_starts": "morgen"}, "niet te lezen"),
    ],
)
def test_what_cannot_be_made_out_waits_for_a_person(
    tablet: Tablet, contact: Contact, name: str, more: dict[str, Any], words: str
) -> None:
    answer = tablet.put(new_id(), event(tablet, contact.id, name, **more))
    assert answer.status_code == 202
    assert words in answer.get_json()["reason"]


def test_a_visit_without_a_plan_is_added_once_with_its_record(tablet: Tablet, visited: Visited) -> None:
    spare = tablet.get(f"spares/{visited.can.id}").get_json()
    form = next(each for each in spare["forms"] if each["enrolment"] == str(visited.can.id))
    now, contact_id = clock.local(clock.now()), new_id()
    unplanned = {
        "enrolments": [str(visited.can.id)],
        "starts": now.isoformat(),
        "ends": (now + timedelta(minutes=45)).isoformat(),
    }
    before = count(visited, Contact)
    started = tablet.put(new_id(), event(tablet, contact_id, "started", unplanned=unplanned))
    written = tablet.put(new_id(), tablet.item(contact_id, form, {"notes": ["Zomaar langs."]}, unplanned=unplanned))
    assert (started.get_json()["state"], written.get_json()["state"]) == ("done", "draft"), written.get_json()
    assert count(visited, Contact) == before + 1


def test_nobody_adds_a_visit_to_a_family_that_is_not_hers(
    tablet: Tablet, visited: Visited, client: FlaskClient
) -> None:
    stranger = factories.make_family(visited.session, visited.organisation, name="Vreemd")
    child = factories.make_child(visited.session, stranger, school=visited.school)
    enrolment = factories.make_enrolment(visited.session, child, visitor=visited.coordinator)
    visited.session.commit()
    now = clock.now()
    unplanned = {
        "enrolments": [str(enrolment.id)],
        "starts": now.isoformat(),
        "ends": (now + timedelta(hours=1)).isoformat(),
    }
    answer = tablet.put(new_id(), event(tablet, new_id(), "started", unplanned=unplanned))
    assert answer.status_code == 202


def test_a_worry_goes_to_its_own_record_and_its_words_nowhere_else(
    tablet: Tablet, contact: Contact, visited: Visited, client: FlaskClient
) -> None:
    factories.make_staff(
        visited.session,
        visited.organisation,
        name="Els Zorg",
        roles=[Role.SAFEGUARDING_OFFICER],
        school=visited.school,
    )
    visited.session.commit()
    body = event(tablet, contact.id, "", text="Blauwe plek, kanarie.") | {"kind": "worry"}
    item_id = new_id()
    assert [tablet.put(item_id, body).get_json()["state"] for _ in range(2)] == ["done", "done"]
    assert count(visited, Worry) == 1
    kept = visited.session.scalars(
        select(TabletItem).where(TabletItem.organisation_id == visited.organisation.id)
    ).one()
    assert "kanarie" not in str(kept.answer)


def test_where_nobody_is_named_the_tablet_hears_whom_to_phone(tablet: Tablet, contact: Contact) -> None:
    body = event(tablet, contact.id, "", text="Een zorg.") | {"kind": "worry"}
    answer = tablet.put(new_id(), body)
    assert answer.status_code == 202
    assert "0800-2000" in answer.get_json()["reason"]
