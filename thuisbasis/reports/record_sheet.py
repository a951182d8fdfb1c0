"""A record on paper: any kind of contact, any version."""

import uuid
from collections.abc import Sequence

from flask_babel import gettext
from sqlalchemy.orm import Session

from programmes.facts import Answer
from programmes.protocol import ChecklistKind
from thuisbasis import clock, languages
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.documents.sheets import (
    Attendee,
    ChecklistAnswer,
    ChecklistReply,
    ElementAnswer,
    Evidence,
    HandedOut,
    Note,
    RecordSheet,
    Signature,
    Version,
)
from thuisbasis.families.wording import groep_words
from thuisbasis.materials import queries as materials
from thuisbasis.materials.states import HOW_LABELS
from thuisbasis.permissions import Actor
from thuisbasis.recording import queries, reading, wording
from thuisbasis.recording.drafts import Draft
from thuisbasis.recording.models import Record, RecordVersion
from thuisbasis.recording.questions import Asked, Questions
from thuisbasis.tablet import queue


def short_id(row_id: uuid.UUID) -> str:
    """The last eight characters of an id: enough to find it by, short enough to read out."""
    return row_id.hex[-8:]


def record_sheet(session: Session, actor: Actor, questions: Questions, version: RecordVersion) -> RecordSheet:
    """A version of a record as the template `documents/record` lays it out, in the language in force."""
    record, contact = questions.record, questions.contact
    read = reading.read(session, questions, version)
    staff = contact_queries.staff_of(session, contact.organisation_id, [contact.id]).get(contact.id, [])
    return RecordSheet(
        document_id=f"{short_id(record.id)}-{version.number}",
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        title=gettext("Verslag: %(what)s", what=languages.text(questions.step.title)),
        subject=_subject(questions),
        programme=questions.programme.name,
        protocol_version=questions.programme.version,
        track=languages.text(questions.programme.track(contact.track_key).name),
        starts=read.draft.held_from or contact.starts_at,
        ends=read.draft.held_until or contact.ends_at,
        place=_place(questions),
        staff=tuple(person.name for person in staff),
        state=gettext("Afgerond") if version.completed_at else gettext("Nog niet afgerond"),
        versions=_versions(session, record, version),
        facts=tuple(
            Evidence(label=label, value=words)
            for label, words in (*_month(contact), *read.further_facts, *_brought(session, record))
        ),
        attendance=tuple(Attendee(name=name, how=how) for name, how in read.register),
        elements=() if read.draft.is_acquaintance else tuple(_element(each, read.draft) for each in questions.elements),
        checklist=_checklist(questions, read.draft),
        materials=_materials(session, record, contact),
        notes=tuple(Note(heading=label, text=words) for label, words in read.texts),
        signatures=_signatures(questions, version),
        counts_towards_dose=record.counts_towards_dose is not False,
    )


def _month(contact: Contact) -> list[tuple[str, str]]:
    """The month that a family's contact was for: one that was held later keeps it."""
    return [(gettext("Voor de maand"), languages.month(contact.month))] if contact.family_id else []


def _brought(session: Session, record: Record) -> list[tuple[str, str]]:
    """Of a record that was written on a tablet: when it was finished there, and when it came in."""
    item = queue.newest_of_record(session, record)
    if item is None:
        return []
    finished = [(gettext("Afgerond op de tablet"), languages.moment(item.finished_at))] if item.finished_at else []
    return [*finished, (gettext("Ontvangen"), languages.moment(item.received_at))]


def _subject(questions: Questions) -> str:
    contact = questions.contact
    if not questions.is_of_child:
        return contact.group.name if contact.group is not None else contact.title
    child = questions.enrolments[0].child
    return ", ".join(part for part in (child.name, groep_words(child)) if part)


def _place(questions: Questions) -> str:
    """The kind of place, and of a group where it meets. A family's address is never printed."""
    contact = questions.contact
    kind = wording.choice_words(questions.places, contact.place_kind) if contact.place_kind else ""
    named = contact.place or (contact.school.name if contact.school and not kind else "")
    return ", ".join(part for part in (kind, "" if contact.family_id else named) if part) or gettext("onbekend")


def _versions(session: Session, record: Record, version: RecordVersion) -> tuple[Version, ...]:
    """The versions up to the one that is printed, first one first."""
    known = [each for each in queries.versions_of(session, record) if each.number <= version.number]
    return tuple(
        Version(number=each.number, saved_at=each.saved_at, author=each.author.name, reason=each.correction_reason)
        for each in reversed(known)
    )


def _element(asked: Asked, draft: Draft) -> ElementAnswer:
    element, answer = asked.element, draft.answers.get(asked.key, Answer())
    name = languages.text(element.name)
    title = f"{name} ({asked.enrolment.child.name})" if asked.enrolment else name
    lines = wording.evidence_lines(element, answer.evidence) if answer.delivered else ()
    late = wording.late_words(element, answer)
    return ElementAnswer(
        title=title,
        delivered=answer.delivered,
        evidence=tuple(Evidence(label=label.rstrip("?"), value=words) for label, words in lines),
        reason=wording.reason_words(element, answer),
        follow_up=wording.follow_up_words(element, answer),
        remark=gettext("Alsnog gegeven: %(late)s", late=late) if late else "",
    )


def _checklist(questions: Questions, draft: Draft) -> tuple[ChecklistAnswer, ...]:
    replies = {"yes": ChecklistReply.YES, "no": ChecklistReply.NO, "not_applicable": ChecklistReply.NOT_APPLICABLE}
    found = []
    for item in questions.checklist:
        value = draft.checklist.get(item.key)
        is_reply = item.kind is ChecklistKind.YES_NO_NA
        found.append(
            ChecklistAnswer(
                question=_sentence(languages.text(item.text)),
                reply=replies.get(str(value)) if is_reply else None,
                value="" if is_reply or value is None else str(value),
            )
        )
    return tuple(found)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _materials(session: Session, record: Record, contact: Contact) -> tuple[HandedOut, ...]:
    loans = materials.at_contact(session, contact.organisation_id, contact.id)
    ours = [loan for loan in loans if record.enrolment_id is None or loan.enrolment_id in (None, record.enrolment_id)]
    return tuple(HandedOut(title=loan.title, how=str(HOW_LABELS[loan.how]), due=loan.due_on) for loan in ours)


def _signatures(questions: Questions, version: RecordVersion) -> tuple[Signature, ...]:
    """Who completed it signed by doing so; a parent signs on paper, where the record is of one child."""
    leader = languages.text(questions.programme.leader_name)
    author = Signature(role=_sentence(leader), name=version.author.name, signed_at=version.completed_at)
    parents: Sequence[Signature] = (Signature(role=gettext("Ouder")),) if questions.is_of_child else ()
    return (author, *parents)
