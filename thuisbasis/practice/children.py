"""Each child's week as it is stored: plan, days, and how far the record of the weekly contact is."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from programmes.asking import elements_asked
from programmes.facts import Answer
from programmes.protocol import Element
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Guardian
from thuisbasis.practice import queries
from thuisbasis.practice.models import PracticeEntry, WeekPlan
from thuisbasis.practice.services import Evidence
from thuisbasis.practice.weeks import Week
from thuisbasis.recording import queries as recording
from thuisbasis.recording.drafts import ATTENDED, Presence
from thuisbasis.recording.models import Attendance, Record, RecordVersion
from thuisbasis.recording.questions import expected_guardians
from thuisbasis.recording.services import COMPLETED

NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class ChildWeek:
    """One child in one week. `proposal` is what the week before had, where nothing is planned yet."""

    enrolment: Enrolment
    guardians: Sequence[Guardian]
    asked: tuple[Element, ...]
    plan: WeekPlan | None
    proposal: Evidence
    next_plan: WeekPlan | None
    entries: Mapping[date, PracticeEntry]
    record: Record | None
    version: RecordVersion | None
    answers: Mapping[str, Answer]
    attendance: Sequence[Attendance]

    @property
    def is_completed(self) -> bool:
        return self.record is not None and self.record.state == COMPLETED

    @property
    def revision(self) -> int:
        """What a form started from: the revision of the record's version, 0 where there is no record yet."""
        return self.version.revision if self.version else 0

    @property
    def groep(self) -> str:
        return self.enrolment.child.groep or ""

    @property
    def spoken_with(self) -> str:
        """Who was spoken to: a guardian's id, nobody, or empty while that is not known."""
        there = [row for row in self.attendance if Presence(row.status) in ATTENDED]
        if there:
            return there[0].guardian_id.hex
        return NOBODY if self.attendance else ""

    def planned(self, element: Element) -> Mapping[str, Any]:
        """The evidence of a plan element: as recorded, else as planned, else as in the week before."""
        answer = self.answers.get(element.key)
        if answer is not None and answer.delivered:
            return answer.evidence
        stored = self.plan.evidence if self.plan else self.proposal
        found: Mapping[str, Any] = stored.get(element.key, {})
        return found


def children_of(session: Session, week: Week) -> list[ChildWeek]:
    """The children of a week by name, in a constant number of statements."""
    contact = week.contact
    organisation_id = contact.organisation_id
    enrolments = contacts.enrolments_of(session, contact)
    ids = [enrolment.id for enrolment in enrolments]
    around = [each for each in (contact, week.before, week.following) if each is not None]
    plans = queries.plans_of(session, organisation_id, [each.id for each in around])
    entries = queries.entries_of(session, organisation_id, ids, week.days[0], week.days[-1])
    guardians = expected_guardians(session, organisation_id, enrolments)
    records = {
        each.enrolment_id: each for each in recording.records_of(session, organisation_id, [contact.id])[contact.id]
    }
    versions = _versions(session, organisation_id, [record.id for record in records.values()])
    answers = recording.answers_of(session, organisation_id, [version.id for version in versions.values()])
    attendance = recording.attendance_of(session, organisation_id, [contact.id])[contact.id]
    delivered = _delivered_before(session, contact, ids)

    def plan_of(other: Contact | None, enrolment: Enrolment) -> WeekPlan | None:
        return plans.get((other.id, enrolment.id)) if other else None

    def child(enrolment: Enrolment) -> ChildWeek:
        record, last = records.get(enrolment.id), plan_of(week.before, enrolment)
        version = versions.get(record.id) if record else None
        return ChildWeek(
            enrolment=enrolment,
            guardians=guardians.get(enrolment.id, ()),
            asked=elements_asked(
                week.programme, contact.track_key, contact.step_key, delivered_before=delivered[enrolment.id]
            ),
            plan=plan_of(contact, enrolment),
            proposal=last.evidence if last else {},
            next_plan=plan_of(week.following, enrolment),
            entries=entries[enrolment.id],
            record=record,
            version=version,
            answers={key: answer for (key, _), answer in answers[version.id].items()} if version else {},
            attendance=[row for row in attendance if row.enrolment_id == enrolment.id],
        )

    return [child(enrolment) for enrolment in enrolments]


def _versions(
    session: Session, organisation_id: uuid.UUID, record_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, RecordVersion]:
    """The present version of each record, by record id."""
    rows = session.scalars(
        select(RecordVersion)
        .join(
            Record, and_(Record.organisation_id == RecordVersion.organisation_id, Record.id == RecordVersion.record_id)
        )
        .where(
            RecordVersion.organisation_id == organisation_id,
            RecordVersion.record_id.in_(record_ids),
            RecordVersion.number == Record.version,
        )
    )
    return {version.record_id: version for version in rows}


def _delivered_before(
    session: Session, contact: Contact, enrolment_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, tuple[int, ...]]]:
    """By enrolment, element key to the numbers of earlier weekly contacts at which it was delivered. Two statements."""
    rows = session.execute(
        select(Record.enrolment_id, Contact.number, RecordVersion.id)
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .join(
            RecordVersion,
            and_(RecordVersion.organisation_id == Record.organisation_id, RecordVersion.record_id == Record.id),
        )
        .where(
            Record.organisation_id == contact.organisation_id,
            Record.enrolment_id.in_(enrolment_ids),
            Contact.kind == contact.kind,
            Contact.number < contact.number,
            RecordVersion.completed_at.is_not(None),
        )
        .order_by(RecordVersion.number)
    )
    newest = {(enrolment_id, number): version_id for enrolment_id, number, version_id in rows}
    answers = recording.answers_of(session, contact.organisation_id, list(newest.values()))
    found: dict[uuid.UUID, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for (enrolment_id, number), version_id in sorted(newest.items(), key=lambda item: item[0][1]):
        for (element, _), answer in answers[version_id].items():
            if answer.delivered and enrolment_id is not None:
                found[enrolment_id][element] = (*found[enrolment_id].get(element, ()), number)
    return found
