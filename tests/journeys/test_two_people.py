"""Two people at the same record, and somebody who takes over a tablet."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import records
from tests.journeys.serving import end_of_next
from tests.journeys.soundness import faults_of
from thuisbasis.demo.colleagues import COORDINATOR, SECOND_TRAINER, TRAINER

pytestmark = pytest.mark.browser

PRACTISED = "Welke reactie of regel is geoefend?"


@pytest.fixture
def moment() -> datetime:
    """Half an hour after the next session."""
    return end_of_next("group_session", TRAINER) + timedelta(minutes=30)


def begin_the_record(page: Page) -> Page:
    page.get_by_role("region", name="Nu").get_by_role("link", name="Verslag afronden").click()
    page.locator("main").get_by_text("Verslag schrijven").or_(page.get_by_text("Verder met het verslag")).click()
    return page


def note(page: Page, words: str) -> None:
    records.done(page, "Consequent reageren").get_by_label(PRACTISED).fill(words)
    page.get_by_role("button", name="Bewaren", exact=True).click()


def test_two_trainers_who_edit_the_same_record_both_see_both_texts(sit_down: Callable[..., Page]) -> None:
    ellen, rachid = begin_the_record(sit_down(TRAINER)), begin_the_record(sit_down(SECOND_TRAINER))

    note(ellen, "Vaste bedtijd")
    expect(ellen.get_by_text("Bewaard om")).to_be_visible()
    note(rachid, "Jas aan de kapstok")

    expect(rachid.get_by_role("alert")).to_contain_text("Ellen de Groot bewaarde dit verslag")
    expect(rachid.locator("main")).to_contain_text("Vaste bedtijd")
    expect(rachid.get_by_label(PRACTISED)).to_have_value("Jas aan de kapstok")
    assert faults_of(rachid) == []
    note(rachid, "Vaste bedtijd; jas aan de kapstok")
    ellen.reload()
    expect(ellen.get_by_label(PRACTISED)).to_have_value("Vaste bedtijd; jas aan de kapstok")


def test_after_signing_out_the_back_button_shows_nothing_private(sit_down: Callable[..., Page]) -> None:
    page = sit_down(COORDINATOR)
    records.open_from_menu(page, "Gezinnen")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    family = page.get_by_role("heading", level=1).inner_text()

    page.locator(".person > summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    assert family not in page.content()
