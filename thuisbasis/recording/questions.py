"""What a record form asks, read from the rule-book and the people of the contact: nothing here knows a programme."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from programmes.asking import elements_asked, elements_required
from programmes.evidence import Purpose
from programmes.protocol import ChecklistItem, Element, Programme, Step, Subject
from programmes.text import Choice
from thuisbasis import rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment, EnrolmentGuardian
from thuisbasis.families.models import Guardian, Guardianship
from thuisbasis.recording import history
from thuisbasis.recording.history import Past
from thuisbasis.recording.models import Record


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An element as it is asked: of the record's subject, or (with an enrolment) of one child of the group."""

    element: Element
    required: bool
    enrolment: Enrolment | None = None

    @property
    def key(self) -> tuple[str, uuid.UUID | None]:
        """The key of its answer in a draft."""
        return self.element.key, self.enrolment.id if self.enrolment else None


@dataclass(frozen=True, kw_only=True)
class Questions:
    """All that the form of one record asks.

    `own`: the local numbers it is judged by. `last_agreement`: what was agreed at the contact before. `next_day`: the
    day of the next planned contact. `guardians`: by enrolment, those who are expected. `cells_before`: by element, grid
    cells that came up at earlier contacts.
    """

    record: Record
    contact: Contact
    programme: Programme
    step: Step
    enrolments: Sequence[Enrolment]
    guardians: Mapping[uuid.UUID, Sequence[Guardian]]
    elements: tuple[Asked, ...]
    own: Mapping[str, int]
    cells_before: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    last_agreement: str = ""
    next_day: date | None = None

    @property
    def is_of_child(self) -> bool:
        """Whether the record is of one child."""
        return self.record.enrolment_id is not None

    @property
    def groep(self) -> str | None:
        """The groep of the child whose record it is."""
        return (self.enrolments[0].child.groep or None) if self.is_of_child and self.enrolments else None

    @property
    def is_with_family(self) -> bool:
        """Whether the contact is made with a family itself, so that its next date is agreed on the spot."""
        return self.contact.family_id is not None

    @property
    def may_be_acquaintance(self) -> bool:
        """Whether this may have been a first meeting only."""
        rule = self.programme.acquaintance
        return rule is not None and rule.kind.value == self.contact.kind and self.step.number == 1

    @property
    def places(self) -> tuple[Choice, ...]:
        """Where it may be held; of a group that is not asked."""
        return self.programme.places if self.is_with_family else ()

    @property
    def checklist(self) -> tuple[ChecklistItem, ...]:
        """The process checklist, what is weakest in practice first; it is of the group's contacts."""
        items = () if self.is_of_child else self.programme.checklist
        return tuple(sorted(items, key=lambda item: not item.shown_first))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the guardians speak, to choose from first."""
        spoken = (code for found in self.guardians.values() for guardian in found for code in guardian.languages_spoken)
        return tuple(dict.fromkeys((*spoken, "nl")))

    def asks_purpose(self, purpose: Purpose) -> bool:
        """Whether the evidence of an element already asks this."""
        return any(field.purpose is purpose for asked in self.elements for field in asked.element.evidence)


def questions_for(
    session: Session, record: Record, contact: Contact, *, served: Sequence[Enrolment] | None = None
) -> Questions:
    """The questions of a record. A constant number of statements, whatever the size of the group.

    `served`: whom the contact serves, where no row says so yet.
    """
    programme = rulebook.programme(contact.programme_key, contact.version)
    step = programme.track(contact.track_key).step(contact.step_key)
    if served is None:
        served = contact_queries.enrolments_of(session, contact)
    enrolments = [each for each in served if record.enrolment_id in (None, each.id)]
    before = history.past(session, record, contact, [each.id for each in served])
    own = local_numbers(record, contact)
    return Questions(
        record=record,
        contact=contact,
        programme=programme,
        step=step,
        enrolments=enrolments,
        guardians=expected_guardians(session, contact.organisation_id, enrolments),
        elements=_elements(record, contact, enrolments, own, before),
        cells_before=before.cells,
        own=own,
        last_agreement=history.last_agreement(session, record, contact),
        next_day=history.next_contact_date(session, record, contact) if contact.family_id else None,
    )


def local_numbers(record: Record, contact: Contact) -> Mapping[str, int]:
    """The local numbers that the record's subject began under."""
    if record.enrolment is not None:
        return dict(record.enrolment.local_numbers)
    return dict(contact.group.local_numbers) if contact.group is not None else {}


def _elements(
    record: Record, contact: Contact, enrolments: Sequence[Enrolment], own: Mapping[str, int], before: Past
) -> tuple[Asked, ...]:
    """The elements of the subject first, then those asked of each child, child by child, who does not have it yet."""
    programme = rulebook.programme(contact.programme_key, contact.version)
    at = (programme, contact.track_key, contact.step_key)
    asked = elements_asked(*at, delivered_before=before.delivered)
    needed = elements_required(*at, delivered_before=before.delivered, answered_before=before.answered, own=own)
    required = {element.key for element in needed}
    of_child = {e.key for e in asked if record.enrolment_id is None and e.asked_of is Subject.CHILD}
    return (
        *(Asked(element=e, required=e.key in required) for e in asked if e.key not in of_child),
        *(
            Asked(element=e, required=e.key in required, enrolment=enrolment)
            for enrolment in enrolments
            for e in asked
            if e.key in of_child and (e.key, enrolment.id) not in before.of_children
        ),
    )


def expected_guardians(
    session: Session, organisation_id: uuid.UUID, enrolments: Collection[Enrolment]
) -> dict[uuid.UUID, list[Guardian]]:
    """By enrolment, the guardians who take part; all of the child's where none was named."""
    named = _guardians_named(session, organisation_id, [enrolment.id for enrolment in enrolments])
    without = {each.child_id: each.id for each in enrolments if each.id not in named}
    statement = (
        select(Guardianship.child_id, Guardian)
        .join(
            Guardian,
            and_(Guardian.organisation_id == Guardianship.organisation_id, Guardian.id == Guardianship.guardian_id),
        )
        .where(
            Guardianship.organisation_id == organisation_id,
            Guardianship.child_id.in_(without),
            Guardian.archived_at.is_(None),
        )
        .order_by(Guardian.sort_key, Guardian.id)
    )
    for child_id, guardian in session.execute(statement):
        named.setdefault(without[child_id], []).append(guardian)
    return named


def _guardians_named(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[Guardian]]:
    statement = (
        select(EnrolmentGuardian.enrolment_id, Guardian)
        .join(
            Guardian,
            and_(
                Guardian.organisation_id == EnrolmentGuardian.organisation_id,
                Guardian.id == EnrolmentGuardian.guardian_id,
            ),
        )
        .where(EnrolmentGuardian.organisation_id == organisation_id, EnrolmentGuardian.enrolment_id.in_(enrolment_ids))
        .where(Guardian.archived_at.is_(None))
        .order_by(Guardian.sort_key, Guardian.id)
    )
    found: dict[uuid.UUID, list[Guardian]] = {}
    for enrolment_id, guardian in session.execute(statement):
        found.setdefault(enrolment_id, []).append(guardian)
    return found
