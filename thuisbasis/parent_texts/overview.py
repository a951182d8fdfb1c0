"""Texts and languages side by side: what is reviewed, what is still a concept."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from thuisbasis.parent_texts.standing import Standing, State
from thuisbasis.parent_texts.texts import ParentText


@dataclass
class LanguageLine:
    """A language, and how many texts stand how in it."""

    language: str
    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))

    @property
    def reviewed(self) -> int:
        return self.counts[State.REVIEWED]

    @property
    def concept(self) -> int:
        return self.counts[State.CONCEPT]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass
class TextLine:
    """A text with how it stands in each language."""

    text: ParentText
    standings: list[Standing] = field(default_factory=list)


def by_language(standings: Iterable[Standing]) -> list[LanguageLine]:
    """A line for each language, in the order in which they come."""
    lines: dict[str, LanguageLine] = {}
    for one in standings:
        lines.setdefault(one.language, LanguageLine(one.language)).counts[one.state] += 1
    return list(lines.values())


def by_text(standings: Iterable[Standing]) -> dict[str, list[TextLine]]:
    """The texts under what they are about, such as a programme's name."""
    lines: dict[tuple[str, str], TextLine] = {}
    for one in standings:
        line = lines.setdefault((one.text.kind, one.text.key), TextLine(one.text))
        line.standings.append(one)
    result: dict[str, list[TextLine]] = {}
    for line in lines.values():
        result.setdefault(line.text.about, []).append(line)
    return result
