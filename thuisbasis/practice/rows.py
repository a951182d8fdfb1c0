"""The rows of the week page: each child's bound fields, with what stands there now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import Field

from programmes.protocol import Element
from thuisbasis.practice.children import ChildWeek
from thuisbasis.practice.forms import WeekForm, asks_record, is_left_open, others_of, prefix
from thuisbasis.practice.weeks import Week
from thuisbasis.recording.wording import evidence_lines


@dataclass(frozen=True, kw_only=True)
class Part:
    """An element in a row with its bound fields, and what stands there now as label and words."""

    element: Element
    fields: Sequence[Field]
    lines: Sequence[tuple[str, str]] = ()
    not_done: bool = False

    @property
    def has_errors(self) -> bool:
        return any(each.errors for each in self.fields)


@dataclass(frozen=True, kw_only=True)
class Row:
    """The bound fields of one child, in the order of the page. Fields that do not stand there now are None."""

    child: ChildWeek
    revision: Field
    days: Field
    minutes: Field
    kinds: Field
    plan: Sequence[Part]
    following: Sequence[Part]
    same: Field | None
    spoken: Field | None
    log: Sequence[Field]
    others: Sequence[Part]
    reason: Field | None
    follow_up: Field | None
    warnings: Sequence[str] = ()
    findings: Sequence[Any] = field(default=())

    @property
    def is_planned(self) -> bool:
        """Whether something is planned for each element of the week's plan."""
        return all(part.lines for part in self.plan)

    @property
    def bound(self) -> Iterator[Field]:
        """All its fields, for the list of what is still needed."""
        single = (self.days, self.minutes, self.kinds, self.spoken, *self.log, self.reason, self.follow_up)
        yield from (each for each in single if each is not None)
        for part in (*self.plan, *self.others, *self.following):
            yield from part.fields


def rows_of(form: WeekForm, week: Week, children: Sequence[ChildWeek]) -> list[Row]:
    """The bound fields, child by child."""
    return [_row(form, week, child) for child in children]


def _row(form: WeekForm, week: Week, child: ChildWeek) -> Row:
    own = prefix(child)

    def bound(name: str) -> Field | None:
        return form._fields.get(f"{own}-{name}")

    def part(kind: str, element: Element, evidence: Mapping[str, Any]) -> Part:
        start = f"{own}-{kind}-{element.key}"
        names = [start, *(f"{start}-{each.key}{end}" for each in element.evidence for end in ("", "--own"))]
        return Part(
            element=element,
            fields=[form[name] for name in names if name in form],
            lines=list(evidence_lines(element, evidence)),
            not_done=not is_left_open(child, element),
        )

    following = child.next_plan.evidence if child.next_plan else {}
    others = others_of(week, child) if asks_record(week, child) else ()
    return Row(
        child=child,
        revision=form[f"{own}-revision"],
        days=form[f"{own}-days"],
        minutes=form[f"{own}-minutes"],
        kinds=form[f"{own}-kinds"],
        plan=[part("plan", element, child.planned(element)) for element in week.plan_elements],
        following=[part("next", element, following.get(element.key, {})) for element in week.plan_elements],
        same=bound("same"),
        spoken=bound("spoken"),
        log=part("log", week.log_element, {}).fields if week.log_element else (),
        others=[part("other", element, {}) for element in others],
        reason=bound("reason"),
        follow_up=bound("follow-up"),
    )
