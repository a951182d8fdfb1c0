"""What may be read to a parent, or shown: what makes a prompt sound, in the programme's file or in a translation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from programmes.problem import Problem
from programmes.text import Text

LONGEST = 200

# The languages beside Dutch and English that families get prompts in (BCP 47), with the script that each is written in.
SCRIPTS = {
    "tr": "LATIN",
    "ar": "ARABIC",
    "pl": "LATIN",
    "uk": "CYRILLIC",
    "ti": "ETHIOPIC",
    "so": "LATIN",
    "fa": "ARABIC",
    "es": "LATIN",
    "fr": "LATIN",
    "ro": "LATIN",
    "bg": "CYRILLIC",
}


def problems_of(prompt: Text, path: str) -> Iterator[Problem]:
    """What is wrong with an element's prompt in its two languages. An empty one is found elsewhere."""
    for language in ("nl", "en"):
        yield from problems_in(getattr(prompt, language), "LATIN", f"{path}.{language}")


def problems_in(text: str, script: str, path: str) -> Iterator[Problem]:
    """What is wrong with a prompt in one language: it is one short line, in the script of the language."""
    if text != text.strip() or len(text.splitlines()) > 1:
        yield Problem(path, "has spaces around it or a line end in it", "write it as one line")
    if len(text) > LONGEST:
        yield Problem(path, f"has {len(text)} characters", f"say it in at most {LONGEST}: it is read out at the door")
    strange = next((letter for letter in text if letter.isalpha() and script_of(letter) != script), None)
    if strange is not None:
        yield Problem(
            path, f"holds “{strange}”, which is not {script.title()}", "write it in the language's own script"
        )
    elif text.strip() and not any(letter.isalpha() for letter in text):
        yield Problem(path, "holds no word", "write one or two short sentences")


def script_of(letter: str) -> str:
    """The script of a letter, as its Unicode name begins: "LATIN", "ARABIC"."""
    return unicodedata.name(letter, "").partition(" ")[0]
