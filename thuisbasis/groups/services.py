"""Forming groups, and giving families their places in them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from programmes.findings import may
from programmes.protocol import StepKind, Track
from thuisbasis import clock, rulebook
from thuisbasis.audit import trail
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import State as EnrolmentState
from thuisbasis.errors import EditConflictError, InvalidStateError, RuleBrokenError
from thuisbasis.families import workers
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.groups.states import LABELS, OPEN, State, may_become
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import School, Staff
from thuisbasis.permissions import Actor

THROUGH = "group"


def is_for_groups(track: Track) -> bool:
    """Whether a track is followed by a group of families together."""
    return track.main_kind is not StepKind.HOME_VISIT


def first_day(day: date, weekday: int) -> date:
    """The first such weekday (0 Monday) on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def form_group(
    session: Session,
    actor: Actor,
    *,
    name: str,
    programme_key: str,
    track_key: str,
    school: School,
    weekday: int,
    start_time: time,
    starts_on: date,
    place: str = "",
    leaders: Sequence[Staff] = (),
) -> Group:
    """Form a group of a programme in its latest protocol version, with the organisation's numbers of today.

    `starts_on` becomes the first such weekday on or after it. Raises UnknownKeyError for a programme or track that does
    not exist, InvalidStateError for a track that is not followed in groups.
    """
    programme = rulebook.programme(programme_key)
    if not is_for_groups(programme.track(track_key)):
        raise InvalidStateError(gettext("Deze variant volgt een gezin alleen. Kies een programma voor groepen."))
    group = Group(
        organisation_id=actor.organisation_id,
        name=name,
        programme_key=programme.key,
        version=programme.version,
        track_key=track_key,
        school_id=school.id,
        place=place,
        weekday=weekday,
        start_time=start_time,
        starts_on=first_day(starts_on, weekday),
        state=State.FORMING,
        local_numbers=organisations.local_numbers(session, actor, programme.key, clock.today()),
    )
    session.add(group)
    session.flush()
    after = {"name": name, "programme": programme.key, "track": track_key, "starts_on": group.starts_on}
    trail.record(session, actor, "group.added", group, after=after)
    for staff in leaders:
        add_leader(session, actor, group, staff)
    return group


def change_group(
    session: Session, actor: Actor, group: Group, *, revision: int, new: Mapping[str, Any]
) -> None:
    """Change a group's name, place, school, weekday, time or first day (`new`: by column name).

    Once it has started its day and time follow from its sessions and stay. Raises EditConflictError when somebody
    changed it after `revision`, InvalidStateError when it is no longer open.
    """
    _refuse_unless_open(group)
    if State(group.state) is State.STARTED:
        new = {name: value for name, value in new.items() if name in ("name", "place")}
    elif "starts_on" in new or "weekday" in new:
        weekday = new.get("weekday", group.weekday)
        new = {**new, "weekday": weekday, "starts_on": first_day(new.get("starts_on", group.starts_on), weekday)}
    before, after = trail.changes(group, new)
    if revision != group.revision and after:
        raise EditConflictError(
            {name: str(value) for name, value in after.items()}, {name: str(value) for name, value in before.items()}
        )
    if not after:
        return
    for name, value in after.items():
        setattr(group, name, value)
    session.flush()
    trail.record(session, actor, "group.changed", group, before=before, after=after)


def _refuse_unless_open(group: Group) -> None:
    if State(group.state) not in OPEN:
        raise InvalidStateError(
            gettext("Deze groep is %(state)s en verandert niet meer.", state=str(LABELS[State(group.state)]))
        )


# Leaders ----------------------------------------------------------------------------------------------------------


def add_leader(session: Session, actor: Actor, group: Group, staff: Staff) -> None:
    """Let somebody lead a group, and see its families. Adding twice changes nothing."""
    _refuse_unless_open(group)
    if session.scalar(_leader(actor, group, staff.id)) is not None:
        return
    session.add(GroupLeader(organisation_id=actor.organisation_id, group_id=group.id, staff_id=staff.id))
    _keep_workers(session, group)
    trail.record(session, actor, "group.leader_added", group, after={"staff_id": staff.id, "name": staff.name})


def remove_leader(session: Session, actor: Actor, group: Group, staff: Staff) -> None:
    """Somebody no longer leads a group, nor sees its families through it."""
    _refuse_unless_open(group)
    row = session.scalar(_leader(actor, group, staff.id))
    if row is None:
        return
    session.delete(row)
    _keep_workers(session, group)
    trail.record(session, actor, "group.leader_removed", group, before={"staff_id": staff.id, "name": staff.name})


def _leader(actor: Actor, group: Group, staff_id: uuid.UUID) -> Any:
    return select(GroupLeader).where(
        GroupLeader.organisation_id == actor.organisation_id,
        GroupLeader.group_id == group.id,
        GroupLeader.staff_id == staff_id,
    )


def _keep_workers(session: Session, group: Group) -> None:
    """Let the leaders see the families that have a place now, and no others through this group."""
    session.flush()
    families = session.scalars(
        select(Enrolment.family_id)
        .join(
            Membership,
            (Membership.organisation_id == Enrolment.organisation_id) & (Membership.enrolment_id == Enrolment.id),
        )
        .where(
            Enrolment.organisation_id == group.organisation_id,
            Membership.group_id == group.id,
            Membership.left_on.is_(None),
        )
    ).all()
    leaders = session.scalars(
        select(GroupLeader.staff_id).where(
            GroupLeader.organisation_id == group.organisation_id, GroupLeader.group_id == group.id
        )
    ).all()
    stands = State(group.state) is not State.CANCELLED
    pairs = {(family, leader) for family in families for leader in leaders} if stands else set()
    workers.keep(session, group.organisation_id, THROUGH, group.id, pairs)
