"""Staff members' own numbers, and what to mind at a visit, are on nothing that leaves the house or is for families.

Made from the URL map: whatever is not a page of ours is a print, a feed, a file or an answer to a program.
"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, joinedload

from tests import factories
from tests.access.test_every_route import address, tried
from tests.access.world import World, make_world
from thuisbasis.calendars import addresses
from thuisbasis.contacts.changes import announce
from thuisbasis.contacts.models import Contact
from thuisbasis.documents.rendering import RenderingPool
from thuisbasis.families.models import Family
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.permissions import Role

PHONE, AS_READ = "+31687654321", "0687654321"
SAFETY = "Hond: eerst bellen"

# For administrators, of their own staff.
OF_STAFF = {"organisations.export_staff"}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be laid out on paper, as HTML."""
    found: list[str] = []

    def keep(_pool: object, html: str, _options: object) -> bytes:
        found.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(RenderingPool, "render", keep)
    return found


@pytest.fixture
def world(db_session: Session) -> World:
    """An organisation in which everybody has a private number and every family something to mind."""
    made = make_world(db_session, "Eigen")
    for staff in db_session.query(Staff):
        staff.phone = PHONE
    for family in db_session.query(Family):
        family.safety_note = SAFETY
    db_session.commit()
    return made


def told(text: str) -> list[str]:
    """What of it is private."""
    digits = re.sub(r"[^\d+]", "", text)
    return [words for words in (PHONE, AS_READ) if words in digits] + [words for words in (SAFETY,) if words in text]


def test_no_print_feed_or_file_has_a_private_number_or_what_to_mind(
    app: Flask, db_session: Session, client: FlaskClient, world: World, printed: list[str]
) -> None:
    browser = factories.sign_in(db_session, client, world.people[Role.ADMINISTRATOR])
    seen, private = [], {}
    for rule, method in tried(app):
        if method != "GET" or rule.endpoint in OF_STAFF:
            continue
        printed.clear()
        answer = browser.get(address(app, rule, world.ids))
        if answer.status_code != 200 or (answer.mimetype == "text/html" and not printed):
            continue
        seen.append(rule.endpoint)
        found = told("\n".join(printed) or answer.get_data().decode("utf-8", "replace"))
        if found:
            private[rule.endpoint] = found

    assert private == {}
    assert {"reports.family_schedule_pdf", "calendars.family_schedule", "families.export_families"} <= set(seen)


def test_a_feed_has_no_private_number_and_nothing_to_mind(
    app: Flask, db_session: Session, client: FlaskClient, world: World
) -> None:
    visitor = world.people[Role.HOME_VISITOR]
    organisation = db_session.get_one(Organisation, visitor.organisation_id)
    actor = factories.actor_of(organisation, visitor, Role.HOME_VISITOR)
    with app.test_request_context(method="POST"):
        announce(db_session, db_session.query(Contact).options(joinedload(Contact.family)).all())
        _, token = addresses.make_address(db_session, actor, calendar_name="Mijn bezoeken")
    db_session.commit()

    feed = client.get(f"/calendars/{token}.ics").text

    assert "Huisbezoek gezin" in feed
    assert told(feed.replace("\r\n ", "")) == []
