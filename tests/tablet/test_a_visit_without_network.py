"""The home visitor in a flat without network: what she writes survives everything and arrives exactly once."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.journeys.serving import Served
from tests.tablet.app import FAMILY, Tablet

pytestmark = pytest.mark.browser

TakeTablet = Callable[..., Tablet]


def rows(served: Served, sql: str, *given: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(served.database)) as database:
        return database.execute(sql, given).fetchall()


def test_a_record_written_without_network_survives_the_end_of_the_app_and_is_received_once(
    take_tablet: TakeTablet, served: Served
) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.open_form()
    tablet.write_everything()
    tablet.saved()

    tablet.page.close()  # the app ends in the middle of a draft
    tablet.page = tablet.context.new_page()
    tablet.page.goto("/tablet/")
    tablet.unlock()
    expect(tablet.waiting).to_contain_text("1 verslag")
    tablet.open_visit()
    tablet.open_form()
    expect(tablet.form.get_by_label("Wat hebt u uitgelegd?")).to_have_value("Voorlezen in de eigen taal")
    tablet.finish()
    expect(tablet.waiting).to_contain_text("nog niet verzonden · geen netwerk")
    (item,) = tablet.records()
    assert item["state"] == "queued"

    tablet.context.set_offline(False)
    tablet.all_sent()
    (item,) = tablet.records()
    assert item["state"] == "sent"
    found = rows(served, "SELECT state, body_sha256 FROM tablet_item WHERE kind = 'record'")
    assert found == [("completed", item["sha256"])]
    assert rows(served, "SELECT count(*) FROM tablet_item WHERE kind = 'event'") == [(1,)]  # the visit was begun


def test_a_draft_goes_up_by_itself_and_can_be_finished_on_a_laptop(take_tablet: TakeTablet, served: Served) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    tablet.form.get_by_label("Wat zag u bij het kind?").fill("Hij las de titel zelf.")
    tablet.saved()
    expect(tablet.state_line).to_contain_text("concept verzonden", timeout=30_000)

    (item,) = tablet.records()
    tablet.page.goto(f"/records/{item['record']}/edit")
    expect(tablet.page.get_by_label("Wat zag u bij het kind?")).to_have_value("Hij las de titel zelf.")


def test_everything_typed_without_a_pause_is_there_after_a_sudden_end(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    words = "Samen gelezen, vragen gesteld en het verhaal nagespeeld aan tafel."
    tablet.form.get_by_label("Wat zag u bij het kind?").press_sequentially(words, delay=25)
    tablet.page.wait_for_timeout(600)
    tablet.page.close(run_before_unload=False)

    tablet.page = tablet.context.new_page()
    tablet.page.goto("/tablet/")
    tablet.unlock()
    tablet.open_visit()
    tablet.open_form()
    kept = tablet.form.get_by_label("Wat zag u bij het kind?").input_value()
    assert kept == words


def test_what_the_gate_misses_leads_to_its_field_before_finishing(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.open_form()
    tablet.review()
    expect(tablet.page.get_by_role("button", name="Afronden")).to_have_count(0)
    tablet.page.get_by_role("link", name=re.compile("Gekozen materiaal.*nog niet ingevuld")).click()
    tablet.form.wait_for()
    focused = tablet.page.locator("input:focus")
    expect(focused).to_have_attribute("name", "element-selected_materials")


def test_a_child_that_interprets_gets_a_warning_where_it_is_chosen(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    tablet.form.get_by_role("group", name="Tolk").get_by_label(re.compile("kind")).check()
    expect(tablet.form.locator(".notice-wait")).to_be_visible()


def test_signing_off_with_unsent_work_is_refused_and_nothing_is_gone(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.open_form()
    tablet.form.get_by_label("Wat zag u bij het kind?").fill("Nog niet verzonden.")
    tablet.saved()
    tablet.page.goto("/tablet/#/settings")
    refusal = tablet.page.get_by_text("Daarom halen wij niets van dit apparaat")
    expect(refusal).to_contain_text("verslag")
    expect(tablet.page.get_by_role("button", name="Mijn gegevens van dit apparaat halen")).to_have_count(0)
    tablet.page.get_by_role("main").get_by_role("button", name="Vergrendelen").click()
    expect(tablet.page.get_by_role("heading", name="Vergrendeld")).to_be_visible()
    expect(tablet.page.get_by_text("nog niet verzonden").first).to_be_visible()
    assert FAMILY not in tablet.page.content()

    tablet.unlock()
    tablet.open_visit()
    tablet.open_form()
    expect(tablet.form.get_by_label("Wat zag u bij het kind?")).to_have_value("Nog niet verzonden.")


def test_nothing_private_lies_readable_on_the_disk(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    tablet.form.get_by_label("Wat zag u bij het kind?").fill("Zeldzaamwoord")
    tablet.saved()
    kept = tablet.page.evaluate(
        """async () => {
            const store = await import('/static/js/tablet/store.js');
            const names = ['cards', 'secrets', 'items', 'bodies', 'forms', 'seals', 'attachments'];
            const texts = [];
            const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
                ? new TextDecoder('latin1').decode(value) : value;
            for (const name of names) texts.push(JSON.stringify(await store.all(name), (_key, value) => text(value)));
            return texts.join(' ');
        }"""
    )
    assert len(kept) > 10_000
    assert not [word for word in ("Zeldzaamwoord", FAMILY, "Zilvermeeuwlaan", "Joyce") if word in kept]


def _is_draft(asked: Request) -> bool:
    return "/items/" in asked.url and '"finish":false' in (asked.post_data or "")


def test_a_lost_answer_never_makes_somebody_choose_between_two_texts_of_her_own(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    tablet.write_everything()
    seen = tablet.form.get_by_label("Wat zag u bij het kind?")
    seen.fill("Eerst dit.")

    def commit_and_drop(route: Any) -> None:
        route.fetch()  # the server has it
        route.abort()  # and the tablet never hears

    tablet.context.route("**/items/*", commit_and_drop)
    with tablet.page.expect_event("requestfailed", _is_draft, timeout=30_000):
        pass
    seen.fill("Eerst dit, en later dit.")
    tablet.saved()
    tablet.finish()
    tablet.context.unroute("**/items/*")
    tablet.page.goto("/tablet/#/unsent")
    tablet.page.get_by_role("button", name="Nu verzenden").click()

    tablet.all_sent()
    (item,) = tablet.records()
    assert item["state"] == "sent"


def test_the_app_starts_without_network_and_without_a_server(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.page.reload()
    tablet.unlock()
    expect(tablet.page.get_by_role("heading", name="Volgende deur")).to_be_visible()
    expect(tablet.page.get_by_role("link", name=re.compile("Bellen"))).to_have_attribute(
        "href", re.compile(r"^tel:\+31")
    )
