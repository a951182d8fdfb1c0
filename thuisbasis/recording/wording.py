"""What a record says, in words: for the page that is read through, the printed record and two texts side by side."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext

from programmes.evidence import EvidenceField, FieldKind, Value, grid_pairs
from programmes.facts import Answer
from programmes.protocol import ChecklistKind, Element, Programme
from programmes.text import Choice
from thuisbasis import languages, spoken
from thuisbasis.recording.drafts import FOLLOW_UP_WORDS, INTERPRETERS, REASON_WORDS, Draft


def evidence_words(field: EvidenceField, value: Value) -> str:
    """One answer as people read it: choices by their words, a grid as "boeken: samen doen, voordoen"."""
    if field.is_empty(value):
        return ""
    if field.kind is FieldKind.YES_NO:
        return gettext("ja") if value else gettext("nee")
    if field.kind is FieldKind.LANGUAGE:
        return spoken.name(str(value))
    if field.kind is FieldKind.GRID:
        return _grid_words(field, value)
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        given = [value] if isinstance(value, str) else list(value if isinstance(value, Sequence) else ())
        return ", ".join(choice_words(field.choices, str(each)) for each in given)
    return str(value)


def _grid_words(field: EvidenceField, value: Value) -> str:
    columns: dict[str, list[str]] = {}
    for row, column in grid_pairs(value) or ():
        columns.setdefault(row, []).append(choice_words(field.columns, column))
    return "; ".join(f"{choice_words(field.rows, row)}: {', '.join(found)}" for row, found in columns.items())


def choice_words(choices: Sequence[Choice], key: str) -> str:
    """The words of a key, or the key itself: own words stand where a key would."""
    return next((languages.text(choice.text) for choice in choices if choice.key == key), key)


def reason_words(element: Element, answer: Answer) -> str:
    """Why it was not done, with the own words beside it."""
    reason = element.reason(answer.reason)
    return _joined(languages.text(reason.text) if reason else answer.reason, answer.evidence.get(REASON_WORDS))


def follow_up_words(element: Element, answer: Answer) -> str:
    """What makes up for it, with the own words beside it."""
    return _joined(choice_words(element.follow_ups, answer.follow_up), answer.evidence.get(FOLLOW_UP_WORDS))


def _joined(words: str, own: Value) -> str:
    return ": ".join(part for part in (words, str(own or "")) if part)


def answer_lines(element: Element, answer: Answer) -> Iterator[tuple[str, str]]:
    """What is said about an element as label and words; what is empty is left out."""
    if answer.delivered is not False:
        yield from evidence_lines(element, answer.evidence)
        return
    for label, words in (
        (gettext("Reden"), reason_words(element, answer)),
        (gettext("Vervolg"), follow_up_words(element, answer)),
    ):
        if words:
            yield label, words
    if answer.late is not None:
        yield gettext("Alsnog gegeven"), late_words(element, answer)


def evidence_lines(element: Element, evidence: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The evidence as label and words."""
    for field in element.evidence:
        words = evidence_words(field, evidence.get(field.key))
        if words:
            yield languages.text(field.label), words


def late_words(element: Element, answer: Answer) -> str:
    """When and how something was given after the contact, and what."""
    if answer.late is None:
        return ""
    rule = element.late_delivery
    by = languages.text(rule.label) if rule and rule.by == answer.late.by else answer.late.by
    said = "; ".join(words for _, words in evidence_lines(element, answer.late.evidence))
    return _joined(f"{languages.day(answer.late.on)}, {by}", said)


def checklist_words(kind: ChecklistKind, value: Value) -> str:
    """A checklist answer as people read it; empty when there is none."""
    if value is None or value == "":
        return ""
    if kind is ChecklistKind.YES_NO_NA:
        return {"yes": gettext("ja"), "no": gettext("nee"), "not_applicable": gettext("niet van toepassing")}[
            str(value)
        ]
    return str(value)


def draft_words(programme: Programme, draft: Draft) -> dict[str, str]:
    """A draft as label and text, to lay two versions side by side."""
    texts = {
        gettext("Taal"): spoken.name(draft.language) if draft.language else "",
        gettext("Tolk"): str(INTERPRETERS.get(draft.interpreter, "")) if draft.interpreter else "",
        gettext("Afspraak voor thuis"): draft.home_agreement,
        gettext("Hoe ging de vorige afspraak?"): draft.last_agreement,
        gettext("Wat u zag bij het kind"): draft.observation,
        gettext("Voor de leerkracht"): draft.teacher_feedback,
        gettext("Volgende datum"): languages.day(draft.next_date) if draft.next_date else "",
        gettext("Notities"): draft.notes,
    }
    for (key, _), answer in draft.answers.items():
        element = programme.element(key)
        name = languages.text(element.name)
        lines = "\n".join(f"{label}: {words}" for label, words in answer_lines(element, answer))
        texts[name] = "\n".join(part for part in (texts.get(name, ""), state_words(answer.delivered), lines) if part)
    return {label: text for label, text in texts.items() if text}


def state_words(delivered: bool | None) -> str:
    """Gedaan, niet gedaan, or not filled in yet."""
    if delivered is None:
        return gettext("Nog niet ingevuld")
    return gettext("Gedaan") if delivered else gettext("Niet gedaan, met reden")
