"""Enrolling a child in a programme, and changing how far the enrolment is."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import EligibilityFacts
from thuisbasis import clock, rulebook
from thuisbasis.audit import trail
from thuisbasis.enrolments import details, eligibility, workers
from thuisbasis.enrolments.changes import announce
from thuisbasis.enrolments.models import Enrolment, EnrolmentEvent
from thuisbasis.enrolments.states import ENDED, LABELS, OPEN, REASONS, UNDER_WAY, State, may_become
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.families.models import Child, Guardian
from thuisbasis.organisations import queries as organisations
from thuisbasis.permissions import Actor


def enrol(
    session: Session,
    actor: Actor,
    *,
    child: Child,
    guardians: Sequence[Guardian],
    programme_key: str,
    track_key: str,
    indication_key: str | None = None,
    indication_note: str = "",
    circumstances: Collection[str] = (),
    tried_before: str = "",
    tried_before_applies: bool = True,
    delivered_by: str = "",
    start: date | None = None,
    visitor_id: uuid.UUID | None = None,
    missing_may_follow: bool = False,
) -> Enrolment:
    """Propose a child for a programme in its latest protocol version, with the organisation's numbers of today.

    The conditions are judged for `start`, or for today while no start is known. Raises RuleBrokenError with the
    findings when a hard condition is not met; with `missing_may_follow` a fact that is not known yet does not refuse.
    Raises InvalidStateError when the child is in this programme already. Warnings refuse nobody.
    """
    programme = rulebook.programme(programme_key)
    track = programme.track(track_key)
    _refuse_second(session, actor, child, programme_key)
    facts = EligibilityFacts(
        start=start or clock.today(),
        track=track.key,
        birth_date=child.birth_date,
        groep=child.groep or None,
        indication=eligibility.indication_of(indication_key, indication_note),
        tried_before=tried_before,
        tried_before_applies=tried_before_applies,
        circumstances=frozenset(circumstances),
    )
    _refuse_unless_eligible(eligibility.judge(programme, facts), missing_may_follow=missing_may_follow)
    enrolment = Enrolment(
        organisation_id=actor.organisation_id,
        family_id=child.family_id,
        child_id=child.id,
        programme_key=programme.key,
        version=programme.version,
        track_key=track.key,
        state=State.PROPOSED,
        indication_key=indication_key,
        indication_note=indication_note,
        circumstances=sorted(circumstances),
        tried_before=tried_before,
        tried_before_applies=tried_before_applies,
        delivered_by=delivered_by,
        local_numbers=organisations.local_numbers(session, actor.organisation_id, programme.key, clock.today()),
        proposed_on=clock.today(),
        expected_start=start,
    )
    session.add(enrolment)
    session.flush()
    details.set_guardians(session, actor, enrolment, guardians)
    _add_event(session, actor, enrolment, None, State.PROPOSED, clock.today(), "")
    after = {"programme": programme.key, "version": programme.version, "track": track.key}
    trail.record(session, actor, "enrolment.added", enrolment, family_id=enrolment.family_id, after=after)
    if visitor_id is not None:
        workers.assign_visitor(session, actor, enrolment, visitor_id)
    announce(session, actor, enrolment)
    return enrolment


def _refuse_second(session: Session, actor: Actor, child: Child, programme_key: str) -> None:
    already = select(Enrolment.id).where(
        Enrolment.organisation_id == actor.organisation_id,
        Enrolment.child_id == child.id,
        Enrolment.programme_key == programme_key,
        Enrolment.state.in_(OPEN),
        Enrolment.archived_at.is_(None),
    )
    if session.scalar(already.limit(1)) is not None:
        name = rulebook.programme(programme_key).name
        raise InvalidStateError(
            gettext("%(child)s is al aangemeld voor %(programme)s.", child=child.name, programme=name)
        )


def _refuse_unless_eligible(judgement: eligibility.Judgement, *, missing_may_follow: bool) -> None:
    blocking = judgement.refusals if missing_may_follow else judgement.blocking
    if blocking:
        raise RuleBrokenError(blocking)


def inform(session: Session, actor: Actor, enrolment: Enrolment, *, on: date, how: str) -> None:
    """Record that the family was informed of what the programme asks: when, and how (`consents.INFORMED_HOW`)."""
    before, after = trail.changes(enrolment, {"informed_on": on, "informed_how": how})
    enrolment.informed_on, enrolment.informed_how = on, how
    session.flush()
    trail.record(
        session, actor, "enrolment.changed", enrolment, family_id=enrolment.family_id, before=before, after=after
    )


# States -----------------------------------------------------------------------------------------------------------


def change_state(
    session: Session,
    actor: Actor,
    enrolment: Enrolment,
    target: State,
    *,
    on: date | None = None,
    reason: str = "",
    note: str = "",
) -> None:
    """Bring an enrolment to another state, on a day (default today), and tell who stands above.

    `reason` is a key of `states.REASONS` where the state asks for one. Raises InvalidStateError when the table does
    not lead there, when a reason is missing, or for a day in the future.
    """
    source, day = State(enrolment.state), on or clock.today()
    if not may_become(source, target):
        raise InvalidStateError(gettext("Deze aanmelding is %(state)s. Dat kan zo niet.", state=str(LABELS[source])))
    if day > clock.today() and target is not State.ACTIVE:  # a group's start makes its first day known beforehand
        raise InvalidStateError(gettext("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag."))
    if target in REASONS and reason not in REASONS[target]:
        raise InvalidStateError(gettext("Kies een reden."))
    enrolment.state = target
    if target in ENDED:
        enrolment.ended_on, enrolment.end_reason, enrolment.end_note = day, reason or None, note
    elif source in ENDED:
        enrolment.ended_on, enrolment.end_reason, enrolment.end_note = None, None, ""
    if target is State.ACTIVE and enrolment.started_on is None:
        enrolment.started_on = day
    if target is State.WAITING and source in UNDER_WAY:
        enrolment.started_on, enrolment.expected_start = None, None
    _add_event(session, actor, enrolment, source, target, day, note if reason in ("", "other") else reason)
    if target in ENDED:
        workers.release_visitor(session, enrolment)
    elif source in ENDED:
        workers.keep_visitor(session, enrolment)
    trail.record(
        session,
        actor,
        "enrolment.state_changed",
        enrolment,
        family_id=enrolment.family_id,
        before={"state": str(source)},
        after={"state": str(target), "on": day, "reason": reason},
    )
    announce(session, actor, enrolment)


def _add_event(
    session: Session, actor: Actor, enrolment: Enrolment, source: State | None, target: State, on: date, reason: str
) -> None:
    session.add(
        EnrolmentEvent(
            organisation_id=actor.organisation_id,
            enrolment_id=enrolment.id,
            from_state=source,
            to_state=target,
            on=on,
            recorded_at=clock.now(),
            staff_id=actor.staff_id,
            reason=reason,
        )
    )


def propose(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Take a declined enrolment up again."""
    change_state(session, actor, enrolment, State.PROPOSED)


def wait(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Put it on the waiting list. Raises InvalidStateError for one that has begun: see `wait_again`."""
    if State(enrolment.state) in UNDER_WAY:
        raise InvalidStateError(gettext("Dit gezin is al begonnen. Stop de deelname op de pagina van de aanmelding."))
    change_state(session, actor, enrolment, State.WAITING)


def wait_again(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Its group was stopped: it waits for another one, and begins there anew."""
    change_state(session, actor, enrolment, State.WAITING)


def place(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """It has a place: in a group, or with a visitor."""
    change_state(session, actor, enrolment, State.PLACED)


def activate(session: Session, actor: Actor, enrolment: Enrolment, *, on: date | None = None) -> None:
    """The programme has begun for this child, on that day (default today)."""
    change_state(session, actor, enrolment, State.ACTIVE, on=on)


def pause(session: Session, actor: Actor, enrolment: Enrolment, *, note: str = "") -> None:
    """Stop for a while."""
    change_state(session, actor, enrolment, State.PAUSED, note=note)


def resume(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Go on after a pause, or after it had ended early."""
    change_state(session, actor, enrolment, State.ACTIVE)


def decline(session: Session, actor: Actor, enrolment: Enrolment, *, reason: str, note: str = "") -> None:
    """The family does not take part, before it began."""
    change_state(session, actor, enrolment, State.DECLINED, reason=reason, note=note)


def end_early(
    session: Session, actor: Actor, enrolment: Enrolment, *, reason: str, note: str = "", on: date | None = None
) -> None:
    """The family stops before completion."""
    change_state(session, actor, enrolment, State.ENDED_EARLY, on=on, reason=reason, note=note)


def complete(session: Session, actor: Actor, enrolment: Enrolment, *, on: date | None = None) -> None:
    """The family completed the programme; the caller has passed the completion gate."""
    change_state(session, actor, enrolment, State.COMPLETED, on=on)
