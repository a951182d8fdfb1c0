"""Fields: label, hint and error tied together, for each kind of field."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.look.gallery import FINDINGS, SampleForm, form_with_errors

Render = Callable[..., str]
IMPORTS = '{% from "components/fields.html" import field, chips, form, error_summary %}'


def shown(render: Render, call: str, sample: SampleForm | None = None, **context: object) -> str:
    return render(IMPORTS + "{{ " + call + " }}", sample=sample or SampleForm(), **context)


def tag(html: str, start: str) -> str:
    found = re.search(rf"<{start}\b[^>]*>", html)
    assert found, f"no <{start}>"
    return found.group()


def test_a_label_points_to_its_control(render: Render) -> None:
    html = shown(render, "field(sample.surname)")
    assert 'for="surname"' in tag(html, "label")
    assert 'id="surname"' in tag(html, "input")
    assert "aria-describedby" not in html


def test_a_hint_is_tied_to_its_control(render: Render) -> None:
    html = shown(render, 'field(sample.phone, hint="Een mobiel nummer")')
    assert 'aria-describedby="phone-hint"' in tag(html, "input")
    assert re.search(r'id="phone-hint">Een mobiel nummer<', html)


def test_an_error_is_tied_to_its_control_after_the_hint(render: Render) -> None:
    html = shown(render, 'field(sample.surname, hint="Zoals in het paspoort")', form_with_errors())
    assert 'aria-describedby="surname-hint surname-error"' in tag(html, "input")
    assert 'aria-invalid="true"' in tag(html, "input")
    assert "Vul de achternaam in." in html


def test_a_date_is_shown_as_dutch_readers_write_it(render: Render) -> None:
    html = tag(shown(render, "field(sample.start)", SampleForm(data={"start": date(2026, 9, 15)})), "input")
    assert 'value="15-9-2026"' in html
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html


def test_a_date_that_could_not_be_read_stays_as_it_was_typed(render: Render) -> None:
    assert 'value="31-31-2026"' in tag(shown(render, "field(sample.start)", form_with_errors()), "input")


def test_radios_are_a_group_with_a_legend(render: Render) -> None:
    html = shown(render, 'field(sample.language, hints={"ti": "Met tolk"})', SampleForm(data={"language": "tr"}))
    assert re.search(r"<legend>\s*Taal thuis\s*</legend>", html)
    assert html.count('type="radio"') == 3
    assert re.findall(r'value="(\w+)"[^>]* checked', html) == ["tr"]
    assert "Met tolk" in html


def test_the_first_choice_has_the_id_to_which_a_summary_leads(render: Render) -> None:
    html = shown(render, "chips(sample.language)", form_with_errors())
    assert 'id="language"' in tag(html, "input")
    assert 'aria-describedby="language-error"' in tag(html, "fieldset")


def test_several_choices_are_checkboxes_in_a_group(render: Render) -> None:
    html = shown(render, "field(sample.kinds)", SampleForm(data={"kinds": ["story"]}))
    assert html.count('type="checkbox"') == 2
    assert re.findall(r'value="(\w+)"[^>]* checked', html) == ["story"]


def test_one_checkbox_has_its_sentence_as_label(render: Render) -> None:
    html = shown(render, "field(sample.rather_call)")
    assert re.search(r"<label[^>]*><input[^>]*>.*Liever bellen.*</label>", html)


def test_a_form_carries_its_token_and_leaves_checking_to_the_server(render: Render) -> None:
    html = render(IMPORTS + '{% call form("/families", guard=true) %}x{% endcall %}')
    assert 'name="csrf_token"' in html
    assert " novalidate" in tag(html, "form")
    assert " data-guard" in tag(html, "form")


def test_no_summary_without_errors(render: Render) -> None:
    assert shown(render, "error_summary(sample)").strip() == ""


def test_the_summary_takes_focus_and_leads_to_every_field_also_in_lists(render: Render) -> None:
    html = shown(render, "error_summary(sample)", form_with_errors())
    assert 'tabindex="-1"' in tag(html, "div")
    assert " autofocus" in tag(html, "div")
    assert re.findall(r'href="#([^"]+)"', html) == ["surname", "start", "language", "children-0-first_name"]


def test_the_summary_says_findings_of_the_rule_book(render: Render) -> None:
    html = shown(
        render, 'error_summary(findings=findings, links={"support_information": "support"})', findings=FINDINGS
    )
    assert 'href="#support"' in html
    assert "Schrijf het op, of kies waarom het niet lukte." in html


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '" onfocus="x'])
def test_what_was_typed_cannot_become_markup(render: Render, typed: str) -> None:
    html = shown(render, "field(sample.start)", SampleForm(data={"surname": typed})) + shown(
        render, "field(sample.surname)", SampleForm(data={"surname": typed})
    )
    assert typed not in html
