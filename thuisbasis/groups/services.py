"""Forming groups, changing them, and saying who leads them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from programmes.protocol import StepKind, Track
from thuisbasis import clock, rulebook
from thuisbasis.audit import trail
from thuisbasis.enrolments.changes import announce
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import ForbiddenError, InvalidStateError
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.groups.states import LABELS, OPEN, State
from thuisbasis.groups.workers import keep_workers
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import School, Staff
from thuisbasis.permissions import Actor
from thuisbasis.revisions import refuse_if_edited

LABELS_OF_FIELDS: dict[str, LazyString] = {
    "name": _l("Naam"),
    "place": _l("Plaats"),
    "weekday": _l("Dag"),
    "start_time": _l("Tijd"),
    "starts_on": _l("Eerste dag"),
}


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
    not exist, InvalidStateError for a track that is not followed in groups, ForbiddenError for somebody else's school.
    """
    if not organisations.may_manage(actor, school.id):
        raise ForbiddenError("school")
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
        local_numbers=organisations.local_numbers(session, actor.organisation_id, programme.key, clock.today()),
    )
    session.add(group)
    session.flush()
    after = {"name": name, "programme": programme.key, "track": track_key, "starts_on": group.starts_on}
    trail.record(session, actor, "group.added", group, after=after)
    for staff in leaders:
        add_leader(session, actor, group, staff)
    return group


def change_group(session: Session, actor: Actor, group: Group, *, revision: int, new: Mapping[str, Any]) -> None:
    """Change a group's name, place, school, weekday, time or first day (`new`: by column name).

    Once it has started its day and time follow from its sessions and stay. Raises EditConflictError when somebody
    changed it after `revision`, InvalidStateError when it is no longer open.
    """
    refuse_unless_open(group)
    if State(group.state) is State.STARTED:
        new = {name: value for name, value in new.items() if name in ("name", "place")}
    elif "starts_on" in new or "weekday" in new:
        weekday = new.get("weekday", group.weekday)
        new = {**new, "weekday": weekday, "starts_on": first_day(new.get("starts_on", group.starts_on), weekday)}
    refuse_if_edited(group, revision, new, LABELS_OF_FIELDS)
    before, after = trail.changes(group, new)
    if not after:
        return
    for name, value in after.items():
        setattr(group, name, value)
    session.flush()
    trail.record(session, actor, "group.changed", group, before=before, after=after)


def refuse_unless_open(group: Group) -> None:
    """Raises InvalidStateError for a group that is finished or cancelled."""
    if State(group.state) not in OPEN:
        raise InvalidStateError(
            gettext("Deze groep is %(state)s en verandert niet meer.", state=str(LABELS[State(group.state)]))
        )


# Leaders ----------------------------------------------------------------------------------------------------------


def add_leader(session: Session, actor: Actor, group: Group, staff: Staff) -> None:
    """Let somebody lead a group, and see its families. Adding twice changes nothing."""
    refuse_unless_open(group)
    if session.scalar(_leader(actor, group, staff.id)) is not None:
        return
    session.add(GroupLeader(organisation_id=actor.organisation_id, group_id=group.id, staff_id=staff.id))
    keep_workers(session, group)
    trail.record(session, actor, "group.leader_added", group, after={"staff_id": staff.id, "name": staff.name})
    _tell_of_members(session, actor, group)


def remove_leader(session: Session, actor: Actor, group: Group, staff: Staff) -> None:
    """Somebody no longer leads a group, nor sees its families through it."""
    refuse_unless_open(group)
    row = session.scalar(_leader(actor, group, staff.id))
    if row is None:
        return
    session.delete(row)
    keep_workers(session, group)
    trail.record(session, actor, "group.leader_removed", group, before={"staff_id": staff.id, "name": staff.name})
    _tell_of_members(session, actor, group)


def _tell_of_members(session: Session, actor: Actor, group: Group) -> None:
    """Who works with the members changed: whoever counts their enrolments by worker hears of it."""
    members = session.scalars(
        select(Enrolment)
        .join(
            Membership,
            and_(Membership.organisation_id == Enrolment.organisation_id, Membership.enrolment_id == Enrolment.id),
        )
        .where(
            Enrolment.organisation_id == actor.organisation_id,
            Membership.group_id == group.id,
            Membership.left_on.is_(None),
        )
    ).all()
    for enrolment in members:
        announce(session, actor, enrolment)


def _leader(actor: Actor, group: Group, staff_id: uuid.UUID) -> Select[GroupLeader]:
    return select(GroupLeader).where(
        GroupLeader.organisation_id == actor.organisation_id,
        GroupLeader.group_id == group.id,
        GroupLeader.staff_id == staff_id,
    )
