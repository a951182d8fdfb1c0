"""Writing records: saved at any time, completed through the record gate, corrected as a new version."""

import uuid
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from programmes.findings import RecordJudgement
from programmes.rules import judge_record
from thuisbasis import clock, rulebook
from thuisbasis.audit import trail
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.errors import EditConflictError, InvalidStateError, RuleBrokenError
from thuisbasis.permissions import Actor
from thuisbasis.recording import judging, queries
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.models import Attendance, ChecklistAnswer, ElementAnswer, Record, RecordVersion

DRAFT, COMPLETED, CORRECTING = "draft", "completed", "correcting"


def open_record(session: Session, actor: Actor, contact: Contact, enrolment_id: uuid.UUID | None) -> Record:
    """The record of a contact for a subject, begun when there is none yet."""
    found = queries.record_for(session, contact, enrolment_id)
    if found is not None:
        return found
    record = Record(
        organisation_id=contact.organisation_id, contact_id=contact.id, enrolment_id=enrolment_id, version=1
    )
    session.add(record)
    session.flush()
    session.add(_new_version(actor, record, held_from=contact.starts_at, held_until=contact.ends_at))
    session.flush()
    return record


def _new_version(actor: Actor, record: Record, **values: object) -> RecordVersion:
    return RecordVersion(
        organisation_id=record.organisation_id,
        record_id=record.id,
        number=record.version,
        author_id=actor.staff_id,
        saved_at=clock.now(),
        **values,
    )


def save(session: Session, actor: Actor, record: Record, contact: Contact, draft: Draft, *, revision: int) -> None:
    """Save a record that is being written; nothing need be complete.

    `revision` is the version's revision that the writer started from. Raises EditConflictError when somebody else saved
    meanwhile, InvalidStateError when the record is completed.
    """
    if record.state == COMPLETED:
        raise InvalidStateError(gettext("Dit verslag is afgerond. Begin een verbetering om het te wijzigen."))
    version = queries.version_of(session, record)
    if version.revision != revision:
        theirs = queries.draft_of(session, record, version)
        raise EditConflictError(mine=spoken(draft), theirs=spoken(theirs))
    _write(session, actor, record, version, draft)
    contact_services.follow_records(session, actor, contact, all_completed=False)
    trail.record(session, actor, "record.saved", record, family_id=contact.family_id, after={"version": version.number})


def _write(session: Session, actor: Actor, record: Record, version: RecordVersion, draft: Draft) -> None:
    for name in queries.PLAIN_FIELDS:
        setattr(version, name, getattr(draft, name))
    version.rest_reason = draft.rest.reason if draft.rest else ""
    version.rest_follow_up = draft.rest.follow_up if draft.rest else ""
    version.author_id, version.saved_at = actor.staff_id, clock.now()
    flag_modified(version, "saved_at")
    _replace_answers(session, version, draft)
    _write_attendance(session, record, draft)
    session.flush()


def _replace_answers(session: Session, version: RecordVersion, draft: Draft) -> None:
    """The draft's answers in place of those that stood: a draft is saved in place, only completed versions are kept."""
    for table in (ElementAnswer, ChecklistAnswer):
        session.execute(
            delete(table).where(table.organisation_id == version.organisation_id, table.version_id == version.id)
        )
    ours = {"organisation_id": version.organisation_id, "version_id": version.id}
    for (element, enrolment_id), answer in draft.answers.items():
        if answer.delivered is None:
            continue
        session.add(
            ElementAnswer(
                **ours,
                enrolment_id=enrolment_id,
                element_key=element,
                delivered=answer.delivered,
                evidence=dict(answer.evidence),
                reason=answer.reason,
                follow_up=answer.follow_up,
                late_on=answer.late.on if answer.late else None,
                late_by=answer.late.by if answer.late else "",
                late_evidence=dict(answer.late.evidence) if answer.late else {},
            )
        )
    for key, value in draft.checklist.items():
        if value is None or value == "":
            continue
        is_number = isinstance(value, int) and not isinstance(value, bool)
        session.add(
            ChecklistAnswer(
                **ours,
                item_key=key,
                answer=None if is_number else str(value),
                number=value if isinstance(value, int) and is_number else None,
            )
        )


def _write_attendance(session: Session, record: Record, draft: Draft) -> None:
    rows = queries.attendance_of(session, record.organisation_id, [record.contact_id])[record.contact_id]
    known = {(row.enrolment_id, row.guardian_id): row for row in rows}
    for (enrolment_id, guardian_id), status in draft.attendance.items():
        row = known.get((enrolment_id, guardian_id))
        if row is not None:
            row.status = status
            continue
        session.add(
            Attendance(
                organisation_id=record.organisation_id,
                contact_id=record.contact_id,
                enrolment_id=enrolment_id,
                guardian_id=guardian_id,
                status=status,
            )
        )


def judge(session: Session, record: Record, contact: Contact, own: Mapping[str, int]) -> RecordJudgement:
    """What the record gate says of the record as it is saved now. `own`: the local numbers it began under."""
    draft = queries.draft_of(session, record, queries.version_of(session, record))
    facts = judging.record_facts(session, record, contact, draft)
    return judge_record(rulebook.programme(contact.programme_key, contact.version), facts, own)


def complete(
    session: Session, actor: Actor, record: Record, contact: Contact, own: Mapping[str, int]
) -> RecordJudgement:
    """Complete a record. Raises RuleBrokenError with the gate's findings when it may not, InvalidStateError twice."""
    if record.state == COMPLETED:
        raise InvalidStateError(gettext("Dit verslag is al afgerond."))
    judgement = judge(session, record, contact, own)
    if not judgement.may:
        raise RuleBrokenError(judgement.findings)
    at = clock.now()
    version = queries.version_of(session, record)
    version.completed_at = at
    record.state = COMPLETED
    record.first_completed_at = record.first_completed_at or at
    record.counts_towards_dose = judgement.counts_towards_dose
    record.deviations = len(judgement.deviations)
    session.flush()
    contact_services.follow_records(session, actor, contact, all_completed=_all_completed(session, contact))
    after = {"version": version.number, "deviations": record.deviations}
    trail.record(session, actor, "record.completed", record, family_id=contact.family_id, after=after)
    return judgement


def _all_completed(session: Session, contact: Contact) -> bool:
    records = queries.records_of(session, contact.organisation_id, [contact.id])[contact.id]
    done = {record.enrolment_id for record in records if record.state != DRAFT}
    programme = rulebook.programme(contact.programme_key, contact.version)
    if not judging.is_recorded_per_child(programme, contact):
        return None in done
    return done >= {enrolment.id for enrolment in contact_queries.enrolments_of(session, contact)}


def begin_correction(session: Session, actor: Actor, record: Record, contact: Contact, *, reason: str) -> RecordVersion:
    """Begin a new version of a completed record, filled with what the last one says. Raises InvalidStateError."""
    if record.state != COMPLETED:
        raise InvalidStateError(gettext("Alleen een afgerond verslag kan worden verbeterd."))
    last = queries.version_of(session, record)
    draft = queries.draft_of(session, record, last)
    record.version += 1
    record.state = CORRECTING
    version = _new_version(actor, record, correction_reason=reason)
    session.add(version)
    session.flush()
    _write(session, actor, record, version, draft)
    after = {"version": version.number, "reason": reason}
    trail.record(session, actor, "record.corrected", record, family_id=contact.family_id, after=after)
    return version


def catch_up(session: Session, actor: Actor, contact: Contact, enrolment_id: uuid.UUID, *, on: date, how: str) -> None:
    """Note that a family caught up the content of a contact that it missed. Raises InvalidStateError if it was there."""
    rows = session.scalars(
        select(Attendance).where(
            Attendance.organisation_id == actor.organisation_id,
            Attendance.contact_id == contact.id,
            Attendance.enrolment_id == enrolment_id,
        )
    ).all()
    absent = [row for row in rows if row.status in (Presence.ABSENT, Presence.ABSENT_WITH_NOTICE)]
    if not rows or len(absent) < len(rows):
        raise InvalidStateError(gettext("Dit gezin stond niet als afwezig op de lijst."))
    for row in absent:
        row.caught_up_on, row.caught_up_how = on, how
        trail.record(session, actor, "attendance.caught_up", row, after={"on": on, "how": how})
    session.flush()


def spoken(draft: Draft) -> dict[str, str]:
    """A draft as label and text, to lay two versions side by side."""
    texts = {
        gettext("Afspraak voor thuis"): draft.home_agreement,
        gettext("Terugblik op de vorige afspraak"): draft.last_agreement,
        gettext("Wat u zag"): draft.observation,
        gettext("Voor de leerkracht"): draft.teacher_feedback,
        gettext("Notities"): draft.notes,
    }
    for (element, _), answer in draft.answers.items():
        done = gettext("gedaan") if answer.delivered else gettext("niet gedaan")
        said = [str(value) for value in answer.evidence.values() if value] + [answer.reason, answer.follow_up]
        texts[element] = ": ".join([done, "; ".join(part for part in said if part)])
    return {label: text for label, text in texts.items() if text}
