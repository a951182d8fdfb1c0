"""Texts are cleaned of what calendar programs cannot read, and of nothing else."""

import pytest

from thuisbasis.calendars.text import Text, clean_line, clean_text, clean_url


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("een\x0btwee", "eentwee"),
        ("een\x00\x07\x1f\x7ftwee", "eentwee"),
        ("een\ttwee\ndrie", "een\ttwee\ndrie"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\u2028twee\u2029drie\x85vier", "een\ntwee\ndrie\nvier"),
        ("een\ud83dtwee", "een\N{REPLACEMENT CHARACTER}twee"),
        ("een\ufffetwee", "eentwee"),
        ("  een  \n twee \n", "een\n twee"),
        ("👩‍👧 قراءة Ўўти ምንባብ", "👩‍👧 قراءة Ўўти ምንባብ"),
    ],
)
def test_a_text_keeps_what_can_be_read(given: str, kept: str) -> None:
    assert clean_text(given) == kept


def test_a_line_is_one_line() -> None:
    assert clean_line("Huisbezoek\n gezin\t0412 ") == "Huisbezoek gezin 0412"


def test_an_address_has_no_blanks() -> None:
    assert clean_url(" https://thuisbasis.example/\nx y") == "https://thuisbasis.example/xy"


def test_a_backslash_before_an_n_is_no_line_break() -> None:
    assert Text("C:\\Notulen, a;b\nc").to_ical() == b"C:\\\\Notulen\\, a\\;b\\nc"
