"""Writing records: saved at any time, completed through the record gate, corrected as a new version."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from programmes.facts import Answer, Late
from programmes.findings import RecordJudgement
from thuisbasis import clock, languages, rulebook
from thuisbasis.audit import trail
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.changes import announce
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF
from thuisbasis.errors import EditConflictError, InvalidStateError, NotFoundError, RuleBrokenError
from thuisbasis.materials import services as materials
from thuisbasis.permissions import Actor
from thuisbasis.recording import judging, queries, wording, writing
from thuisbasis.recording.drafts import AnswerKey, Draft, Presence
from thuisbasis.recording.models import Attendance, Record, RecordVersion

DRAFT, COMPLETED, CORRECTING = "draft", "completed", "correcting"
INTERPRETER = "interpreter"  # among what is prepared for a contact: how its interpreter will be


def open_record(session: Session, actor: Actor, contact: Contact, enrolment_id: uuid.UUID | None) -> Record:
    """The record of a contact for a subject, begun when there is none yet.

    Raises InvalidStateError before the day of the contact and for one that is off, NotFoundError for an enrolment that
    the contact does not serve, or for the group where each child has a record of its own (and the other way round).
    """
    found = queries.record_for(session, contact, enrolment_id)
    if found is not None:
        return found
    _refuse_unless_recordable(contact)
    programme = rulebook.programme(contact.programme_key, contact.version)
    served = {enrolment.id for enrolment in contact_queries.enrolments_of(session, contact)}
    per_child = judging.is_recorded_per_child(programme, contact)
    if per_child != (enrolment_id is not None) or (enrolment_id is not None and enrolment_id not in served):
        raise NotFoundError("record")
    try:
        with session.begin_nested():
            return _begin(session, actor, contact, enrolment_id)
    except IntegrityError:  # somebody else began it in this very moment
        found = queries.record_for(session, contact, enrolment_id)
        if found is None:
            raise
        return found


def _refuse_unless_recordable(contact: Contact) -> None:
    day = clock.local(contact.starts_at).date()
    if day > clock.today():
        raise InvalidStateError(
            gettext(
                "Deze afspraak is pas op %(day)s. Vanaf die dag kunt u het verslag schrijven.", day=languages.day(day)
            )
        )
    if contact.state in OFF:
        raise InvalidStateError(gettext("Deze afspraak ging niet door. Er hoort geen verslag bij."))


def note_interpreter(session: Session, actor: Actor, contact: Contact, how: str) -> None:
    """Set how the interpreter was (`drafts.INTERPRETERS`) in the records of a contact that are being written.

    For records that are not begun yet the contact keeps it, and they begin with it. A completed one stays as it is.
    """
    contact_services.prepare(session, actor, contact, {**contact.prepared, INTERPRETER: how})
    for record in queries.records_of(session, contact.organisation_id, [contact.id]).get(contact.id, []):
        version = queries.version_of(session, record)
        if record.state == COMPLETED or version.interpreter == how:
            continue
        version.interpreter, version.saved_at = how, clock.now()
        session.flush()
        after = {"version": version.number, "interpreter": how}
        trail.record(session, actor, "record.saved", record, family_id=contact.family_id, after=after)


def _begin(session: Session, actor: Actor, contact: Contact, enrolment_id: uuid.UUID | None) -> Record:
    record = Record(
        organisation_id=contact.organisation_id, contact_id=contact.id, enrolment_id=enrolment_id, version=1
    )
    session.add(record)
    session.flush()
    known = {"interpreter": contact.prepared.get(INTERPRETER, "")}
    session.add(_new_version(actor, record, held_from=contact.starts_at, held_until=contact.ends_at, **known))
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
    meanwhile, InvalidStateError when the record is completed or the contact did not take place.
    """
    if record.state == COMPLETED:
        raise InvalidStateError(gettext("Dit verslag is afgerond. Begin een verbetering om het te wijzigen."))
    version = queries.version_of(session, record)
    programme = rulebook.programme(contact.programme_key, contact.version)
    if version.revision != revision:
        theirs = queries.draft_of(session, record, version)
        raise EditConflictError(
            mine=wording.draft_words(programme, draft), theirs=wording.draft_words(programme, theirs)
        )
    writing.write(session, actor, record, version, judging.with_lines_from_evidence(programme, draft))
    contact_services.follow_records(session, actor, contact, all_completed=False)
    trail.record(session, actor, "record.saved", record, family_id=contact.family_id, after={"version": version.number})


def judge(session: Session, record: Record, contact: Contact, own: Mapping[str, int]) -> RecordJudgement:
    """What the record gate says of the record as it is saved now. `own`: the local numbers it began under."""
    return judging.judge(
        session, record, contact, queries.draft_of(session, record, queries.version_of(session, record)), own
    )


def complete(
    session: Session,
    actor: Actor,
    record: Record,
    contact: Contact,
    own: Mapping[str, int],
    *,
    revision: int | None = None,
) -> RecordJudgement:
    """Complete a record as it is saved now; `revision` is that of the version that was read before deciding so.

    Raises RuleBrokenError with the gate's findings when it may not, InvalidStateError when it is completed already or
    was changed since it was read.
    """
    if record.state == COMPLETED:
        raise InvalidStateError(gettext("Dit verslag is al afgerond."))
    version = queries.version_of(session, record)
    if revision is not None and version.revision != revision:
        raise InvalidStateError(gettext("Dit verslag is intussen gewijzigd. Lees het nog eens na, en rond het dan af."))
    draft = queries.draft_of(session, record, version)
    judgement = judging.judge(session, record, contact, draft, own)
    if not judgement.may:
        raise RuleBrokenError(judgement.findings)
    writing.write(session, actor, record, version, writing.settled(draft, judgement))
    _close(session, record, version, judgement)
    materials.note_from_record(session, actor, contact, judging.handed_over(session, record, contact, draft))
    contact_services.follow_records(session, actor, contact, all_completed=_all_completed(session, contact))
    after = {"version": version.number, "deviations": record.deviations}
    trail.record(session, actor, "record.completed", record, family_id=contact.family_id, after=after)
    return judgement


def _close(session: Session, record: Record, version: RecordVersion, judgement: RecordJudgement) -> None:
    at = clock.now()
    version.completed_at = at
    record.state = COMPLETED
    record.first_completed_at = record.first_completed_at or at
    record.counts_towards_dose = judgement.counts_towards_dose
    record.deviations = len(judgement.deviations)
    session.flush()


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
    draft = queries.draft_of(session, record, queries.version_of(session, record))
    record.version += 1
    record.state = CORRECTING
    version = _new_version(actor, record, correction_reason=reason)
    session.add(version)
    session.flush()
    writing.write(session, actor, record, version, draft)
    after = {"version": version.number, "reason": reason}
    trail.record(session, actor, "record.corrected", record, family_id=contact.family_id, after=after)
    return version


def deliver_late(
    session: Session,
    actor: Actor,
    record: Record,
    contact: Contact,
    own: Mapping[str, int],
    *,
    key: AnswerKey,
    late: Late,
    reason: str,
) -> RecordJudgement:
    """Note, in a new completed version, that an element was given after the contact. `reason`: why there is a new one.

    Raises InvalidStateError when the record is not completed or the element was not left out.
    """
    given = queries.draft_of(session, record, queries.version_of(session, record)).answers.get(key, Answer())
    if given.delivered is not False:
        raise InvalidStateError(gettext("Dit onderdeel staat niet als niet gedaan in het verslag."))
    version = begin_correction(session, actor, record, contact, reason=reason)
    draft = queries.draft_of(session, record, version)
    answers = {**draft.answers, key: replace(given, late=late)}
    writing.write(session, actor, record, version, replace(draft, answers=answers))
    return complete(session, actor, record, contact, own)


def catch_up(session: Session, actor: Actor, contact: Contact, enrolment_id: uuid.UUID, *, on: date, how: str) -> None:
    """Note that a family caught up what it missed at a contact. Raises InvalidStateError if it was there."""
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
    announce(session, [contact])
