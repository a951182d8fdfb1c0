"""Everything that a programme names by key exists in it: elements, kinds, themes, local defaults, qualifications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from programmes.cadence import OpenMonthly
from programmes.conditions import InGroep, TrackByIndication
from programmes.dose import (
    AtLeast,
    ByStep,
    CoveringSteps,
    EachBlock,
    EachRow,
    ElementsCovered,
    ElementsPrepared,
    EveryContact,
    FromTheme,
    GroupSize,
    QualifiedLeaders,
)
from programmes.evidence import FieldKind
from programmes.facts import GROEPEN
from programmes.problem import Problem
from programmes.protocol import Element, Programme, StepKind


def problems(programme: Programme) -> Iterator[Problem]:
    """Names that lead nowhere, and rules that contradict themselves."""
    elements = {element.key for element in programme.elements}
    for t, track in enumerate(programme.tracks):
        for s, step in enumerate(track.steps):
            yield from _unknown(f"tracks[{t}].steps[{s}].covers", step.covers, elements, "elements")
    for index, element in enumerate(programme.elements):
        yield from _element(programme, element, f"elements[{index}]")
    yield from _numbers(programme)
    yield from _kinds(programme)
    yield from _rules(programme, elements)
    yield from _conditions(programme)
    yield from _practice(programme, elements)


def _unknown(field: str, named: Iterable[str], known: Collection[str], where: str) -> Iterator[Problem]:
    for key in named:
        if key not in known:
            yield Problem(field, f"names “{key}”, which does not exist", f"add it to {where}, or take it out here")


def _element(programme: Programme, element: Element, path: str) -> Iterator[Problem]:
    if isinstance(element.asked_at, FromTheme):
        for track in programme.tracks:
            if not any(step.theme == element.asked_at.theme for step in track.steps):
                yield Problem(
                    f"{path}.asked_at",
                    f"names the theme “{element.asked_at.theme}”, which track “{track.key}” does not have",
                    "give a step of each track that theme",
                )
    if isinstance(element.asked_at, CoveringSteps) and not any(
        element.key in step.covers for track in programme.tracks for step in track.steps
    ):
        yield Problem(
            f"{path}.asked_at", "asks at covering steps, yet no step covers it", "let a step name it in covers"
        )
    if isinstance(element.frequency, EachBlock) and not any(
        step.block for track in programme.tracks for step in track.steps
    ):
        yield Problem(f"{path}.frequency", "is EachBlock, yet no step has a block", "number the blocks of the steps")
    yield from _grid(element, path)
    for index, field in enumerate(element.evidence):
        others = {each.key for each in element.evidence}
        yield from _unknown(
            f"{path}.evidence[{index}].not_after", field.not_after[:1] if field.not_after else (), others, "evidence"
        )
        groepen = (*field.one_at_a_time_for, *(groep for choice in field.choices for groep in choice.groepen))
        yield from _unknown(f"{path}.evidence[{index}]", dict.fromkeys(groepen), GROEPEN, "the groepen")


def _grid(element: Element, path: str) -> Iterator[Problem]:
    if isinstance(element.frequency, EachRow):
        field = element.field(element.frequency.field)
        if field is None or field.kind is not FieldKind.GRID:
            yield Problem(
                f"{path}.frequency",
                f"names “{element.frequency.field}”, which is no grid",
                "name an evidence field of kind GRID",
            )


def _numbers(programme: Programme) -> Iterator[Problem]:
    """Every number given by key is a local default."""
    known = {default.key for default in programme.local_defaults}
    named: list[tuple[str, object]] = []
    for index, element in enumerate(programme.elements):
        if isinstance(element.frequency, AtLeast):
            named.append((f"elements[{index}].frequency", element.frequency.times))
        elif isinstance(element.frequency, ByStep):
            named.append((f"elements[{index}].frequency", element.frequency.step))
    for t, track in enumerate(programme.tracks):
        for c, entry in enumerate(track.cadences):
            if isinstance(entry.cadence, OpenMonthly):
                named.append((f"tracks[{t}].cadences[{c}]", entry.cadence.school_days))
    for group in ("plan_rules", "completion", "alarms"):
        for index, rule in enumerate(getattr(programme, group)):
            for name in ("step", "percent", "catch_ups", "days_left", "school_weeks", "times", "months"):
                named.append((f"{group}[{index}].{name}", getattr(rule, name, None)))
    for field, number in named:
        if isinstance(number, str):
            yield from _unknown(field, (number,), known, "local_defaults")


def _kinds(programme: Programme) -> Iterator[Problem]:
    """Every kind of contact that a rule is about occurs in each track, or for elements in one of them."""
    for index, element in enumerate(programme.elements):
        if isinstance(element.asked_at, EveryContact):
            yield from _kinds_exist(programme, f"elements[{index}].asked_at", element.asked_at.kinds)
    for group in ("completion", "alarms"):
        for index, rule in enumerate(getattr(programme, group)):
            kind = getattr(rule, "kind", None)
            yield from _kinds_exist(programme, f"{group}[{index}].kind", (kind,) if kind else ())
    if programme.acquaintance is not None:
        yield from _kinds_exist(programme, "acquaintance.kind", (programme.acquaintance.kind,))


def _kinds_exist(programme: Programme, field: str, kinds: tuple[StepKind, ...]) -> Iterator[Problem]:
    for kind in kinds:
        for track in programme.tracks:
            if not track.steps_of(kind):
                yield Problem(
                    field,
                    f"names {kind}, which track “{track.key}” does not have",
                    "add such a step or change the kind",
                )


def _rules(programme: Programme, elements: set[str]) -> Iterator[Problem]:
    qualifications = {each.key for each in programme.qualifications}
    for index, rule in enumerate(programme.plan_rules):
        field = f"plan_rules[{index}]"
        if isinstance(rule, QualifiedLeaders):
            yield from _unknown(f"{field}.qualification", (rule.qualification,), qualifications, "qualifications")
        if isinstance(rule, ElementsPrepared):
            yield from _unknown(f"{field}.elements", rule.elements, elements, "elements")
        if isinstance(rule, GroupSize) and not rule.least <= rule.advised_least <= rule.advised_most <= rule.most:
            yield Problem(field, "advises a group outside its own bounds", "let least ≤ advised ≤ most")
    for index, completion in enumerate(programme.completion):
        if isinstance(completion, ElementsCovered):
            yield from _unknown(f"completion[{index}].elements", completion.elements, elements, "elements")


def _conditions(programme: Programme) -> Iterator[Problem]:
    tracks = {track.key for track in programme.tracks}
    indications = {choice.key for choice in programme.indications}
    for index, condition in enumerate(programme.conditions):
        field = f"conditions[{index}]"
        if isinstance(condition, InGroep):
            if not condition.groepen:
                yield Problem(f"{field}.groepen", "is empty", "name at least one groep")
            yield from _unknown(f"{field}.groepen", condition.groepen, GROEPEN, "the groepen")
        if isinstance(condition, TrackByIndication):
            yield from _unknown(f"{field}.tracks", [each.track for each in condition.tracks], tracks, "tracks")
            named = dict.fromkeys(key for each in condition.tracks for key in each.indications)
            yield from _unknown(f"{field}.tracks", named, indications, "indications")


def _practice(programme: Programme, elements: set[str]) -> Iterator[Problem]:
    if programme.week_plan is not None:
        yield from _unknown("week_plan.elements", programme.week_plan.elements, elements, "elements")
    if programme.practice_log is not None:
        kinds = {choice.key for choice in programme.practice_log.kinds}
        for index, rule in enumerate(programme.practice_log.weekly_kinds):
            yield from _unknown(f"practice_log.weekly_kinds[{index}].kinds", rule.kinds, kinds, "practice_log.kinds")
