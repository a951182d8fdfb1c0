"""From stored records to the facts that the rule-book judges."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from programmes.evidence import Purpose
from programmes.facts import Answer, RecordFacts
from programmes.findings import Finding, RecordJudgement
from programmes.protocol import Element, Programme, Subject
from programmes.rules import judge_record
from programmes.text import Text
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import OFF
from thuisbasis.materials.services import Handed
from thuisbasis.recording import queries
from thuisbasis.recording.drafts import ATTENDED, Draft
from thuisbasis.recording.models import Record, RecordVersion

History = Mapping[str, tuple[int, ...]]

TITLE_LENGTH, LEVEL_LENGTH = 200, 40


def earlier_answers(session: Session, record: Record, contact: Contact) -> tuple[History, History]:
    """Element key to the numbers of earlier contacts of the same kind: where it was delivered, and where answered.

    Earlier contacts are those of the same group, or of the same enrolment, with completed records. Two statements.
    """
    if record.enrolment_id is None and contact.group_id is None:
        return {}, {}  # an activity of families who form no group has no course of its own
    statement = (
        select(Contact.number, Record.version, RecordVersion.id, RecordVersion.number)
        .join(Record, and_(Record.organisation_id == Contact.organisation_id, Record.contact_id == Contact.id))
        .join(
            RecordVersion,
            and_(RecordVersion.organisation_id == Record.organisation_id, RecordVersion.record_id == Record.id),
        )
        .where(
            Contact.organisation_id == contact.organisation_id,
            Contact.kind == contact.kind,
            Contact.number < contact.number,
            RecordVersion.completed_at.is_not(None),
        )
        .order_by(RecordVersion.number)
    )
    if record.enrolment_id is None:
        statement = statement.where(Contact.group_id == contact.group_id, Record.enrolment_id.is_(None))
    else:
        statement = statement.where(Record.enrolment_id == record.enrolment_id)
    newest = {number: version_id for number, _, version_id, _ in session.execute(statement)}
    answers = queries.answers_of(session, contact.organisation_id, list(newest.values()))
    delivered, answered = defaultdict(list), defaultdict(list)
    for number, version_id in sorted(newest.items()):
        for (element, _), answer in answers[version_id].items():
            if answer.delivered is None:
                continue
            answered[element].append(number)
            if answer.delivered:
                delivered[element].append(number)
    return _frozen(delivered), _frozen(answered)


def _frozen(found: Mapping[str, Sequence[int]]) -> History:
    return {element: tuple(dict.fromkeys(numbers)) for element, numbers in found.items()}


def record_facts(session: Session, record: Record, contact: Contact, draft: Draft) -> RecordFacts:
    """The facts of one record, for the record gate."""
    delivered_before, answered_before = earlier_answers(session, record, contact)
    enrolments = contact_queries.enrolments_of(session, contact)
    own = next((each for each in enrolments if each.id == record.enrolment_id), None)
    of_children: dict[str, dict[str, Answer]] = defaultdict(dict)
    for (element, enrolment_id), answer in draft.answers.items():
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
        delivered_before=delivered_before,
        answered_before=answered_before,
        checklist=draft.checklist,
        groep=own.child.groep or None if own is not None else None,
        acquaintance=draft.is_acquaintance,
        present=sum(status in ATTENDED for status in draft.attendance.values()) if draft.attendance else None,
        contact_date=clock.local(draft.held_from or contact.starts_at).date(),
        next_date=draft.next_date or next_contact_date(session, record, contact),
        minutes=minutes,
        interpreter={"telephone": "adult"}.get(draft.interpreter, draft.interpreter),
    )


def next_contact_date(session: Session, record: Record, contact: Contact) -> date | None:
    """The day of the next contact of the same kind with the same subject that is not off; None when there is none."""
    statement = select(Contact.starts_at).where(
        Contact.organisation_id == contact.organisation_id,
        Contact.kind == contact.kind,
        Contact.starts_at > contact.starts_at,
        Contact.id != contact.id,
        Contact.state.not_in(OFF),
        Contact.archived_at.is_(None),
    )
    if contact.group_id is not None:
        statement = statement.where(Contact.group_id == contact.group_id)
    else:
        statement = statement.join(
            ContactEnrolment,
            and_(
                ContactEnrolment.organisation_id == Contact.organisation_id, ContactEnrolment.contact_id == Contact.id
            ),
        ).where(ContactEnrolment.enrolment_id == record.enrolment_id)
    following = session.scalar(statement.order_by(Contact.starts_at).limit(1))
    return clock.local(following).date() if following else None


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


def purposeful(element: Element, answer: Answer, purpose: Purpose) -> str:
    """The evidence that serves a purpose, empty when there is none."""
    field = next((field for field in element.evidence if field.purpose is purpose), None)
    return str(answer.evidence.get(field.key) or "") if field else ""


def is_recorded_per_child(programme: Programme, contact: Contact) -> bool:
    """Whether each child has its own record of this contact."""
    return programme.track(contact.track_key).step(contact.step_key).recorded_per is Subject.CHILD
