"""The completion gate: has this family completed the programme?"""

from __future__ import annotations

from collections.abc import Mapping

from programmes.facts import CompletionFacts
from programmes.findings import Finding
from programmes.protocol import Programme


def completion_findings(
    programme: Programme, facts: CompletionFacts, own: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """What is still missing for this family's completion. Raises UnknownKeyError for a track or step that does not exist."""
    raise NotImplementedError
