"""The home visitor, in the car after the visit: the record of today on a tablet."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from babel.dates import format_date
from playwright.sync_api import Locator, Page, expect

from tests.journeys import records
from tests.journeys.serving import end_of_next
from thuisbasis.demo.colleagues import VISITOR_SOUTH

pytestmark = pytest.mark.browser

LEFT_OUT = "Uitleg over steunen thuis"
MEND = "Schrijf op wat er gedaan is, of kies waarom het niet lukte en wat het goedmaakt."


@pytest.fixture
def moment() -> datetime:
    """Shortly after her next visit."""
    return end_of_next("home_visit", VISITOR_SOUTH) + timedelta(minutes=10)


def test_todays_visit_is_recorded_honestly_and_the_next_one_planned(
    sit_down: Callable[..., Page], script: bool, moment: datetime
) -> None:
    page = sit_down(VISITOR_SOUTH, script=script)
    this_month = format_date(moment, "MMMM yyyy", locale="nl")

    records.open_from_menu(page, "Bezoeken")
    today = page.get_by_role("region", name="Vandaag")
    family = today.get_by_role("heading", level=3).get_by_role("link").inner_text()
    expect(months_of(page, family).get_by_role("link", name=f"{this_month}: gepland")).to_be_visible()
    today.get_by_role("link", name="Verslag schrijven").click()
    page.get_by_role("button", name="Verslag schrijven").click()
    write_all_but_the_explanation(page)
    records.read_through(page)
    expect(page.get_by_role("heading", name="Dit is nog nodig")).to_be_visible()
    records.follow_the_finding(page, f"“{LEFT_OUT}”: dit is nog niet ingevuld.", to=LEFT_OUT, mend=MEND)
    records.not_done(page, LEFT_OUT, reason="te weinig tijd", follow_up="deze week bellen")
    records.read_through(page)
    expect(page.get_by_text("Dit contact telt zo niet mee voor het aantal.")).to_be_visible()
    records.complete(page)

    expect(page.get_by_text("1 onderdeel is niet gedaan, met reden.")).to_be_visible()
    expect(page.get_by_role("link", name="Alsnog gegeven")).to_be_visible()
    records.open_from_menu(page, "Bezoeken")
    expect(today.get_by_role("link", name="Verslag lezen")).to_be_visible()
    expect(months_of(page, family).get_by_role("link", name=f"{this_month}: bezocht")).to_be_visible()
    expect(months_of(page, family).get_by_role("link", name=": gepland").first).to_be_visible()


def months_of(page: Page, family: str) -> Locator:
    families = page.get_by_role("region", name="Gezinnen en maanden").get_by_role("listitem")
    return families.filter(has=page.get_by_role("heading", name=family, exact=True))


def write_all_but_the_explanation(page: Page) -> None:
    records.everybody_was_there(page)
    page.get_by_label("In welke taal sprak u met elkaar?").select_option("Nederlands")
    material = records.done(page, "Gekozen materiaal")
    material.get_by_label("Wat is het?").fill("Rupsje Nooitgenoeg")
    material.get_by_label("boek", exact=True).check()
    material.get_by_label("uitgeleend").check()
    records.done(page, "Activiteit voorgedaan").get_by_label("Welke activiteit?").fill("Boodschappen lezen")
    records.done(page, "Samen geoefend").get_by_label("Wat deden ze samen?").fill("De letter L gezocht")
    agreement = records.done(page, "Afspraak voor thuis")
    agreement.get_by_label("Wat is afgesproken?").fill("Elke dag een verpakking lezen")
    agreement.get_by_label("Hoe ging de vorige afspraak?").fill("Vier keer gedaan")
    strands = records.done(page, "De vier lijnen")
    strands.get_by_role("group", name="boeken").get_by_label("samen doen").check()
