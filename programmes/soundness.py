"""Refuses a badly written programme, in one sentence that names the file, the field and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from programmes import prompts, references
from programmes.evidence import EvidenceField, FieldKind
from programmes.gates.course import course_findings
from programmes.problem import Problem
from programmes.protocol import Element, Programme, Step, Track
from programmes.text import Text

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
VERSION = re.compile(r"\d+(\.\d+)*")
SOURCES = frozenset("SPL")


class UnsoundProgrammeError(ValueError):
    """A programme is badly written. The message is one sentence with the file, the field and the mend."""


def check(programme: Programme, file: str) -> None:
    """Checks one programme of `file`. Raises UnsoundProgrammeError for the first thing that is wrong."""
    for problem in problems(programme):
        raise UnsoundProgrammeError(problem.sentence(file))


def check_together(programmes: Iterable[tuple[Programme, str]]) -> None:
    """Checks that no two (programme, file) share key and version. Raises UnsoundProgrammeError."""
    seen: dict[tuple[str, str], str] = {}
    for programme, file in programmes:
        name = (programme.key, programme.version)
        if name in seen:
            raise UnsoundProgrammeError(
                Problem(
                    "version",
                    f"“{programme.version}” of “{programme.key}” is also in {seen[name]}",
                    "give one of them another key or version",
                ).sentence(file)
            )
        seen[name] = file


def problems(programme: Programme) -> Iterator[Problem]:
    """All that is wrong with a programme, the most basic first."""
    wrong_types = tuple(_types(programme, ""))
    if wrong_types:
        yield from wrong_types
        return
    yield from _texts_and_sources(programme, "")
    yield from _names(programme)
    for index, track in enumerate(programme.tracks):
        yield from _track(track, f"tracks[{index}]")
    for index, element in enumerate(programme.elements):
        yield from _element(element, f"elements[{index}]")
    yield from _defaults(programme)
    yield from references.problems(programme)
    yield from _course(programme)


def _types(value: object, path: str) -> Iterator[Problem]:
    """Walks the whole programme: tuples are tuples (a forgotten comma makes none), words are words."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _types(item, f"{path}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            where, inside = f"{path}.{field.name}".lstrip("."), getattr(value, field.name)
            expected = _expected(str(field.type))
            if expected is not None and not isinstance(inside, expected):
                yield Problem(where, f"is a {type(inside).__name__}", f"write a {field.type}")
            else:
                yield from _types(inside, where)


def _expected(annotation: str) -> type | tuple[type, ...] | None:
    if annotation.startswith("tuple["):
        return None if "| None" in annotation else tuple
    known: dict[str, type | tuple[type, ...]] = {"str": str, "Text": Text, "bool": bool, "int": int}
    return (known | {"Text | None": (Text, type(None))}).get(annotation)


def _texts_and_sources(value: object, path: str) -> Iterator[Problem]:
    """Walks the whole programme: no text is blank in either language, every source is made of S, P and L."""
    if isinstance(value, Text):
        for language in ("nl", "en"):
            if not getattr(value, language).strip():
                yield Problem(f"{path}.{language}", "is empty", "write the text in both languages")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_and_sources(item, f"{path}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            where = f"{path}.{field.name}".lstrip(".")
            inside = getattr(value, field.name)
            if field.name == "source" and not (inside and set(inside) <= SOURCES):
                yield Problem(
                    where, f"is “{inside}”", "use S, P or L for where the fact comes from, or several of them"
                )
            yield from _texts_and_sources(inside, where)


def _names(programme: Programme) -> Iterator[Problem]:
    if not KEBAB.fullmatch(programme.key):
        yield Problem("key", f"is “{programme.key}”", "use lower-case letters, digits and hyphens")
    if not VERSION.fullmatch(programme.version):
        yield Problem("version", f"is “{programme.version}”", "use numbers with dots, such as “1” or “2.1”")
    for field in ("name", "leaders", "tracks", "elements", "completion"):
        if not getattr(programme, field):
            yield Problem(field, "is empty", "a programme needs at least one")
    yield from _twice("tracks", [track.key for track in programme.tracks])
    yield from _twice("elements", [element.key for element in programme.elements])
    yield from _twice("checklist", [item.key for item in programme.checklist])
    yield from _twice("indications", [choice.key for choice in programme.indications])
    yield from _twice("local_defaults", [default.key for default in programme.local_defaults])


def _twice(field: str, keys: list[str]) -> Iterator[Problem]:
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield Problem(field, f"has “{key}” twice", "give each its own key")


def _track(track: Track, path: str) -> Iterator[Problem]:
    if not KEBAB.fullmatch(track.key):
        yield Problem(f"{path}.key", f"is “{track.key}”", "use lower-case letters, digits and hyphens")
    if not track.steps:
        yield Problem(f"{path}.steps", "is empty", "a track needs at least one step")
    yield from _twice(f"{path}.steps", [step.key for step in track.steps])
    yield from _twice(f"{path}.cadences", [entry.kind for entry in track.cadences])
    for index, step in enumerate(track.steps):
        yield from _step(step, f"{path}.steps[{index}]")
    for kind in dict.fromkeys(step.kind for step in track.steps):
        numbers = [step.number for step in track.steps_of(kind)]
        if numbers != list(range(1, len(numbers) + 1)):
            yield Problem(f"{path}.steps", f"numbers {kind} as {numbers}", "number each kind from 1 on without gaps")
        if kind not in {entry.kind for entry in track.cadences}:
            yield Problem(
                f"{path}.cadences", f"has no rhythm for {kind}", "add a KindCadence for it, ByHand() if it has none"
            )
    blocks = [step.block for step in track.steps if step.block is not None]
    if blocks != sorted(blocks):
        yield Problem(f"{path}.steps", f"has blocks in the order {blocks}", "let block numbers only go up")


def _step(step: Step, path: str) -> Iterator[Problem]:
    if not KEBAB.fullmatch(step.key):
        yield Problem(f"{path}.key", f"is “{step.key}”", "use lower-case letters, digits and hyphens")
    least, most = step.minutes_range
    if not 0 < least <= step.minutes <= most:
        yield Problem(
            f"{path}.minutes", f"is {step.minutes}, outside {least} to {most}", "let minutes lie within minutes_range"
        )


def _element(element: Element, path: str) -> Iterator[Problem]:
    if not SNAKE.fullmatch(element.key):
        yield Problem(f"{path}.key", f"is “{element.key}”", "use lower-case letters, digits and underscores")
    for field in ("evidence", "reasons", "follow_ups"):
        if not getattr(element, field):
            yield Problem(f"{path}.{field}", "is empty", "an element needs at least one, or it cannot be answered")
    yield from _twice(f"{path}.evidence", [field.key for field in element.evidence])
    yield from _twice(f"{path}.reasons", [reason.key for reason in element.reasons])
    yield from _twice(f"{path}.follow_ups", [choice.key for choice in element.follow_ups])
    if element.reasons and not any(reason.is_deviation for reason in element.reasons):
        yield Problem(f"{path}.reasons", "holds no deviation", "add a reason why the element may honestly fail")
    if element.prompt is not None:
        yield from prompts.problems_of(element.prompt, f"{path}.prompt")
    for index, question in enumerate(element.evidence):
        yield from _evidence(question, f"{path}.evidence[{index}]")


def _evidence(field: EvidenceField, path: str) -> Iterator[Problem]:
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not field.choices:
        yield Problem(f"{path}.choices", "is empty", "give the choices, or make it a TEXT")
    if field.kind is FieldKind.GRID and not (field.rows and field.columns):
        yield Problem(f"{path}.rows", "or its columns are empty", "a GRID needs both")
    yield from _twice(f"{path}.choices", [choice.key for choice in field.choices])


def _defaults(programme: Programme) -> Iterator[Problem]:
    for index, default in enumerate(programme.local_defaults):
        if not default.least <= default.value <= default.most:
            yield Problem(
                f"local_defaults[{index}].value",
                f"is {default.value}, outside {default.least} to {default.most}",
                "let it lie within least and most",
            )


def _course(programme: Programme) -> Iterator[Problem]:
    """Each track, as it is written, can cover each element often enough."""
    numbers = programme.numbers()
    for index, track in enumerate(programme.tracks):
        for finding in course_findings(programme, track, None, numbers):
            yield Problem(
                f"tracks[{index}].steps",
                f"cannot cover “{finding.element}” often enough ({finding.satisfied_by.en.rstrip('.')})",
                "let more steps name it in covers",
            )
