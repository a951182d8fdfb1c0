"""The features' own words reach a calendar: in Dutch, in a request and in a command, and with no name in them."""

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.protocol import StepKind
from tests.calendars.cast import Cast, an_organisation
from thuisbasis.calendars.models import StoredEvent
from thuisbasis.contacts.changes import announce
from thuisbasis.contacts.models import Contact


@pytest.fixture
def cast(db_session: Session) -> Cast:
    return an_organisation(db_session)


def announced(cast: Cast, contact: Contact) -> str:
    """The stored event of a contact, in the app's own words."""
    announce(cast.session, [contact])
    found = cast.session.scalars(select(StoredEvent).where(StoredEvent.contact_id == contact.id)).one()
    return found.event.decode().replace("\r\n ", "")


def test_every_kind_of_contact_has_words_and_a_page(app: Flask) -> None:
    assert set(app.extensions["contact_sources"]) == {kind.value for kind in StepKind}


@pytest.mark.parametrize("kind", [StepKind.GROUP_SESSION, StepKind.TRAINING, StepKind.WEEKLY_CHECK])
def test_a_contact_of_a_group_is_called_by_what_it_is_and_the_group(cast: Cast, kind: StepKind) -> None:
    meeting = cast.meeting(cast.trainer)
    meeting.kind = kind.value
    event = announced(cast, meeting)

    assert "Dinsdagavond De Brug" in event.split("SUMMARY:")[1].split("\r\n")[0]
    assert f"{meeting.id}" in event.split("\r\nURL:https://")[1].split("\r\n")[0]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_visit_is_called_by_the_familys_number_in_dutch(app: Flask, cast: Cast, language: str) -> None:
    visit = cast.visit(cast.visitor, place="Kerkstraat 12")
    with app.test_request_context(method="POST"), force_locale(language):
        event = announced(cast, visit)

    assert "SUMMARY:Huisbezoek gezin 0412\r\n" in event
    assert "Geheimhouder" not in event
    assert "Kerkstraat" not in event
