"""The app on a tablet as somebody uses it: sign in, choose a PIN, unlock, write a record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from thuisbasis import clock
from thuisbasis.demo.colleagues import DOMAIN, PASSWORD, VISITOR_NORTH

# A minute into the one visit that the visitor has on the demo's Tuesday.
VISIT = datetime(2026, 11, 24, 13, 31, tzinfo=clock.ZONE)
PIN = "246813"
FAMILY = "Hendriks"
ELEMENTS = ("Gekozen materiaal", "Activiteit voorgedaan", "Samen geoefend", "Afspraak voor thuis", "De vier lijnen")


@dataclass
class Tablet:
    """One tablet: its browser storage and the page on it. `complaints`: what the console said that is no network."""

    context: BrowserContext
    page: Page
    complaints: list[str]

    def sign_in(self, colleague: str = VISITOR_NORTH) -> None:
        """By the ordinary page, which leads back to the app."""
        self.page.goto("/sign-in?next=/tablet/")
        self.page.get_by_label("E-mailadres").fill(f"{colleague}@{DOMAIN}")
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("button", name="Inloggen").click()
        self.page.wait_for_url(re.compile(r"/tablet/"))

    def choose_pin(self, pin: str = PIN) -> None:
        """A first PIN, or a new one."""
        self.page.get_by_label("Pincode van zes cijfers").fill(pin)
        self.page.get_by_label("Nog eens dezelfde pincode").fill(pin)
        self.page.get_by_role("button", name="Pincode bewaren").click()
        self.page.get_by_role("heading", name="Mijn dag").wait_for()

    def begin(self, colleague: str = VISITOR_NORTH) -> None:
        """Sign in, choose a PIN, and take the visits along; afterwards the app itself is on the device too."""
        self.sign_in(colleague)
        self.choose_pin()
        self.page.get_by_role("heading", name="De komende twee weken").wait_for()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def unlock(self, pin: str = PIN) -> None:
        self.page.get_by_label("Uw pincode").fill(pin)
        expect(self.page.locator(".unsent-bar")).to_be_visible()

    def open_visit(self, family: str = FAMILY) -> None:
        self.page.goto("/tablet/#/")
        self.page.get_by_role("link", name=f"Openen {family}").first.click()
        self.page.get_by_role("heading", name=f"Bezoek bij {family}").wait_for()

    def open_form(self) -> None:
        self.page.get_by_role("button", name=re.compile("Het bezoek beginnen|Verslag schrijven|Verder met")).click()
        self.form.wait_for()

    @property
    def form(self) -> Locator:
        return self.page.locator("#record-form")

    @property
    def state_line(self) -> Locator:
        return self.page.locator("#state-line")

    @property
    def waiting(self) -> Locator:
        """The bar that says what is not sent."""
        return self.page.locator(".unsent-bar")

    def write_everything(self) -> None:
        """A whole record, so that the gate has nothing left to ask."""
        form = self.form
        form.get_by_role("group", name=f"Joyce {FAMILY}").get_by_label("aanwezig").check()
        form.get_by_label("In welke taal sprak u met elkaar?").select_option("Nederlands")
        explained = self.done("Uitleg over steunen thuis")
        explained.get_by_label("Wat hebt u uitgelegd?").fill("Voorlezen in de eigen taal")
        explained.get_by_label("verteld").check()
        explained.get_by_label("In welke taal?").select_option("Nederlands")
        for name in ELEMENTS:
            element = self.done(name)
            for text in element.locator(
                ".element-more-done :is(textarea, input[type=text]):not([name$='--own'])"
            ).all():
                text.fill(f"Iets over {name.lower()}")
            for question in element.locator(".element-more-done > fieldset").all():
                question.locator("input[type=radio], input[type=checkbox]").first.check()

    def done(self, element: str) -> Locator:
        group = self.form.get_by_role("group", name=element, exact=True)
        group.get_by_label("Gedaan", exact=True).check()
        return group

    def saved(self) -> None:
        """Waits until what was typed is on the disk."""
        expect(self.state_line).to_contain_text("Bewaard op dit apparaat om")
        self.page.wait_for_timeout(700)

    def review(self) -> None:
        self.page.get_by_role("link", name="Nakijken en afronden").click()
        self.page.get_by_role("heading", name="Nakijken en afronden").wait_for()

    def finish(self) -> None:
        self.review()
        self.page.get_by_role("button", name="Afronden").click()
        self.page.get_by_role("heading", name=re.compile("Bezoek bij|Mijn dag")).wait_for()

    def items(self) -> list[dict[str, Any]]:
        """The open parts of all items on the device."""
        found: list[dict[str, Any]] = self.page.evaluate(
            "import('/static/js/tablet/store.js').then(store => store.all('items'))"
        )
        return found

    def records(self) -> list[dict[str, Any]]:
        return [item for item in self.items() if item["kind"] == "record"]


@contextmanager
def tablet_of(
    chromium: Browser, url: str, *, at: datetime = VISIT, size: tuple[int, int] = (820, 1180)
) -> Iterator[Tablet]:
    """A tablet with nobody on it, whose clock says `at`."""
    context = chromium.new_context(
        base_url=url,
        viewport={"width": size[0], "height": size[1]},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        accept_downloads=True,
    )
    context.set_default_timeout(20_000)
    context.clock.set_system_time(at)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said.type, said.text) else None)
    try:
        yield Tablet(context, page, complaints)
    finally:
        context.close()
    assert complaints == []


def _is_complaint(kind: str, text: str) -> bool:
    return kind == "error" and "Failed to load resource" not in text
