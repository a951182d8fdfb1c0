import uuid
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thuisbasis.listing.cursors import Cursor, CursorError, CursorSeal

SEAL = CursorSeal("app secret", ["families", "organisation 1"])
ID = uuid.UUID("019ab000-0000-7000-8000-000000000001")
CURSOR = Cursor(("hof, gradje van 't", ID))

values = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.integers(-(2**60), 2**60),
    st.uuids(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(values).map(tuple), st.booleans())
def test_a_cursor_comes_back_as_it_was(values: tuple[str, ...], backwards: bool) -> None:
    cursor = Cursor(values, backwards)
    assert SEAL.open(SEAL.seal(cursor)) == cursor


def test_a_day_and_a_moment_stay_apart() -> None:
    cursor = Cursor((date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)))
    assert [type(value) for value in SEAL.open(SEAL.seal(cursor)).values] == [date, datetime]


def test_the_same_place_gives_the_same_word() -> None:
    assert SEAL.seal(CURSOR) == SEAL.seal(CURSOR)


def test_a_word_is_safe_in_an_address_and_shows_no_name() -> None:
    word = SEAL.seal(CURSOR)
    assert word.replace("-", "").replace("_", "").isalnum()
    assert "aG9m" not in word  # "hof" in base64


@given(st.integers(0), st.characters(codec="ascii"))
@example(place=77, letter="+")  # base64's other alphabet reads as the same bytes
@example(place=-1, letter="B")  # spare bits at the end
def test_a_changed_word_is_refused(place: int, letter: str) -> None:
    word = SEAL.seal(Cursor((ID,)))
    place %= len(word)
    changed = word[:place] + letter + word[place + 1 :]
    if changed != word:
        with pytest.raises(CursorError):
            SEAL.open(changed)


@pytest.mark.parametrize("word", ["", "x", "é", "a b", "\0", "AAAA", "A" * 5000, "../..", "=" * 8])
def test_a_word_that_is_not_ours_is_refused(word: str) -> None:
    with pytest.raises(CursorError):
        SEAL.open(word)


@pytest.mark.parametrize(
    "other",
    [
        CursorSeal("app secret", ["families", "organisation 2"]),
        CursorSeal("app secret", ["groups", "organisation 1"]),
        CursorSeal("other secret", ["families", "organisation 1"]),
        CursorSeal("app secret", ["families, organisation 1"]),
    ],
)
def test_a_cursor_fits_no_other_list_organisation_or_app(other: CursorSeal) -> None:
    with pytest.raises(CursorError):
        other.open(SEAL.seal(CURSOR))
