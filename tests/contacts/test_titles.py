"""A contact's title follows the reader's language, unless the organisation wrote its own."""

import pytest
from flask import Flask
from flask_babel import force_locale

from programmes.catalogue import default
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.titles import topic

pytestmark = pytest.mark.sqlite_only


def session_titled(title: str) -> Contact:
    """The first session of the prevention track under this title."""
    programme = default().get("pittige-jaren")
    found = programme.track("preventie-14").steps[0]
    return Contact(
        programme_key="pittige-jaren",
        version=programme.version,
        track_key="preventie-14",
        step_key=found.key,
        title=title,
    )


def test_the_programmes_own_title_is_read_in_both_languages(app: Flask) -> None:
    step = default().get("pittige-jaren").track("preventie-14").steps[0]
    contact = session_titled(step.title.nl)

    with app.test_request_context():
        with force_locale("nl"):
            assert topic(contact) == step.title.nl
        with force_locale("en"):
            assert topic(contact) == step.title.en


def test_a_title_in_the_organisations_words_stays_as_it_was_typed(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert topic(session_titled("Samen spelen op woensdag")) == "Samen spelen op woensdag"


def test_a_step_that_the_programme_no_longer_has_keeps_its_title(app: Flask) -> None:
    contact = session_titled("Spel")
    contact.step_key = "gone"

    with app.test_request_context(), force_locale("en"):
        assert topic(contact) == "Spel"
