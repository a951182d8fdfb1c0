"""On the way to the completion gate: does the dose of a family keep up with what its programme asks?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from programmes.facts import CompletionFacts
from programmes.gates.completion import Dose, doses
from programmes.protocol import Programme


class Standing(StrEnum):
    """Whether the dose so far keeps up with the completion rule. UNKNOWN while of no contact is known what it was."""

    ON_COURSE = "on_course"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class CourseSoFar:
    """Of the `due` contacts of the track's main kind, `counted` count, and the rule asks `needed` of so many.

    `standing` looks at every rule of dose, those about other kinds too.
    """

    standing: Standing
    counted: int
    due: int
    needed: int


def course_so_far(
    programme: Programme, facts: CompletionFacts, due: Iterable[str], own: Mapping[str, int] | None = None
) -> CourseSoFar:
    """How the dose of one family stands. `due`: keys of steps of which is known what they were, held or missed.

    A rule that asks 10 of 14 asks 10/14 of what is due, rounded down: after one missed contact nobody is behind, and at
    the end of the track it asks what the completion gate asks. Raises UnknownKeyError for a track or step that does
    not exist.
    """
    track = programme.track(facts.track)
    steps = set(due) | {contact.step for contact in facts.contacts if contact.took_part and contact.counts_towards_dose}
    of_kind = {kind: sum(track.step(key).kind == kind for key in steps) for kind in {s.kind for s in track.steps}}
    found = doses(programme, facts, own)
    behind = any(dose.counted < _asked(dose, of_kind[dose.kind]) for dose in found)
    main = max(found, key=lambda dose: (dose.kind == track.main_kind, dose.total), default=None)
    if not steps or main is None:
        return CourseSoFar(standing=Standing.UNKNOWN, counted=0, due=0, needed=0)
    return CourseSoFar(
        standing=Standing.BEHIND if behind else Standing.ON_COURSE,
        counted=main.counted,
        due=of_kind[main.kind],
        needed=_asked(main, of_kind[main.kind]),
    )


def _asked(dose: Dose, due: int) -> int:
    return dose.needed * due // dose.total
