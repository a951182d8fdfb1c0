"""Putting a draft into the rows of a version."""

import uuid
from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from programmes.evidence import Value
from programmes.facts import Answer
from programmes.findings import RecordJudgement
from thuisbasis import clock
from thuisbasis.permissions import Actor
from thuisbasis.recording import queries
from thuisbasis.recording.drafts import FOLLOW_UP_WORDS, REASON_WORDS, AnswerKey, Draft
from thuisbasis.recording.models import Attendance, ChecklistAnswer, ElementAnswer, Record, RecordVersion


def write(session: Session, actor: Actor, record: Record, version: RecordVersion, draft: Draft) -> None:
    """Let a version say what the draft says; a draft is saved in place. Its revision grows, whatever changed."""
    for name in queries.PLAIN_FIELDS:
        setattr(version, name, getattr(draft, name))
    version.rest_reason = draft.rest.reason if draft.rest else ""
    version.rest_follow_up = draft.rest.follow_up if draft.rest else ""
    version.author_id, version.saved_at = actor.staff_id, clock.now()
    flag_modified(version, "saved_at")
    session.flush()  # first of all: whoever comes second on a version fails here, before anything of it is replaced
    _replace_answers(session, version, draft)
    _replace_checklist(session, version, draft)
    _write_register(session, record, draft)
    session.flush()
    keep_register(session, record, version)


def keep_register(session: Session, record: Record, version: RecordVersion) -> None:
    """Lay the register as it stands now down in the version."""
    register = queries.register_of(session, record)
    version.attendance = {
        f"{enrolment_id}/{guardian_id}": str(status)
        for (enrolment_id, guardian_id), status in sorted(register.items(), key=lambda item: str(item[0]))
    }
    session.flush()


def _replace_answers(session: Session, version: RecordVersion, draft: Draft) -> None:
    session.execute(
        delete(ElementAnswer).where(
            ElementAnswer.organisation_id == version.organisation_id, ElementAnswer.version_id == version.id
        )
    )
    session.add_all(_row(version, key, answer) for key, answer in draft.answers.items() if answer != Answer())


def _row(version: RecordVersion, key: AnswerKey, answer: Answer) -> ElementAnswer:
    late = answer.late
    return ElementAnswer(
        organisation_id=version.organisation_id,
        version_id=version.id,
        element_key=key[0],
        enrolment_id=key[1],
        delivered=answer.delivered,
        evidence=dict(answer.evidence),
        reason=answer.reason,
        follow_up=answer.follow_up,
        late_on=late.on if late else None,
        late_by=late.by if late else "",
        late_evidence=dict(late.evidence) if late else {},
    )


def _replace_checklist(session: Session, version: RecordVersion, draft: Draft) -> None:
    ours = {"organisation_id": version.organisation_id, "version_id": version.id}
    session.execute(
        delete(ChecklistAnswer).where(
            ChecklistAnswer.organisation_id == version.organisation_id, ChecklistAnswer.version_id == version.id
        )
    )
    session.add_all(
        ChecklistAnswer(**ours, item_key=key, answer=_words(value), number=_number(value))
        for key, value in draft.checklist.items()
        if value is not None and value != ""
    )


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(value: Value) -> str | None:
    return None if _number(value) is not None else str(value)


def _write_register(session: Session, record: Record, draft: Draft) -> None:
    """The draft's register in place of what stood there of the record's subject. What was caught up stays."""
    rows = queries.attendance_of(session, record.organisation_id, [record.contact_id])[record.contact_id]
    ours = [row for row in rows if record.enrolment_id in (None, row.enrolment_id)]
    known = {(row.enrolment_id, row.guardian_id): row for row in ours}
    for key, row in known.items():
        if key not in draft.attendance and row.caught_up_on is None:
            session.delete(row)
    for key, status in draft.attendance.items():
        if key in known:
            known[key].status = status
        else:
            session.add(_register_row(record, key, status))


def _register_row(record: Record, key: tuple[uuid.UUID, uuid.UUID], status: str) -> Attendance:
    return Attendance(
        organisation_id=record.organisation_id,
        contact_id=record.contact_id,
        enrolment_id=key[0],
        guardian_id=key[1],
        status=status,
    )


def settled(draft: Draft, judgement: RecordJudgement) -> Draft:
    """The draft as it is kept for good: each answer with only what belongs to it, and with the one reason for all that
    was left written out at each element that it answers."""
    answers = {key: _only_what_counts(answer) for key, answer in draft.answers.items() if answer.delivered is not None}
    for deviation in judgement.deviations:
        key = (deviation.element, uuid.UUID(deviation.child) if deviation.child else None)
        if key not in answers and (deviation.element, None) not in answers:
            answers[key] = Answer(delivered=False, reason=deviation.reason, follow_up=deviation.follow_up)
    return replace(draft, answers=answers)


def _only_what_counts(answer: Answer) -> Answer:
    if answer.delivered:
        evidence = {key: value for key, value in answer.evidence.items() if key not in (REASON_WORDS, FOLLOW_UP_WORDS)}
        return Answer(delivered=True, evidence=evidence)
    words = {key: answer.evidence[key] for key in (REASON_WORDS, FOLLOW_UP_WORDS) if answer.evidence.get(key)}
    return replace(answer, evidence=words)
