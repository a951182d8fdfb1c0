"""How old a child is, in words."""

from datetime import date

import pytest
from flask import Flask

from thuisbasis.families.wording import age_words

TODAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2026, 10, 9), "1 maand"),
        (date(2026, 3, 10), "8 maanden"),
        (date(2023, 11, 10), "3 jaar"),
        (date(2023, 9, 1), "3 jaar en 2 maanden"),
        (date(2019, 1, 31), "7 jaar"),
        (None, ""),
    ],
)
def test_an_age_is_told_with_months_while_they_matter(app: Flask, born: date | None, words: str) -> None:
    with app.test_request_context():
        assert age_words(born, TODAY) == words
