"""Figures, tables and records say in words what they draw."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.look.gallery import FINDINGS

Render = Callable[..., str]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_dots_say_what_became_of_each_contact(render: Render) -> None:
    kinds = ("held", "made_up", "missed", "off_protocol", "to_come")
    contacts = [SimpleNamespace(kind=kind, label=f"Bezoek {at}", url=None) for at, kind in enumerate(kinds, 1)]
    html = render('{% from "components/figures.html" import dots %}{{ dots(contacts, "Bezoeken") }}', contacts=contacts)
    assert words(html) == (
        "Bezoek 1: geweest Bezoek 2: ingehaald Bezoek 3: gemist "
        "Bezoek 4: geweest, niet volgens het protocol Bezoek 5: komt nog"
    )


def test_each_sign_has_a_shape_of_its_own(render: Render) -> None:
    kinds = ("held", "made_up", "missed", "to_come", "off_protocol", "deviation", "possible", "missing", "none")
    source = '{% from "components/figures.html" import sign %}{{ sign(kind) }}'
    shapes = {re.sub(r'class="[^"]*"', "", render(source, kind=kind)) for kind in kinds}
    assert len(shapes) == len(kinds)


@pytest.mark.parametrize(("shape", "drawn"), [("square", "<rect"), ("circle", "<circle"), ("triangle", "<path")])
def test_a_programme_is_shown_by_its_shape_and_its_name(render: Render, shape: str, drawn: str) -> None:
    programme = SimpleNamespace(symbol=shape, name="Een programma")
    html = render('{% from "components/icons.html" import programme_name %}{{ programme_name(p) }}', p=programme)
    assert drawn in html
    assert words(html) == "Een programma"


def rule_bar(render: Render, **arguments: object) -> str:
    source = (
        '{% from "components/figures.html" import rule_bar %}{{ rule_bar("Op koers", value, total, rule, url=url) }}'
    )
    return render(source, **{"rule": None, "url": None} | arguments)


def test_a_bar_says_the_count_and_leads_to_the_people(render: Render) -> None:
    html = rule_bar(render, value=9, total=12, rule=8, url="/families")
    assert words(html) == "Op koers 9 van 12"
    assert 'href="/families"' in html
    assert 'width="75.0"' in html
    assert "value-below" not in html


def test_a_bar_under_its_rule_looks_different(render: Render) -> None:
    assert "value-below" in rule_bar(render, value=7, total=12, rule=8)


def test_a_bar_of_nothing_reads_unknown(render: Render) -> None:
    assert words(rule_bar(render, value=0, total=0, rule=8)) == "Op koers onbekend"


def test_a_bar_never_runs_out_of_its_frame(render: Render) -> None:
    assert 'width="100"' in rule_bar(render, value=15, total=12)


def sparkline(render: Render, points: list[float | None]) -> list[str]:
    source = '{% from "components/figures.html" import sparkline %}{{ sparkline(points, "Verloop") }}'
    return re.findall(r'<path d="([^"]+)"', render(source, points=points))


def test_a_sparkline_leaves_a_gap_where_nothing_is_known(render: Render) -> None:
    assert sparkline(render, [0, 10, None, 10, 0]) == ["M0.0 30.0 L25.0 0.0 M75.0 0.0 L100.0 30.0"]


@pytest.mark.parametrize("points", [[], [None, None]])
def test_a_sparkline_of_nothing_draws_no_line(render: Render, points: list[float | None]) -> None:
    assert sparkline(render, points) == []


def test_cells_of_a_table_repeat_their_column_for_the_phone(render: Render) -> None:
    source = """{% from "components/tables.html" import table, row, row_head, cell %}
    {% call table("Gezinnen", ["Gezin", "School"]) %}
    {% call row() %}{{ row_head("Haddad", "/f") }}{{ cell("School") }}{% endcall %}{% endcall %}"""
    html = render(source)
    assert re.search(r"<caption>Gezinnen</caption>", html)
    assert html.count('scope="col"') == 2
    assert 'scope="row"' in html
    assert 'data-label="School"' in html
    assert "onbekend" in html


ELEMENT = """{% from "components/records.html" import element_row %}
{% call(part) element_row("el", "Rollenspel", value) %}
{{ "welke tekst" if part == "done" else "waarom niet" }}{% endcall %}"""


@pytest.mark.parametrize(
    ("value", "chosen"), [("delivered", "el"), ("not_delivered", "el-not-done"), (None, "el-open")]
)
def test_an_element_has_three_answers_and_one_is_chosen(render: Render, value: str | None, chosen: str) -> None:
    html = render(ELEMENT, value=value)
    assert re.findall(r'<input[^>]* id="([^"]+)"[^>]* checked>', html) == [chosen]
    assert html.count('type="radio"') == 3


def test_an_element_asks_for_each_answer_what_it_needs(render: Render) -> None:
    html = render(ELEMENT, value="delivered")
    assert re.search(r"element-more-done[^>]*>\s*welke tekst", html)
    assert re.search(r"element-more-not-done[^>]*>\s*waarom niet", html)


def test_a_finding_leads_to_its_field_and_says_what_helps(render: Render) -> None:
    source = """{% from "components/records.html" import finding_list %}
    {{ finding_list(findings, {"support_information": "#support"}) }}"""
    html = render(source, findings=FINDINGS)
    assert '<a href="#support">U hebt nog niet opgeschreven wat u uitlegde.</a>' in html
    assert html.count("finding-blocks") == 1
    assert html.count("finding-warning") == 1


def test_two_texts_show_only_what_differs(render: Render) -> None:
    source = '{% from "components/records.html" import two_texts %}{{ two_texts(mine, theirs, "Marloes") }}'
    html = words(
        render(source, mine={"Afspraak": "Twee keer", "Boek": "Kikker"}, theirs={"Afspraak": "", "Boek": "Kikker"})
    )
    assert html == "Afspraak Uw tekst Twee keer Tekst van Marloes (leeg)"
