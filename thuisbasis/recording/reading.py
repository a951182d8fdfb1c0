"""A version of a record in words, for the page that shows it and for the printed sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import Answer
from thuisbasis import languages, spoken
from thuisbasis.families.models import Guardian
from thuisbasis.recording import queries, wording
from thuisbasis.recording.drafts import INTERPRETERS, PRESENCE_LABELS, Draft
from thuisbasis.recording.judging import PURPOSES
from thuisbasis.recording.models import RecordVersion
from thuisbasis.recording.questions import Asked, Questions


@dataclass(frozen=True, kw_only=True)
class ReadElement:
    """An element as it was answered. `may_come_late`: it was not done and can still be made up."""

    key: str
    name: str
    child: str
    delivered: bool | None
    lines: Sequence[tuple[str, str]]
    may_come_late: bool


@dataclass(frozen=True, kw_only=True)
class ReadRecord:
    """All that a version says, in words. What is empty is left out. `further_facts`: those but for when and where."""

    draft: Draft
    facts: Sequence[tuple[str, str]]
    further_facts: Sequence[tuple[str, str]]
    register: Sequence[tuple[str, str]]
    elements: Sequence[ReadElement]
    checklist: Sequence[tuple[str, str]]
    texts: Sequence[tuple[str, str]]


def read(session: Session, questions: Questions, version: RecordVersion) -> ReadRecord:
    """A version in the reader's language."""
    draft = queries.draft_of(session, questions.record, version)
    facts = [(label, words) for label, words in _facts(questions, draft) if words]
    further = [(label, words) for label, words in facts if label not in (gettext("Wanneer"), gettext("Waar"))]
    return ReadRecord(
        draft=draft,
        facts=facts,
        further_facts=further,
        register=_register(session, questions, draft),
        elements=[] if draft.is_acquaintance else _elements(questions, draft),
        checklist=_checklist(questions, draft),
        texts=[(label, words) for label, words in _texts(questions, draft) if words],
    )


def _facts(questions: Questions, draft: Draft) -> list[tuple[str, str]]:
    begin, end = draft.held_from, draft.held_until
    times = f"{languages.day(begin)}, {languages.time_of_day(begin)}" if begin else ""
    if begin and end:
        times = gettext("%(begin)s tot %(end)s", begin=times, end=languages.time_of_day(end))
    place = wording.choice_words(questions.places, questions.contact.place_kind) if questions.places else ""
    kind = questions.programme.acquaintance
    return [
        (gettext("Wanneer"), times),
        (gettext("Waar"), place),
        (gettext("Soort"), languages.text(kind.name) if kind and draft.is_acquaintance else ""),
        (gettext("Taal"), spoken.name(draft.language) if draft.language else ""),
        (gettext("Tolk"), str(INTERPRETERS[draft.interpreter]) if draft.interpreter else ""),
        (gettext("Volgende datum"), languages.day(draft.next_date) if draft.next_date else ""),
    ]


def _register(session: Session, questions: Questions, draft: Draft) -> list[tuple[str, str]]:
    """Who was there, those too who no longer take part."""
    expected = [(enrolment_id, guardian) for enrolment_id, found in questions.guardians.items() for guardian in found]
    known = {(enrolment_id, guardian.id) for enrolment_id, guardian in expected}
    gone = {
        guardian_id: enrolment_id
        for enrolment_id, guardian_id in draft.attendance
        if (enrolment_id, guardian_id) not in known
    }
    if gone:
        former = session.scalars(
            select(Guardian).where(Guardian.organisation_id == questions.contact.organisation_id, Guardian.id.in_(gone))
        )
        expected += [(gone[guardian.id], guardian) for guardian in former]
    return [
        (guardian.name, str(PRESENCE_LABELS[draft.attendance[enrolment_id, guardian.id]]))
        for enrolment_id, guardian in expected
        if (enrolment_id, guardian.id) in draft.attendance
    ]


def _elements(questions: Questions, draft: Draft) -> list[ReadElement]:
    return [_element(asked, draft.answers.get(asked.key, Answer())) for asked in questions.elements]


def _element(asked: Asked, answer: Answer) -> ReadElement:
    element = asked.element
    return ReadElement(
        key=element.key,
        name=languages.text(element.name),
        child=asked.enrolment.child.name if asked.enrolment else "",
        delivered=answer.delivered,
        lines=list(wording.answer_lines(element, answer)),
        may_come_late=element.late_delivery is not None and answer.delivered is False and answer.late is None,
    )


def _checklist(questions: Questions, draft: Draft) -> list[tuple[str, str]]:
    return [
        (languages.text(item.text), wording.checklist_words(item.kind, draft.checklist[item.key]))
        for item in questions.checklist
        if item.key in draft.checklist
    ]


def _texts(questions: Questions, draft: Draft) -> list[tuple[str, str]]:
    asked_apart = [name for name, purpose in PURPOSES.items() if not questions.asks_purpose(purpose)]
    return [
        (gettext("Terugblik op de vorige afspraak"), draft.last_agreement if "last_agreement" in asked_apart else ""),
        (gettext("Afspraak voor thuis"), draft.home_agreement if "home_agreement" in asked_apart else ""),
        (gettext("Wat opviel bij het kind"), draft.observation),
        (gettext("Voor de leerkracht"), draft.teacher_feedback),
        (gettext("Notities"), draft.notes),
    ]
