"""Children who grow too old while they wait for a place: the programme's own alarm, from the day on which it rings."""

import uuid
from collections.abc import Collection
from typing import Final

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from programmes.facts import AlarmFacts
from programmes.rules import alarms, grows_too_old_from
from thuisbasis import languages, rulebook
from thuisbasis.enrolments import queries
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State
from thuisbasis.home.desk import Desk
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.watching import Kind, Watch
from thuisbasis.home.tasks import LeadSource, Task
from thuisbasis.permissions import Actor, Permission

TOO_OLD: Final = Kind("growing-too-old", 84)
WAITING: Final = (State.PROPOSED, State.WAITING)


def tasks(desk: Desk, ids: Collection[uuid.UUID]) -> list[Task]:
    """Children who soon cannot start any more: for those who find them a place. One statement."""
    found = desk.session.scalars(
        queries.seen_by(desk.actor)
        .where(Enrolment.id.in_(ids), Enrolment.state.in_(WAITING))
        .options(joinedload(Enrolment.child))
    )
    return [task for enrolment in found for task in _tasks(desk, enrolment)]


def _tasks(desk: Desk, enrolment: Enrolment) -> list[Task]:
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    facts = AlarmFacts(
        track=enrolment.track_key,
        today=desk.today,
        active=False,
        waiting=True,
        birth_date=enrolment.child.birth_date,
    )
    return [
        Task(
            title=f"{enrolment.child.name}, {programme.name}",
            why=languages.text(alarm.message),
            action=gettext("Plaats zoeken"),
            url=url_for("enrolments.enrolment", enrolment_id=enrolment.id),
            weight=TOO_OLD.weight,
            symbol=programme.symbol,
            on=alarm.on,
        )
        for alarm in alarms(programme, facts, dict(enrolment.local_numbers))
    ]


LEADS: Final = LeadSource(permission=Permission.ENROL, kinds=(TOO_OLD,), tasks=tasks)


# Keeping the summary up -------------------------------------------------------------------------------------------


def follow_enrolment(session: Session, _actor: Actor, enrolment: Enrolment) -> None:
    """Look again at an enrolment that changed (`enrolments.changes.AfterEnrolmentChange`)."""
    watch(session, enrolment.organisation_id, {enrolment.id})


def follow_families(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> None:
    """Look again at the enrolments of families that changed: a birth date, a school."""
    ids = session.scalars(
        select(Enrolment.id).where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.family_id.in_(family_ids),
            Enrolment.state.in_(WAITING),
        )
    ).all()
    if ids:
        watch(session, organisation_id, ids)


def watch(session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]) -> None:
    """Find out anew from which day on these enrolments ask. A constant number of statements."""
    session.flush()
    found = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.id.in_(enrolment_ids),
            Enrolment.state.in_(WAITING),
            Enrolment.archived_at.is_(None),
        )
        .options(joinedload(Enrolment.child))
    )
    watches = [watch for enrolment in found for watch in _watches(enrolment)]
    watching.keep(session, organisation_id, (TOO_OLD,), enrolment_ids, watches)


def _watches(enrolment: Enrolment) -> list[Watch]:
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    first = grows_too_old_from(programme, enrolment.child.birth_date, dict(enrolment.local_numbers))
    if first is None:
        return []
    audience = {enrolment.organisation_id, enrolment.child.school_id} - {None}
    return [
        Watch(
            kind=TOO_OLD, subject_id=enrolment.id, asks_on=first, audience=frozenset(each for each in audience if each)
        )
    ]
