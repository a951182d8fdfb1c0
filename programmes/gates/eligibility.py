"""The plan gate for one child: may it start in this programme?"""

from __future__ import annotations

from programmes.facts import EligibilityFacts
from programmes.findings import ConditionResult, EligibilityJudgement, Finding
from programmes.protocol import Programme
from programmes.text import Text


def eligibility(programme: Programme, facts: EligibilityFacts) -> EligibilityJudgement:
    """Each condition of the programme with its outcome, and a finding for each that is not met.

    Only hard conditions block. A programme with one track needs no track in the facts.
    """
    results = tuple(condition.result(facts) for condition in programme.conditions)
    return EligibilityJudgement(results=results, findings=tuple(_finding(r) for r in results if not r.met))


def eligibility_findings(programme: Programme, facts: EligibilityFacts) -> tuple[Finding, ...]:
    """The findings of `eligibility` alone."""
    return eligibility(programme, facts).findings


def _finding(result: ConditionResult) -> Finding:
    return Finding(
        element=None,
        rule=result.condition.rule,
        message=Text(f"{result.description.nl} {result.why.nl}", f"{result.description.en} {result.why.en}"),
        satisfied_by=result.condition.satisfied_by(),
        blocks=result.hard,
    )
