"""What one answer about one element is worth, in findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from programmes.evidence import EvidenceField, FieldKind, Value, missing
from programmes.facts import Answer, RecordFacts
from programmes.findings import Deviation, Finding
from programmes.protocol import Element, Step
from programmes.text import Text, day_in_words


@dataclass(frozen=True)
class Question:
    """An element asked at a step, of the group or of one child."""

    element: Element
    step: Step | None
    facts: RecordFacts
    child: str | None

    @property
    def step_number(self) -> int | None:
        """The number of the step, None for any contact."""
        return self.step.number if self.step else None

    def finding(
        self, rule: str, message: Text, satisfied_by: Text, *, blocks: bool = True, field: str | None = None
    ) -> Finding:
        """A finding about this element, its name in front; about a child, with the child named too."""
        whom = f" ({self.child})" if self.child else ""
        name = self.element.name
        return Finding(
            element=self.element.key,
            rule=rule,
            message=Text(f"“{name.nl}”{whom}: {message.nl}", f"“{name.en}”{whom}: {message.en}"),
            satisfied_by=satisfied_by,
            blocks=blocks,
            field=field,
            child=self.child,
        )


def unanswered(question: Question, *, blocks: bool) -> Finding:
    """The finding for an element that has no answer yet."""
    late = question.element.late_delivery
    return question.finding(
        "unanswered",
        Text("dit is nog niet ingevuld.", "this has not been filled in yet."),
        Text(
            "Schrijf op wat er gedaan is, of kies waarom het niet lukte en wat het goedmaakt."
            + (f" Inhalen kan nog {late.label.nl}, vóór het volgende contact." if late else ""),
            "Write down what was done, or choose why it did not happen and what makes up for it."
            + (f" It can still be made up {late.label.en}, before the next contact." if late else ""),
        ),
        blocks=blocks,
    )


def delivered(question: Question, evidence: Mapping[str, Value]) -> Iterator[Finding]:
    """Findings about an element that was delivered: its evidence is complete, of the right kind and fits the child."""
    fields = question.element.evidence
    for field in missing(fields, evidence, question.step_number):
        yield question.finding(
            "evidence_missing",
            Text(f"“{field.label.nl}” is nog leeg.", f"“{field.label.en}” is still empty."),
            Text(
                f"Vul in: “{field.label.nl}”. Of kies “niet gedaan”, met een reden.",
                f"Fill in: “{field.label.en}”. Or choose “not done”, with a reason.",
            ),
            field=field.key,
        )
    for field in fields:
        misfit = field.misfit(evidence.get(field.key))
        if misfit is not None:
            yield question.finding("evidence_kind", field.label, misfit, field=field.key)
        else:
            yield from _fits_child(question, field, evidence.get(field.key))


def _fits_child(question: Question, field: EvidenceField, value: Value) -> Iterator[Finding]:
    """Warnings about choices that are not meant for the child's groep."""
    groep = question.facts.groep
    if groep is None or field.kind is not FieldKind.CHOICES or not isinstance(value, Sequence):
        return
    if groep in field.one_at_a_time_for and len(value) > 1:
        yield question.finding(
            "one_at_a_time",
            Text(f"in groep {groep} staat er één tegelijk centraal.", f"in groep {groep} one is in focus at a time."),
            Text("Kies er één.", "Choose one."),
            blocks=False,
            field=field.key,
        )
    on_offer = {choice.key for choice in field.choices_for(groep)}
    for choice in field.choices:
        if choice.key in value and choice.key not in on_offer:
            yield question.finding(
                "not_for_groep",
                Text(f"“{choice.text.nl}” hoort niet bij deze groep.", f"“{choice.text.en}” is not for this groep."),
                Text("Kies iets dat bij de groep van het kind past.", "Choose something that fits the child's groep."),
                blocks=False,
                field=field.key,
            )


def not_delivered(question: Question, answer: Answer) -> tuple[tuple[Finding, ...], Deviation | None]:
    """Findings about an element that was not delivered, and the deviation that it is (None when it was not due)."""
    reason = question.element.reason(answer.reason.strip())
    if reason is not None and not reason.is_deviation:
        return tuple(_not_due(question)), None
    findings = [*_reason_and_follow_up(question, answer), *_late(question, answer)]
    paid_back = answer.late.on if answer.late is not None and not findings else None
    deviation = Deviation(
        element=question.element.key,
        reason=answer.reason.strip(),
        follow_up=answer.follow_up.strip(),
        child=question.child,
        paid_back_on=paid_back,
    )
    return tuple(findings), deviation


def _not_due(question: Question) -> Iterator[Finding]:
    """“Not due here” is no reason at a contact that plans to cover the element."""
    if question.step is None or question.element.key in question.step.covers:
        yield question.finding(
            "due_here",
            Text("dit hoort wel bij dit contact.", "this does belong to this contact."),
            Text("Kies een andere reden, en wat het goedmaakt.", "Choose another reason, and what makes up for it."),
            field="reason",
        )


def _reason_and_follow_up(question: Question, answer: Answer) -> Iterator[Finding]:
    if not answer.reason.strip():
        yield question.finding(
            "reason_missing",
            Text("er staat nog niet waarom dit niet lukte.", "it does not say yet why this did not happen."),
            Text("Kies een reden, of schrijf die zelf op.", "Choose a reason, or write it in your own words."),
            field="reason",
        )
    if not answer.follow_up.strip():
        yield question.finding(
            "follow_up_missing",
            Text("er staat nog niet wat het goedmaakt.", "it does not say yet what makes up for it."),
            Text("Kies een vervolg, of schrijf dat zelf op.", "Choose a follow-up, or write it in your own words."),
            field="follow_up",
        )


def _late(question: Question, answer: Answer) -> Iterator[Finding]:
    """Whether something given after the contact pays it back. It never blocks: the deviation then simply stays."""
    late, rule = answer.late, question.element.late_delivery
    if late is None:
        return
    if rule is None or late.by != rule.by:
        yield question.finding(
            "late_not_allowed",
            Text("dit is zo niet in te halen.", "this cannot be made up in that way."),
            Text(f"Inhalen kan {rule.label.nl}.", f"It can be made up {rule.label.en}.")
            if rule
            else Text("Doe het bij het volgende contact.", "Do it at the next contact."),
            blocks=False,
            field="late",
        )
        return
    for field in missing(question.element.evidence, late.evidence, question.step_number):
        yield question.finding(
            "late_evidence_missing",
            Text(f"bij het inhalen is “{field.label.nl}” nog leeg.", f"for the late part “{field.label.en}” is empty."),
            Text(f"Vul in: “{field.label.nl}”.", f"Fill in: “{field.label.en}”."),
            blocks=False,
            field=field.key,
        )
    yield from _late_in_time(question, late.on)


def _late_in_time(question: Question, on: date) -> Iterator[Finding]:
    contact, following = question.facts.contact_date, question.facts.next_date
    if contact is not None and on < contact:
        yield question.finding(
            "late_before_contact",
            Text("de inhaaldatum ligt vóór het contact.", "the late date lies before the contact."),
            Text("Vul de dag in waarop het is ingehaald.", "Fill in the day on which it was made up."),
            blocks=False,
            field="late",
        )
    if following is not None and on >= following:
        day = day_in_words(following)
        yield question.finding(
            "late_too_late",
            Text(
                f"dit is pas ingehaald na {day.nl}, dus telt het niet mee.",
                f"made up after {day.en}: it does not count.",
            ),
            Text("Inhalen telt mee vóór het volgende contact.", "Making up counts before the next contact."),
            blocks=False,
            field="late",
        )
