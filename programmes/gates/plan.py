"""The plan gate: may this group start, may this contact be confirmed?"""

from __future__ import annotations

from collections.abc import Mapping

from programmes.facts import PlanFacts
from programmes.findings import Finding
from programmes.protocol import Programme


def plan_findings(programme: Programme, facts: PlanFacts, own: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
    """What the plan misses that the programme requires. Raises UnknownKeyError for a track or step that does not exist."""
    raise NotImplementedError
