"""What each held contact was for a family: the facts of completion, alarms and dose."""

import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.evidence import FieldKind, grid_pairs
from programmes.facts import Answer, ContactOutcome, Presence
from programmes.protocol import Programme
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import TOOK_PLACE, State
from thuisbasis.recording import queries
from thuisbasis.recording.drafts import ATTENDED, AnswerKey
from thuisbasis.recording.drafts import Presence as GuardianPresence
from thuisbasis.recording.models import Attendance, Record, RecordVersion


def outcomes(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[ContactOutcome, ...]]:
    """What each enrolment's held contacts were for it, in order of time: for completion, alarms and dose.

    A constant number of statements, whatever the number of enrolments.
    """
    contacts = contact_queries.of_enrolments(session, organisation_id, enrolment_ids)
    return outcomes_of(session, organisation_id, {each: contacts.get(each, []) for each in enrolment_ids})


def outcomes_of(
    session: Session, organisation_id: uuid.UUID, all_contacts: Mapping[uuid.UUID, Sequence[Contact]]
) -> dict[uuid.UUID, tuple[ContactOutcome, ...]]:
    """The same for those who have loaded the contacts of each enrolment."""
    contacts = {
        enrolment_id: [each for each in found if State(each.state) in TOOK_PLACE]
        for enrolment_id, found in all_contacts.items()
    }
    ids = {contact.id for found in contacts.values() for contact in found}
    records = queries.records_of(session, organisation_id, ids)
    versions = completed_versions(session, organisation_id, [one.id for found in records.values() for one in found])
    answers = queries.answers_of(session, organisation_id, list(versions.values()))
    attendance = queries.attendance_of(session, organisation_id, ids)
    return {
        enrolment_id: tuple(
            _outcome(enrolment_id, contact, records[contact.id], versions, answers, attendance[contact.id])
            for contact in found
        )
        for enrolment_id, found in contacts.items()
    }


def presences_of(
    session: Session, organisation_id: uuid.UUID, all_contacts: Mapping[uuid.UUID, Sequence[Contact]]
) -> dict[uuid.UUID, tuple[ContactOutcome, ...]]:
    """The same without what was delivered: enough for alarms, which ask who was there and when. One statement."""
    held = {
        enrolment_id: [each for each in found if State(each.state) in TOOK_PLACE]
        for enrolment_id, found in all_contacts.items()
    }
    ids = {contact.id for found in held.values() for contact in found}
    attendance = queries.attendance_of(session, organisation_id, ids) if ids else {}
    return {
        enrolment_id: tuple(
            ContactOutcome(
                step=contact.step_key,
                presence=_presence(
                    enrolment_id,
                    attendance.get(contact.id, ()),
                    is_known=contact.family_id is not None or State(contact.state) is State.COMPLETED,
                ),
                on=clock.local(contact.starts_at).date(),
                month=contact.month,
            )
            for contact in found
        )
        for enrolment_id, found in held.items()
    }


def completed_versions(
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
    return {row.record_id: row.id for row in rows}


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
        presence=_presence(enrolment_id, attendance, is_known=bool(ours) or contact.family_id is not None),
        delivered=frozenset(given),
        rows={element: _rows(programme, element, answer) for element, answer in given.items()},
        counts_towards_dose=all(record.counts_towards_dose is not False for record in ours) and bool(ours),
        on=clock.local(contact.starts_at).date(),
        month=contact.month,
    )


def _presence(enrolment_id: uuid.UUID, attendance: Sequence[Attendance], *, is_known: bool) -> Presence:
    """A family attended if one guardian did.

    Without a register, a contact with the family itself that took place, and a record of the child, say that somebody
    was there (`is_known`).
    """
    rows = [row for row in attendance if row.enrolment_id == enrolment_id]
    if any(GuardianPresence(row.status) in ATTENDED for row in rows) or (not rows and is_known):
        return Presence.ATTENDED
    return Presence.CAUGHT_UP if any(row.caught_up_on for row in rows) else Presence.ABSENT


def _rows(programme: Programme, element: str, answer: Answer) -> frozenset[str]:
    """The rows of a grid that an answer touches."""
    grids = [field.key for field in programme.element(element).evidence if field.kind is FieldKind.GRID]
    evidence = answer.late.evidence if answer.late is not None and not answer.delivered else answer.evidence
    return frozenset(row for key in grids for row, _ in grid_pairs(evidence.get(key) or ()) or ())
