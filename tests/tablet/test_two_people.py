"""Two tablets on one visit, two people on one tablet, and an app that is not allowed to write any more."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.tablet.app import FAMILY, PIN, Tablet
from thuisbasis.demo.colleagues import VISITOR_SOUTH

pytestmark = pytest.mark.browser

TakeTablet = Callable[..., Tablet]
SEEN, TEACHER = "Wat zag u bij het kind?", "Voor de leerkracht"


def writing(tablet: Tablet, **fields: str) -> None:
    """On the form, which is open: type into fields by their label."""
    for label, text in fields.items():
        tablet.form.get_by_label(label).fill(text)
    tablet.saved()


def test_two_tablets_on_one_visit_merge_and_the_same_field_asks(take_tablet: TakeTablet) -> None:
    first, second = take_tablet(), take_tablet()
    for tablet in (first, second):
        tablet.begin()
        tablet.context.set_offline(True)
        tablet.open_visit()
        tablet.open_form()
    writing(first, **{SEEN: "Zij zag dit.", TEACHER: "Zij zag hem wijzen."})
    first.context.set_offline(False)
    first.all_sent()
    writing(second, **{SEEN: "Ik zag iets anders."})
    second.context.set_offline(False)
    expect(second.waiting).to_contain_text("moet u kiezen", timeout=60_000)

    second.page.goto("/tablet/#/unsent")
    second.page.get_by_role("link", name="Kiezen").click()
    both = second.page.get_by_role("group", name=SEEN)
    expect(both).to_contain_text("Zij zag dit.")
    expect(both).to_contain_text("Ik zag iets anders.")
    second.page.get_by_role("button", name="Bewaren").click()
    expect(second.page.get_by_text("Kies bij elk veld een van de teksten.")).to_be_visible()
    both.get_by_label("Iets anders schrijven").check()
    both.get_by_role("textbox").fill("Wij zagen allebei iets.")
    second.page.get_by_role("button", name="Bewaren").click()
    second.form.wait_for()
    expect(second.form.get_by_label(SEEN)).to_have_value("Wij zagen allebei iets.")
    expect(second.form.get_by_label(TEACHER)).to_have_value("Zij zag hem wijzen.")
    second.all_sent()


def test_two_people_share_a_tablet_and_neither_sees_the_other(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.open_form()
    writing(tablet, **{SEEN: "Van de eerste."})
    tablet.page.get_by_role("button", name="Vergrendelen").click()
    tablet.context.set_offline(False)
    tablet.context.clear_cookies()
    tablet.sign_in(VISITOR_SOUTH)
    tablet.page.goto("/tablet/#/sign-in")
    tablet.choose_pin("135790")
    tablet.page.get_by_role("heading", name="De komende twee weken").wait_for()
    assert FAMILY not in tablet.page.content()
    tablet.page.get_by_role("button", name="Vergrendelen").click()
    tablet.page.get_by_role("button", name=re.compile("Mirjam Vos")).click()
    expect(tablet.page.get_by_text("1 verslag nog niet verzonden")).to_be_visible()
    tablet.unlock(PIN)
    tablet.open_visit()
    tablet.open_form()
    expect(tablet.form.get_by_label(SEEN)).to_have_value("Van de eerste.")


def test_a_finished_record_arrives_while_its_writer_is_locked_out(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.context.set_offline(True)
    tablet.open_visit()
    tablet.open_form()
    tablet.write_everything()
    tablet.saved()
    tablet.finish()
    tablet.page.get_by_role("button", name="Vergrendelen").click()
    for pin in ("000001", "000002", "000003", "000004"):
        tablet.page.get_by_label("Uw pincode").fill(pin)
        expect(tablet.page.locator("#pin")).to_have_value("")
    tablet.page.get_by_label("Uw pincode").fill("000005")
    expect(tablet.page.get_by_text("te vaak fout ingevuld")).to_be_visible()
    tablet.context.set_offline(False)
    tablet.page.wait_for_function(
        """() => import('/static/js/tablet/store.js').then((store) => store.all('items'))
            .then((items) => items.every((item) => item.state === 'sent'))""",
        timeout=90_000,
    )

    tablet.page.get_by_role("link", name="Inloggen en nieuwe pincode kiezen").click()
    tablet.choose_pin("864209")
    tablet.page.get_by_role("link", name=re.compile(f"{FAMILY}")).first.click()
    tablet.page.get_by_role("link", name=re.compile("Teruglezen")).click()
    expect(tablet.page.get_by_text("Voorlezen in de eigen taal")).to_be_visible()


def test_a_disk_that_refuses_stops_the_writing_and_loses_nothing(take_tablet: TakeTablet, tmp_path: Path) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    writing(tablet, **{SEEN: "Dit staat op de schijf."})
    refuse = """() => {
        window.realPut = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('IOError', 'UnknownError'); };
    }"""
    tablet.page.evaluate(refuse)
    tablet.form.get_by_label(SEEN).fill("Dit staat alleen op het scherm.")
    expect(tablet.page.get_by_text("Dit apparaat kan niet meer bewaren")).to_be_visible(timeout=30_000)
    expect(tablet.state_line).to_contain_text("Niet bewaard")

    tablet.page.get_by_role("link", name="Nakijken en afronden").click()  # leaving would lose it: it stays
    expect(tablet.form.get_by_label(SEEN)).to_have_value("Dit staat alleen op het scherm.")
    tablet.page.get_by_role("button", name="Sluiten").click()
    tablet.page.get_by_role("button", name="Wat u nu kunt doen").click()
    rescue = tablet.page.get_by_role("dialog")
    expect(rescue).to_contain_text("Dit staat alleen op het scherm.")
    with tablet.page.expect_download() as downloaded:
        rescue.get_by_role("button", name="Versleuteld bestand ophalen").click()
    downloaded.value.save_as(tmp_path / "export.json")
    carried: dict[str, Any] = json.loads((tmp_path / "export.json").read_text())
    assert [line["kind"] for line in carried["items"]] == ["record"]
    assert set(carried["items"][0]["sealed"]) == {"key_id", "key", "nonce", "body"}
    assert "scherm" not in (tmp_path / "export.json").read_text()

    tablet.page.evaluate("() => { IDBObjectStore.prototype.put = window.realPut; }")
    rescue.get_by_role("button", name="Opnieuw proberen te bewaren").click()
    expect(tablet.state_line).to_contain_text("Bewaard op dit apparaat om", timeout=30_000)
    tablet.page.reload()
    tablet.unlock()
    expect(tablet.form.get_by_label(SEEN)).to_have_value("Dit staat alleen op het scherm.")
    tablet.complaints.clear()  # the refusals were said on the console too


def test_a_second_window_does_not_write_on_the_same_record(take_tablet: TakeTablet) -> None:
    tablet = take_tablet()
    tablet.begin()
    tablet.open_visit()
    tablet.open_form()
    other = tablet.context.new_page()
    other.goto(tablet.page.url)
    other.get_by_label("Uw pincode").fill(PIN)
    expect(other.get_by_text("Dit verslag staat al open in een ander venster")).to_be_visible(timeout=30_000)
