"""The completion gate: has this family completed the programme?

It judges what this family attended or caught up. Otherwise the programme ended early, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from programmes.dose import (
    AtLeast,
    AttendOnce,
    AttendShare,
    EachBlock,
    EachContact,
    EachRow,
    ElementsCovered,
    ShareWithElements,
    resolved,
)
from programmes.facts import CompletionFacts, ContactOutcome, Presence
from programmes.findings import Finding
from programmes.protocol import Element, Gate, Programme, StepKind, Track
from programmes.text import Text

Contacts = tuple[ContactOutcome, ...]
Numbers = Mapping[str, int]


def completion_findings(
    programme: Programme, facts: CompletionFacts, own: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """What is still missing for this family's completion. `own`: an organisation's local defaults.

    Elements with a frequency over the course that no completion rule names only warn. Raises UnknownKeyError for a
    track or step that does not exist.
    """
    track, numbers = programme.track(facts.track), programme.numbers(own)
    attended = tuple(contact for contact in facts.contacts if contact.took_part)
    for contact in facts.contacts:
        track.step(contact.step)
    found: list[Finding] = []
    named: set[str] = set()
    for rule in programme.completion:
        if isinstance(rule, AttendOnce):
            found += _attended_once(rule, track, attended)
        elif isinstance(rule, AttendShare):
            found += _attended_share(rule, track, attended, numbers)
        elif isinstance(rule, ShareWithElements):
            found += _share_with_elements(rule, programme, track, attended, numbers)
        elif isinstance(rule, ElementsCovered):
            named |= set(rule.elements)
            found += _covered(programme, rule.elements, track, attended, numbers, blocks=True)
    course = (e.key for e in programme.elements if not isinstance(e.frequency, EachContact) and e.key not in named)
    found += _covered(programme, tuple(course), track, attended, numbers, blocks=False)
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Dose:
    """How far a family is with one rule of dose: contacts of a kind that count, how many it needs, of how many."""

    kind: StepKind
    counted: int
    needed: int
    total: int


def doses(programme: Programme, facts: CompletionFacts, own: Mapping[str, int] | None = None) -> tuple[Dose, ...]:
    """How far this family is with each rule of dose of its programme, as `completion_findings` counts it.

    A rule about a kind of contact that the track does not have is left out.
    """
    track, numbers = programme.track(facts.track), programme.numbers(own)
    attended = tuple(contact for contact in facts.contacts if contact.took_part)
    found = []
    for rule in programme.completion:
        if isinstance(rule, ElementsCovered) or not track.steps_of(rule.kind):
            continue
        if isinstance(rule, AttendOnce):
            counted, needed = int(_was_at(rule, track, attended)), 1
        else:
            counted = (
                _counted_share(rule, track, attended, numbers).counts
                if isinstance(rule, AttendShare)
                else len(_full_contacts(rule, programme, track, attended))
            )
            needed = needed_contacts(track, rule.kind, resolved(rule.percent, numbers))
        found.append(Dose(kind=rule.kind, counted=counted, needed=needed, total=len(track.steps_of(rule.kind))))
    return tuple(found)


def needed_contacts(track: Track, kind: StepKind, percent: int) -> int:
    """How many of the track's contacts of a kind make `percent` of them, rounded up: 70 % of 14 is 10."""
    return -(-len(track.steps_of(kind)) * percent // 100)


def _attended_once(rule: AttendOnce, track: Track, attended: Contacts) -> Iterator[Finding]:
    if _was_at(rule, track, attended):
        return
    title = track.steps_of(rule.kind)[0].title
    yield _dose(
        "attended_once",
        Text(f"Het gezin volgde nog niet: {title.nl}.", f"The family has not followed yet: {title.en}."),
        Text(f"{title.nl} bijwonen, of apart inhalen.", f"Attend {title.en}, or catch it up separately."),
    )


def _was_at(rule: AttendOnce, track: Track, attended: Contacts) -> bool:
    return any(track.step(contact.step).kind == rule.kind for contact in attended)


@dataclass(frozen=True)
class _CountedShare:
    """At how many contacts a family was, how many it caught up, and how many of those count."""

    there: int
    caught_up: int
    counted: int

    @property
    def counts(self) -> int:
        return self.there + self.counted


def _counted_share(rule: AttendShare, track: Track, attended: Contacts, numbers: Numbers) -> _CountedShare:
    of_kind = [c for c in attended if track.step(c.step).kind == rule.kind and c.counts_towards_dose]
    there = {c.step for c in of_kind if c.presence is Presence.ATTENDED}
    caught_up = len({c.step for c in of_kind} - there)
    counted = caught_up if rule.catch_ups is None else min(caught_up, resolved(rule.catch_ups, numbers))
    return _CountedShare(len(there), caught_up, counted)


def _attended_share(rule: AttendShare, track: Track, attended: Contacts, numbers: Numbers) -> Iterator[Finding]:
    share = _counted_share(rule, track, attended, numbers)
    there, caught_up, counted = share.there, share.caught_up, share.counted
    needed = needed_contacts(track, rule.kind, resolved(rule.percent, numbers))
    total = len(track.steps_of(rule.kind))
    if share.counts >= needed:
        return
    yield _dose(
        "attended_share",
        Text(
            f"Het gezin was bij {there} van de {total} contacten"
            + (f"; ingehaald: {caught_up}, waarvan {counted} meetelt." if caught_up else "."),
            f"The family was at {there} of {total} contacts"
            + (f"; caught up: {caught_up}, of which {counted} count." if caught_up else "."),
        ),
        Text(
            f"Nodig: {needed} van de {total} ({resolved(rule.percent, numbers)} %, lokale afspraak).",
            f"Needed: {needed} of {total} ({resolved(rule.percent, numbers)} %, local default).",
        ),
    )


def _full_contacts(
    rule: ShareWithElements, programme: Programme, track: Track, attended: Contacts
) -> list[ContactOutcome]:
    """The contacts of the rule's kind that had every element required at each contact, and count."""
    required = {e.key for e in programme.elements if isinstance(e.frequency, EachContact) and e.gate is Gate.RECORD}
    return [
        contact
        for contact in attended
        if track.step(contact.step).kind == rule.kind and contact.counts_towards_dose and required <= contact.delivered
    ]


def _share_with_elements(
    rule: ShareWithElements, programme: Programme, track: Track, attended: Contacts, numbers: Numbers
) -> Iterator[Finding]:
    full = _full_contacts(rule, programme, track, attended)
    needed = needed_contacts(track, rule.kind, resolved(rule.percent, numbers))
    total = len(track.steps_of(rule.kind))
    if len(full) >= needed:
        return
    yield _dose(
        "share_with_elements",
        Text(
            f"{len(full)} van de {total} contacten hadden alle verplichte onderdelen en tellen mee.",
            f"{len(full)} of the {total} contacts had all required elements and count.",
        ),
        Text(
            f"Nodig: {needed} van de {total} ({resolved(rule.percent, numbers)} %, lokale afspraak).",
            f"Needed: {needed} of {total} ({resolved(rule.percent, numbers)} %, local default).",
        ),
    )


def _covered(
    programme: Programme, keys: tuple[str, ...], track: Track, attended: Contacts, numbers: Numbers, *, blocks: bool
) -> Iterator[Finding]:
    for key in keys:
        element = programme.element(key)
        count, needed = _coverage(element, track, attended, numbers)
        if count < needed:
            yield Finding(
                element=key,
                rule="coverage",
                message=Text(
                    f"“{element.name.nl}” kwam bij dit gezin {count} van de {needed} keer aan bod.",
                    f"“{element.name.en}” came up {count} of {needed} times for this family.",
                ),
                satisfied_by=Text(
                    f"Nog {needed - count} keer, ook inhalen kan.", f"{needed - count} more; catching up counts."
                ),
                blocks=blocks,
            )


def _coverage(element: Element, track: Track, attended: Contacts, numbers: Numbers) -> tuple[int, int]:
    """How often the element was delivered to this family, and how often it is required."""
    frequency = element.frequency
    there = {contact.step for contact in attended if element.key in contact.delivered}
    if isinstance(frequency, AtLeast):
        return len(there), resolved(frequency.times, numbers)
    if isinstance(frequency, EachBlock):
        blocks = {step.block for step in track.steps} - {None}
        return len({track.step(key).block for key in there} - {None}), len(blocks)
    if isinstance(frequency, EachRow):
        field = element.field(frequency.field)
        rows = {row.key for row in field.rows} if field else set()
        touched = {row for contact in attended for row in contact.rows.get(element.key, frozenset())}
        return len(rows & touched), len(rows)
    if isinstance(frequency, EachContact):
        asked = {step.key for step in track.steps if element.key in step.covers}
        return len(there & asked), len(asked)
    return min(len(there), 1), 1


def _dose(rule: str, message: Text, satisfied_by: Text) -> Finding:
    return Finding(element=None, rule=rule, message=message, satisfied_by=satisfied_by, blocks=True)
