"""A family from its first telephone call to a session that is recorded, printed, and in the trainer's own calendar."""

from collections.abc import Callable
from datetime import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import groups, records
from tests.journeys.papers import appointments, printed
from tests.journeys.serving import NOW
from tests.journeys.soundness import faults_of
from thuisbasis import clock
from thuisbasis.demo.colleagues import COORDINATOR, TRAINER

pytestmark = pytest.mark.browser

GROUP = "Dinsdagochtend"
MORNING = time(9)
OTHERS = """\
Amina Chaoui; 06 81000071; Yusuf; 15-9-2021; 1
Sandra van der Meer; 06 81000072; Tijn; 3-2-2020; 2
Gülay Şahin; 06 81000073; Ada; 28-2-2021; 1
Mirjam Okonkwo; 06 81000074; David; 29-2-2020; 2
Loes Hermans; 06 81000075; Bo; 5-5-2020; 2
"""
LEFT_OPEN = "Thuisopdrachten"
MEND = "Schrijf op wat er gedaan is, of kies waarom het niet lukte en wat het goedmaakt."


def test_a_family_is_enrolled_its_group_started_and_the_first_session_recorded(sit_down: Callable[..., Page]) -> None:
    coordinator = sit_down(COORDINATOR)
    groups.form(coordinator, GROUP, NOW.date(), MORNING)
    groups.paste(coordinator, OTHERS, families=5)
    register_a_family(coordinator)
    enrol(coordinator)
    coordinator.get_by_role("link", name=GROUP).first.click()
    groups.start(coordinator)

    trainer = sit_down(TRAINER)
    open_the_session(trainer)
    write_all_but_the_home_activities(trainer)
    records.read_through(trainer)
    trainer.get_by_role("button", name="Verslag afronden").click()
    expect(trainer.get_by_role("heading", name="Dit is nog nodig")).to_be_visible()
    assert faults_of(trainer) == []
    records.follow_the_finding(trainer, f"“{LEFT_OPEN}”: dit is nog niet ingevuld.", to=LEFT_OPEN, mend=MEND)
    assert faults_of(trainer) == []
    records.not_done(trainer, LEFT_OPEN, reason="te weinig tijd", follow_up="volgende keer doen")
    records.read_through(trainer)
    records.complete(trainer)
    record = " ".join(printed(trainer.get_by_role("link", name="Afdrukken")))
    own_feed = appointments(make_an_address(trainer))

    assert "Noor Verbeek" in record
    assert "te weinig tijd" in record
    assert "Bouwen zonder vragen te stellen" in record
    assert NOW.replace(hour=9, minute=0) in {clock.local(start) for start in own_feed}


def register_a_family(page: Page) -> None:
    records.open_from_menu(page, "Gezinnen")
    page.get_by_role("link", name="Gezin inschrijven").click()
    child = page.get_by_role("group", name="Kind", exact=True)
    child.get_by_label("Roepnaam").fill("Noor")
    child.get_by_label("Geboortedatum").fill("9-9-2020")
    child.get_by_label("School").select_option("De Brug")
    child.get_by_label("Groep").select_option("groep 2")
    parent = page.get_by_role("group", name="Ouder of verzorger", exact=True)
    parent.get_by_label("Voornaam").fill("Janneke")
    parent.get_by_label("Achternaam").fill("Verbeek")
    parent.get_by_label("Telefoonnummer").fill("06 81000076")
    parent.get_by_label("Liever bellen").check()
    page.get_by_role("button", name="Gezin inschrijven").click()
    expect(page.get_by_role("heading", level=1, name="Verbeek")).to_be_visible()


def enrol(page: Page) -> None:
    page.get_by_role("link", name="Aanmelden voor een programma").click()
    page.get_by_role("link", name="Pittige Jaren kiezen").click()
    page.get_by_label("ernstige gedragsproblemen").check()
    page.get_by_label("Preventie, 14 bijeenkomsten").check()
    page.get_by_label("Wat is al gedaan, en hoe ging dat?").fill("Gesprekken met de leerkracht en een logboek")
    page.get_by_label("Hoe is het gezin geïnformeerd?").select_option(index=1)
    page.get_by_label("Wie geeft toestemming?").select_option("Janneke Verbeek")
    page.get_by_role("group", name="Hoe?").get_by_label("mondeling").check()
    page.get_by_role("button", name=f"Plaatsen in groep {GROUP}").click()
    expect(page.get_by_text("heeft een plaats in Pittige Jaren.")).to_be_visible()


def open_the_session(page: Page) -> None:
    page.get_by_role("link", name=f"Bijeenkomst 1, {GROUP}").first.click()
    page.get_by_role("button", name="Verslag schrijven").click()


def write_all_but_the_home_activities(page: Page) -> None:
    records.everybody_was_there(page)
    interaction = records.done(page, "Positieve omgang met het kind")
    interaction.get_by_label("spel", exact=True).check()
    practice = records.done(page, "Samen oefenen")
    practice.get_by_label("thuis, afgesproken voor deze week").check()
    practice.get_by_label("Wat is geoefend of afgesproken?").fill("Bouwen zonder vragen te stellen")


def make_an_address(page: Page) -> str:
    page.locator(".person > summary").click()
    page.get_by_role("link", name="Agenda-adressen").click()
    page.get_by_role("button", name="Agenda-adres maken").click()
    return page.get_by_label("Agenda-adres").input_value()
