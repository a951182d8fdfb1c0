"""Forming a group as a coordinator does it."""

from datetime import date, time

from playwright.sync_api import Page, expect

from tests.journeys import records


def form(page: Page, name: str, first: date, at: time) -> None:
    """A group of Pittige Jaren at De Brug, led by both trainers. Ends where families are added."""
    records.open_from_menu(page, "Groepen")
    page.get_by_role("link", name="Groep maken").click()
    page.get_by_label("Programma en variant").select_option("Preventie, 14 bijeenkomsten")
    page.get_by_label("Naam van de groep").fill(name)
    page.get_by_label("School", exact=True).select_option("De Brug")
    page.get_by_label("Plaats").fill("ouderkamer")
    page.get_by_label("Eerste dag").fill(f"{first.day}-{first.month}-{first.year}")
    page.get_by_label("Tijd").fill(f"{at:%H:%M}")
    page.get_by_label("Ellen de Groot").check()
    page.get_by_label("Rachid Azzouz").check()
    page.get_by_role("button", name="Groep maken").click()


def paste(page: Page, mailed: str, families: int) -> None:
    """Paste a list of families, look whether it was read well, and add them."""
    page.get_by_label("Gezinnen, één per regel").fill(mailed)
    page.get_by_role("button", name="Lijst nalezen").click()
    expect(page.get_by_text(f"Zo zijn de {families} regels gelezen.")).to_be_visible()
    page.get_by_label("ernstige gedragsproblemen").check()
    page.get_by_role("button", name="Gezinnen toevoegen").click()


def start(page: Page) -> None:
    """Start a group that lacks nothing it must have."""
    expect(page.get_by_role("heading", name="Deze groep kan starten.")).to_be_visible()
    page.get_by_role("button", name="Groep starten").click()
    expect(page.get_by_text("14 afspraken staan in de agenda.")).to_be_visible()
