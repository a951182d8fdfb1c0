"""What can go wrong for a reason that a person should hear."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programmes.findings import Finding


class DomainError(Exception):
    """Base of refusals that a route turns into a clear message."""


class NotFoundError(DomainError):
    """There is no such thing for this actor: answered with 404, whether it exists elsewhere or not."""


class ForbiddenError(DomainError):
    """The actor may know of it but may not do this: answered with 403."""


class RuleBrokenError(DomainError):
    """A gate of the rule-book refuses; `findings` say which rule, why, and what would satisfy it."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        super().__init__("; ".join(finding.rule for finding in findings))
        self.findings = tuple(findings)


class InvalidStateError(DomainError):
    """The thing is in a state in which this cannot be done. `message` is for the reader."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EditConflictError(DomainError):
    """Somebody else saved the same row first.

    `mine` is what was typed now, `theirs` what stands there: mappings of label to text, shown side by side.
    """

    def __init__(self, mine: dict[str, str], theirs: dict[str, str]) -> None:
        super().__init__("edited by somebody else meanwhile")
        self.mine = mine
        self.theirs = theirs
