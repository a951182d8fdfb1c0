import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from thuisbasis.documents.renderer import Renderer
from thuisbasis.documents.rendering import (
    LARGEST_PAGE_BYTES,
    DocumentFailedError,
    DocumentTooHeavyError,
    Limits,
    RenderingPool,
    render_pdf,
)
from thuisbasis.documents.worker import LARGEST_RESIDENT_KB

OPTIONS = {"language": "nl", "title": "Proef", "document_id": "A1", "created": "2026-11-23T18:00:00+00:00"}
SMALL = "<html lang='nl'><title>Proef</title><h1>Dag</h1><p>Łódź, القاهرة, Київ, ኣስመራ</p></html>"
NESTED = "<html lang='nl'>" + "<div style='display:flex'>" * 40 + "x" + "</div>" * 40
MANY_CELLS = "<html lang='nl'><table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 400 + "</table>"


@pytest.fixture
def pool():
    pool = RenderingPool(Limits(seconds=2, megabytes=512))
    yield pool
    pool.close()


def test_the_same_page_gives_the_same_bytes_also_from_another_process(pool: RenderingPool) -> None:
    first = pool.render(SMALL, OPTIONS)
    pool.close()
    assert pool.render(SMALL, OPTIONS) == first


def test_another_moment_or_number_gives_other_bytes() -> None:
    def page(document_id: str, hour: int) -> bytes:
        created = datetime(2026, 11, 23, hour, tzinfo=UTC)
        return render_pdf(SMALL, language="nl", title="Proef", document_id=document_id, created=created)

    assert len({page("A1", 8), page("A1", 9), page("A2", 8)}) == 3


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(SMALL, language="nl", title="Proef", document_id="A1", created=datetime(2026, 11, 23, 8))  # noqa: DTZ001


def test_a_process_serves_page_after_page(pool: RenderingPool) -> None:
    pool.render(SMALL, OPTIONS)
    process = pool.process_ids
    pool.render(SMALL, OPTIONS)
    assert pool.process_ids == process


def test_no_process_starts_before_the_first_page(pool: RenderingPool) -> None:
    assert pool.process_ids == []


@pytest.mark.slow
@pytest.mark.parametrize("page", [NESTED, MANY_CELLS], ids=["nested flex boxes", "huge cells"])
def test_a_page_that_takes_too_long_is_refused_and_the_next_one_is_served(pool: RenderingPool, page: str) -> None:
    before = os.times()
    with pytest.raises(DocumentTooHeavyError):
        pool.render(page, OPTIONS)
    spent = os.times()
    assert spent.children_user + spent.children_system - before.children_user - before.children_system < 3.5
    assert pool.render(SMALL, OPTIONS).startswith(b"%PDF-1.7")


def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_one_is_served() -> None:
    pool = RenderingPool(Limits(seconds=10, megabytes=300))
    page = "<html lang='nl'>" + "<p>Een regel die geheugen kost.</p>" * 60_000
    try:
        with pytest.raises(DocumentTooHeavyError):
            pool.render(page, OPTIONS)
        assert pool.render(SMALL, OPTIONS).startswith(b"%PDF-1.7")
    finally:
        pool.close()


def test_a_page_that_is_too_long_never_reaches_a_process(pool: RenderingPool) -> None:
    with pytest.raises(DocumentTooHeavyError):
        pool.render("x" * (LARGEST_PAGE_BYTES + 1), OPTIONS)
    assert pool.process_ids == []


def test_a_fault_is_told_without_the_text_of_the_page(pool: RenderingPool) -> None:
    with pytest.raises(DocumentFailedError) as caught:
        pool.render("<style>@color-profile --Elif { src: url(http://Elif.example) }</style>", OPTIONS)
    assert "Elif" not in str(caught.value)
    assert pool.render(SMALL, OPTIONS).startswith(b"%PDF-1.7")


def test_a_process_that_was_ended_from_outside_is_replaced(pool: RenderingPool) -> None:
    pool.render(SMALL, OPTIONS)
    os.kill(pool.process_ids[0], 9)
    with pytest.raises(DocumentTooHeavyError):
        pool.render(SMALL, OPTIONS)
    assert pool.render(SMALL, OPTIONS).startswith(b"%PDF-1.7")


def test_two_threads_get_a_process_each_and_never_each_others_page(pool: RenderingPool) -> None:
    pages = [f"<html lang='nl'><title>T</title><p>{'gezin ' * number}" for number in range(1, 9)]
    alone = [pool.render(page, OPTIONS) for page in pages]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda page: pool.render(page, OPTIONS), pages))
    assert together == alone
    assert len(pool.process_ids) == 2


def test_the_process_knows_no_secret_and_may_write_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUISBASIS_SECRET_KEY", "geheim-geheim")
    renderer = Renderer(Limits())
    try:
        renderer.render(SMALL.encode(), OPTIONS)
        process = Path("/proc") / str(renderer.process_id)
        assert b"geheim-geheim" not in (process / "environ").read_bytes()
        limits = (process / "limits").read_text()
    finally:
        renderer.close()
    rows = {line[:25].strip(): line[25:].split()[:2] for line in limits.splitlines()}
    assert rows["Max file size"] == ["0", "0"]
    assert rows["Max core file size"] == ["0", "0"]
    assert rows["Max address space"] == [str(512 * 1024 * 1024)] * 2


def test_a_process_does_not_count_the_memory_of_the_one_that_started_it(pool: RenderingPool) -> None:
    burden = bytearray(b"\1") * (LARGEST_RESIDENT_KB * 1024)
    pool.render(SMALL, OPTIONS)
    assert burden
    assert len(pool.process_ids) == 1
