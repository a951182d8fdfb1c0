"""The list of families: searched, filtered, leafed through by name, and as rows to take along."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

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
    session: Session, actor: Actor, chosen: FamilyFilter, cursor: Cursor | None = None, size: int = PAGE_SIZE
) -> Page[FamilyRow]:
    """A page of the families that the actor may see, by name. Three statements, whatever the number of rows."""
    statement = keyset(_chosen(actor, chosen), (Family.sort_key, Family.id), cursor, size)
    families = session.scalars(statement).all()
    page = page_of(families, lambda family: (family.sort_key, family.id), cursor, size)
    return Page(items=tuple(_rows(session, actor, page.items)), before=page.before, after=page.after)


def all_rows(session: Session, actor: Actor, chosen: FamilyFilter) -> Iterator[FamilyRow]:
    """Every row of the list, fetched in parts of 500."""
    cursor: Cursor | None = None
    while True:
        page = family_list(session, actor, chosen, cursor, EXPORT_PART)
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


def _rows(session: Session, actor: Actor, families: Sequence[Family]) -> Iterator[FamilyRow]:
    family_ids = [family.id for family in families]
    if not family_ids:
        return
    children = queries.children_of(session, actor.organisation_id, family_ids)
    guardians = queries.guardians_of(session, actor.organisation_id, family_ids)
    for family in families:
        yield FamilyRow(family, children[family.id], guardians[family.id])
