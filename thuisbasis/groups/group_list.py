"""The list of groups: filtered, leafed through by first day, and as rows to take along."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload

from programmes.protocol import Programme, Track
from thuisbasis import languages, rulebook
from thuisbasis.groups import plan
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import leaders_of, seen_by, sizes
from thuisbasis.groups.shown import blocking
from thuisbasis.groups.states import LABELS, State
from thuisbasis.listing.cursors import Cursor
from thuisbasis.listing.paging import PAGE_SIZE, Page, keyset, page_of
from thuisbasis.listing.table import Column, Table
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

EXPORT_PART = 500


@dataclass(frozen=True, kw_only=True)
class GroupFilter:
    """What the reader asked for."""

    state: State = State.STARTED
    programme_key: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One line of the list. `blocking`: how many things keep a forming group from starting."""

    group: Group
    programme: Programme
    track: Track
    leaders: Sequence[Staff]
    families: int
    blocking: int | None = None

    @property
    def leader_names(self) -> str:
        return ", ".join(leader.name for leader in self.leaders)


def group_list(
    session: Session, actor: Actor, chosen: GroupFilter, cursor: Cursor | None = None, size: int = PAGE_SIZE
) -> Page[GroupRow]:
    """A page of the groups that the actor may see, latest first day first; statements constant in the rows."""
    statement = keyset(_chosen(actor, chosen), (Group.starts_on, Group.id), cursor, size, descending=True)
    groups = session.scalars(statement.options(joinedload(Group.school))).all()
    page = page_of(groups, lambda group: (group.starts_on, group.id), cursor, size)
    return Page(items=tuple(_rows(session, actor, chosen, page.items)), before=page.before, after=page.after)


def all_rows(session: Session, actor: Actor, chosen: GroupFilter) -> Iterator[GroupRow]:
    """Every row of the list, fetched in parts of 500."""
    cursor: Cursor | None = None
    while True:
        page = group_list(session, actor, chosen, cursor, EXPORT_PART)
        yield from page.items
        if page.after is None:
            return
        cursor = page.after


def _chosen(actor: Actor, chosen: GroupFilter) -> Select[Group]:
    statement = seen_by(actor).where(Group.state == chosen.state)
    if chosen.programme_key:
        statement = statement.where(Group.programme_key == chosen.programme_key)
    return statement


def _rows(session: Session, actor: Actor, chosen: GroupFilter, groups: Sequence[Group]) -> Iterator[GroupRow]:
    ids: list[uuid.UUID] = [group.id for group in groups]
    if not ids:
        return
    leaders, counted = leaders_of(session, actor.organisation_id, ids), sizes(session, actor.organisation_id, ids)
    findings = plan.findings_of_groups(session, actor, groups) if chosen.state is State.FORMING else {}
    for group in groups:
        programme = rulebook.programme(group.programme_key, group.version)
        yield GroupRow(
            group=group,
            programme=programme,
            track=programme.track(group.track_key),
            leaders=leaders.get(group.id, []),
            families=counted[group.id],
            blocking=blocking(findings[group.id]) if findings else None,
        )


TABLE: Table[GroupRow] = Table(
    title=_l("Groepen"),
    columns=(
        Column("name", _l("Groep"), lambda row: row.group.name, 30),
        Column("programme", _l("Programma"), lambda row: row.programme.name),
        Column("track", _l("Variant"), lambda row: languages.text(row.track.name), 30),
        Column("school", _l("School"), lambda row: row.group.school.name, 30),
        Column("place", _l("Plaats"), lambda row: row.group.place, 30),
        Column("starts_on", _l("Eerste dag"), lambda row: row.group.starts_on),
        Column("time", _l("Tijd"), lambda row: f"{row.group.start_time:%H:%M}", 10),
        Column("leaders", _l("Trainers"), lambda row: row.leader_names, 40),
        Column("families", _l("Gezinnen"), lambda row: row.families, 10),
        Column("state", _l("Stand"), lambda row: str(LABELS[State(row.group.state)])),
    ),
)
