"""What may be read to a parent, on paper: one sheet, large, with each language marked as what it is."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from programmes.prompts import SCRIPTS
from tests.documents.environment import sample_html
from tests.documents.samples import PRINTED_AT, prompts
from thuisbasis.documents.printing import page_title
from thuisbasis.documents.rendering import render_pdf


def read(language: str) -> PdfReader:
    sheet = prompts(language, language)
    html = sample_html("prompts", sheet)
    pdf = render_pdf(html, language="nl", title=page_title(html), document_id=sheet.document_id, created=PRINTED_AT)
    return PdfReader(BytesIO(pdf))


def elements(thing: Any) -> list[Any]:
    thing = thing.get_object()
    if isinstance(thing, list):
        return [found for kid in thing for found in elements(kid)]
    if isinstance(thing, dict) and "/S" in thing:
        return [thing, *elements(thing.get("/K", []))] if "/K" in thing else [thing]
    return []


def tagged(reader: PdfReader) -> list[Any]:
    root: Any = reader.trailer["/Root"]
    return elements(root["/StructTreeRoot"]["/K"])


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_programmes_sentences_fit_one_sheet_with_every_letter_drawn(language: str) -> None:
    reader = read(language)

    assert len(reader.pages) == 1
    assert "\N{REPLACEMENT CHARACTER}" not in reader.pages[0].extract_text()


def test_each_sentence_is_tagged_with_its_language_and_followed_by_its_dutch() -> None:
    sections = [element.get("/Lang") for element in tagged(read("ti")) if element["/S"] == "/Sect"]

    assert sections == ["ti", "nl"] * 6


def test_farsi_is_spelled_in_reading_order_with_letters_of_its_own() -> None:
    spelled = " ".join(element["/ActualText"] for element in tagged(read("fa")) if "/ActualText" in element)

    assert "این را برای فرزند شما انتخاب کرده‌ام." in spelled
    assert {"پ", "چ", "گ", "ژ"} & set(spelled) == {"پ", "چ", "گ"}  # no word of ours has a zhe


def test_it_runs_in_the_direction_of_its_language() -> None:
    assert '<section lang="ar" dir="rtl"><p class="said">' in sample_html("prompts", prompts("ar", "العربية"))
    assert '<section lang="so" dir="ltr"><p class="said">' in sample_html("prompts", prompts("so", "Soomaali"))
