import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    create_engine,
    insert,
    select,
    text,
)

from thuisbasis.database import UtcDateTime, engine_options, prepare_engine
from thuisbasis.listing.cursors import Cursor, CursorSeal
from thuisbasis.listing.paging import Page, keyset, page_of

if TYPE_CHECKING:
    from tests.databases.emptied import Database

metadata = MetaData()
families = Table(
    "listed_family",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("sort_name", String(100), nullable=False),
    Column("seen_at", UtcDateTime),
    Index("ix_listed_family_sort_name", "organisation_id", "sort_name", "id"),
)
OURS, THEIRS = uuid.UUID(int=1), uuid.UUID(int=2)
ORDER = (families.c.sort_name, families.c.id)
SEAL = CursorSeal("secret", ["families"])


@dataclass
class List:
    """Leafs as a reader does: each cursor goes through the address."""

    connection: Connection
    size: int
    descending: bool = False

    def page(self, cursor: Cursor | None = None) -> Page[Row[Any]]:
        cursor = None if cursor is None else SEAL.open(SEAL.seal(cursor))
        ours = select(families).where(families.c.organisation_id == OURS)
        rows = self.connection.execute(keyset(ours, ORDER, cursor, self.size, descending=self.descending)).all()
        return page_of(rows, lambda row: (row.sort_name, row.id), cursor, self.size)

    def all_pages(self) -> list[Page[Row[Any]]]:
        pages = [self.page()]
        while pages[-1].after is not None:
            pages.append(self.page(pages[-1].after))
        return pages


def _ids(*pages: Page[Row[Any]]) -> list[int]:
    return [row.id.int for page in pages for row in page.items]


@pytest.fixture
def connection(database: "Database") -> Iterator[Connection]:
    engine = create_engine(database.url, **engine_options(database.url))
    prepare_engine(engine)
    with engine.connect() as connection:
        metadata.create_all(connection)
        names = ["bakkali", "el amrani", "hof", "hof", "hof", "wojcik", "yildirim"]
        connection.execute(
            insert(families),
            [
                {"organisation_id": organisation, "id": uuid.UUID(int=number), "sort_name": name}
                for organisation in (OURS, THEIRS)
                for number, name in enumerate(names, start=1)
            ],
        )
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
@pytest.mark.parametrize("descending", [False, True])
def test_leafing_to_the_end_shows_every_row_once_in_order(connection: Connection, size: int, descending: bool) -> None:
    pages = List(connection, size, descending).all_pages()
    expected = list(range(1, 8))
    assert _ids(*pages) == (expected[::-1] if descending else expected)
    assert all(len(page.items) == size for page in pages[:-1])


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("descending", [False, True])
def test_leafing_back_shows_the_same_pages(connection: Connection, size: int, descending: bool) -> None:
    shown = List(connection, size, descending)
    pages = shown.all_pages()
    back = [pages[-1]]
    while back[-1].before is not None:
        back.append(shown.page(back[-1].before))
    assert sorted(_ids(*back)) == list(range(1, 8))
    assert all(_ids(page) == sorted(_ids(page), reverse=descending) for page in back)
    assert shown.page(pages[1].before).items == pages[0].items


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(connection: Connection) -> None:
    pages = List(connection, 3).all_pages()
    assert pages[0].before is None
    assert pages[-1].after is None


def test_a_row_that_is_added_before_the_reader_moves_nothing(connection: Connection) -> None:
    shown = List(connection, 3)
    first = shown.page()
    connection.execute(insert(families), [{"organisation_id": OURS, "id": uuid.UUID(int=99), "sort_name": "aarts"}])
    assert first.after is not None
    assert _ids(shown.page(first.after)) == [4, 5, 6]


def test_an_empty_list_is_one_empty_page(connection: Connection) -> None:
    connection.execute(families.delete())
    assert List(connection, 3).page() == Page(items=(), before=None, after=None)


def test_a_cursor_of_another_order_is_refused() -> None:
    with pytest.raises(ValueError, match="another order"):
        keyset(select(families), ORDER, Cursor(("hof",)))


@pytest.mark.sqlite_only  # PostgreSQL reads a table of seven rows without its index
def test_a_page_in_the_middle_is_a_range_of_the_index(connection: Connection) -> None:
    ours = select(families.c.id, families.c.sort_name).where(families.c.organisation_id == OURS)
    query = keyset(ours, ORDER, Cursor(("hof", uuid.UUID(int=4))), 3)
    compiled = query.compile(connection, compile_kwargs={"literal_binds": True})
    plan = " ".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}")))
    assert "SEARCH listed_family USING COVERING INDEX ix_listed_family_sort_name" in plan
    assert "(organisation_id=? AND (sort_name,id)>(?,?))" in plan
    assert "TEMP B-TREE" not in plan
