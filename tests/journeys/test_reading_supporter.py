"""The PACT-begeleider on Friday morning: a week of reading, child by child, without touching a mouse."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.serving import end_of_next
from thuisbasis.demo.colleagues import READING

pytestmark = pytest.mark.browser

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
MOST_TABS = 60
_NAME = """() => { const here = document.activeElement;
    return (here.labels?.length ? here.labels[0] : here).textContent.trim().replace(/\\s+/g, " ") }"""


@pytest.fixture
def moment() -> datetime:
    """After the next weekly check."""
    return end_of_next("weekly_check", READING) + timedelta(minutes=5)


class Keys:
    """Somebody's hands, on the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def on(self, name: str) -> "Keys":
        """Tab on until the control with this in its name has focus."""
        passed = []
        while len(passed) < MOST_TABS:
            self._page.keyboard.press("Tab")
            passed.append(self._page.evaluate(_NAME))
            if name in passed[-1]:
                return self
        raise AssertionError(f"no way by Tab to “{name}”; passed {passed}")

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def follow(self) -> None:
        """Enter, and wait for the page that it leads to."""
        with self._page.expect_navigation():
            self._page.keyboard.press("Enter")

    def type(self, words: str) -> None:
        self._page.keyboard.type(words)


def test_a_childs_week_is_filled_in_and_completed_by_keyboard_alone(sit_down: Callable[..., Page]) -> None:
    page = sit_down(READING)
    keys = Keys(page)

    keys.on("Lezen").follow()
    keys.on("Naar de inhoud").press("Enter")
    keys.on("Leestraining").follow()
    child = page.get_by_role("heading", level=2).first.inner_text()
    keys.on("Naar de inhoud").press("Enter")
    for day in DAYS:
        keys.on(day).press("Space")
    keys.on("Minuten per keer").type("25")
    keys.on("samen lezen").press("Space")
    keys.on("woordenschat").press("Space")
    keys.on("verhaal").press("Space")
    keys.on("Wat viel op?").type("Las zelf de titel voor")
    keys.on("Gesproken met").press("ArrowDown")
    keys.on("doorgegeven").press("Space")
    keys.on("Het belang van leren").press("Space")
    keys.on("Bewaren en afronden").follow()

    row = page.get_by_role("region", name=child)
    expect(row.get_by_text("weekcheck afgerond")).to_be_visible()
    expect(row.get_by_text("5 van 5 dagen")).to_be_visible()
