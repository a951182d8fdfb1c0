"""The record form: one for every kind of contact, made from what the rule-book asks of it."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from programmes.facts import Answer
from programmes.protocol import ChecklistItem, ChecklistKind
from thuisbasis import clock, languages
from thuisbasis.recording.drafts import INTERPRETERS, PRESENCE_LABELS, Draft, Presence
from thuisbasis.recording.element_fields import answer_from, fields_of, language_choices, spelled, values_of
from thuisbasis.recording.fields import RadioField, SelectField
from thuisbasis.recording.judging import PURPOSES
from thuisbasis.recording.questions import Asked, Questions
from thuisbasis.validation import (
    BooleanField,
    DateField,
    Form,
    IntegerField,
    RevisionField,
    StringField,
    TextAreaField,
    TimeField,
)

TEXTS = ("language", "observation", "teacher_feedback", "home_agreement", "last_agreement")


class RecordForm(Form):
    """What every record form has; the rest is added for each record by `form_class`."""

    revision = RevisionField()
    held_on = DateField(_l("Dag"))
    held_from = TimeField(_l("Van"))
    held_until = TimeField(_l("Tot"))
    interpreter = RadioField(_l("Tolk"))
    notes = TextAreaField(_l("Notities"))
    rest_reason = RadioField(_l("Waarom ging het anders?"))
    rest_reason_own = StringField(_l("In eigen woorden"), longest=500)
    rest_follow_up = RadioField(_l("Wat maakt het goed?"))
    rest_follow_up_own = StringField(_l("In eigen woorden"), longest=500)

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and that the times can be: not ahead of today, and the end after the beginning."""
        fits = bool(super().validate(extra_validators))
        if self.held_on.data and self.held_on.data > clock.today():
            self.held_on.errors = [gettext("Deze dag is nog niet geweest. Vul de dag in waarop het was.")]
            fits = False
        if self.held_from.data and self.held_until.data and self.held_until.data <= self.held_from.data:
            self.held_until.errors = [gettext("Het einde ligt vóór het begin. Vul een latere tijd in.")]
            fits = False
        return fits


def attendance_name(enrolment_id: uuid.UUID, guardian_id: uuid.UUID) -> str:
    """The name of the field for how a guardian was there."""
    return f"attendance-{enrolment_id.hex}-{guardian_id.hex}"


def form_class(questions: Questions) -> type[RecordForm]:
    """The form of one record: its fields follow from what is asked."""
    return type("ThisRecordForm", (RecordForm,), dict(_fields(questions)))


def _fields(questions: Questions) -> Iterator[tuple[str, Any]]:
    for asked in questions.elements:
        yield from fields_of(asked, questions)
    statuses = [*((str(key), str(label)) for key, label in PRESENCE_LABELS.items()), ("", gettext("nog niet ingevuld"))]
    for enrolment_id, guardians in questions.guardians.items():
        for guardian in guardians:
            yield attendance_name(enrolment_id, guardian.id), RadioField(guardian.name, choices=statuses)
    for item in questions.checklist:
        yield f"checklist-{item.key}", _checklist_field(item)
    yield "interpreter", RadioField(_l("Tolk"), choices=[(key, str(label)) for key, label in INTERPRETERS.items()])
    yield from _rest_fields(questions)
    if questions.places:
        yield "place_kind", RadioField(_l("Waar was het?"), choices=spelled(questions.places))
    if questions.may_be_acquaintance and questions.programme.acquaintance:
        words = languages.text(questions.programme.acquaintance.name)
        label = gettext("Dit was alleen een %(meeting)s", meeting=words)
        yield "is_acquaintance", BooleanField(label)
    if questions.is_of_child:
        yield (
            "language",
            SelectField(_l("In welke taal sprak u met elkaar?"), choices=language_choices(questions.languages)),
        )
        yield "observation", TextAreaField(_l("Wat zag u bij het kind?"))
        yield "teacher_feedback", TextAreaField(_l("Voor de leerkracht"))
        yield from _agreement_fields(questions)
    if questions.is_with_family:
        yield "next_date", DateField(_l("Volgende datum"))


def _agreement_fields(questions: Questions) -> Iterator[tuple[str, Any]]:
    """Agreements, unless the evidence of an element asks them already."""
    labels = {"last_agreement": _l("Hoe ging de vorige afspraak?"), "home_agreement": _l("Afspraak voor thuis")}
    for name, words in labels.items():
        if not questions.asks_purpose(PURPOSES[name]):
            yield name, TextAreaField(words)


def _rest_fields(questions: Questions) -> Iterator[tuple[str, Any]]:
    """One reason for all that is left offers what every required element offers."""
    required = [asked.element for asked in questions.elements if asked.required]
    reasons = [
        r
        for r in (required[0].reasons if required else ())
        if r.is_deviation and all(e.reason(r.key) for e in required)
    ]
    follow_ups = [f for f in (required[0].follow_ups if required else ()) if all(f in e.follow_ups for e in required)]
    yield "rest_reason", RadioField(_l("Waarom ging het anders?"), choices=spelled(reasons))
    yield "rest_follow_up", RadioField(_l("Wat maakt het goed?"), choices=spelled(follow_ups))


def _checklist_field(item: ChecklistItem) -> Any:
    words = languages.text(item.text)
    label = words[:1].upper() + words[1:]
    if item.kind is not ChecklistKind.YES_NO_NA:
        return IntegerField(label, least=0, most=1000, description=_advised(item))
    replies = [("yes", gettext("ja")), ("no", gettext("nee")), ("not_applicable", gettext("niet van toepassing"))]
    return RadioField(label, choices=replies)


def _advised(item: ChecklistItem) -> str:
    if item.advised is None:
        return ""
    return gettext("bedoeld is %(least)s tot %(most)s", least=item.advised[0], most=item.advised[1])


def form_for(questions: Questions, draft: Draft, *, revision: int) -> RecordForm:
    """The form filled with what a draft says; on top of that, what the plan knows fills what is not answered yet."""
    return form_class(questions)(formdata=None, data=dict(_values(questions, draft)) | {"revision": revision})


def form_sent(questions: Questions, sent: "MultiDict[str, str]", *, with_token: bool = True) -> RecordForm:
    """The form as it was sent. `with_token` False: for a door that guards itself otherwise, where no token is sent."""
    return form_class(questions)(formdata=sent, meta=None if with_token else {"csrf": False})


def _values(questions: Questions, draft: Draft) -> Iterator[tuple[str, Any]]:
    for asked in questions.elements:
        answer = draft.answers.get(asked.key) or Answer(evidence=_planned(questions, asked))
        yield from values_of(asked, answer, questions)
    for (enrolment_id, guardian_id), status in draft.attendance.items():
        yield attendance_name(enrolment_id, guardian_id), str(status)
    for key, value in draft.checklist.items():
        yield f"checklist-{key}", value
    begin, end = draft.held_from, draft.held_until
    yield "held_on", clock.local(begin).date() if begin else None
    yield "held_from", clock.local(begin).time() if begin else None
    yield "held_until", clock.local(end).time() if end else None
    yield "place_kind", questions.contact.place_kind or (questions.places[0].key if questions.places else "")
    rest = draft.rest or Answer()
    yield from _rest_values("rest_reason", rest.reason, form_choices(questions, "rest_reason"))
    yield from _rest_values("rest_follow_up", rest.follow_up, form_choices(questions, "rest_follow_up"))
    yield "next_date", draft.next_date or questions.next_day
    was_begun = bool(draft.answers or draft.attendance)
    yield "is_acquaintance", draft.is_acquaintance or (not was_begun and _was_meant_as_acquaintance(questions))
    for name in ("language", "interpreter", "observation", "teacher_feedback", "notes", *PURPOSES):
        yield name, getattr(draft, name)


def _was_meant_as_acquaintance(questions: Questions) -> bool:
    return bool(questions.contact.prepared.get("is_acquaintance"))


def _planned(questions: Questions, asked: Asked) -> Mapping[str, Any]:
    """What was prepared for an element: as it is, or by the enrolment that it was prepared for."""
    prepared = questions.contact.prepared.get(asked.element.key) or {}
    subject = asked.enrolment.id if asked.enrolment else questions.record.enrolment_id
    own = prepared.get(str(subject))
    return own if isinstance(own, Mapping) else prepared


def form_choices(questions: Questions, name: str) -> set[str]:
    """The keys that the lists for all that is left offer."""
    return {
        key for field_name, field in _rest_fields(questions) if field_name == name for key, _ in field.kwargs["choices"]
    }


def _rest_values(name: str, value: str, known: set[str]) -> Iterator[tuple[str, str]]:
    yield name, value if value in known else ""
    yield f"{name}_own", "" if value in known else value


def draft_from(form: RecordForm, questions: Questions, before: Draft) -> Draft:
    """What a form says. Of `before`, the draft that stood there, stays what a form does not ask: late deliveries."""
    answers = {
        asked.key: answer_from(form, asked, questions, before.answers.get(asked.key, Answer()))
        for asked in questions.elements
    }
    draft = Draft(
        answers={key: answer for key, answer in answers.items() if answer != Answer()},
        rest=_rest(form),
        checklist=_checklist(form, questions),
        attendance=dict(_attendance(form, questions)),
        held_from=_moment(form.held_on.data, form.held_from.data, questions),
        held_until=_moment(form.held_on.data, form.held_until.data, questions),
        interpreter=form.interpreter.data or "",
        notes=form.notes.data or "",
        is_acquaintance=bool(_data(form, "is_acquaintance")),
        next_date=_data(form, "next_date"),
    )
    texts: dict[str, Any] = {name: _data(form, name) or "" for name in TEXTS}
    return replace(draft, **texts)


def _data(form: RecordForm, name: str) -> Any:
    return form[name].data if name in form else None


def _rest(form: RecordForm) -> Answer | None:
    reason = form.rest_reason.data or form.rest_reason_own.data or ""
    follow_up = form.rest_follow_up.data or form.rest_follow_up_own.data or ""
    return Answer(delivered=False, reason=reason, follow_up=follow_up) if reason or follow_up else None


def _checklist(form: RecordForm, questions: Questions) -> dict[str, Any]:
    given = {item.key: form[f"checklist-{item.key}"].data for item in questions.checklist}
    return {key: value for key, value in given.items() if value not in (None, "")}


def _attendance(form: RecordForm, questions: Questions) -> Iterator[tuple[tuple[uuid.UUID, uuid.UUID], Presence]]:
    for enrolment_id, guardians in questions.guardians.items():
        for guardian in guardians:
            status = form[attendance_name(enrolment_id, guardian.id)].data
            if status:
                yield (enrolment_id, guardian.id), Presence(status)


def _moment(day: date | None, at: time | None, questions: Questions) -> datetime | None:
    if at is None:
        return None
    return datetime.combine(day or clock.local(questions.contact.starts_at).date(), at, clock.ZONE)
