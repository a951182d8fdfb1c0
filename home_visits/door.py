"""What there is to know at doors, put together from loaded rows in a constant number of statements."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy.orm import Session

from home_visits import door_people, gate
from home_visits.door_data import AgreedBefore, AtTheDoor, Choice, PlannedFor, ProgrammeName, StepName, mark_of
from home_visits.door_people import UNSEEN, FamilyAtHome
from home_visits.reasons import AT_THE_DOOR
from programmes.protocol import Programme, Step
from thuisbasis import clock, languages
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import words_of
from thuisbasis.contacts.states import LABELS, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.attempts import KINDS as ATTEMPTS
from thuisbasis.families.models import Family
from thuisbasis.permissions import Actor
from thuisbasis.recording import history, wording
from thuisbasis.recording import queries as records


@dataclass(frozen=True, kw_only=True)
class Door:
    """What one door is about: a contact, or (None) a visit without a plan, whom it serves, and its step."""

    contact: Contact | None
    family: Family | None
    enrolments: Sequence[Enrolment]
    programme: Programme
    step: Step

    @property
    def names(self) -> tuple[str, ...]:
        """The given names of the children whom it serves."""
        return tuple(enrolment.child.given_name for enrolment in self.enrolments)


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What was loaded for all doors."""

    homes: Mapping[uuid.UUID, FamilyAtHome]
    agreements: Mapping[uuid.UUID, Sequence[history.Agreement]]
    marks: Mapping[uuid.UUID, Sequence[str]]


def told(session: Session, actor: Actor, doors: Sequence[Door]) -> list[AtTheDoor]:
    """What to know at each of these doors, which the caller has found for the actor."""
    served = {enrolment.id for door in doors for enrolment in door.enrolments}
    contact_ids = [door.contact.id for door in doors if door.contact]
    around = _Around(
        homes=door_people.families_at_home(session, actor, {door.family.id for door in doors if door.family}),
        agreements=history.agreements_of(session, actor.organisation_id, served),
        marks=records.marks_of(session, actor.organisation_id, contact_ids),
    )
    return [_marked(_at_the_door(door, around), door, around) for door in doors]


def _marked(known: AtTheDoor, door: Door, around: _Around) -> AtTheDoor:
    """With the version that changes when anything of it does, or of its records."""
    contact = door.contact
    beside = [contact.revision, around.marks.get(contact.id, ())] if contact else []
    return replace(known, version=mark_of(known, beside))


def _at_the_door(door: Door, around: _Around) -> AtTheDoor:
    contact, family, programme = door.contact, door.family, door.programme
    home = around.homes.get(family.id, UNSEEN) if family else UNSEEN
    day = clock.local(contact.starts_at).date() if contact else None
    return AtTheDoor(
        contact=contact.id if contact else None,
        version="",
        words=words_of(contact) if contact else spare_words(family),
        family=home.name,
        family_number=family.number if family else None,
        programme=ProgrammeName(
            key=programme.key, name=programme.name, symbol=str(programme.symbol), version=programme.version
        ),
        step=StepName(number=door.step.number, title=languages.text(door.step.title)),
        starts=contact.starts_at if contact else None,
        ends=contact.ends_at if contact else None,
        state=contact.state if contact else None,
        state_words=str(LABELS[State(contact.state)]) if contact else "",
        place=place_words(programme, contact),
        addresses=door_people.addresses(home, day),
        guardians=door_people.guardians(home),
        children=door_people.children(home, day or clock.today()),
        # Who stands in for a colleague is not told who lives there, but has to be safe at the door.
        safety_note=family.safety_note if family else "",
        loans=door_people.loans(home),
        agreements=_agreements(door, around),
        plan=_plan(door, contact) if contact else (),
        attempts=tuple(Choice(key=kind.key, words=str(kind.words)) for kind in ATTEMPTS),
        miss_reasons=tuple(Choice(key=key, words=str(words)) for key, words in AT_THE_DOOR.items()),
    )


def spare_words(family: Family | None) -> str:
    """What a visit without a plan is called, as `calendar_entries.words` calls one that was planned."""
    return gettext("Huisbezoek gezin %(number)s", number=f"{family.number:04}") if family else ""


def place_words(programme: Programme, contact: Contact | None) -> str:
    """Where it is: what was written, else the programme's word for the kind of place."""
    if contact is None:
        return ""
    return contact.place or (wording.choice_words(programme.places, contact.place_kind) if contact.place_kind else "")


def _agreements(door: Door, around: _Around) -> tuple[AgreedBefore, ...]:
    """What was agreed with the family at the last contact of the same kind before this one, child by child."""
    if door.family is None:
        return ()
    found = []
    for enrolment in door.enrolments:
        before = [
            each
            for each in around.agreements.get(enrolment.id, ())
            if each.kind == door.step.kind and (door.contact is None or each.at < door.contact.starts_at)
        ]
        if before and before[-1].words:
            found.append(AgreedBefore(child=enrolment.child.given_name, text=before[-1].words))
    return tuple(found)


def _plan(door: Door, contact: Contact) -> tuple[PlannedFor, ...]:
    """What was prepared for each child; who has nothing prepared is left out."""
    planned = []
    for enrolment in door.enrolments:
        lines = [
            line
            for element in gate.elements_to_prepare(door.programme, contact)
            for line in wording.evidence_lines(element, gate.prepared_of(contact, element.key, enrolment.id))
        ]
        if lines:
            planned.append(PlannedFor(child=enrolment.child.given_name, lines=tuple(lines)))
    return tuple(planned)
