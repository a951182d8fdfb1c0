"""Which elements a record asks, and which of them must be answered before it is complete."""

from __future__ import annotations

from collections.abc import Mapping

from programmes.dose import AskedAt, ByStep, CoveringSteps, EachBlock, EveryContact, FromTheme, resolved
from programmes.protocol import Element, Gate, Programme, Step, Subject, Track

History = Mapping[str, tuple[int, ...]]
"""Element key → the numbers of earlier steps of the same kind."""


def elements_asked(
    programme: Programme,
    track: Track | str,
    step: Step | str | None,
    *,
    subject: Subject | None = None,
    delivered_before: History | None = None,
) -> tuple[Element, ...]:
    """The elements that the record form of this step shows, in the programme's order.

    `step` None means any contact of the track's main kind. `subject` keeps, in a record of a group, those asked of the
    group or of each child; a record of one child asks all of them.
    An element that is due once, or once in a block, is asked until `delivered_before` shows that it was delivered.
    Raises UnknownKeyError for a track or step that does not exist.
    """
    track = programme.track(track) if isinstance(track, str) else track
    step = track.step(step) if isinstance(step, str) else step
    before = delivered_before or {}
    return tuple(
        element
        for element in programme.elements
        if _is_of(element, step, subject)
        and _is_asked(element, track, step)
        and not _is_done(element, track, step, before)
    )


def elements_required(
    programme: Programme,
    track: Track | str,
    step: Step | str | None,
    *,
    delivered_before: History | None = None,
    answered_before: History | None = None,
    own: Mapping[str, int] | None = None,
) -> tuple[Element, ...]:
    """Those among the elements asked that keep the record open while they are not answered.

    Left out: elements that are judged over the course only, and elements that are due once and not yet now (before
    their step, or before the last step of a block), or whose deviation was already recorded when they were due.
    """
    track = programme.track(track) if isinstance(track, str) else track
    step = track.step(step) if isinstance(step, str) else step
    numbers = programme.numbers(own)
    asked = elements_asked(programme, track, step, delivered_before=delivered_before)
    answered = answered_before or {}
    return tuple(element for element in asked if _is_due(element, track, step, answered, numbers))


def _is_of(element: Element, step: Step | None, subject: Subject | None) -> bool:
    if subject is None or (step is not None and step.recorded_per is Subject.CHILD):
        return True
    return element.asked_of is subject


def _is_asked(element: Element, track: Track, step: Step | None) -> bool:
    where: AskedAt = element.asked_at
    if isinstance(where, EveryContact):
        return (step.kind if step else track.main_kind) in where.kinds
    if step is None:
        return False
    if element.key in step.covers:
        return True
    if isinstance(where, FromTheme):
        first = next((s for s in track.steps if s.theme == where.theme), None)
        return first is not None and step.kind == first.kind and step.number >= first.number
    assert isinstance(where, CoveringSteps)  # noqa: S101 - narrows the type, the union is complete
    return False


def _is_done(element: Element, track: Track, step: Step | None, before: History) -> bool:
    if isinstance(element.frequency, ByStep):
        return bool(before.get(element.key))
    if isinstance(element.frequency, EachBlock):
        return bool(_in_block(before.get(element.key, ()), track, step))
    return False


def _is_due(element: Element, track: Track, step: Step | None, answered: History, numbers: Mapping[str, int]) -> bool:
    if element.gate is not Gate.RECORD:
        return False
    if isinstance(element.frequency, ByStep):
        last = resolved(element.frequency.step, numbers)
        in_time = [number for number in answered.get(element.key, ()) if number >= last]
        return step is not None and step.number >= last and not in_time
    if isinstance(element.frequency, EachBlock):
        return step is not None and (step.block is None or step == _last_of_block(track, step))
    return True


def _last_of_block(track: Track, step: Step) -> Step:
    return max((s for s in track.steps_of(step.kind) if s.block == step.block), key=lambda s: s.number)


def _in_block(numbers: tuple[int, ...], track: Track, step: Step | None) -> tuple[int, ...]:
    if step is None or step.block is None:
        return ()
    block = {s.number for s in track.steps_of(step.kind) if s.block == step.block}
    return tuple(number for number in numbers if number in block)
