"""Texts in two languages."""

from datetime import date

import pytest

from programmes.text import Text, day_in_words, listed, month_in_words

A, B, C = Text("aap", "ape"), Text("beer", "bear"), Text("das", "badger")


@pytest.mark.parametrize(("language", "words"), [("nl", "aap"), ("en", "ape"), ("en_GB", "ape"), ("fr", "aap")])
def test_english_is_given_when_asked_for_and_dutch_otherwise(language: str, words: str) -> None:
    assert A.in_language(language) == words


def test_lists_read_as_sentences_do() -> None:
    assert listed([A, B, C]).nl == "aap, beer en das"
    assert listed([A, B], either=True).en == "ape or bear"
    assert listed([A]).nl == "aap"
    assert listed([]).nl == ""


def test_dates_are_written_out() -> None:
    assert day_in_words(date(2027, 3, 1)) == Text("1 maart 2027", "1 March 2027")
    assert month_in_words(2026, 12) == Text("december 2026", "December 2026")
