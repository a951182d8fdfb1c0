"""What enrolments and contacts add to the figures, found out from their rows as they are now."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from programmes.facts import CompletionFacts, ContactOutcome
from programmes.fidelity import adherence
from programmes.rules import course_so_far
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.contacts.states import AHEAD, OFF, TOOK_PLACE, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.groups.models import GroupLeader, Membership
from thuisbasis.home.progress.sums import ContactPart, EnrolmentPart
from thuisbasis.recording import judging, outcomes, queries
from thuisbasis.recording.adherence import outcomes_of_answers

Audiences = dict[uuid.UUID, set[uuid.UUID]]


def enrolment_parts(
    session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]
) -> list[EnrolmentPart]:
    """What those of these enrolments that are active add. A constant number of statements."""
    found = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.id.in_(enrolment_ids),
            Enrolment.state == EnrolmentState.ACTIVE,
            Enrolment.archived_at.is_(None),
        )
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family))
    ).all()
    active = [each for each in found if not each.family.is_archived]
    if not active:
        return []
    ids = [each.id for each in active]
    contacts = contact_queries.of_enrolments(session, organisation_id, ids)
    held = outcomes.outcomes_of(session, organisation_id, {each: contacts.get(each, []) for each in ids})
    leaders = _leaders(session, organisation_id, ids)
    return [_enrolment_part(each, contacts.get(each.id, []), held[each.id], leaders[each.id]) for each in active]


def _enrolment_part(
    enrolment: Enrolment,
    contacts: Sequence[Contact],
    held: tuple[ContactOutcome, ...],
    leaders: Collection[uuid.UUID],
) -> EnrolmentPart:
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    steps = {step.key for step in programme.track(enrolment.track_key).steps}
    facts = CompletionFacts(
        track=enrolment.track_key, contacts=tuple(outcome for outcome in held if outcome.step in steps)
    )
    whom = (enrolment.organisation_id, enrolment.child.school_id, enrolment.visitor_id, *leaders)
    return EnrolmentPart(
        enrolment_id=enrolment.id,
        family_id=enrolment.family_id,
        programme_key=enrolment.programme_key,
        course=course_so_far(programme, facts, _due(contacts) & steps, dict(enrolment.local_numbers)),
        audience=frozenset(one for one in whom if one is not None),
    )


def _due(contacts: Iterable[Contact]) -> set[str]:
    """The steps of which is known what they were: written up, or off without a new date."""
    known = {each.step_key for each in contacts if each.state in OFF or each.state == State.COMPLETED}
    return known - {each.step_key for each in contacts if each.state in AHEAD}


def _leaders(session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]) -> Audiences:
    """Who leads the groups in which these enrolments have a place now."""
    found: Audiences = defaultdict(set)
    rows = session.execute(
        select(Membership.enrolment_id, GroupLeader.staff_id)
        .join(
            GroupLeader,
            and_(
                GroupLeader.organisation_id == Membership.organisation_id, GroupLeader.group_id == Membership.group_id
            ),
        )
        .where(
            Membership.organisation_id == organisation_id,
            Membership.enrolment_id.in_(enrolment_ids),
            Membership.left_on.is_(None),
        )
    )
    for enrolment_id, staff_id in rows:
        found[enrolment_id].add(staff_id)
    return found


def contact_parts(
    session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]
) -> list[ContactPart]:
    """What those of these contacts that are not off add. A constant number of statements."""
    contacts = session.scalars(
        select(Contact).where(
            Contact.organisation_id == organisation_id,
            Contact.id.in_(contact_ids),
            Contact.archived_at.is_(None),
            Contact.state.not_in(OFF),
        )
    ).all()
    staff = contact_queries.staff_of(session, organisation_id, [each.id for each in contacts])
    children = _children_served(session, organisation_id, contacts)
    held = [contact.id for contact in contacts if contact.state in TOOK_PLACE]
    records = queries.records_of(session, organisation_id, held) if held else {}
    record_ids = [record.id for found in records.values() for record in found]
    versions = outcomes.completed_versions(session, organisation_id, record_ids) if record_ids else {}
    answers = queries.answers_of(session, organisation_id, list(versions.values())) if versions else {}
    parts = []
    for contact in contacts:
        programme = rulebook.programme(contact.programme_key, contact.version)
        written = [versions[record.id] for record in records.get(contact.id, ()) if record.id in versions]
        share = adherence(outcomes_of_answers(programme, answers.get(each, {})) for each in written)
        whom = (contact.organisation_id, contact.school_id, *(one.id for one in staff.get(contact.id, ())))
        parts.append(
            ContactPart(
                contact_id=contact.id,
                programme_key=contact.programme_key,
                week=week_of(clock.local(contact.starts_at).date()),
                expected=max(children.get(contact.id, 1), len(written)),
                completed=len(written),
                delivered=share.part,
                not_delivered=(share.whole or 0) - share.part,
                audience=frozenset(one for one in whom if one is not None),
            )
        )
    return parts


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _children_served(session: Session, organisation_id: uuid.UUID, contacts: Sequence[Contact]) -> Counter[uuid.UUID]:
    """How many children each contact serves, of those that have a record for each child; others have one record."""
    apart = [
        contact
        for contact in contacts
        if judging.is_recorded_per_child(rulebook.programme(contact.programme_key, contact.version), contact)
    ]
    found: Counter[uuid.UUID] = Counter()
    if not apart:
        return found
    found.update(
        session.scalars(
            select(ContactEnrolment.contact_id).where(
                ContactEnrolment.organisation_id == organisation_id,
                ContactEnrolment.contact_id.in_([contact.id for contact in apart]),
            )
        )
    )
    members = session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.group_id.in_({contact.group_id for contact in apart if contact.group_id}),
        )
    ).all()
    for contact in apart:
        day = contact.starts_at.date()
        found[contact.id] += sum(
            member.group_id == contact.group_id
            and member.from_number <= contact.number
            and (member.left_on is None or member.left_on > day)
            for member in members
        )
    return found
