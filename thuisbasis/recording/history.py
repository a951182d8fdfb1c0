"""What came before a record and what comes after it, for the same group or child."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from programmes.dose import ByStep
from programmes.evidence import FieldKind, grid_pairs
from programmes.facts import Answer
from programmes.protocol import Element
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import OFF
from thuisbasis.recording import queries
from thuisbasis.recording.drafts import AnswerKey
from thuisbasis.recording.models import Record, RecordVersion

History = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Past:
    """What completed records of earlier contacts of the same kind say of the same group or child.

    `delivered` and `answered`: element key to the numbers of those contacts. `cells`: element key to the grid cells
    that came up, as evidence holds them. `of_children`: in records of a group, what each child has of an element that
    is due once; such an element counts as delivered only when all who are in the group now have it.
    """

    delivered: History = field(default_factory=dict)
    answered: History = field(default_factory=dict)
    cells: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    of_children: Mapping[AnswerKey, Answer] = field(default_factory=dict)


def past(session: Session, record: Record, contact: Contact, members: Collection[uuid.UUID]) -> Past:
    """The past of a record. `members`: the enrolments that its contact serves. Two statements."""
    if record.enrolment_id is None and contact.group_id is None:
        return Past()  # an activity of families who form no group has no course of its own
    programme = rulebook.programme(contact.programme_key, contact.version)
    delivered, answered = defaultdict(list), defaultdict(list)
    cells: dict[str, set[tuple[str, str]]] = defaultdict(set)
    of_children: dict[AnswerKey, Answer] = {}
    for number, answers in _earlier(session, record, contact):
        for (key, child), answer in answers.items():
            answered[key].append(number)
            if not answer.delivered:
                continue
            cells[key] |= _cells(programme.element(key), answer)
            if child is not None and isinstance(programme.element(key).frequency, ByStep):
                of_children[key, child] = answer
                if any((key, member) not in of_children for member in members):
                    continue
            delivered[key].append(number)
    return Past(
        delivered=_frozen(delivered),
        answered=_frozen(answered),
        cells={key: frozenset(found) for key, found in cells.items() if found},
        of_children=of_children,
    )


def _earlier(session: Session, record: Record, contact: Contact) -> list[tuple[int, Mapping[AnswerKey, Answer]]]:
    """The numbers of earlier contacts with the answers of their newest completed version, in order."""
    statement = (
        select(Contact.number, Record.id, RecordVersion.id)
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
    newest = {record_id: (number, version_id) for number, record_id, version_id in session.execute(statement)}
    answers = queries.answers_of(session, contact.organisation_id, [version_id for _, version_id in newest.values()])
    return sorted(((number, answers[version_id]) for number, version_id in newest.values()), key=lambda pair: pair[0])


def _cells(element: Element, answer: Answer) -> set[tuple[str, str]]:
    grids = [field.key for field in element.evidence if field.kind is FieldKind.GRID]
    return {pair for key in grids for pair in grid_pairs(answer.evidence.get(key) or ()) or ()}


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


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What was agreed for at home at a contact of some kind that began at `at`; "" where nothing was."""

    kind: str
    at: datetime
    words: str


def agreements_of(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Agreement]]:
    """All that was agreed with several children, by enrolment, the latest last. One statement."""
    statement = (
        select(Record.enrolment_id, Contact.kind, Contact.starts_at, RecordVersion.home_agreement)
        .join(
            Record, and_(Record.organisation_id == RecordVersion.organisation_id, Record.id == RecordVersion.record_id)
        )
        .join(Contact, and_(Contact.organisation_id == Record.organisation_id, Contact.id == Record.contact_id))
        .where(
            RecordVersion.organisation_id == organisation_id,
            RecordVersion.completed_at.is_not(None),
            Record.enrolment_id.in_(enrolment_ids),
        )
        .order_by(Contact.starts_at, RecordVersion.number)
    )
    found: dict[uuid.UUID, list[Agreement]] = defaultdict(list)
    for enrolment_id, kind, at, words in session.execute(statement):
        if enrolment_id is not None:
            found[enrolment_id].append(Agreement(kind=kind, at=at, words=words))
    return found


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
