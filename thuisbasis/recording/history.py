"""What came before a record and what comes after it, for the same group or child."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, and_, select
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
    if record.enrolment_id is not None:
        return agreements_before(session, contact, [record.enrolment_id]).get(record.enrolment_id, "")
    if contact.group_id is None:
        return ""
    of_group = _agreements(contact).where(Record.enrolment_id.is_(None), Contact.group_id == contact.group_id)
    found = session.execute(of_group).all()
    return found[-1].home_agreement if found else ""


def agreements_before(session: Session, contact: Contact, enrolment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The same for several children, by enrolment, in one statement; who has none is left out."""
    statement = _agreements(contact).where(Record.enrolment_id.in_(enrolment_ids))
    latest = {row.enrolment_id: row.home_agreement for row in session.execute(statement)}
    return {enrolment_id: words for enrolment_id, words in latest.items() if words}


def _agreements(contact: Contact) -> Select[uuid.UUID | None, str]:
    """Agreements of completed records of earlier contacts of the same kind, the latest last."""
    return (
        select(Record.enrolment_id, RecordVersion.home_agreement)
        .join(
            Record, and_(Record.organisation_id == RecordVersion.organisation_id, Record.id == RecordVersion.record_id)
        )
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .where(
            RecordVersion.organisation_id == contact.organisation_id,
            RecordVersion.completed_at.is_not(None),
            Contact.kind == contact.kind,
            Contact.starts_at < contact.starts_at,
        )
        .order_by(Contact.starts_at, RecordVersion.number)
    )
