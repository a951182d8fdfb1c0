"""What the rule-book says of a child on the threshold of a programme, and what it cannot say yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from programmes.conditions import AgeAtStart, InGroep, TrackByIndication, TrackFor
from programmes.facts import EligibilityFacts
from programmes.findings import ConditionResult, Finding
from programmes.protocol import Programme
from programmes.rules import eligibility
from programmes.text import Text
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Child

ASKED_BELOW = Text("Dat vult u hierna in.", "You fill that in next.")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One condition: its words, whether it is met (None: the answer is still missing), whether it refuses, and why."""

    rule: str
    words: Text
    met: bool | None
    hard: bool
    why: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """All conditions of a programme for one child. `refusals` block for what is known; `missing` for what is not."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Whether something that is known holds the child out."""
        return bool(self.refusals)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """All that blocks, known and missing."""
        return self.refusals + self.missing


def judge(programme: Programme, facts: EligibilityFacts) -> Judgement:
    """Each condition with its outcome.

    A condition whose answer is the same as for a child of whom nothing is known has not been answered: then it is
    neither met nor refused, it is missing.
    """
    judgement = eligibility(programme, facts)
    nothing_known = eligibility(programme, EligibilityFacts(track=facts.track, start=facts.start))
    found: list[tuple[Finding, bool]] = []
    outcomes: list[Outcome] = []
    findings = iter(judgement.findings)  # one for each result that is not met, in the same order
    for result, blank in zip(judgement.results, nothing_known.results, strict=True):
        is_open = not result.met and result.why == blank.why
        if not result.met:
            found.append((next(findings), is_open))
        outcomes.append(_outcome(result, None if is_open else result.met))
    return Judgement(
        outcomes=tuple(outcomes),
        refusals=tuple(finding for finding, is_open in found if finding.blocks and not is_open),
        missing=tuple(finding for finding, is_open in found if finding.blocks and is_open),
        warnings=tuple(finding for finding, _ in found if not finding.blocks),
    )


def _outcome(result: ConditionResult, met: bool | None) -> Outcome:
    return Outcome(
        rule=result.condition.rule,
        words=result.description,
        met=met,
        hard=result.hard,
        why=result.why,
        source=result.condition.source,
    )


def preview(programme: Programme, child: Child, start: date) -> Judgement:
    """What the child's own data decide, before anything was filled in: all else is open, met or not."""
    track = programme.tracks[0].key if len(programme.tracks) == 1 else None
    facts = EligibilityFacts(start=start, track=track, birth_date=child.birth_date, groep=child.groep or None)
    blank = eligibility(programme, EligibilityFacts(start=start, track=track))
    judged = judge(programme, facts)
    of_child = {result.description for result in blank.results if isinstance(result.condition, AgeAtStart | InGroep)}
    decided = [now.why != before.why for now, before in zip(judged.outcomes, blank.results, strict=True)]
    outcomes = tuple(
        outcome if known or outcome.words in of_child else replace(outcome, met=None, why=ASKED_BELOW)
        for outcome, known in zip(judged.outcomes, decided, strict=True)
    )
    return Judgement(outcomes=outcomes, refusals=judged.refusals, missing=judged.missing, warnings=())


def facts_of(enrolment: Enrolment, child: Child, *, start: date) -> EligibilityFacts:
    """The facts of an enrolment, for a start on that day."""
    return EligibilityFacts(
        start=start,
        track=enrolment.track_key,
        birth_date=child.birth_date,
        groep=child.groep or None,
        indication=indication_of(enrolment.indication_key, enrolment.indication_note),
        tried_before=enrolment.tried_before,
        tried_before_applies=enrolment.tried_before_applies,
        circumstances=frozenset(enrolment.circumstances),
    )


def indication_of(key: str | None, note: str) -> str | None:
    """What the rule-book takes as indication: a key of the programme's list, else own words."""
    return key or note.strip() or None


def tracks_for(programme: Programme) -> dict[str, TrackFor]:
    """For whom each track is meant, by track key, where the programme says so."""
    found: Sequence[TrackByIndication] = [c for c in programme.conditions if isinstance(c, TrackByIndication)]
    return {entry.track: entry for condition in found for entry in condition.tracks}
