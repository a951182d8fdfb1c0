"""The texts for parents that there are, whatever they are for. A further kind of text is one more entry here."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from programmes.catalogue import Catalogue
from programmes.prompts import LONGEST
from programmes.protocol import Programme
from programmes.text import Text
from thuisbasis import rulebook, spoken
from thuisbasis.errors import NotFoundError

LANGUAGES = spoken.COMMON
PROMPT = "prompt"
DUTCH = "nl"
# We write these ourselves and answer for them; all others are translations that somebody has to look at.
ANSWERED_FOR = frozenset({DUTCH, "en"})


@dataclass(frozen=True, kw_only=True)
class ParentText:
    """One text in all languages that we have it in. `ours`: by language, Dutch always there.

    `key` is unique within its kind and fits an address. `title` and `about` tell staff what it is: a required element,
    of a programme.
    """

    kind: str
    key: str
    title: Text
    about: str
    ours: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of text. `longest`: how many characters a wording of one's own may have."""

    longest: int
    texts: Callable[[Catalogue], Iterable[ParentText]]


def prompts(catalogue: Catalogue) -> Iterable[ParentText]:
    """What may be read to a parent, of each programme as it is now."""
    return [text for programme in catalogue.programmes() for text in prompts_of(catalogue, programme)]


def prompts_of(catalogue: Catalogue, programme: Programme) -> list[ParentText]:
    """What may be read to a parent at the elements of one programme, in the version that is given."""
    return [
        ParentText(
            kind=PROMPT,
            key=prompt_key(programme.key, element.key),
            title=element.name,
            about=programme.name,
            ours=catalogue.prompts(programme, element),
        )
        for element in programme.elements
        if element.prompt is not None
    ]


def prompt_key(programme_key: str, element_key: str) -> str:
    """The key of an element's prompt. No key of a programme or element holds two hyphens."""
    return f"{programme_key}--{element_key}"


KINDS: dict[str, Kind] = {PROMPT: Kind(longest=LONGEST, texts=prompts)}


def every_text() -> list[ParentText]:
    """All texts of all kinds, in order."""
    return [text for kind in KINDS.values() for text in kind.texts(rulebook.catalogue())]


def text_or_404(kind: str, key: str) -> ParentText:
    """One text. Raises NotFoundError."""
    found = next((text for text in every_text() if (text.kind, text.key) == (kind, key)), None)
    if found is None:
        raise NotFoundError(key)
    return found


def language_or_404(language: str) -> str:
    """A language that families get texts in. Raises NotFoundError."""
    if language not in LANGUAGES:
        raise NotFoundError(language)
    return language


def fingerprint(dutch: str, words: str) -> str:
    """What a review holds for: these words, as a translation of this Dutch."""
    return hashlib.sha256(f"{dutch}\0{words}".encode()).hexdigest()
