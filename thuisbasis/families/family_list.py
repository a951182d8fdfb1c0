"""The list of families: searched, filtered, leafed through by name, and as rows to take along."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from thuisbasis import names
from thuisbasis.families import queries
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.listing.cursors import Cursor
from thuisbasis.listing.paging import PAGE_SIZE, Page, keyset, page_of
from thuisbasis.permissions import Actor

EXPORT_PART = 500


@dataclass(frozen=True, kw_only=True)
class FamilyFilter:
    """What the reader asked for. `search`: words with which names begin, in any order, accents and case left aside."""

    search: str = ""
    school_id: uuid.UUID | None = None
    archived: bool = False


@dataclass(frozen=True)
class FamilyRow:
    """One line of the list."""

    family: Family
    children: list[Child] = field(default_factory=list)
    guardians: list[Guardian] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        """What the guardians speak, each language once."""
        return list(dict.fromkeys(code for guardian in self.guardians for code in guardian.languages_spoken))


def family_list(
    session: Session,
    actor: Actor,
    chosen: FamilyFilter,
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
    *,
    households: bool = False,
) -> Page[FamilyRow]:
    """A page of the families that the actor may see, by name. Two statements, whatever the number of rows.

    `households` loads where each guardian lives, too.
    """
    statement = keyset(_chosen(actor, chosen), (Family.sort_key, Family.id), cursor, size)
    found = _with_children(session, statement, backwards=cursor is not None and cursor.backwards)
    page = page_of(found, lambda row: (row.family.sort_key, row.family.id), cursor, size)
    ids = [row.family.id for row in page.items]
    guardians = queries.guardians_of(session, actor.organisation_id, ids, households=households)
    rows = tuple(FamilyRow(row.family, row.children, guardians[row.family.id]) for row in page.items)
    return Page(items=rows, before=page.before, after=page.after)


def all_rows(session: Session, actor: Actor, chosen: FamilyFilter) -> Iterator[FamilyRow]:
    """Every row of the list with the guardians' addresses, fetched in parts of 500."""
    cursor: Cursor | None = None
    while True:
        page = family_list(session, actor, chosen, cursor, EXPORT_PART, households=True)
        yield from page.items
        if page.after is None:
            return
        cursor = page.after


def _chosen(actor: Actor, chosen: FamilyFilter) -> Select[Family]:
    statement = select(Family).where(queries.visible(actor))
    archived = Family.archived_at
    statement = statement.where(archived.is_not(None) if chosen.archived else archived.is_(None))
    for term in names.search_terms(chosen.search):
        statement = statement.where(Family.search_text.like(f"% {term}%"))
    if chosen.school_id is not None:
        statement = statement.where(queries.with_child_at(actor, chosen.school_id))
    return statement


def _with_children(session: Session, page: Select[Family], *, backwards: bool) -> list[FamilyRow]:
    """The families of a page in its order, each with its children, eldest first. One statement."""
    listed = aliased(Family, page.subquery())
    place = (listed.sort_key.desc(), listed.id.desc()) if backwards else (listed.sort_key, listed.id)
    living = and_(
        Child.organisation_id == listed.organisation_id, Child.family_id == listed.id, Child.archived_at.is_(None)
    )
    rows = session.execute(
        select(listed, Child).outerjoin(Child, living).order_by(*place, Child.birth_date.nulls_last(), Child.id)
    )
    found: dict[uuid.UUID, FamilyRow] = {}
    for family, child in rows:
        row = found.setdefault(family.id, FamilyRow(family))
        if child is not None:
            row.children.append(child)
    return list(found.values())
