"""Whether the planned contacts of a course can cover each required element as often as it is required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from programmes.dose import AtLeast, ByStep, EachBlock, EachContact, EveryContact, resolved
from programmes.facts import PlannedStep
from programmes.findings import Finding
from programmes.protocol import Element, Programme, Step, Track
from programmes.text import Text


@dataclass(frozen=True)
class _Covered:
    step: Step
    covers: tuple[str, ...]


def course_findings(
    programme: Programme, track: Track, steps: tuple[PlannedStep, ...] | None, numbers: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Findings for steps that are missing from the plan and for elements that it cannot cover often enough.

    `steps` None takes the track as it is. Raises UnknownKeyError for a step that the track does not have.
    """
    if steps is None:
        planned = tuple(_Covered(step, step.covers) for step in track.steps)
    else:
        planned = tuple(_Covered(track.step(each.step), each.covers) for each in steps)
    missing_steps = _missing_steps(track, planned)
    uncovered = (_uncovered(element, track, planned, numbers) for element in programme.elements)
    return (*missing_steps, *(finding for finding in uncovered if finding is not None))


def _missing_steps(track: Track, planned: tuple[_Covered, ...]) -> Iterator[Finding]:
    there = {each.step.key for each in planned}
    for step in track.steps:
        if step.key not in there and step.kind == track.main_kind:
            yield Finding(
                element=None,
                rule="course_length",
                message=Text(
                    f"“{step.title.nl}” ontbreekt in de planning.", f"“{step.title.en}” is missing from the plan."
                ),
                satisfied_by=Text(f"Plan ook {step.title.nl}.", f"Plan {step.title.en} too."),
                blocks=True,
            )


def _uncovered(
    element: Element, track: Track, planned: tuple[_Covered, ...], numbers: Mapping[str, int]
) -> Finding | None:
    covering = [each.step for each in planned if element.key in each.covers]
    needed = _needed(element, track, planned, covering, numbers)
    if needed is None:
        return None
    return Finding(
        element=element.key,
        rule="not_covered",
        message=Text(
            f"“{element.name.nl}” komt in de planning te weinig aan bod.",
            f"“{element.name.en}” comes up too little in the plan.",
        ),
        satisfied_by=needed,
        blocks=True,
    )


def _needed(
    element: Element, track: Track, planned: tuple[_Covered, ...], covering: list[Step], numbers: Mapping[str, int]
) -> Text | None:
    """What is still needed for the element's frequency; None when the plan has it."""
    frequency = element.frequency
    if isinstance(frequency, AtLeast):
        times = resolved(frequency.times, numbers)
        text = Text(
            f"In minstens {times} contacten; nu in {len(covering)}.", f"In {times} contacts; now in {len(covering)}."
        )
        return None if len(covering) >= times else text
    if isinstance(frequency, ByStep):
        last = resolved(frequency.step, numbers)
        in_time = any(step.number <= last for step in covering)
        return None if in_time else Text(f"Uiterlijk in contact {last}.", f"In contact {last} at the latest.")
    if isinstance(frequency, EachBlock):
        blocks = {step.block for step in track.steps if step.block is not None}
        left = sorted(blocks - {step.block for step in covering if step.block is not None})
        words = ", ".join(map(str, left))
        return Text(f"Ook in blok {words}.", f"In block {words} too.") if left else None
    if isinstance(frequency, EachContact) and isinstance(element.asked_at, EveryContact):
        there = {step.key for step in covering}
        steps = [each.step for each in planned if each.step.kind in element.asked_at.kinds]
        left_out = [step for step in steps if step.key not in there]
        words = ", ".join(step.title.nl for step in left_out)
        english = ", ".join(step.title.en for step in left_out)
        return Text(f"Ook bij: {words}.", f"Also at: {english}.") if left_out else None
    return None if covering else Text("In minstens één contact.", "In at least one contact.")
