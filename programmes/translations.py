"""Reads the prompts in further languages: one file for each language, found by programme and element.

`prompts/tr.toml` holds a table for each prompt, `[real.joint_practice]`, with the Dutch that was translated (`nl`) and
the translation (`tr`). The Dutch stands there so that a translation is never shown beside words that it does not say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from programmes.problem import Problem
from programmes.prompts import SCRIPTS, problems_in
from programmes.protocol import Programme
from programmes.soundness import UnsoundProgrammeError

KNOWN = ", ".join(SCRIPTS)


@dataclass(frozen=True)
class Translation:
    """A prompt in another language, and the Dutch that it says."""

    dutch: str
    text: str


class Translations:
    """Translations by language, and within it by programme and element."""

    def __init__(self, found: Mapping[str, Mapping[tuple[str, str], Translation]]) -> None:
        self._found = found

    def of(self, programme_key: str, element_key: str, dutch: str) -> dict[str, str]:
        """The translations of what an element's prompt says in Dutch, by language; none of another wording."""
        every = ((language, texts.get((programme_key, element_key))) for language, texts in self._found.items())
        return {language: one.text for language, one in every if one is not None and one.dutch == dutch}

    def outdated(self, programmes: Iterable[Programme]) -> list[str]:
        """Those that say what no version of the programme says any more: "tr: real.joint_practice"."""
        said = {(p.key, e.key, e.prompt.nl) for p in programmes for e in p.elements if e.prompt is not None}
        return [
            f"{language}: {'.'.join(key)}"
            for language, texts in self._found.items()
            for key, one in texts.items()
            if (*key, one.dutch) not in said
        ]


def read(folder: Path, programmes: Iterable[Programme]) -> Translations:
    """The translations of a folder (none when it is not there), in the order of `SCRIPTS`.

    Raises UnsoundProgrammeError, naming file, field and mend, for a badly written one.
    """
    prompts = {(p.key, e.key) for p in programmes for e in p.elements if e.prompt is not None}
    found: dict[str, dict[tuple[str, str], Translation]] = {}
    for file in sorted(folder.glob("*.toml")):
        data = _parsed(file)
        for problem in _problems(file.stem, data, prompts):
            raise UnsoundProgrammeError(problem.sentence(f"{folder.name}/{file.name}"))
        found[file.stem] = {
            (programme, element): Translation(one["nl"], one[file.stem])
            for programme, elements in data.items()
            for element, one in elements.items()
        }
    return Translations({language: found[language] for language in SCRIPTS if language in found})


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnsoundProgrammeError(f"{file.parent.name}/{file.name} cannot be read ({error}); mend it.") from error


def _problems(language: str, data: dict[str, Any], prompts: set[tuple[str, str]]) -> Iterator[Problem]:
    if language not in SCRIPTS:
        yield Problem("its name", f"is “{language}”, no language with prompts", f"name it after one of {KNOWN}")
        return
    for programme, elements in data.items():
        if not isinstance(elements, dict):
            yield Problem(programme, "is no table", f"write [programme.element] with nl and {language} in it")
            continue
        for element, one in elements.items():
            yield from _entry(language, f"{programme}.{element}", one, (programme, element) in prompts)


def _entry(language: str, field: str, one: Any, is_known: bool) -> Iterator[Problem]:
    if not isinstance(one, dict) or set(one) != {"nl", language} or not all(isinstance(v, str) for v in one.values()):
        yield Problem(field, "holds something else than two texts", f"write nl and {language} in it")
        return
    if not is_known:
        yield Problem(field, "translates a prompt that no programme has", "take it out, or give the element a prompt")
    for key, text in one.items():
        if not text.strip():
            yield Problem(f"{field}.{key}", "is empty", "write the text, or take the table out")
    yield from problems_in(one[language], SCRIPTS[language], f"{field}.{language}")
