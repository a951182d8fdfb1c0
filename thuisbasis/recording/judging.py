"""From stored records to the facts that the rule-book judges."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from programmes.evidence import FieldKind, grid_pairs
from programmes.facts import Answer, ContactOutcome, Presence, RecordFacts
from programmes.protocol import Programme, Subject
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import TOOK_PLACE, State
from thuisbasis.recording import queries
from thuisbasis.recording.drafts import ATTENDED, AnswerKey, Draft
from thuisbasis.recording.drafts import Presence as GuardianPresence
from thuisbasis.recording.models import Attendance, Record, RecordVersion

History = Mapping[str, tuple[int, ...]]


def earlier_answers(session: Session, record: Record, contact: Contact) -> tuple[History, History]:
    """Element key to the numbers of earlier contacts of the same kind: where it was delivered, and where answered.

    Earlier contacts are those of the same group, or of the same enrolment, with completed records. Two statements.
    """
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
        next_date=draft.next_date,
        minutes=minutes,
        interpreter={"telephone": "adult"}.get(draft.interpreter, draft.interpreter),
    )


def outcomes(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[ContactOutcome, ...]]:
    """What each enrolment's held contacts were for it, in order of time: for completion, alarms and dose.

    A constant number of statements, whatever the number of enrolments.
    """
    contacts = {
        enrolment_id: [each for each in found if State(each.state) in TOOK_PLACE]
        for enrolment_id, found in contact_queries.of_enrolments(session, organisation_id, enrolment_ids).items()
    }
    ids = {contact.id for found in contacts.values() for contact in found}
    records = queries.records_of(session, organisation_id, ids)
    versions = _completed_versions(session, organisation_id, [one.id for found in records.values() for one in found])
    answers = queries.answers_of(session, organisation_id, list(versions.values()))
    attendance = queries.attendance_of(session, organisation_id, ids)
    return {
        enrolment_id: tuple(
            _outcome(enrolment_id, contact, records[contact.id], versions, answers, attendance[contact.id])
            for contact in contacts.get(enrolment_id, ())
        )
        for enrolment_id in enrolment_ids
    }


def _completed_versions(
    session: Session, organisation_id: uuid.UUID, record_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """The newest completed version of each record, by record id."""
    rows = session.execute(
        select(RecordVersion.record_id, RecordVersion.id)
        .where(
            RecordVersion.organisation_id == organisation_id,
            RecordVersion.record_id.in_(record_ids),
            RecordVersion.completed_at.is_not(None),
        )
        .order_by(RecordVersion.number)
    )
    return {record_id: version_id for record_id, version_id in rows}


def _outcome(
    enrolment_id: uuid.UUID,
    contact: Contact,
    records: Sequence[Record],
    versions: Mapping[uuid.UUID, uuid.UUID],
    answers: Mapping[uuid.UUID, Mapping[AnswerKey, Answer]],
    attendance: Sequence[Attendance],
) -> ContactOutcome:
    ours = [record for record in records if record.enrolment_id in (None, enrolment_id) and record.id in versions]
    given = {
        element: answer
        for record in ours
        for (element, child), answer in answers[versions[record.id]].items()
        if child in (None, enrolment_id) and (answer.delivered or answer.late)
    }
    programme = rulebook.programme(contact.programme_key, contact.version)
    return ContactOutcome(
        step=contact.step_key,
        presence=_presence(enrolment_id, attendance, was_recorded=bool(ours)),
        delivered=frozenset(given),
        rows={element: _rows(programme, element, answer) for element, answer in given.items()},
        counts_towards_dose=all(record.counts_towards_dose is not False for record in ours) and bool(ours),
        on=clock.local(contact.starts_at).date(),
    )


def _presence(enrolment_id: uuid.UUID, attendance: Sequence[Attendance], *, was_recorded: bool) -> Presence:
    """A family attended if one guardian did. A record of the child without a register says that somebody was there."""
    rows = [row for row in attendance if row.enrolment_id == enrolment_id]
    if any(GuardianPresence(row.status) in ATTENDED for row in rows) or (not rows and was_recorded):
        return Presence.ATTENDED
    return Presence.CAUGHT_UP if any(row.caught_up_on for row in rows) else Presence.ABSENT


def _rows(programme: Programme, element: str, answer: Answer) -> frozenset[str]:
    """The rows of a grid that an answer touches."""
    grids = [field.key for field in programme.element(element).evidence if field.kind is FieldKind.GRID]
    return frozenset(row for key in grids for row, _ in grid_pairs(answer.evidence.get(key) or ()) or ())


def is_recorded_per_child(programme: Programme, contact: Contact) -> bool:
    """Whether each child has its own record of this contact."""
    return programme.track(contact.track_key).step(contact.step_key).recorded_per is Subject.CHILD
