"""Giving families their places in a group, taking them back, and starting it."""

from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.facts import PlanFacts
from programmes.findings import Finding, may
from programmes.rules import plan_findings
from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.enrolments import eligibility
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import ENDED, NOT_STARTED
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.families.models import Child
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group, Membership
from thuisbasis.groups.queries import Member, group_of
from thuisbasis.groups.services import refuse_unless_open
from thuisbasis.groups.states import LABELS, REASONS_TO_STOP, State, may_become
from thuisbasis.groups.workers import keep_workers
from thuisbasis.permissions import Actor


def add_member(
    session: Session, actor: Actor, group: Group, enrolment: Enrolment, child: Child, *, from_number: int = 1
) -> tuple[Finding, ...]:
    """Give an enrolment its place, from contact number `from_number` on; returns what the plan gate warns of.

    What is known of the child is judged at the group's start, or today when that has passed; what is not known yet
    keeps the group from starting, not the child from its place. An enrolment that has not begun takes over the group's
    protocol version. Raises RuleBrokenError for a hard condition that is not met, InvalidStateError for another
    programme or track, a place in another group, or an enrolment that has begun or ended.
    """
    refuse_unless_open(group)
    _refuse_misfit(session, actor, group, enrolment, child)
    first = plan.first_day(group)
    programme = plan.programme_of(group)
    judged = eligibility.judge(programme, eligibility.facts_of(enrolment, child, start=first))
    if judged.is_refused:
        raise RuleBrokenError(judged.refusals)
    enrolment.version, enrolment.expected_start = group.version, first
    enrolment.local_numbers = dict(group.local_numbers)
    membership = _membership(session, actor, group, enrolment, from_number)
    keep_workers(session, group)
    if EnrolmentState(enrolment.state) is not EnrolmentState.PLACED:
        enrolments.place(session, actor, enrolment)
    if State(group.state) is State.STARTED:
        enrolments.activate(session, actor, enrolment, on=first)
    trail.record(
        session,
        actor,
        "group.member_added",
        group,
        family_id=enrolment.family_id,
        after={"enrolment_id": enrolment.id, "from_number": from_number},
    )
    late = plan.planned_child(Member(membership=membership, guardians=(), enrolment=enrolment, child=child))
    facts = PlanFacts(track=group.track_key, start=first, children=(late,))
    return tuple(f for f in plan_findings(programme, facts, group.local_numbers) if f.rule == "joining")


def _refuse_misfit(session: Session, actor: Actor, group: Group, enrolment: Enrolment, child: Child) -> None:
    if (enrolment.programme_key, enrolment.track_key) != (group.programme_key, group.track_key):
        raise InvalidStateError(
            gettext("%(child)s is aangemeld voor een ander programma of een andere variant.", child=child.name)
        )
    if EnrolmentState(enrolment.state) not in NOT_STARTED:
        raise InvalidStateError(gettext("%(child)s wacht niet meer op een plaats.", child=child.name))
    present = group_of(session, actor.organisation_id, enrolment.id)
    if present is not None:
        raise InvalidStateError(
            gettext("%(child)s heeft al een plaats in %(group)s.", child=child.name, group=present.name)
        )


def _membership(session: Session, actor: Actor, group: Group, enrolment: Enrolment, from_number: int) -> Membership:
    """A new place, or the old one of a family that left and comes back."""
    row = session.scalars(
        select(Membership).where(
            Membership.organisation_id == actor.organisation_id,
            Membership.group_id == group.id,
            Membership.enrolment_id == enrolment.id,
        )
    ).one_or_none()
    if row is None:
        row = Membership(organisation_id=actor.organisation_id, group_id=group.id, enrolment_id=enrolment.id)
        session.add(row)
    row.joined_on, row.left_on, row.from_number = clock.today(), None, from_number
    session.flush()
    return row


def remove_member(session: Session, actor: Actor, group: Group, enrolment: Enrolment) -> None:
    """Take a place back before it began: the enrolment waits again. Raises InvalidStateError once it is under way."""
    refuse_unless_open(group)
    if EnrolmentState(enrolment.state) is not EnrolmentState.PLACED:
        raise InvalidStateError(gettext("Dit gezin is al begonnen. Stop de deelname op de pagina van de aanmelding."))
    _leave(session, actor, group, enrolment, clock.today())
    enrolments.wait(session, actor, enrolment)


def _leave(session: Session, actor: Actor, group: Group, enrolment: Enrolment, on: date) -> None:
    row = session.scalars(
        select(Membership).where(
            Membership.organisation_id == actor.organisation_id,
            Membership.group_id == group.id,
            Membership.enrolment_id == enrolment.id,
            Membership.left_on.is_(None),
        )
    ).one_or_none()
    if row is None:
        return
    row.left_on = on
    keep_workers(session, group)
    trail.record(
        session,
        actor,
        "group.member_removed",
        group,
        family_id=enrolment.family_id,
        before={"enrolment_id": enrolment.id},
        after={"left_on": on},
    )


def follow_enrolment(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """An enrolment that stopped gives its place back, one that completed keeps it. Called after each change."""
    state = EnrolmentState(enrolment.state)
    if state not in ENDED or state is EnrolmentState.COMPLETED:
        return
    group = group_of(session, actor.organisation_id, enrolment.id)
    if group is not None:
        _leave(session, actor, group, enrolment, enrolment.ended_on or clock.today())


# The group's own state ----------------------------------------------------------------------------------------------


def start_group(session: Session, actor: Actor, group: Group, *, first: date | None = None) -> tuple[Finding, ...]:
    """Start a group whose plan gate is open; its enrolments begin on the first session's day (default `starts_on`).

    Returns the warnings. Raises RuleBrokenError with what blocks, InvalidStateError when it does not form any more.
    """
    _refuse_unless_may_become(group, State.STARTED)
    found = plan.findings(session, actor, group, start=first)
    if not may(found):
        raise RuleBrokenError([finding for finding in found if finding.blocks])
    _set_state(session, actor, group, State.STARTED, "group.started")
    for enrolment in _placed(session, actor, group):
        if EnrolmentState(enrolment.state) is EnrolmentState.PLACED:
            enrolments.activate(session, actor, enrolment, on=first or group.starts_on)
    return found


def cancel_group(session: Session, actor: Actor, group: Group) -> None:
    """Give up a group that has not started: its families wait again. Raises InvalidStateError once it has."""
    _refuse_unless_may_become(group, State.CANCELLED)
    for enrolment in _placed(session, actor, group):
        remove_member(session, actor, group, enrolment)
    group.ended_on = clock.today()
    _set_state(session, actor, group, State.CANCELLED, "group.cancelled")
    keep_workers(session, group)


def finish_group(session: Session, actor: Actor, group: Group) -> None:
    """Close a group whose course is over. Raises InvalidStateError when it never started.

    From now on its families stand in it as they were: what becomes of their enrolments takes no place away.
    """
    _refuse_unless_may_become(group, State.FINISHED)
    group.ended_on = clock.today()
    _set_state(session, actor, group, State.FINISHED, "group.finished")


def stop_group(session: Session, actor: Actor, group: Group, *, reason: str, note: str = "") -> None:
    """Stop a group that had started; `reason` is a key of `states.REASONS_TO_STOP`.

    Its families stand in it as they were. The caller decides on its contacts and enrolments. Raises InvalidStateError
    for a group that is not under way, or without a reason.
    """
    _refuse_unless_may_become(group, State.STOPPED)
    if reason not in REASONS_TO_STOP:
        raise InvalidStateError(gettext("Kies een reden."))
    group.ended_on, group.end_reason, group.end_note = clock.today(), reason, note
    _set_state(session, actor, group, State.STOPPED, "group.stopped", reason)


def _refuse_unless_may_become(group: Group, target: State) -> None:
    if not may_become(State(group.state), target):
        raise InvalidStateError(
            gettext("Deze groep is %(state)s. Dat kan zo niet.", state=str(LABELS[State(group.state)]))
        )


def _set_state(session: Session, actor: Actor, group: Group, target: State, action: str, reason: str = "") -> None:
    before, after = {"state": str(group.state)}, {"state": str(target)}
    group.state = target
    session.flush()
    if reason:
        after["reason"] = reason
    trail.record(session, actor, action, group, before=before, after=after)


def _placed(session: Session, actor: Actor, group: Group) -> list[Enrolment]:
    return list(
        session.scalars(
            select(Enrolment)
            .join(
                Membership,
                (Membership.organisation_id == Enrolment.organisation_id) & (Membership.enrolment_id == Enrolment.id),
            )
            .where(
                Enrolment.organisation_id == actor.organisation_id,
                Membership.group_id == group.id,
                Membership.left_on.is_(None),
            )
        )
    )
