"""Every page in a real browser, as everybody in the demo sees it: axe finds nothing, and nothing runs out of it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.people import at_a_tablet
from tests.journeys.serving import Served, serving
from tests.journeys.soundness import Watch
from tests.journeys.walking import Walk
from thuisbasis.app import create_app
from thuisbasis.demo.colleagues import (
    ADMINISTRATOR,
    COORDINATOR,
    OFFICER,
    READING,
    SUPERVISOR,
    TRAINER,
    VISITOR_NORTH,
    VISITOR_SOUTH,
)
from thuisbasis.settings import Settings

pytestmark = pytest.mark.browser

# Not for somebody who is signed in.
NOT_FOR_A_WALK = {
    "accounts.no_organisation": "for an account without an organisation",
    "calendars.feed": "for calendar programs, with a secret address",
    "healthz": "for machines",
    "safeguarding.worry": "not for administrators; whom it is for walks to it, below",
    "security.login": "looked at by itself, below",
    "security.logout": "a button",
    "recording.attachment": "a photo on the page of its record; nobody in the demo took one",
    "tablet_shell.manifest": "for the browser that installs the tablet app",
    "tablet_shell.service_worker": "the same",
    "tablet_shell.shell": "the same",
    "tablets.shut_out": "of a tablet, and nobody in the demo has one",
    "tablets.tablet_item": "the same",
}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """One server for all who walk: they only read."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def app(served: Served) -> Flask:
    """The app itself, for the names of its addresses."""
    return create_app(
        Settings(
            database_url=f"sqlite:///{served.database}",
            secret_key="-" * 32,
            password_salt="-",
            encryption_keys="-" * 32,
        )
    )


def pages(app: Flask) -> set[str]:
    """The endpoints of our own pages."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.endpoint.endswith("static")
        and not rule.endpoint.startswith("api.")  # for the tablet app, which is walked through in tests/tablet
        and rule.endpoint not in NOT_FOR_A_WALK
    }


def test_every_page_is_sound_at_tablet_and_phone_size(app: Flask, sit_down: Callable[..., Page]) -> None:
    walk = Walk(app, sit_down(ADMINISTRATOR), fetches=True)

    walk.through()
    missed = walk.to_the_rest(pages(app))

    assert not walk.faults, walk.told()
    assert missed == set()


@pytest.mark.parametrize("colleague", [COORDINATOR, VISITOR_NORTH, VISITOR_SOUTH, TRAINER, READING, SUPERVISOR])
def test_every_page_that_links_lead_to_is_sound(app: Flask, sit_down: Callable[..., Page], colleague: str) -> None:
    walk = Walk(app, sit_down(colleague), of_each=1)

    walk.through()

    assert len(walk.reached) > 8
    assert not walk.faults, walk.told()


def test_the_pages_of_worries_are_sound_for_whom_they_are_for(app: Flask, sit_down: Callable[..., Page]) -> None:
    walk = Walk(app, sit_down(OFFICER))

    walk.through()

    assert walk.reached.keys() >= {"safeguarding.worries", "safeguarding.worry"}
    assert not walk.faults, walk.told()


def test_every_page_is_sound_in_english(app: Flask, sit_down: Callable[..., Page]) -> None:
    page = sit_down(ADMINISTRATOR)
    page.locator(".person > summary").click()
    page.get_by_role("button", name="English").click()
    walk = Walk(app, page, of_each=1)

    walk.through()
    walk.to_the_rest(pages(app))

    assert not walk.faults, walk.told()


def test_the_page_to_sign_in_is_sound(chromium: Browser, served: Served) -> None:
    with at_a_tablet(chromium, served) as context:
        page = context.new_page()
        watch = Watch(page)

        page.goto("/sign-in")

        assert watch.faults() == []
