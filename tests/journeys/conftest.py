"""A served demo for each module, and people who sit down at a tablet with it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.people import at_a_tablet, sign_in
from tests.journeys.serving import Served, serving


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """The demo on a server of this module's own, which its tests share. At the end its log tells of no fault."""
    with serving(request.module.__name__.rpartition(".")[2]) as running:
        yield running
        said = running.log.read_text().splitlines()
    faults = [line for line in said if '"level": "error"' in line or "Error" in line]
    assert not faults, "\n".join(faults)


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
