"""Names are sorted and found as the Dutch expect."""

import pytest

from thuisbasis import names


def test_a_list_is_sorted_on_the_core_of_the_surname() -> None:
    people = [("Gradje", "van 't", "Hof"), ("Anna", "", "Zwart"), ("Bo", "de", "Boer"), ("Cees", "", "Hofman")]
    ordered = sorted(people, key=lambda name: names.sort_key(*name))
    assert [names.listed_name(*name) for name in ordered] == [
        "Boer, Bo de",
        "Hof, Gradje van 't",
        "Hofman, Cees",
        "Zwart, Anna",
    ]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Özdemir", "ozdemir"),
        ("Işıl", "isil"),
        ("İpek", "ipek"),
        ("Wójcik-Łoś", "wojcik los"),
        ("Sørensen", "sorensen"),
        ("Đorđević", "dordevic"),
        ("van ’t Hoff", "van t hoff"),
        ("Groß", "gross"),
        ("محمد", "محمد"),
    ],
)
def test_folding_takes_accents_case_and_punctuation_away(written: str, folded: str) -> None:
    assert names.fold(written) == folded


def test_a_single_name_is_enough() -> None:
    assert names.full_name("Ayaan", "", "") == "Ayaan"
    assert names.listed_name("", "", "Ayaan") == "Ayaan"
    assert names.sort_key("Ayaan", "", "") == "ayaan"


def test_a_family_name_begins_with_a_capital() -> None:
    assert names.family_name("de", "Vries") == "De Vries"
    assert names.family_name("", "El Idrissi") == "El Idrissi"


def test_search_text_holds_each_word_once_and_finds_where_a_word_begins() -> None:
    text = names.search_text(["Fatima El Idrissi", "Sami El Idrissi"])
    assert text == " fatima el idrissi sami "
    assert " idr" in text
    assert " drissi" not in text
    assert names.search_text([""]) == ""


def test_no_more_than_eight_terms_are_searched() -> None:
    assert len(names.search_terms("a b c d e f g h i j")) == 8


def test_a_sort_key_fits_its_column() -> None:
    assert len(names.sort_key("x" * 300, "", "y" * 300)) <= names.SORT_KEY_LENGTH
