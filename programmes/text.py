"""Words in two languages: what a programme says to people, Dutch first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LANGUAGES = ("nl", "en")

_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One piece of text in Dutch and in English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language`: "en" or anything that starts with it gives English, all else Dutch."""
        return self.en if language.lower().startswith("en") else self.nl

    def __str__(self) -> str:
        return self.nl


@dataclass(frozen=True)
class Choice:
    """One answer to tap. `groepen` limits it to children in those groepen; empty means that all may have it."""

    key: str
    text: Text
    groepen: tuple[str, ...] = ()


def day_in_words(day: date) -> Text:
    """The date as people write it: "15 september 2026", "15 September 2026"."""
    return Text(
        nl=f"{day.day} {_MONTHS['nl'][day.month - 1]} {day.year}",
        en=f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}",
    )


def month_in_words(year: int, month: int) -> Text:
    """A calendar month as people write it: "maart 2027", "March 2027"."""
    return Text(nl=f"{_MONTHS['nl'][month - 1]} {year}", en=f"{_MONTHS['en'][month - 1]} {year}")


def listed(texts: Iterable[Text], *, either: bool = False) -> Text:
    """The texts as one list in words: "a, b en c"; with `either` "a, b of c"."""
    items = tuple(texts)
    return Text(
        nl=_joined([item.nl for item in items], "of" if either else "en"),
        en=_joined([item.en for item in items], "or" if either else "and"),
    )


def _joined(words: list[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
