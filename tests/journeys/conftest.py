"""A served demo for each test, and people who sit down at a tablet with it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.people import at_a_tablet, sign_in
from tests.journeys.serving import NOW, Served, serving


@pytest.fixture
def moment() -> datetime:
    """When the story begins; a module may have one of its own."""
    return NOW


@pytest.fixture
def served(moment: datetime) -> Iterator[Served]:
    """The demo on a server of this test's own. At the end its log tells of no fault."""
    with serving(moment) as running:
        yield running


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript. For journeys that have to work either way."""
    return bool(request.param)


@pytest.fixture
def sit_down(chromium: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """`sit_down("trainer")` signs a colleague in on a tablet of their own; `script=False` without JavaScript."""
    with ExitStack() as open_ones:

        def seat(colleague: str, *, script: bool = True) -> Page:
            context = open_ones.enter_context(at_a_tablet(chromium, served, script=script))
            return sign_in(context.new_page(), colleague)

        yield seat
