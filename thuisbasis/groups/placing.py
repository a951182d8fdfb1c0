"""Placing several who wait at once: all of them, or none and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from programmes.findings import Finding
from thuisbasis import languages
from thuisbasis.errors import RuleBrokenError
from thuisbasis.groups import places
from thuisbasis.groups.models import Group
from thuisbasis.groups.waiting import Waiting
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class RefusedChild:
    """A child whom the programme does not take: `element` is its enrolment's id, by which a page finds the way out."""

    element: str
    message: str
    satisfied_by: str
    blocks: bool = True


class PlacesRefusedError(RuleBrokenError):
    """Some of those who would get a place may not; `children` says who, and why."""

    def __init__(self, findings: Sequence[Finding], children: Sequence[RefusedChild]) -> None:
        super().__init__(findings)
        self.children = tuple(children)


def add_waiting(
    session: Session, actor: Actor, group: Group, chosen: Sequence[Waiting], *, from_number: int = 1
) -> list[tuple[Finding, ...]]:
    """Give places to all of these who wait; returns the warnings of each. Raises PlacesRefusedError, naming all."""
    warnings: list[tuple[Finding, ...]] = []
    findings: list[Finding] = []
    children: list[RefusedChild] = []
    for each in chosen:
        try:
            given = places.add_member(session, actor, group, each.enrolment, each.child, from_number=from_number)
            warnings.append(given)
        except RuleBrokenError as refused:
            findings += refused.findings
            children += [_refused_child(each, finding) for finding in refused.findings]
    if findings:
        raise PlacesRefusedError(findings, children)
    return warnings


def _refused_child(waiting: Waiting, finding: Finding) -> RefusedChild:
    return RefusedChild(
        element=str(waiting.enrolment.id),
        message=f"{waiting.child.name}: {languages.text(finding.message)}",
        satisfied_by=languages.text(finding.satisfied_by),
    )
