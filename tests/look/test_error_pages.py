"""Error pages: calm sentences, a way on, and what was typed; from nothing but the templates."""

import re
from collections.abc import Callable

import pytest

from tests.look.gallery import FINDINGS
from thuisbasis import paths

Render = Callable[..., str]
STATUSES = sorted(file.stem for file in (paths.TEMPLATES / "errors").glob("[0-9]*.html"))


def page(render: Render, status: str, **context: object) -> str:
    return render(f'{{% extends "errors/{status}.html" %}}', current_actor=None, menu=[], **context)


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_has_a_heading_a_sentence_and_a_way_on(render: Render, status: str) -> None:
    html = page(render, status)
    assert re.search(r"<h1>[A-Z][^<]+</h1>", html)
    assert re.search(r'<p class="lead">[A-Z][^<]+\.</p>', html)
    assert re.search(r'class="btn btn-primary" href="[^"]+"', html)


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_gives_back_what_was_typed(render: Render, status: str) -> None:
    html = page(render, status, kept=[("Aantekening", "Moeder leest\nnu elke <b>avond</b>")])
    assert ">Moeder leest\nnu elke &lt;b&gt;avond&lt;/b&gt;</textarea>" in html


@pytest.mark.parametrize("status", ["500", "503"])
def test_a_page_for_when_all_else_fails_needs_no_session(render: Render, status: str) -> None:
    html = page(render, status)
    assert "csrf" not in html
    assert 'id="messages"' not in html


def test_a_conflict_shows_both_texts_and_not_a_third_time_what_was_typed(render: Render) -> None:
    html = page(
        render,
        "409",
        mine={"Afspraak": "Twee keer"},
        theirs={"Afspraak": "Drie keer"},
        kept=[("agreement", "Twee keer")],
    )
    assert html.count("Twee keer") == 1
    assert html.count("Drie keer") == 1


def test_a_refused_gate_says_what_is_needed(render: Render) -> None:
    html = page(render, "409", findings=FINDINGS)
    assert "Dit kan nog niet" in html
    assert "Schrijf het op, of kies waarom het niet lukte." in html


def test_a_reference_stands_at_the_foot(render: Render) -> None:
    assert "Kenmerk voor de beheerder: 7f3a" in page(render, "500", reference="7f3a")
