"""Finding records and what they say."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from programmes.facts import Answer, Late
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.queries import visible
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.recording.drafts import AnswerKey, Draft, Presence
from thuisbasis.recording.models import Attendance, ChecklistAnswer, ElementAnswer, Record, RecordVersion


def record_or_404(session: Session, actor: Actor, record_id: uuid.UUID) -> Record:
    """The record with its contact and enrolment, if the actor may see the contact. Raises NotFoundError."""
    found = session.scalars(
        select(Record)
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .where(Record.organisation_id == actor.organisation_id, Record.id == record_id, visible(actor))
        .options(
            joinedload(Record.contact).joinedload(Contact.group),
            joinedload(Record.contact).joinedload(Contact.family),
            joinedload(Record.contact).joinedload(Contact.school),
            joinedload(Record.enrolment).joinedload(Enrolment.child),
        )
    ).first()
    if found is None:
        raise NotFoundError
    return found


def records_of(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Record]]:
    """Each contact's records, by contact id."""
    found: dict[uuid.UUID, list[Record]] = defaultdict(list)
    statement = select(Record).where(Record.organisation_id == organisation_id, Record.contact_id.in_(contact_ids))
    for record in session.scalars(statement):
        found[record.contact_id].append(record)
    return found


def marks_of(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[str]]:
    """By contact, a text for each of its records that changes whenever the record does. One statement."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    statement = (
        select(Record.contact_id, Record.id, Record.state, RecordVersion.number, RecordVersion.revision)
        .join(
            RecordVersion,
            and_(
                RecordVersion.organisation_id == Record.organisation_id,
                RecordVersion.record_id == Record.id,
                RecordVersion.number == Record.version,
            ),
        )
        .where(Record.organisation_id == organisation_id, Record.contact_id.in_(contact_ids))
        .order_by(Record.id)
    )
    for contact_id, *parts in session.execute(statement):
        found[contact_id].append("/".join(str(part) for part in parts))
    return found


def record_for(session: Session, contact: Contact, enrolment_id: uuid.UUID | None) -> Record | None:
    """The record of a contact for a subject: an enrolment, or (None) the group."""
    subject = Record.enrolment_id.is_(None) if enrolment_id is None else Record.enrolment_id == enrolment_id
    return session.scalars(
        select(Record).where(
            Record.organisation_id == contact.organisation_id, Record.contact_id == contact.id, subject
        )
    ).first()


def version_of(session: Session, record: Record, number: int | None = None) -> RecordVersion:
    """A version of a record, by default the present one. Raises NotFoundError."""
    found = session.scalars(
        select(RecordVersion)
        .where(
            RecordVersion.organisation_id == record.organisation_id,
            RecordVersion.record_id == record.id,
            RecordVersion.number == (number or record.version),
        )
        .options(joinedload(RecordVersion.author))
    ).first()
    if found is None:
        raise NotFoundError
    return found


def versions_of(session: Session, record: Record) -> Sequence[RecordVersion]:
    """All versions of a record, newest first."""
    return session.scalars(
        select(RecordVersion)
        .where(RecordVersion.organisation_id == record.organisation_id, RecordVersion.record_id == record.id)
        .options(joinedload(RecordVersion.author))
        .order_by(RecordVersion.number.desc())
    ).all()


def answers_of(
    session: Session, organisation_id: uuid.UUID, version_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[AnswerKey, Answer]]:
    """The element answers of versions, by version id."""
    found: dict[uuid.UUID, dict[AnswerKey, Answer]] = defaultdict(dict)
    statement = select(ElementAnswer).where(
        ElementAnswer.organisation_id == organisation_id, ElementAnswer.version_id.in_(version_ids)
    )
    for row in session.scalars(statement):
        found[row.version_id][row.element_key, row.enrolment_id] = _answer(row)
    return found


def _answer(row: ElementAnswer) -> Answer:
    late = Late(on=row.late_on, by=row.late_by, evidence=row.late_evidence) if row.late_on else None
    return Answer(delivered=row.delivered, evidence=row.evidence, reason=row.reason, follow_up=row.follow_up, late=late)


def attendance_of(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Attendance]]:
    """Each contact's attendance rows, by contact id."""
    found: dict[uuid.UUID, list[Attendance]] = defaultdict(list)
    statement = select(Attendance).where(
        Attendance.organisation_id == organisation_id, Attendance.contact_id.in_(contact_ids)
    )
    for row in session.scalars(statement):
        found[row.contact_id].append(row)
    return found


def draft_of(session: Session, record: Record, version: RecordVersion) -> Draft:
    """What a version says, as plain values. A completed one shows its own register, a draft the one that stands now."""
    organisation_id = record.organisation_id
    checklist = session.scalars(
        select(ChecklistAnswer).where(
            ChecklistAnswer.organisation_id == organisation_id, ChecklistAnswer.version_id == version.id
        )
    ).all()
    if version.completed_at is None:
        attendance = register_of(session, record)
    else:
        attendance = {_pair(key): Presence(status) for key, status in version.attendance.items()}
    rest = Answer(delivered=False, reason=version.rest_reason, follow_up=version.rest_follow_up)
    plain = {name: getattr(version, name) for name in PLAIN_FIELDS}
    return Draft(
        answers=answers_of(session, organisation_id, [version.id])[version.id],
        rest=rest if version.rest_reason or version.rest_follow_up else None,
        checklist={row.item_key: row.number if row.answer is None else row.answer for row in checklist},
        attendance=attendance,
        **plain,
    )


def register_of(session: Session, record: Record) -> dict[tuple[uuid.UUID, uuid.UUID], Presence]:
    """The register as it stands now, for the record's subject: (enrolment, guardian) to presence."""
    rows = attendance_of(session, record.organisation_id, [record.contact_id])[record.contact_id]
    return {
        (row.enrolment_id, row.guardian_id): Presence(row.status)
        for row in rows
        if record.enrolment_id in (None, row.enrolment_id)
    }


def _pair(key: str) -> tuple[uuid.UUID, uuid.UUID]:
    """The two ids in a key of a version's own register."""
    enrolment_id, guardian_id = key.split("/")
    return uuid.UUID(enrolment_id), uuid.UUID(guardian_id)


PLAIN_FIELDS = (
    "held_from",
    "held_until",
    "language",
    "interpreter",
    "home_agreement",
    "last_agreement",
    "observation",
    "teacher_feedback",
    "next_date",
    "is_acquaintance",
    "notes",
)
