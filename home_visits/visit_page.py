"""All that the page of one visit shows: before it, at it, and after it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from home_visits import door_page, gate, queries
from home_visits.door_forms import DoorForms
from home_visits.forms import MaterialForm, PrepareForm, prepare_form, questions_by_child
from programmes.protocol import Element
from thuisbasis import clock, rulebook, spoken
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import words_of
from thuisbasis.contacts.states import AHEAD, LABELS, OFF, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import NotFoundError
from thuisbasis.families import queries as families
from thuisbasis.materials import queries as materials
from thuisbasis.materials.states import HOW_LABELS, STATE_LABELS
from thuisbasis.permissions import Actor
from thuisbasis.recording import history
from thuisbasis.recording import queries as record_queries
from thuisbasis.recording.models import Record


def values(
    session: Session,
    actor: Actor,
    contact: Contact,
    preparing: PrepareForm | None = None,
    telling: DoorForms | None = None,
    *,
    refused: bool = False,
) -> dict[str, Any]:
    """The values of the template. `preparing`, `telling`: forms as they were sent, when one came back.

    `refused`: by the gate.
    """
    organisation_id = contact.organisation_id
    enrolments = queries.enrolments_at(session, organisation_id, [contact.id]).get(contact.id, [])
    programme = rulebook.programme(contact.programme_key, contact.version)
    state = State(contact.state)
    is_past = clock.local(contact.starts_at).date() <= clock.today()
    form = preparing or prepare_form(programme, contact, enrolments, as_sent=not refused)
    findings = gate.findings(session, actor, contact, enrolments) if state in AHEAD else ()
    questions = questions_by_child(form, programme, contact, enrolments)
    return {
        "contact": contact,
        "words": words_of(contact),
        "programme": programme,
        "step": programme.track(contact.track_key).step(contact.step_key),
        "enrolments": enrolments,
        "state": state,
        "state_words": LABELS[state],
        "is_ahead": state in AHEAD,
        "is_off": state in OFF,
        "may_record": is_past and state not in OFF,
        "staff": contact_queries.staff_of(session, organisation_id, [contact.id]).get(contact.id, []),
        "moves": contact_queries.moves_of(session, contact),
        "findings": findings,
        "refused": [finding for finding in findings if finding.blocks] if refused else (),
        "ways_out": _ways_out(questions),
        "form": form,
        "questions": questions,
        "may_be_acquaintance": _may_be_acquaintance(contact),
        "records": _records(session, contact, enrolments),
        "agreements": _agreements(session, contact, enrolments),
        "language_names": spoken.names,
        "today": clock.today(),
        "door": door_page.door_of(session, actor, contact, telling),
        "told": door_page.told_of(session, contact),
        # Also for who stands in for a colleague and is told no more of the family.
        "safety_note": contact.family.safety_note if contact.family else "",
    } | _family_values(session, actor, contact)


def _ways_out(questions: Sequence[tuple[Enrolment, Element, list[tuple[Any, Any, Any]]]]) -> dict[str, str]:
    """By element the field to fill in: of the first child for which nothing is chosen yet."""
    fields = [(element.key, asked[0][0]) for _, element, asked in questions if asked]
    empty = {key: field.id for key, field in reversed(fields) if not field.data}
    return {key: field.id for key, field in fields} | empty


def _may_be_acquaintance(contact: Contact) -> bool:
    rule = rulebook.programme(contact.programme_key, contact.version).acquaintance
    return rule is not None and rule.kind == contact.kind and contact.number == 1


def _records(
    session: Session, contact: Contact, enrolments: Sequence[Enrolment]
) -> list[tuple[Enrolment | None, Record | None]]:
    """For each child its record, or None while there is none; of an activity with families one of the group."""
    found = record_queries.records_of(session, contact.organisation_id, [contact.id]).get(contact.id, [])
    by_subject: Mapping[Any, Record] = {record.enrolment_id: record for record in found}
    if contact.family_id is None:
        return [(None, by_subject.get(None))]
    return [(enrolment, by_subject.get(enrolment.id)) for enrolment in enrolments]


def _agreements(session: Session, contact: Contact, enrolments: Sequence[Enrolment]) -> list[tuple[Enrolment, str]]:
    """What was agreed with the family at the contact before, child by child."""
    if contact.family_id is None:
        return []
    agreed = history.agreements_before(session, contact, [enrolment.id for enrolment in enrolments])
    return [(enrolment, agreed[enrolment.id]) for enrolment in enrolments if enrolment.id in agreed]


def _family_values(session: Session, actor: Actor, contact: Contact) -> dict[str, Any]:
    """The people and addresses, for who may see the family; whoever stands in for a colleague sees its number only."""
    nobody: dict[str, Any] = {"family": None, "guardians": (), "households": (), "loans": (), "handed": ()}
    labels = {"how_labels": HOW_LABELS, "loan_states": STATE_LABELS, "material_form": MaterialForm(formdata=None)}
    if contact.family_id is None:
        return nobody | labels
    try:
        family = families.family_or_404(session, actor, contact.family_id)
    except NotFoundError:
        return nobody | labels
    here = session, contact.organisation_id
    return labels | {
        "family": family,
        "guardians": families.guardians_of(*here, [family.id])[family.id],
        "households": families.households_of(*here, [family.id])[family.id],
        "loans": materials.out_with(*here, [family.id]).get(family.id, []),
        "handed": materials.at_contact(*here, contact.id),
    }
