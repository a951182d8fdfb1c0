"""A served demo and the installed app on it, for tests in a real browser on the demo's Tuesday."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.serving import Served, serving
from tests.tablet.app import VISIT, Tablet, tablet_of


@pytest.fixture
def served() -> Iterator[Served]:
    """The demo on a server of this test's own, at the hour of the visitor's visit."""
    with serving(VISIT) as running:
        yield running


@pytest.fixture(scope="module")
def server_of_module() -> Iterator[Served]:
    """The same for tests that leave nothing behind on the server."""
    with serving(VISIT) as running:
        yield running


@pytest.fixture
def take_tablet(chromium: Browser, served: Served) -> Iterator[Callable[..., Tablet]]:
    """`take_tablet()` is another tablet each time, with storage of its own and nobody on it."""
    with ExitStack() as open_ones:
        yield lambda **how: open_ones.enter_context(tablet_of(chromium, served.url, **how))


@pytest.fixture
def modules(chromium: Browser, server_of_module: Served) -> Iterator[Page]:
    """The app's page, on which a test imports modules by themselves; its clock is the machine's own."""
    context = chromium.new_context(base_url=server_of_module.url, locale="nl-NL", timezone_id="Europe/Amsterdam")
    page = context.new_page()
    page.goto("/tablet/")
    page.locator("h1").wait_for()
    yield page
    context.close()
