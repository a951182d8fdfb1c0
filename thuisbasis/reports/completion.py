"""Has a child completed its programme? What the completion gate says, completing, and the certificate."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.evidence import EvidenceField, FieldKind, grid_pairs
from programmes.facts import CompletionFacts, ContactOutcome
from programmes.findings import Finding, may
from programmes.protocol import Element
from programmes.rules import completion_findings
from thuisbasis import clock, languages, rulebook
from thuisbasis.audit import trail
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.states import TOOK_PLACE
from thuisbasis.contacts.states import State as ContactState
from thuisbasis.documents.sheets import CertificateSheet, Signature
from thuisbasis.enrolments import queries as enrolment_queries
from thuisbasis.enrolments import services as enrolment_services
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor
from thuisbasis.recording import queries as records
from thuisbasis.recording.models import Record
from thuisbasis.recording.outcomes import completed_versions, outcomes
from thuisbasis.reports.record_sheet import short_id


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What was held for a child, and what the completion gate says of it."""

    outcomes: Sequence[ContactOutcome]
    findings: Sequence[Finding]

    @property
    def may(self) -> bool:
        """Whether nothing that is needed is missing."""
        return may(self.findings)

    @property
    def took_part(self) -> int:
        """At how many contacts the family was, or caught them up."""
        return sum(outcome.took_part for outcome in self.outcomes)


def completion(session: Session, enrolment: Enrolment) -> Completion:
    """Judge what this family attended or caught up, by the numbers that it began under."""
    return completions(session, enrolment.organisation_id, [enrolment])[enrolment.id]


def completions(
    session: Session, organisation_id: uuid.UUID, enrolments: Sequence[Enrolment]
) -> dict[uuid.UUID, Completion]:
    """The same for many enrolments, by enrolment id, in a constant number of statements."""
    held = outcomes(session, organisation_id, [enrolment.id for enrolment in enrolments])
    return {enrolment.id: _judged(enrolment, held[enrolment.id]) for enrolment in enrolments}


def _judged(enrolment: Enrolment, held: Sequence[ContactOutcome]) -> Completion:
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    facts = CompletionFacts(track=enrolment.track_key, contacts=tuple(held))
    return Completion(outcomes=held, findings=completion_findings(programme, facts, dict(enrolment.local_numbers)))


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A grid of an element as it fills up over a course: which pairs (row, column) came up."""

    element: Element
    field: EvidenceField
    cells: frozenset[tuple[str, str]]


def filled_grids(session: Session, enrolment: Enrolment) -> list[Filled]:
    """The grids of the programme's elements with what came up in the child's completed records. Three statements."""
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    grids = [(e, field) for e in programme.elements for field in e.evidence if field.kind is FieldKind.GRID]
    if not grids:
        return []
    here = session, enrolment.organisation_id
    ids = session.scalars(
        select(Record.id).where(
            Record.organisation_id == enrolment.organisation_id, Record.enrolment_id == enrolment.id
        )
    ).all()
    answers = records.answers_of(*here, list(completed_versions(*here, ids).values()))
    given = [(key, answer) for found in answers.values() for (key, _), answer in found.items() if answer.delivered]
    return [
        Filled(
            element=element,
            field=field,
            cells=frozenset(
                pair
                for key, answer in given
                if key == element.key
                for pair in grid_pairs(answer.evidence.get(field.key) or ()) or ()
            ),
        )
        for element, field in grids
    ]


def complete(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Complete the programme for a child.

    Raises RuleBrokenError with what is missing, InvalidStateError when it is not under way.
    """
    judged = completion(session, enrolment)
    if not judged.may:
        raise RuleBrokenError([finding for finding in judged.findings if finding.blocks])
    enrolment_services.complete(session, actor, enrolment)


def certificate(session: Session, actor: Actor, enrolment: Enrolment) -> CertificateSheet:
    """The certificate of a completed programme; printing it is noted. Raises InvalidStateError for any other state."""
    if enrolment.state != State.COMPLETED or enrolment.ended_on is None:
        raise InvalidStateError(gettext("Een certificaat is er pas als het programma is afgerond."))
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    judged = completion(session, enrolment)
    days = [outcome.on for outcome in judged.outcomes if outcome.took_part and outcome.on] or [enrolment.ended_on]
    guardians = enrolment_queries.guardians_of(session, enrolment.organisation_id, [enrolment.id])
    after = {"programme": enrolment.programme_key, "meetings": judged.took_part}
    trail.record(session, actor, "certificate.printed", enrolment, family_id=enrolment.family_id, after=after)
    leader = languages.text(programme.leader_name)
    return CertificateSheet(
        document_id=short_id(enrolment.id),
        printed_at=clock.now(),
        organisation=actor.organisation_name,
        receivers=tuple(guardian.name for guardian in guardians.get(enrolment.id, ())) or (enrolment.family.name,),
        child=enrolment.child.given_name,
        programme=languages.text(programme.full_name),
        meetings=judged.took_part,
        first_day=min(days),
        last_day=max(days),
        day=_day_of_signing(enrolment),
        place=_place(session, actor, enrolment),
        signatures=tuple(
            Signature(role=leader[:1].upper() + leader[1:], name=person.name) for person in _leaders(session, enrolment)
        ),
    )


def _day_of_signing(enrolment: Enrolment) -> date:
    return enrolment.ended_on or clock.today()


def _place(session: Session, actor: Actor, enrolment: Enrolment) -> str:
    if enrolment.child.school_id is None:
        return ""
    school = organisations.school_or_404(session, actor, enrolment.child.school_id)
    return school.place or school.name


def _leaders(session: Session, enrolment: Enrolment) -> Sequence[Staff]:
    """Who led the last contact that took place."""
    found = contact_queries.of_enrolments(session, enrolment.organisation_id, [enrolment.id]).get(enrolment.id, [])
    held = [contact for contact in found if ContactState(contact.state) in TOOK_PLACE]
    if not held:
        return ()
    return contact_queries.staff_of(session, enrolment.organisation_id, [held[-1].id]).get(held[-1].id, [])
