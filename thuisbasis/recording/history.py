"""What came before a record and what comes after it, for the same group or child."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import OFF
from thuisbasis.recording import queries
from thuisbasis.recording.models import Record, RecordVersion

History = Mapping[str, tuple[int, ...]]


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


def last_agreement(session: Session, record: Record, contact: Contact) -> str:
    """What was agreed for at home at the last contact with the record's subject that has a completed record."""
    return agreement_before(session, contact, record.enrolment_id)


def agreement_before(session: Session, contact: Contact, enrolment_id: uuid.UUID | None) -> str:
    """The same, for an enrolment or (None) the contact's group."""
    if enrolment_id is None and contact.group_id is None:
        return ""
    statement = (
        select(RecordVersion.home_agreement)
        .join(
            Record, and_(Record.organisation_id == RecordVersion.organisation_id, Record.id == RecordVersion.record_id)
        )
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .where(
            RecordVersion.organisation_id == contact.organisation_id,
            RecordVersion.completed_at.is_not(None),
            Contact.kind == contact.kind,
            Contact.starts_at < contact.starts_at,
            Record.enrolment_id == enrolment_id,
        )
    )
    if enrolment_id is None:
        statement = statement.where(Contact.group_id == contact.group_id)
    latest = statement.order_by(Contact.starts_at.desc(), RecordVersion.number.desc()).limit(1)
    return session.scalar(latest) or ""
