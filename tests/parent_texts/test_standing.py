"""Which words are in use, and whether they may reach parents: our translations only once somebody reviewed them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from programmes.text import Text
from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.parent_texts.standing import Standing, State, standings_of
from thuisbasis.parent_texts.texts import ParentText, fingerprint

OURS = {"nl": "We bekijken het samen.", "en": "We look at it together.", "tr": "Birlikte bakacağız."}
TEXT = ParentText(kind="prompt", key="real--x", title=Text("X", "X"), about="REAL", ours=OURS)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def wording(language: str, number: int, text: str) -> ParentTextWording:
    return ParentTextWording(kind="prompt", key="real--x", language=language, number=number, text=text)


def review(language: str, dutch: str, words: str, days: int = 0) -> ParentTextReview:
    return ParentTextReview(
        id=uuid.uuid4(),
        kind="prompt",
        key="real--x",
        language=language,
        text_hash=fingerprint(dutch, words),
        reviewed_at=NOON + timedelta(days=days),
    )


def stands(language: str, *rows: ParentTextWording | ParentTextReview, text: ParentText = TEXT) -> Standing:
    wordings = [row for row in rows if isinstance(row, ParentTextWording)]
    reviews = [row for row in rows if isinstance(row, ParentTextReview)]
    (found,) = standings_of([text], [language], wordings, reviews)
    return found


@pytest.mark.parametrize(
    ("language", "state"),
    [("nl", State.REVIEWED), ("en", State.REVIEWED), ("tr", State.CONCEPT), ("ar", State.MISSING)],
)
def test_we_answer_for_dutch_and_english_and_nothing_else(language: str, state: State) -> None:
    assert stands(language).state is state


def test_a_translation_may_be_used_once_it_is_reviewed() -> None:
    seen = review("tr", OURS["nl"], OURS["tr"])

    assert stands("tr", seen).state is State.REVIEWED
    assert stands("tr", seen).review is seen


@pytest.mark.parametrize("changed", [{"tr": "Beraber bakacağız."}, {"nl": "We kijken er samen naar."}])
def test_a_review_lapses_when_the_translation_or_its_dutch_changes(changed: dict[str, str]) -> None:
    seen = review("tr", OURS["nl"], OURS["tr"])
    text = ParentText(kind="prompt", key="real--x", title=TEXT.title, about="REAL", ours=OURS | changed)
    now = stands("tr", seen, text=text)

    assert now.state is State.CONCEPT
    assert now.review is None
    assert now.lapsed is seen


def test_a_review_holds_again_when_the_reviewed_words_come_back() -> None:
    seen = review("tr", OURS["nl"], OURS["tr"])

    assert stands("tr", seen, wording("tr", 1, "Beraber bakalım.")).state is State.CONCEPT
    assert stands("tr", seen, wording("tr", 1, "Beraber bakalım."), wording("tr", 2, "")).state is State.REVIEWED


def test_the_latest_own_wording_stands_in_for_ours_and_wants_a_review_of_its_own() -> None:
    own = [wording("tr", 1, "Bir."), wording("tr", 2, "Beraber bakalım.")]
    now = stands("tr", *own, review("tr", OURS["nl"], OURS["tr"]))

    assert (now.words, now.is_own, now.number) == ("Beraber bakalım.", True, 2)
    assert now.state is State.CONCEPT
    assert stands("tr", *own, review("tr", OURS["nl"], "Beraber bakalım.")).state is State.REVIEWED


def test_an_own_dutch_is_used_at_once_and_makes_every_translation_a_concept_english_too() -> None:
    own = wording("nl", 1, "Kijkt u mee?")
    seen = review("tr", OURS["nl"], OURS["tr"])

    assert stands("nl", own).state is State.REVIEWED
    assert stands("nl", own).words == "Kijkt u mee?"
    assert stands("tr", own, seen).state is State.CONCEPT
    assert stands("tr", own, seen).dutch == "Kijkt u mee?"
    assert stands("en", own).state is State.CONCEPT
    assert stands("en", own, review("en", "Kijkt u mee?", OURS["en"])).state is State.REVIEWED


def test_an_own_english_wants_a_review() -> None:
    assert stands("en", wording("en", 1, "Let us look.")).state is State.CONCEPT


def test_an_organisation_may_write_where_we_have_nothing() -> None:
    now = stands("ar", wording("ar", 1, "سننظر معًا."))

    assert now.state is State.CONCEPT
    assert now.words == "سننظر معًا."


def test_a_review_of_one_language_says_nothing_of_another() -> None:
    elsewhere = review("pl", OURS["nl"], OURS["tr"])

    assert stands("tr", elsewhere).state is State.CONCEPT
    assert stands("tr", elsewhere).lapsed is None
