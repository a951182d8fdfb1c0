"""Conditions of eligibility: frozen data that describe and judge themselves.

Each condition judges `EligibilityFacts` and answers a `ConditionResult` with the reason, met or not. A `hard` condition
refuses; any other only warns. Nothing here asks for a language or for reading: that is never a reason to refuse anyone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from programmes.ages import after_months, birthday, months_old
from programmes.facts import GROEPEN, VOORSCHOOL, EligibilityFacts
from programmes.findings import ConditionResult
from programmes.text import Choice, Text, day_in_words, listed


@dataclass(frozen=True, kw_only=True)
class Condition(ABC):
    """One condition. `rule` is its key in findings; `source` as in protocol.py."""

    rule: ClassVar[str]
    hard: bool
    source: str

    @abstractmethod
    def describe(self) -> Text:
        """What is asked, in one sentence."""

    @abstractmethod
    def satisfied_by(self) -> Text:
        """What would satisfy it."""

    @abstractmethod
    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        """Whether it is met, and why."""

    def applies(self, facts: EligibilityFacts) -> bool:
        """Whether the facts meet the condition."""
        return self._judge(facts)[0]

    def result(self, facts: EligibilityFacts) -> ConditionResult:
        """The outcome for these facts, with its reason."""
        met, why = self._judge(facts)
        return ConditionResult(condition=self, met=met, hard=self.hard, description=self.describe(), why=why)


@dataclass(frozen=True, kw_only=True)
class AgeAtStart(Condition):
    """`from_months` ≤ age on the first day, and before the birthday on which the child turns `before_birthday`."""

    rule = "age_at_start"
    from_months: int
    before_birthday: int

    def describe(self) -> Text:
        return Text(
            f"Het kind is bij de start {self._first_age_words().nl} en nog geen {self.before_birthday} jaar.",
            f"At the start the child is {self._first_age_words().en} and not yet {self.before_birthday} years old.",
        )

    def satisfied_by(self) -> Text:
        return Text(
            f"Een startdatum waarop het kind {self._first_age_words().nl} en nog geen {self.before_birthday} jaar is.",
            f"A start on which the child is {self._first_age_words().en} and not yet {self.before_birthday} years old.",
        )

    def _first_age_words(self) -> Text:
        years, months = divmod(self.from_months, 12)
        if months:
            return Text(f"minstens {self.from_months} maanden", f"at least {self.from_months} months old")
        return Text(f"minstens {years} jaar", f"at least {years} years old")

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        if facts.birth_date is None:
            return False, Text("De geboortedatum is nog niet bekend.", "The birth date is not known yet.")
        if facts.start is None:
            return False, Text("De startdatum is nog niet bekend.", "The start date is not known yet.")
        first = after_months(facts.birth_date, self.from_months)
        last = birthday(facts.birth_date, self.before_birthday)
        start = day_in_words(facts.start)
        if facts.start < first:
            day = day_in_words(first)
            return False, Text(
                f"Op {start.nl} is het kind nog te jong. Meedoen kan vanaf {day.nl}.",
                f"On {start.en} the child is still too young. Taking part is possible from {day.en}.",
            )
        if facts.start >= last:
            day = day_in_words(last)
            return False, Text(
                f"Op {start.nl} is het kind te oud. Het werd {self.before_birthday} jaar op {day.nl}.",
                f"On {start.en} the child is too old. It turned {self.before_birthday} on {day.en}.",
            )
        years, months = divmod(months_old(facts.birth_date, facts.start), 12)
        return True, Text(
            f"Op {start.nl} is het kind {years} jaar en {months} {'maand' if months == 1 else 'maanden'}.",
            f"On {start.en} the child is {years} years and {months} {'month' if months == 1 else 'months'} old.",
        )


@dataclass(frozen=True, kw_only=True)
class InGroep(Condition):
    """The child is in one of these groepen at the start; a later move changes nothing."""

    rule = "groep_at_start"
    groepen: tuple[str, ...]

    def describe(self) -> Text:
        words = self._range()
        return Text(f"Het kind zit bij de start in {words.nl}.", f"At the start the child is in {words.en}.")

    def satisfied_by(self) -> Text:
        words = self._range()
        return Text(f"Een start terwijl het kind in {words.nl} zit.", f"A start while the child is in {words.en}.")

    def _range(self) -> Text:
        first, last = groep_in_words(self.groepen[0]), groep_in_words(self.groepen[-1])
        if len(self.groepen) == 1:
            return first
        if VOORSCHOOL in self.groepen:
            return Text(f"{first.nl} tot en met {last.nl}", f"{first.en} up to and including {last.en}")
        return Text(
            f"groep {self.groepen[0]} tot en met {self.groepen[-1]}",
            f"groep {self.groepen[0]} up to and including {self.groepen[-1]}",
        )

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        if facts.groep is None:
            return False, Text("De groep van het kind is nog niet bekend.", "The child's groep is not known yet.")
        words = groep_in_words(facts.groep)
        return facts.groep in self.groepen, Text(f"Het kind zit in {words.nl}.", f"The child is in {words.en}.")


@dataclass(frozen=True, kw_only=True)
class IndicationRecorded(Condition):
    """Why this child: one of the programme's indications, or own words where it has no list."""

    rule = "indication_recorded"
    question: Text
    indications: tuple[Choice, ...] = ()

    def describe(self) -> Text:
        return self.question

    def satisfied_by(self) -> Text:
        if not self.indications:
            return Text("Schrijf op waarom dit kind in aanmerking komt.", "Write down why this child was chosen.")
        words = listed((choice.text for choice in self.indications), either=True)
        return Text(f"Leg een indicatie vast: {words.nl}.", f"Record an indication: {words.en}.")

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        given = (facts.indication or "").strip()
        if not given:
            return False, Text("Er is nog niets vastgelegd.", "Nothing has been recorded yet.")
        if not self.indications:
            return True, Text(f"Vastgelegd: {given}.", f"Recorded: {given}.")
        choice = next((choice for choice in self.indications if choice.key == given), None)
        if choice is None:
            return False, Text(
                f"“{given}” is geen indicatie van dit programma.", f"“{given}” is not an indication here."
            )
        return True, Text(f"Vastgelegd: {choice.text.nl}.", f"Recorded: {choice.text.en}.")


@dataclass(frozen=True, kw_only=True)
class TrackFor:
    """For whom a track is meant: one of these indications (empty: any) and one of these circumstances (empty: any)."""

    track: str
    name: Text
    indications: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    for_whom: Text


@dataclass(frozen=True, kw_only=True)
class TrackByIndication(Condition):
    """The track that was chosen is one that the indication gives."""

    rule = "track_by_indication"
    tracks: tuple[TrackFor, ...]

    def describe(self) -> Text:
        return Text("De variant past bij de indicatie.", "The track fits the indication.")

    def satisfied_by(self) -> Text:
        return Text(
            "Kies de variant die bij de indicatie past: "
            + "; ".join(f"{t.name.nl} {t.for_whom.nl}" for t in self.tracks)
            + ".",
            "Choose the track that fits the indication: "
            + "; ".join(f"{t.name.en} {t.for_whom.en}" for t in self.tracks)
            + ".",
        )

    def fitting(self, facts: EligibilityFacts) -> tuple[TrackFor, ...]:
        """The tracks that these facts give."""
        return tuple(
            entry
            for entry in self.tracks
            if (not entry.indications or facts.indication in entry.indications)
            and (not entry.circumstances or facts.circumstances & frozenset(entry.circumstances))
        )

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        if not facts.track:
            return False, Text("Er is nog geen variant gekozen.", "No track has been chosen yet.")
        if not facts.indication:
            return False, Text(
                "Zonder indicatie is de variant niet te kiezen.", "Without an indication no track can be chosen."
            )
        fitting = self.fitting(facts)
        names = listed((entry.name for entry in fitting), either=True)
        if not fitting:
            return False, Text("Bij deze indicatie past geen variant.", "No track fits this indication.")
        return facts.track in {entry.track for entry in fitting}, Text(
            f"Bij deze indicatie past {names.nl}; gekozen is {self._name(facts.track).nl}.",
            f"This indication gives {names.en}; chosen is {self._name(facts.track).en}.",
        )

    def _name(self, key: str) -> Text:
        return next((entry.name for entry in self.tracks if entry.track == key), Text(f"“{key}”", f"“{key}”"))


@dataclass(frozen=True, kw_only=True)
class TrackAdvised(Condition):
    """Under one of these circumstances this track is advised above the others."""

    rule = "track_advised"
    track: str
    name: Text
    circumstances: tuple[Choice, ...]

    def describe(self) -> Text:
        words = listed((choice.text for choice in self.circumstances), either=True)
        return Text(f"{self.name.nl} is bedoeld bij {words.nl}.", f"{self.name.en} is meant for {words.en}.")

    def satisfied_by(self) -> Text:
        return Text(f"Overweeg {self.name.nl}.", f"Consider {self.name.en}.")

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        present = [choice.text for choice in self.circumstances if choice.key in facts.circumstances]
        if not present:
            return True, Text("Dat speelt hier niet.", "That is not the case here.")
        words = listed(present)
        return facts.track == self.track, Text(f"Vastgelegd: {words.nl}.", f"Recorded: {words.en}.")


@dataclass(frozen=True, kw_only=True)
class TriedBefore(Condition):
    """What was tried before the intensive approach is recorded, or marked as not applicable."""

    rule = "tried_before"

    def describe(self) -> Text:
        return Text(
            "Vastgelegd is wat eerder is geprobeerd met goed contact en duidelijke communicatie.",
            "It is recorded what good contact and clear communication were tried before.",
        )

    def satisfied_by(self) -> Text:
        return Text(
            "Schrijf op wat al is geprobeerd, of kies “niet van toepassing”.",
            "Write down what was tried, or choose “not applicable”.",
        )

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        if not facts.tried_before_applies:
            return True, Text("Niet van toepassing.", "Not applicable.")
        if facts.tried_before.strip():
            return True, Text("Dat is vastgelegd.", "That is recorded.")
        return False, Text("Er is nog niets opgeschreven.", "Nothing has been written down yet.")


@dataclass(frozen=True, kw_only=True)
class Advice(Condition):
    """Under this circumstance there is advice to think of. It never refuses."""

    rule = "advice"
    circumstance: Choice
    advice: Text

    def describe(self) -> Text:
        return Text(f"Aandacht bij: {self.circumstance.text.nl}.", f"Think twice with: {self.circumstance.text.en}.")

    def satisfied_by(self) -> Text:
        return self.advice

    def _judge(self, facts: EligibilityFacts) -> tuple[bool, Text]:
        if self.circumstance.key in facts.circumstances:
            return False, Text(f"Dit speelt: {self.circumstance.text.nl}.", f"This is so: {self.circumstance.text.en}.")
        return True, Text("Dat speelt hier niet.", "That is not the case here.")


def groep_in_words(groep: str) -> Text:
    """A groep as people say it: "groep 3", "de voorschool"."""
    if groep == VOORSCHOOL:
        return Text("de voorschool", "preschool")
    return Text(f"groep {groep}", f"groep {groep}")


def groepen_between(first: str, last: str) -> tuple[str, ...]:
    """All groepen from `first` up to and including `last`. Raises ValueError for an unknown one."""
    return GROEPEN[GROEPEN.index(first) : GROEPEN.index(last) + 1]
