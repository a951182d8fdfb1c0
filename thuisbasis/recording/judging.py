"""From stored records to the facts that the rule-book judges."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from programmes.evidence import Purpose
from programmes.facts import Answer, RecordFacts
from programmes.findings import Finding, RecordJudgement
from programmes.protocol import Element, Programme, Subject
from programmes.rules import judge_record
from programmes.text import Text
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.materials.services import Handed
from thuisbasis.recording import history
from thuisbasis.recording.drafts import ATTENDED, Draft
from thuisbasis.recording.models import Record

PURPOSES = {"home_agreement": Purpose.HOME_AGREEMENT, "last_agreement": Purpose.LAST_AGREEMENT}
"""Lines of a record that the evidence of an element may already give."""

TITLE_LENGTH, LEVEL_LENGTH = 200, 40


def record_facts(
    session: Session,
    record: Record,
    contact: Contact,
    draft: Draft,
    *,
    served: Sequence[Enrolment] | None = None,
) -> RecordFacts:
    """The facts of one record, for the record gate. `served`: whom the contact serves, where that is known already."""
    enrolments = contact_queries.enrolments_of(session, contact) if served is None else served
    before = history.past(session, record, contact, [each.id for each in enrolments])
    own = next((each for each in enrolments if each.id == record.enrolment_id), None)
    of_children: dict[str, dict[str, Answer]] = defaultdict(dict)
    for (element, enrolment_id), answer in {**before.of_children, **draft.answers}.items():
        if enrolment_id is not None:
            of_children[str(enrolment_id)][element] = answer
    there = {enrolment for (enrolment, _), status in draft.attendance.items() if status in ATTENDED}
    minutes = (
        int((draft.held_until - draft.held_from).total_seconds() // 60)
        if draft.held_from and draft.held_until
        else None
    )
    return RecordFacts(
        track=contact.track_key,
        step=contact.step_key,
        answers={element: answer for (element, enrolment_id), answer in draft.answers.items() if enrolment_id is None},
        rest=draft.rest,
        children=tuple(str(each.id) for each in enrolments if each.id in there) if own is None else (),
        child_answers=of_children,
        delivered_before=before.delivered,
        answered_before=before.answered,
        checklist=draft.checklist,
        groep=own.child.groep or None if own is not None else None,
        acquaintance=draft.is_acquaintance,
        present=sum(status in ATTENDED for status in draft.attendance.values()) if draft.attendance else None,
        contact_date=clock.local(draft.held_from or contact.starts_at).date(),
        next_date=draft.next_date or history.next_contact_date(session, record, contact),
        minutes=minutes,
        interpreter={"telephone": "adult"}.get(draft.interpreter, draft.interpreter),
    )


def judge(session: Session, record: Record, contact: Contact, draft: Draft, own: Mapping[str, int]) -> RecordJudgement:
    """What the record gate says of a draft, each child called by its name."""
    programme = rulebook.programme(contact.programme_key, contact.version)
    judgement = judge_record(programme, record_facts(session, record, contact, draft), own)
    if record.enrolment_id is not None:
        return judgement
    names = {str(each.id): each.child.name for each in contact_queries.enrolments_of(session, contact)}
    return replace(judgement, findings=tuple(_named(finding, names) for finding in judgement.findings))


def _named(finding: Finding, names: Mapping[str, str]) -> Finding:
    """The rule-book was given ids; people read names."""
    if finding.child is None:
        return finding
    name, message = names[finding.child], finding.message
    words = Text(message.nl.replace(finding.child, name), message.en.replace(finding.child, name))
    return replace(finding, message=words)


def handed_over(session: Session, record: Record, contact: Contact, draft: Draft) -> list[Handed]:
    """What a record says went along with families."""
    programme = rulebook.programme(contact.programme_key, contact.version)
    enrolments = contact_queries.enrolments_of(session, contact)
    on = clock.local(draft.held_from or contact.starts_at).date()
    found = []
    for (key, enrolment_id), answer in draft.answers.items():
        element = programme.element(key)
        title = purposeful(element, answer, Purpose.MATERIAL_TITLE)
        subject = enrolment_id or record.enrolment_id
        enrolment = next((each for each in enrolments if each.id == subject), None)
        if not answer.delivered or not title or enrolment is None:
            continue
        found.append(
            Handed(
                family_id=enrolment.family_id,
                enrolment_id=enrolment.id,
                title=title[:TITLE_LENGTH],
                level=purposeful(element, answer, Purpose.MATERIAL_LEVEL)[:LEVEL_LENGTH],
                how=purposeful(element, answer, Purpose.MATERIAL_HANDED),
                on=on,
            )
        )
    return found


def with_lines_from_evidence(programme: Programme, draft: Draft) -> Draft:
    """The draft with the agreements that its evidence already gives, so that they are found without the rule-book."""
    found: dict[str, Any] = {}
    for (key, _), answer in draft.answers.items():
        element = programme.element(key)
        for name, purpose in PURPOSES.items():
            if any(field.purpose is purpose for field in element.evidence):
                found[name] = purposeful(element, answer, purpose) if answer.delivered else ""
    return replace(draft, **found)


def purposeful(element: Element, answer: Answer, purpose: Purpose) -> str:
    """The evidence that serves a purpose, empty when there is none."""
    field = next((field for field in element.evidence if field.purpose is purpose), None)
    return str(answer.evidence.get(field.key) or "") if field else ""


def is_recorded_per_child(programme: Programme, contact: Contact) -> bool:
    """Whether each child has its own record of this contact."""
    return programme.track(contact.track_key).step(contact.step_key).recorded_per is Subject.CHILD
