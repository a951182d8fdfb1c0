"""The catalogue as Markdown: `docs/programmes.md` is printed by this and checked against it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from programmes import wording
from programmes.catalogue import Catalogue
from programmes.evidence import EvidenceField
from programmes.protocol import Element, Gate, Programme, Step, Subject, Track
from programmes.text import Text

HEADING = Text("Programma's", "Programmes")
OPENING = Text(
    "Deze bladzijde wordt geprint uit `programmes/catalogue/` met `thuisbasis programmes document`; een test "
    "vergelijkt ze. Bronnen: **S** brondocument, **P** gepubliceerde bladzijde, **L** lokale afspraak, per "
    "organisatie in te stellen. Niets hier is een bewezen effect.",
    "This page is printed from `programmes/catalogue/` by `thuisbasis programmes document --lang en`; a test compares "
    "them. Sources: **S** the source document, **P** a published page, **L** a local default of ours that each "
    "organisation may set. Nothing here is a proven effect.",
)
HARD, ADVICE = Text("harde regel", "hard rule"), Text("waarschuwt", "warns")
GATES = {
    Gate.RECORD: Text("verslag", "record"),
    Gate.COMPLETION: Text("afronden", "completion"),
}
SUBJECTS = {Subject.GROUP: Text("de groep", "the group"), Subject.CHILD: Text("elk kind", "each child")}


def book(catalogue: Catalogue, language: str) -> str:
    """All programmes in their latest version, a chapter each."""
    chapters = "\n".join(chapter(programme, language) for programme in catalogue.programmes())
    return f"# {HEADING.in_language(language)}\n\n{OPENING.in_language(language)}\n\n{chapters}"


def chapter(programme: Programme, language: str) -> str:
    """One programme as a chapter of Markdown, in "nl" or "en"."""
    return "\n".join(_Writer(programme, language).lines()) + "\n"


class _Writer:
    """Writes one programme in one language."""

    def __init__(self, programme: Programme, language: str) -> None:
        self.programme = programme
        self.language = language
        self.numbers = programme.numbers()

    def say(self, text: Text) -> str:
        """The text in this language, fit for a table cell."""
        return text.in_language(self.language).replace("|", "\\|")

    def words(self, dutch: str, english: str) -> str:
        return english if self.language == "en" else dutch

    def lines(self) -> Iterator[str]:
        programme = self.programme
        yield f"## {self.say(programme.full_name)}\n"
        yield f"`{programme.key}`, {self.words('versie', 'version')} {programme.version}.\n"
        yield f"{self.say(programme.summary)}\n"
        yield from self._section(self.words("Voor wie", "For whom"), self._conditions())
        for track in programme.tracks:
            yield from self._track(track)
        yield from self._section(self.words("Verplichte onderdelen", "Required elements"), self._elements())
        yield from self._section(
            self.words("Voor de start en voor elk contact", "Before a start or a contact"), self._plan()
        )
        yield from self._section(self.words("Afronden", "Completing"), self._completion())
        yield from self._section(self.words("Meldingen", "Alarms"), self._alarms())
        yield from self._section(self.words("Oefenen thuis", "Practice at home"), self._practice())
        yield from self._section(self.words("Checklist", "Checklist"), self._checklist())
        yield from self._section(
            self.words("Portfolio voor accreditatie", "Accreditation portfolio"), self._portfolio()
        )
        yield from self._section(self.words("Lokale afspraken", "Local defaults"), self._defaults())

    def _section(self, heading: str, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield f"### {heading}\n"
            yield from found
            yield ""

    def _conditions(self) -> Iterator[str]:
        for condition in self.programme.conditions:
            strength = self.say(HARD if condition.hard else ADVICE)
            yield f"- {self.say(condition.describe())} ({strength}; {condition.source})"

    def _track(self, track: Track) -> Iterator[str]:
        yield f"### {self.say(track.name)} (`{track.key}`)\n"
        for entry in track.cadences:
            kind, rhythm = wording.KINDS[entry.kind], wording.cadence(entry.cadence, self.numbers)
            count = len(track.steps_of(entry.kind))
            yield f"- {count} × {self.say(kind)}: {self.say(rhythm)} ({entry.source})"
        heads = self.words("stap | titel | minuten | onderdelen", "step | title | minutes | elements")
        yield f"\n| {heads} |"
        yield "|---|---|---|---|"
        for first, last in _alike(track.steps):
            covers = ", ".join(f"`{key}`" for key in first.covers)
            keys = f"`{first.key}`" if first is last else f"`{first.key}` – `{last.key}`"
            title = self.say(first.title) if first is last else f"{self.say(first.title)} – {last.number}"
            yield f"| {keys} | {title} | {first.minutes} | {covers} |"
        yield ""

    def _elements(self) -> Iterator[str]:
        for element in self.programme.elements:
            yield f"**{self.say(element.name)}** (`{element.key}`, {element.source}). {self.say(element.meaning)}\n"
            yield from self._element(element)
            yield ""

    def _element(self, element: Element) -> Iterator[str]:
        where = wording.asked_at(element.asked_at, self.programme)
        how_often = wording.frequency(element.frequency, self.numbers)
        whom = f"{self.words('van', 'of')} {self.say(SUBJECTS[element.asked_of])}"
        yield f"- {self.words('gevraagd', 'asked')}: {self.say(where)}, {whom}"
        yield f"- {self.words('nodig', 'required')}: {self.say(how_often)}"
        yield f"- {self.words('poort', 'gate')}: {self.say(GATES[element.gate])}"
        yield f"- {self.words('bewijs', 'evidence')}: {'; '.join(self._evidence(field) for field in element.evidence)}"
        if element.prompt is not None:
            yield f"- {self.words('te zeggen tegen de ouder', 'to say to the parent')}: “{self.say(element.prompt)}”"
        if element.needed_for_dose:
            yield self.words("- zonder dit telt het contact niet mee", "- without it the contact does not count")
        if element.late_delivery is not None:
            by = self.say(element.late_delivery.label)
            yield self.words(
                f"- inhalen kan {by}, vóór het volgende contact (L)", f"- may be given {by} before the next contact (L)"
            )

    def _evidence(self, field: EvidenceField) -> str:
        optional = "" if field.required else f", {self.words('mag leeg', 'optional')}"
        later = f", {self.words('vanaf', 'from')} {field.from_step}" if field.from_step > 1 else ""
        return f"{self.say(field.label)} (`{field.key}`, {field.kind}{later}{optional})"

    def _plan(self) -> Iterator[str]:
        for rule in self.programme.plan_rules:
            hard = getattr(rule, "hard", None)
            strength = "" if hard is None else f"{self.say(HARD if hard else ADVICE)}; "
            yield f"- {self.say(wording.plan_rule(rule, self.programme, self.numbers))} ({strength}{rule.source})"

    def _completion(self) -> Iterator[str]:
        for rule in self.programme.completion:
            yield f"- {self.say(wording.completion_rule(rule, self.programme, self.numbers))} ({rule.source})"

    def _alarms(self) -> Iterator[str]:
        for rule in self.programme.alarms:
            yield f"- {self.say(wording.alarm_rule(rule, self.numbers))} ({rule.source})"

    def _practice(self) -> Iterator[str]:
        log = self.programme.practice_log
        if log is not None:
            kinds = ", ".join(self.say(choice.text) for choice in log.kinds)
            times = self.words(f"{log.days} keer per week", f"{log.days} times a week")
            yield f"- {times}, {log.minutes} {self.words('minuten', 'minutes')}: {kinds} ({log.source})"
            for rule in log.weekly_kinds:
                keys = ", ".join(self.say(c.text) for c in log.kinds if c.key in rule.kinds)
                groepen = ", ".join(rule.groepen)
                yield f"- {self.words('elke week in', 'each week in')} {groepen}: {keys} ({rule.source})"
        for practice in self.programme.home_practice:
            yield f"- {self.say(practice.text)} ({practice.source})"

    def _checklist(self) -> Iterator[str]:
        for item in self.programme.checklist:
            advised = f", {item.advised[0]}–{item.advised[1]}" if item.advised else ""
            yield f"- {self.say(item.text)} (`{item.key}`, {item.kind}{advised}; {item.source})"

    def _portfolio(self) -> Iterator[str]:
        for item in self.programme.portfolio:
            count = str(item.count) if item.count else self.words("alle", "all")
            yield f"- {self.say(item.text)}: {count} ({item.source})"

    def _defaults(self) -> Iterator[str]:
        for default in self.programme.local_defaults:
            bounds = f"{default.least}–{default.most}"
            yield f"- {self.say(default.label)}: **{default.value}** (`{default.key}`, {bounds}; {default.source})"


def _alike(steps: tuple[Step, ...]) -> Iterator[tuple[Step, Step]]:
    """Runs of steps that differ only in their number, as first and last: thirty weekly checks are one row."""
    for _, run in groupby(steps, key=lambda step: (step.kind, step.covers, step.minutes, _without_number(step))):
        members = tuple(run)
        yield members[0], members[-1]


def _without_number(step: Step) -> str:
    return step.title.en.removesuffix(str(step.number))
