"""What a visitor takes along to the door: her own visits, all that she needs there, and nothing of anybody else's."""

import json
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from home_visits import taking_along
from tests import factories
from tests.everywhere.test_statement_counts import statements
from tests.home_visits.families import Visited, visited_family
from thuisbasis import clock
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.errors import NotFoundError
from thuisbasis.materials import services as materials
from thuisbasis.permissions import Role
from thuisbasis.recording import services as records
from thuisbasis.recording.models import Record, RecordVersion


@pytest.fixture
def visited(db_session: Session) -> Visited:
    return visited_family(db_session)


def at_door(visited: Visited, contact: Contact) -> dict[str, Any]:
    """What the visitor takes along of a visit, as JSON and back."""
    told = taking_along.visit_at_the_door(visited.session, visited.actor, contact.id).as_data()
    return json.loads(json.dumps(told))  # type: ignore[no-any-return]


def listed(visited: Visited) -> dict[str, Any]:
    told = taking_along.taken_along(visited.session, visited.actor).as_data()
    return json.loads(json.dumps(told))  # type: ignore[no-any-return]


def agreed(visited: Visited, contact: Contact, words: str) -> None:
    """A completed record of Elif's in which something was agreed for home."""
    record = Record(
        organisation_id=visited.organisation.id, contact_id=contact.id, enrolment_id=visited.elif_.id, state="completed"
    )
    visited.session.add(record)
    visited.session.flush()
    visited.session.add(
        RecordVersion(
            organisation_id=visited.organisation.id,
            record_id=record.id,
            number=1,
            author_id=visited.visitor.id,
            saved_at=clock.now(),
            completed_at=clock.now(),
            home_agreement=words,
        )
    )
    visited.session.flush()


def test_everything_that_is_needed_at_the_door_is_there(visited: Visited) -> None:
    home = factories.make_household(visited.session, visited.family)
    visited.mother.household_id, visited.mother.needs_interpreter = home.id, True
    visited.mother.languages_read = ["ar"]
    visited.family.safety_note = "Hond op het erf: eerst bellen."
    materials.lend(visited.session, visited.actor, family_id=visited.family.id, title="Rupsje", on=date(2026, 9, 1))
    agreed(visited, visited.visit(on=clock.today() - timedelta(days=30)), "Elke avond lezen.")
    contact = visited.visit(number=2, prepared={"selected_materials": {str(visited.elif_.id): {"title": "Beer"}}})

    told = at_door(visited, contact)

    assert told["contact"] == str(contact.id)
    assert (told["family"], told["family_number"]) == ("Yıldırım", 1)
    assert told["programme"] == {"key": "real", "name": "REAL", "symbol": "triangle", "version": "1"}
    assert told["step"]["number"] == 2
    assert told["starts"] == clock.local(contact.starts_at).isoformat()
    assert told["addresses"] == [
        {
            "lines": ["Lange Nieuwstraat 12", "3512 PH Utrecht"],
            "whose": "Ayşe Yıldırım",
            "secret": False,
            "shown_on": None,
            "route": "Lange Nieuwstraat 12, 3512 PH Utrecht",
        }
    ]
    (mother,) = told["guardians"]
    assert mother["phone"] == {"words": "06 12345678", "tel": "+31612345678"}
    assert (mother["needs_interpreter"], mother["speaks"], mother["reads"]) == (True, ["Turks"], ["Arabisch"])
    assert mother["codes"] == ["ar", "tr"]
    (eldest, _) = told["children"]
    assert (eldest["name"], eldest["groep"], eldest["age"][:6]) == ("Elif Yıldırım", "groep 2", "5 jaar")
    assert told["safety_note"] == "Hond op het erf: eerst bellen."
    assert told["loans"] == [{"title": "Rupsje", "since": "2026-09-01"}]
    assert told["agreements"] == [{"child": "Elif", "text": "Elke avond lezen."}]
    assert told["plan"] == [{"child": "Elif", "lines": [["Wat is het?", "Beer"]]}]
    assert {"key": "home.no-answer", "words": "Langs geweest, niemand thuis"} in told["attempts"]
    assert [each["key"] for each in told["miss_reasons"]] == ["nobody_home", "forgotten", "ill", "other"]


def test_a_secret_address_is_for_its_day_and_has_no_route(visited: Visited) -> None:
    factories.make_household(visited.session, visited.family, is_secret=True)
    contact = visited.visit(on=clock.today() + timedelta(days=3))

    (address,) = at_door(visited, contact)["addresses"]

    assert address["shown_on"] == (clock.today() + timedelta(days=3)).isoformat()
    assert (address["secret"], address["route"]) == (True, None)
    assert address["lines"]


def test_a_visit_without_a_plan_takes_no_secret_address_along(visited: Visited) -> None:
    factories.make_household(visited.session, visited.family, is_secret=True)

    spare = taking_along.spare_at_the_door(visited.session, visited.actor, visited.can.id)

    assert [(each.lines, each.secret, each.shown_on) for each in spare.addresses] == [((), True, None)]


def test_a_visit_of_somebody_else_is_not_there(visited: Visited) -> None:
    other = factories.make_staff(visited.session, visited.organisation, name="Noor Kaya")
    contact = visited.visit()
    hers = factories.actor_of(visited.organisation, other, Role.HOME_VISITOR)

    for actor in (hers, visited.planner):  # a coordinator sees the visit on its page, and takes nothing along
        with pytest.raises(NotFoundError):
            taking_along.visit_at_the_door(visited.session, actor, contact.id)
        with pytest.raises(NotFoundError):
            taking_along.spare_at_the_door(visited.session, actor, visited.elif_.id)
        told = taking_along.taken_along(visited.session, actor)
        assert (list(told.visits), list(told.spares), list(told.busy)) == ([], [], [])


def test_another_organisation_s_visit_is_not_there(visited: Visited) -> None:
    elsewhere = visited_family(visited.session)

    with pytest.raises(NotFoundError):
        taking_along.visit_at_the_door(visited.session, visited.actor, elsewhere.visit().id)


def test_who_stands_in_is_told_of_safety_but_not_who_lives_there(visited: Visited) -> None:
    factories.make_household(visited.session, visited.family)
    visited.family.safety_note = "Niet alleen gaan."
    stand_in = factories.make_staff(visited.session, visited.organisation, name="Noor Kaya")
    contact = visited.visit()
    visited.session.add(
        ContactStaff(organisation_id=visited.organisation.id, contact_id=contact.id, staff_id=stand_in.id)
    )
    visited.session.flush()
    actor = factories.actor_of(visited.organisation, stand_in, Role.HOME_VISITOR)

    told = taking_along.visit_at_the_door(visited.session, actor, contact.id)

    assert (told.family, told.addresses, told.guardians, told.children) == ("", (), (), ())
    assert told.safety_note == "Niet alleen gaan."


def test_the_list_has_visits_of_two_weeks_back_that_want_a_record_and_two_weeks_ahead(visited: Visited) -> None:
    days = {
        -15: "planned",
        -14: "planned",
        -3: "completed",
        -2: "recorded",
        0: "planned",
        14: "confirmed",
        15: "planned",
    }
    for number, (away, state) in enumerate(days.items(), start=1):
        visited.visit(number=number, on=clock.today() + timedelta(days=away), state=state)

    lines = listed(visited)["visits"]

    assert [line["state"] for line in lines] == ["planned", "recorded", "planned", "confirmed"]
    assert [line["needs_record"] for line in lines] == [True, True, True, False]
    assert (lines[0]["words"], lines[0]["family"], lines[0]["children"]) == (
        "Huisbezoek gezin 0001",
        "Yıldırım",
        ["Elif"],
    )


def test_a_visit_s_line_and_its_door_have_the_same_version(visited: Visited) -> None:
    contact = visited.visit()

    (line,) = listed(visited)["visits"]

    assert line["version"] == at_door(visited, contact)["version"]


def test_the_version_changes_with_all_that_it_tells_of(visited: Visited, app: Flask) -> None:
    contact = visited.visit()
    seen = {at_door(visited, contact)["version"]}
    with app.test_request_context(method="POST"):
        visited.family.safety_note = "Hond."
        visited.session.flush()
        seen.add(at_door(visited, contact)["version"])
        record = records.open_record(visited.session, visited.actor, contact, visited.elif_.id)
        seen.add(at_door(visited, contact)["version"])
        version = visited.session.get_one(
            RecordVersion, (visited.organisation.id, _version_id(visited.session, record.id))
        )
        version.notes = "Gezellig."
        visited.session.flush()
        seen.add(at_door(visited, contact)["version"])
        starts = datetime.combine(clock.today() + timedelta(days=1), time(9), clock.ZONE)
        contacts.move(
            visited.session,
            visited.actor,
            contact,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            reason="other",
        )
        seen.add(at_door(visited, contact)["version"])

    assert len(seen) == 5
    assert at_door(visited, contact)["version"] in seen


def _version_id(session: Session, record_id: uuid.UUID) -> uuid.UUID:
    return next(row.id for row in session.query(RecordVersion).where(RecordVersion.record_id == record_id))


def test_each_family_can_be_visited_without_a_plan_with_its_siblings_together(visited: Visited) -> None:
    visited.visit(visited.elif_, number=1)

    (line,) = listed(visited)["spares"]
    spare = taking_along.spare_at_the_door(visited.session, visited.actor, uuid.UUID(line["enrolment"]))

    assert line["children"] == ["Can", "Elif"]
    assert line["version"] == spare.version
    assert (spare.contact, spare.starts, spare.state) == (None, None, None)
    assert spare.words == "Huisbezoek gezin 0001"


def test_a_next_date_can_be_held_against_all_that_the_visitor_has(visited: Visited) -> None:
    on = {"on": clock.today() + timedelta(days=20)}
    ahead = visited.visit(**on)
    visited.visit(number=2, state="cancelled_by_us", **on)
    visited.visit(number=3, on=clock.today() + timedelta(days=62))

    busy = listed(visited)["busy"]

    assert [each["contact"] for each in busy] == [str(ahead.id)]


def test_the_number_of_statements_does_not_grow_with_the_visits(visited: Visited, app: Flask) -> None:
    counted = []
    for number in (1, 2, 3, 4):
        visited.visit(visited.elif_, visited.can, number=number, on=clock.today() + timedelta(days=number))
        factories.make_enrolment(
            visited.session,
            factories.make_child(visited.session, factories.make_family(visited.session, visited.organisation)),
            visitor=visited.visitor,
        )
        visited.session.expire_all()
        with statements(app) as sent:
            taking_along.taken_along(visited.session, visited.actor)
        counted.append(len(sent))

    assert len(set(counted[1:])) == 1, counted
    assert counted[0] <= 24
