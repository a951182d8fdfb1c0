"""How a text stands in an organisation: which words are in use, and whether they may reach parents. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.parent_texts.texts import ANSWERED_FOR, DUTCH, ParentText, fingerprint

Name = tuple[str, str, str]
"""Kind, key and language."""


class State(StrEnum):
    """Whether a text may reach parents: only a reviewed one may."""

    MISSING = "missing"
    CONCEPT = "concept"
    REVIEWED = "reviewed"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A text in one language, in one organisation.

    `dutch`: the Dutch in use, which it has to say. `words`: what would be read or shown, "" when nobody wrote it.
    `number`: of the organisation's latest wording, 0 before the first. `review`: the one that holds; `lapsed`: an
    earlier one, of words or Dutch that changed since.
    """

    text: ParentText
    language: str
    dutch: str
    words: str
    is_own: bool
    number: int
    review: ParentTextReview | None
    lapsed: ParentTextReview | None
    needs_review: bool

    @property
    def state(self) -> State:
        if not self.words:
            return State.MISSING
        return State.CONCEPT if self.needs_review and self.review is None else State.REVIEWED

    @property
    def text_hash(self) -> str:
        return fingerprint(self.dutch, self.words)


def standings_of(
    texts: Iterable[ParentText],
    languages: Sequence[str],
    wordings: Iterable[ParentTextWording],
    reviews: Iterable[ParentTextReview],
) -> list[Standing]:
    """How texts stand in these languages, text by text. Wordings and reviews come oldest first."""
    own = {(each.kind, each.key, each.language): each for each in wordings}
    found: dict[Name, list[ParentTextReview]] = {}
    for review in reviews:
        found.setdefault((review.kind, review.key, review.language), []).append(review)
    return [_standing(text, language, own, found) for text in texts for language in languages]


def _standing(
    text: ParentText,
    language: str,
    own: Mapping[Name, ParentTextWording],
    reviews: Mapping[Name, Sequence[ParentTextReview]],
) -> Standing:
    name = (text.kind, text.key, language)
    dutch, dutch_is_own = _in_use(text, DUTCH, own)
    words, is_own = _in_use(text, language, own)
    held = reviews.get(name, ())
    is_right = fingerprint(dutch, words)
    review = next((each for each in reversed(held) if each.text_hash == is_right), None)
    is_ours = not is_own and not dutch_is_own
    return Standing(
        text=text,
        language=language,
        dutch=dutch,
        words=words,
        is_own=is_own,
        number=own[name].number if name in own else 0,
        review=review,
        lapsed=held[-1] if held and review is None else None,
        needs_review=language != DUTCH and not (language in ANSWERED_FOR and is_ours),
    )


def _in_use(text: ParentText, language: str, own: Mapping[Name, ParentTextWording]) -> tuple[str, bool]:
    """The words in use in a language, and whether they are the organisation's own."""
    wording = own.get((text.kind, text.key, language))
    if wording is not None and wording.text:
        return wording.text, True
    return text.ours.get(language, ""), False
