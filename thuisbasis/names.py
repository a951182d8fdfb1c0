"""Names of people as the Dutch write, sort and search them: given name, infix (tussenvoegsel), surname.

Any part may be missing: there are people with a single name.
"""

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"})
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")  # the apostrophes that people type
_NO_WORD = re.compile(r"[\W_]+")

SORT_KEY_LENGTH = 200


def fold(text: str) -> str:
    """`text` without case, accents and punctuation, for sorting and searching: "Özdemir-Şahin" → "ozdemir sahin"."""
    lowered = _APOSTROPHES.sub("", text.casefold()).translate(_PLAIN)
    parted = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()
    return _NO_WORD.sub(" ", bare).strip()


def full_name(given_name: str, infix: str, surname: str) -> str:
    """The name as it is said: "Gradje van 't Hof"."""
    return " ".join(part for part in (given_name, infix, surname) if part)


def listed_name(given_name: str, infix: str, surname: str) -> str:
    """The name as Dutch lists write it, by the core surname: "Hof, Gradje van 't"."""
    rest = " ".join(part for part in (given_name, infix) if part)
    return ", ".join(part for part in (surname, rest) if part)


def family_name(infix: str, surname: str) -> str:
    """The surname as it stands at the beginning of a line: "De Vries", "'t Hoen"."""
    whole = " ".join(part for part in (infix, surname) if part)
    return whole[:1].upper() + whole[1:]


def sort_key(given_name: str, infix: str, surname: str) -> str:
    """What a list of people is sorted on: core surname, given name, infix; folded, at most 200 characters."""
    return fold(" ".join((surname, given_name, infix)))[:SORT_KEY_LENGTH].strip()


def search_text(names: Iterable[str]) -> str:
    """All words of the names, folded, each once, a space before and behind: so `" ab"` finds where a word begins."""
    words = dict.fromkeys(word for name in names for word in fold(name).split())
    return f" {' '.join(words)} " if words else ""


def search_terms(typed: str) -> list[str]:
    """The folded words of what somebody typed into a search field; at most eight."""
    return fold(typed).split()[:8]
