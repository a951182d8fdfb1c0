"""What happens at a door: nobody home, a worry, an unplanned visit, a photo and a signature."""

import base64
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.serving import Served
from tests.tablet.app import Tablet

pytestmark = pytest.mark.browser

TakeTablet = Callable[..., Tablet]
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def brought(served: Served) -> list[tuple[Any, ...]]:
    """Kind and state of all that tablets brought."""
    with closing(sqlite3.connect(served.database)) as database:
        return database.execute("SELECT kind, state FROM tablet_item ORDER BY received_at").fetchall()


def test_nobody_home_takes_a_tap_a_reason_and_a_new_moment(take_tablet: TakeTablet, served: Served) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.page.get_by_role("link", name="Niemand thuis").click()
    tablet.page.get_by_role("button", name="Niemand thuis vastleggen").click()
    expect(tablet.page.get_by_text("Kies waarom het bezoek niet doorging.")).to_be_visible()
    tablet.page.get_by_label("niemand thuis", exact=True).check()
    tablet.page.get_by_label("Dag", exact=True).fill("1-12-2026")
    tablet.page.get_by_label("Tijd", exact=True).fill("11:00")
    expect(tablet.page.get_by_text("Dan hebt u al: 10:45–11:45")).to_be_visible()
    tablet.page.get_by_label("Tijd", exact=True).fill("15:00")
    tablet.page.get_by_role("button", name="Niemand thuis vastleggen").click()
    expect(tablet.waiting).to_contain_text("1 bericht nog niet verzonden")
    tablet.context.set_offline(False)
    tablet.all_sent()

    assert brought(served) == [("event", "done")]


def test_a_worry_says_that_nobody_has_read_it_until_it_is_sent(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.page.get_by_role("link", name="Zorg over veiligheid").click()
    expect(tablet.page.get_by_role("link", name="Gevaar nu: bel 112")).to_have_attribute("href", "tel:112")
    tablet.page.get_by_label("Wat zag of hoorde u?").fill("Het kind vertelde dat het bang is.")
    tablet.page.get_by_role("button", name="Zorg versturen").click()
    expect(
        tablet.page.get_by_text(
            "Nog niet verzonden, nog door niemand gelezen. Gevaar nu: bel 112. Advies: Veilig Thuis 0800-2000."
        )
    ).to_be_visible()


def test_a_visit_that_was_not_planned_arrives_as_a_visit(take_tablet: TakeTablet, served: Served) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.page.get_by_text("Een bezoek dat niet gepland was").click()
    tablet.page.locator("details").get_by_role("link", name=re.compile("Openen")).first.click()
    tablet.open_form()
    tablet.form.get_by_label("Wat zag u bij het kind?").fill("Ik liep binnen.")
    tablet.saved()
    tablet.page.goto("/tablet/#/")
    expect(tablet.page.locator("main")).to_contain_text("concept, nog niet verzonden")
    tablet.context.set_offline(False)
    tablet.all_sent()

    assert brought(served) == [("record", "draft")]


def test_a_photo_and_a_signature_travel_with_the_record(take_tablet: TakeTablet, served: Served) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    tablet.write_everything()
    photo = {"name": "IMG_1.png", "mimeType": "image/png", "buffer": PICTURE}
    tablet.page.locator("input[type=file]").set_input_files([photo])
    expect(tablet.page.get_by_role("img", name=re.compile("Foto"))).to_be_visible()
    tablet.page.get_by_role("button", name="Laten tekenen").click()
    pad = tablet.page.locator(".signature-pad")
    box = pad.bounding_box()
    assert box is not None
    tablet.page.mouse.move(box["x"] + 30, box["y"] + 40)
    tablet.page.mouse.down()
    for step in range(1, 8):
        tablet.page.mouse.move(box["x"] + 30 + step * 20, box["y"] + 40 + (step % 2) * 30)
    tablet.page.mouse.up()
    tablet.page.get_by_role("button", name="Klaar met tekenen").click()
    expect(tablet.page.get_by_text("Getekend op")).to_be_visible()
    tablet.form.get_by_label("Voor de leerkracht").fill("Later erbij.")
    tablet.saved()
    tablet.review()
    expect(tablet.page.get_by_text("De tekst is na het tekenen veranderd")).to_be_visible()
    tablet.page.get_by_role("button", name="Afronden").click()
    tablet.all_sent()
    tablet.page.wait_for_function(
        """() => import('/static/js/tablet/store.js').then((store) => store.all('attachments'))
            .then((parts) => parts.length === 2 && parts.every((part) => part.sent))""",
        timeout=90_000,
    )
    with closing(sqlite3.connect(served.database)) as database:
        kinds = database.execute("SELECT what FROM record_attachment ORDER BY what").fetchall()
    assert kinds == [("photo",), ("signature",)]
