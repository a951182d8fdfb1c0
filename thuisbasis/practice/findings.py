"""What a row of the week page says beside its fields: findings of the record gate with their answers, and warnings."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from programmes.findings import Finding
from thuisbasis.practice.advice import sentences
from thuisbasis.practice.children import ChildWeek
from thuisbasis.practice.forms import WeekForm, prefix
from thuisbasis.practice.services import common_kinds
from thuisbasis.practice.weeks import Week


@dataclass(frozen=True, kw_only=True)
class LinkedFinding:
    """A finding that keeps a record open, and the address where it is answered: a field of the row, or the record."""

    finding: Finding
    url: str


def linked(week: Week, child: ChildWeek, findings: Sequence[Finding], form: WeekForm) -> list[LinkedFinding]:
    """The findings that block, each with the address of what answers it."""
    return [LinkedFinding(finding=each, url=_url(child, each, form)) for each in findings if each.blocks]


def _url(child: ChildWeek, finding: Finding, form: WeekForm) -> str:
    own = prefix(child)
    if finding.element is None:
        return f"#{own}-spoken"
    for kind in ("plan", "log", "other"):
        start = f"{own}-{kind}-{finding.element}"
        field = f"{start}-{finding.field}" if finding.field else start
        if field in form:
            return f"#{field}"
        found = next((name for name in form._fields if name.startswith(f"{start}-")), None)
        if found:
            return f"#{found}"
    return url_for("recording.edit", record_id=child.record.id, show="findings") if child.record else f"#{own}-spoken"


def advised(week: Week, child: ChildWeek) -> list[str]:
    """The warnings of a child's week, as it is saved."""
    entries = list(child.entries.values())
    return list(
        sentences(
            week.log,
            week.plan_elements,
            groep=child.groep,
            days=len(entries),
            kinds=common_kinds(entries),
            evidence={element.key: child.planned(element) for element in week.plan_elements},
        )
    )
