"""The record gate: may this record be completed?"""

from __future__ import annotations

from collections.abc import Mapping

from programmes.facts import RecordFacts
from programmes.findings import Finding, RecordJudgement
from programmes.protocol import Programme


def judge_record(programme: Programme, facts: RecordFacts, own: Mapping[str, int] | None = None) -> RecordJudgement:
    """Findings, deviations and whether the contact counts towards the dose.

    A record can always be saved; it can be completed when no finding blocks. Raises UnknownKeyError for a track or step
    that does not exist, or an answer to an element that the programme does not have.
    """
    raise NotImplementedError


def record_findings(
    programme: Programme, facts: RecordFacts, own: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """The findings of `judge_record` alone."""
    return judge_record(programme, facts, own).findings
