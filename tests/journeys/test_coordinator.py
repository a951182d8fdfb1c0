"""The coordinator forms a group from a list that somebody mailed, and has its dates on paper and in a calendar."""

from collections.abc import Callable
from datetime import date, time

import pytest
from playwright.sync_api import Page

from tests.journeys import groups
from tests.journeys.papers import appointments, printed
from thuisbasis import clock
from thuisbasis.demo.colleagues import COORDINATOR

pytestmark = pytest.mark.browser

# As it was mailed: most lines are whole, of some nothing is known but a name and a number.
MAILED = """\
Ouder\tTelefoon\tKind\tGeboortedatum\tGroep
Amina Chaoui\t06 81000071\tYusuf\t15-9-2021\t1
Sandra van der Meer\t06-81000072\tTijn\t3-2-2020\t2
Gülay Şahin\t+31 6 81000073\tAda\t28-2-2021\t1
Piotr Wiśniewski\t0681000074\tHania\t1-1-2019\t3
Mirjam Okonkwo\t06 81000075\tDavid\t29-2-2020\t2
Ahmed El Fassi\t06 81000076\tSalma\t12-12-2018\t4
Loes Hermans\t06 81000077\tBo\t5-5-2020\t2
Tesfaye Kidane\t06 81000078\tMiron\t20-10-2019\t2
Kim de Boer\t06 81000079
Oksana Bondar\t06 81000080
Rosa Martina\t06 81000081
Bas Timmers\t06 81000082
"""
CHILDREN = {"de Boer": "Luuk", "Bondar": "Vira", "Martina": "Jaylin", "Timmers": "Fenna"}
FIRST_EVENING, EVENING = date(2027, 1, 12), time(19, 30)
SPRING_BREAK = date(2027, 2, 23)  # a Tuesday in region Midden's holiday
SURNAMES = [line.split("\t")[0].split(" ", 1)[1].split()[-1] for line in MAILED.splitlines()[1:]]


def test_twelve_pasted_names_become_dates_in_a_calendar_and_lists_on_paper(
    sit_down: Callable[..., Page], script: bool
) -> None:
    page = sit_down(COORDINATOR, script=script)

    groups.form(page, "Dinsdagavond vanaf januari", FIRST_EVENING, EVENING)
    groups.paste(page, MAILED, families=12)
    find_out_the_rest(page)
    groups.start(page)
    attendance = " ".join(printed(page.get_by_role("link", name="Aanwezigheid", exact=True)))
    schedules = printed(page.get_by_role("link", name="Afspraken van alle gezinnen"))
    calls = " ".join(printed_from_its_page(page, "Bellijst"))
    evenings = appointments(make_an_address_for_the_group(page))

    assert [name for name in SURNAMES if name not in attendance] == []
    assert [name for name in SURNAMES if name not in calls] == []
    assert "06 81000071" in calls
    assert len(schedules) == 12
    assert all("12 januari" in schedule for schedule in schedules)
    assert len(evenings) == 14
    assert {clock.local(start).time() for start in evenings} == {EVENING}
    assert min(evenings).date() == FIRST_EVENING
    assert SPRING_BREAK not in {start.date() for start in evenings}
    assert not [words for words in evenings.values() if any(name in words for name in SURNAMES)]


def printed_from_its_page(page: Page, name: str) -> list[str]:
    """What the page behind a link prints; the page that the link stands on is open again afterwards."""
    course = page.url
    page.get_by_role("link", name=name).click()
    found = printed(page.get_by_role("link", name="Afdrukken"))
    page.goto(course)
    return found


def find_out_the_rest(page: Page) -> None:
    page.get_by_role("link", name="Gegevens van kinderen aanvullen").click()
    for surname, child in CHILDREN.items():
        line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=surname))
        line.get_by_label("Voornaam van het kind").fill(child)
        line.get_by_label("Geboortedatum").fill("9-9-2020")
        line.get_by_label("Groep").fill("2")
    page.get_by_role("button", name="Gegevens bewaren").click()


def make_an_address_for_the_group(page: Page) -> str:
    page.get_by_role("link", name="Agenda-adres van deze groep").click()
    page.get_by_role("button", name="Agenda-adres maken").click()
    return page.get_by_label("Agenda-adres").input_value()
