"""Writing a record as one does it: who was there, and what became of each required element."""

from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

MENU = "Hoofdmenu"


def open_from_menu(page: Page, name: str) -> None:
    """Go to one of the places in the rail."""
    page.get_by_role("navigation", name=MENU).get_by_role("link", name=name, exact=True).click()


def element(page: Page, name: str) -> Locator:
    """The row of a required element."""
    return page.get_by_role("group", name=name, exact=True)


def done(page: Page, name: str) -> Locator:
    """Answer an element: done. The row, for its evidence."""
    row = element(page, name)
    row.get_by_label("Gedaan", exact=True).check()
    return row


def not_done(page: Page, name: str, *, reason: str, follow_up: str) -> None:
    """Answer an element: not done, with a reason and what makes up for it."""
    row = element(page, name)
    row.get_by_label("Niet gedaan").check()
    row.get_by_role("group", name="Waarom lukte het niet?").get_by_label(reason, exact=True).check()
    row.get_by_role("group", name="Wat maakt het goed?").get_by_label(follow_up, exact=True).check()


def everybody_was_there(page: Page, *, but: Iterable[str] = ()) -> None:
    """Fill in the register; `but` are parents who were absent."""
    register = page.get_by_role("region", name="Wie en wanneer")
    for choice in register.get_by_label("aanwezig", exact=True).all():
        choice.check()
    for parent in but:
        register.get_by_role("group", name=parent).get_by_label("afwezig").check()


def read_through(page: Page) -> None:
    """Save, and go to the page on which a record is read through."""
    page.get_by_role("button", name="Nakijken en afronden").click()
    expect(page.get_by_role("heading", level=1, name="Nakijken")).to_be_visible()


def complete(page: Page) -> None:
    """Complete a record that may be completed."""
    page.get_by_role("button", name="Verslag afronden").click()
    expect(page.get_by_text("Afgerond", exact=True)).to_be_visible()


def follow_the_finding(page: Page, finding: str, *, to: str, mend: str) -> None:
    """Take the way that a finding shows: it leads to its element, where it stands what would mend it."""
    page.get_by_role("link", name=finding).click()
    row = element(page, to)
    expect(row.get_by_text(mend)).to_be_visible()
    expect(row).to_be_in_viewport()
