"""The plan gate of a visit: is what the programme wants prepared?"""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from programmes.dose import ElementsPrepared
from programmes.evidence import EvidenceField, Purpose, Value
from programmes.facts import Leader, PlanFacts, PlanScope
from programmes.findings import Finding
from programmes.protocol import Element, Programme
from programmes.rules import plan_findings
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments import queries as enrolment_queries
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.groups.plan import qualified_leaders
from thuisbasis.permissions import Actor

IS_ACQUAINTANCE = "is_acquaintance"


def findings(session: Session, actor: Actor, contact: Contact, enrolments: Sequence[Enrolment]) -> tuple[Finding, ...]:
    """What the plan gate says of confirming a visit: what blocks, and what it warns of."""
    staff = contact_queries.staff_of(session, contact.organisation_id, [contact.id]).get(contact.id, [])
    qualified = qualified_leaders(session, actor, staff)
    children = enrolment_queries.caseloads(session, contact.organisation_id, [each.id for each in staff])
    programme = rulebook.programme(contact.programme_key, contact.version)
    facts = PlanFacts(
        scope=PlanScope.CONTACT,
        track=contact.track_key,
        step=contact.step_key,
        start=clock.local(contact.starts_at).date(),
        leaders=tuple(
            Leader(
                name=each.name,
                qualifications=qualified[each.id, contact.programme_key],
                children=children.get(each.id),
            )
            for each in staff
        ),
        prepared=prepared_for_all(programme, contact, enrolments),
        acquaintance=bool(contact.prepared.get(IS_ACQUAINTANCE)),
    )
    own = dict(enrolments[0].local_numbers) if enrolments else {}
    return plan_findings(programme, facts, own)


def elements_to_prepare(programme: Programme, contact: Contact) -> tuple[Element, ...]:
    """The elements that the plan of this contact has to hold."""
    keys = [
        key
        for rule in programme.plan_rules
        if isinstance(rule, ElementsPrepared) and contact.kind in rule.kinds
        for key in rule.elements
    ]
    return tuple(programme.element(key) for key in dict.fromkeys(keys))


def fields_to_prepare(element: Element) -> tuple[EvidenceField, ...]:
    """What can be chosen beforehand: all but how it was handed over, which only the visit shows."""
    return tuple(field for field in element.evidence if field.purpose is not Purpose.MATERIAL_HANDED)


def prepared_of(contact: Contact, element_key: str, enrolment_id: uuid.UUID) -> Mapping[str, Value]:
    """What is prepared of an element for one child; {} when nothing is."""
    found = (contact.prepared.get(element_key) or {}).get(str(enrolment_id))
    return found if isinstance(found, Mapping) else {}


def prepared_for_all(programme: Programme, contact: Contact, enrolments: Iterable[Enrolment]) -> frozenset[str]:
    """The elements that are prepared for every child of the contact."""
    children = list(enrolments)
    return frozenset(
        element.key
        for element in elements_to_prepare(programme, contact)
        if children and all(_is_prepared(contact, element, each.id) for each in children)
    )


def _is_prepared(contact: Contact, element: Element, enrolment_id: uuid.UUID) -> bool:
    """The first question answered, such as the title, is a choice made."""
    first = fields_to_prepare(element)[0]
    return bool(prepared_of(contact, element.key, enrolment_id).get(first.key))
