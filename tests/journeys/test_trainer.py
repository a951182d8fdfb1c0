"""The trainer, after a long evening: who was there, what was done, and how somebody caught up."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import records
from tests.journeys.papers import printed
from tests.journeys.serving import end_of_next
from thuisbasis.demo.colleagues import TRAINER

pytestmark = pytest.mark.browser

ABSENT = "Petra Jansen"
CHILD = "Lieke Jansen"


@pytest.fixture
def moment() -> datetime:
    """Half an hour after the next session."""
    return end_of_next("group_session", TRAINER) + timedelta(minutes=30)


def test_a_session_is_recorded_and_an_absent_parent_catches_up(sit_down: Callable[..., Page], script: bool) -> None:
    page = sit_down(TRAINER, script=script)

    page.get_by_role("region", name="Nu").get_by_role("link", name="Verslag afronden").click()
    page.get_by_role("button", name="Verslag schrijven").click()
    write_what_was_done(page)
    records.read_through(page)
    records.complete(page)
    record = printed(page.get_by_role("link", name="Afdrukken"))
    page.locator("main").get_by_role("link", name="Bijeenkomst").first.click()
    catch_up(page)

    expect(page.get_by_text("Het inhalen is vastgelegd en telt mee, apart geteld.")).to_be_visible()
    expect(row_of(page).get_by_text("ingehaald")).to_be_attached()
    assert "Brood smeren op tafel gezet" in " ".join(record)
    assert "materiaal was er niet" in " ".join(record)


def write_what_was_done(page: Page) -> None:
    records.everybody_was_there(page, but=[ABSENT])
    emotions = records.done(page, "Praten over emoties en ze tonen")
    emotions.get_by_label("Wat is geoefend?").fill("Gevoelens benoemen bij ruzie om speelgoed")
    records.done(page, "Consequent reageren").get_by_label("Welke reactie of regel is geoefend?").fill(
        "Brood smeren op tafel gezet"
    )
    practice = records.done(page, "Samen oefenen")
    practice.get_by_label("thuis, afgesproken voor deze week").check()
    practice.get_by_label("Wat is geoefend of afgesproken?").fill("Een vaste avondroutine")
    practice.get_by_role("group", name="Eerst teruggekeken").get_by_label("ja").check()
    records.not_done(page, "Thuisopdrachten", reason="het materiaal was er niet", follow_up="materiaal nasturen")


def row_of(page: Page) -> Locator:
    return page.get_by_role("region", name="Gezinnen").get_by_role("listitem").filter(has_text=CHILD)


def catch_up(page: Page) -> None:
    row = row_of(page)
    row.get_by_text("Inhalen vastleggen").click()
    row.get_by_label("Wanneer ingehaald").fill("24-11-2026")
    row.get_by_label("Hoe").fill("thuis doorgenomen, 40 minuten")
    row.get_by_role("button", name="Vastleggen").click()
