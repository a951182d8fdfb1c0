"""Somebody at a tablet: a browser that is signed in, and speaks Dutch unless told otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.serving import Served
from thuisbasis.demo.colleagues import DOMAIN, PASSWORD

TABLET = {"width": 820, "height": 1180}


@contextmanager
def at_a_tablet(chromium: Browser, served: Served, *, script: bool = True) -> Iterator[BrowserContext]:
    """A browser's own storage on a tablet, signed in as nobody."""
    context = chromium.new_context(
        base_url=served.url, viewport=TABLET, locale="nl-NL", timezone_id="Europe/Amsterdam", java_script_enabled=script
    )
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


def sign_in(page: Page, colleague: str) -> Page:
    """Sign in by the form; `colleague` is the key of a member of the demo's staff."""
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(f"{colleague}@{DOMAIN}")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("/")
    return page
