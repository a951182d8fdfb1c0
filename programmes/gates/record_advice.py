"""What a record is warned about beside its elements: length, interpreter, checklist. Nothing here blocks."""

from __future__ import annotations

from collections.abc import Iterator

from programmes.facts import RecordFacts
from programmes.findings import Finding
from programmes.protocol import ChecklistItem, ChecklistKind, Programme, Step, Track
from programmes.text import Text

CHECKLIST_ANSWERS = ("yes", "no", "not_applicable")


def findings(programme: Programme, track: Track, step: Step | None, facts: RecordFacts) -> Iterator[Finding]:
    """Warnings on the length of the contact, a child who interprets, and checklist counts outside what is advised."""
    yield from _length(step or track.steps_of(track.main_kind)[0], facts)
    if facts.interpreter == "child":
        yield _warning(
            "child_interprets",
            Text("Een kind heeft getolkt.", "A child interpreted."),
            Text("Regel de volgende keer een volwassen tolk.", "Arrange an adult interpreter next time."),
        )
    for item in programme.checklist:
        yield from _checklist(item, facts)


def _length(step: Step, facts: RecordFacts) -> Iterator[Finding]:
    least, most = step.minutes_range
    if facts.minutes is not None and not least <= facts.minutes <= most:
        yield _warning(
            "length",
            Text(
                f"Het contact duurde {facts.minutes} minuten; bedoeld is {least} tot {most}.",
                f"The contact took {facts.minutes} minutes; {least} to {most} are meant.",
            ),
            Text(
                "Schrijf op wat er speelde, of verbeter de tijden.", "Write down what happened, or correct the times."
            ),
        )


def _checklist(item: ChecklistItem, facts: RecordFacts) -> Iterator[Finding]:
    value = facts.checklist.get(item.key)
    if item.kind is ChecklistKind.YES_NO_NA or item.advised is None or not isinstance(value, int):
        return
    least, most = item.advised
    if not least <= value <= most:
        yield _warning(
            "checklist_advice",
            Text(
                f"{item.text.nl}: {value}; bedoeld is {least} tot {most}.",
                f"{item.text.en}: {value}; {least} to {most} are meant.",
            ),
            Text("Bespreek dit met uw mede-trainer.", "Discuss this with your co-leader."),
        )


def _warning(rule: str, message: Text, satisfied_by: Text) -> Finding:
    return Finding(element=None, rule=rule, message=message, satisfied_by=satisfied_by, blocks=False)
