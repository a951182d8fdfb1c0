"""Every component in a real browser: at three sizes, light and dark, both directions, with and without script."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desktop": (1440, 900)}

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(chromium: Browser, gallery_url: str) -> Iterator[Page]:
    page = chromium.new_page(locale="nl-NL", viewport={"width": 820, "height": 1180}, base_url=gallery_url)
    page.goto("/")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("size", "scheme", "query"),
    [
        ("phone", "light", ""),
        ("phone", "dark", "?errors=1"),
        ("phone", "light", "?rtl=1"),
        ("tablet", "light", "?errors=1"),
        ("tablet", "dark", ""),
        ("desktop", "light", ""),
        ("desktop", "dark", "?rtl=1"),
    ],
)
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    chromium: Browser, gallery_url: str, size: str, scheme: Literal["light", "dark"], query: str
) -> None:
    width, height = SIZES[size]
    page = chromium.new_page(locale="nl-NL", viewport={"width": width, "height": height}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.goto(gallery_url + query)
    page.evaluate(AXE)
    violations = page.evaluate("axe.run().then(result => result.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert violations == []
    assert wider == 0
    assert complaints == []


def test_controls_are_48_pixels_high(tablet: Page) -> None:
    controls = tablet.locator("main :is(.btn, .form-control, .form-select, .choice, .element-answers label)")
    heights = controls.evaluate_all("found => found.filter(e => e.offsetParent).map(e => e.offsetHeight)")
    assert len(heights) > 30
    assert min(heights) >= 48


def test_an_element_opens_only_what_its_answer_needs(chromium: Browser, gallery_url: str) -> None:
    context = chromium.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(gallery_url)
    element = page.get_by_role("group", name="Uitleg over het voorlezen")
    expect(element.get_by_label("Aantekening")).to_be_visible()
    expect(element.get_by_label("Waarom niet?")).to_be_hidden()
    element.get_by_label("Niet gedaan").check()
    expect(element.get_by_label("Waarom niet?")).to_be_visible()
    expect(element.get_by_label("Aantekening")).to_be_hidden()
    context.close()


def test_the_menus_open_without_script(chromium: Browser, gallery_url: str) -> None:
    context = chromium.new_context(locale="nl-NL", java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(gallery_url)
    page.get_by_text("Meer", exact=True).click()
    expect(page.get_by_role("link", name="Voortgang")).to_be_visible()
    page.locator(".person > summary").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    context.close()


def test_a_slash_leads_to_the_search_field_but_not_while_typing(tablet: Page) -> None:
    tablet.keyboard.press("/")
    expect(tablet.get_by_label("Zoeken", exact=True)).to_be_focused()
    tablet.get_by_label("Achternaam").fill("")
    tablet.get_by_label("Achternaam").press("/")
    expect(tablet.get_by_label("Achternaam")).to_have_value("/")


def test_escape_closes_the_menu_and_gives_focus_back(tablet: Page) -> None:
    tablet.get_by_text("Samira el Khatib").click()
    expect(tablet.get_by_role("button", name="Uitloggen")).to_be_visible()
    tablet.keyboard.press("Escape")
    expect(tablet.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(tablet.locator(".person > summary")).to_be_focused()


def test_the_error_summary_has_focus_and_leads_to_the_field(tablet: Page) -> None:
    tablet.goto("/?errors=1")
    expect(tablet.locator("#error-summary")).to_be_focused()
    tablet.get_by_role("link", name=re.compile("Vul de achternaam in")).click()
    expect(tablet.get_by_label("Achternaam")).to_be_focused()


def test_a_double_tap_sends_a_form_once(tablet: Page) -> None:
    sent: list[str] = []
    tablet.route("**/*", lambda route: sent.append("post") if route.request.method == "POST" else route.continue_())
    tablet.get_by_role("button", name="Plaats in groep dinsdagavond").dblclick()
    tablet.wait_for_timeout(300)
    assert sent == ["post"]


def test_typed_text_is_not_left_behind_without_asking(tablet: Page) -> None:
    asked: list[str] = []
    tablet.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tablet.get_by_label("Achternaam").press_sequentially("Haddad")
    tablet.get_by_role("link", name="Gezinnen").first.click()
    tablet.wait_for_load_state()
    assert asked == ["beforeunload"]


def test_the_cookie_of_the_reader_decides_about_dark(chromium: Browser, gallery_url: str) -> None:
    context = chromium.new_context(locale="nl-NL", color_scheme="light")
    context.add_cookies([{"name": "theme", "value": "dark", "url": gallery_url}])
    page = context.new_page()
    page.goto(gallery_url)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 26)"
    context.close()
