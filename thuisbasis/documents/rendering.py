"""PDF from HTML, in processes of their own with a limit on time and memory.

A few nested boxes can keep WeasyPrint busy for minutes, so it never runs inside the product. A rendering process starts
with the first page, serves the next ones too, and is replaced when it was ended or has grown old.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from thuisbasis.documents.renderer import DocumentFailedError, DocumentTooHeavyError, Limits, Renderer

__all__ = ["DocumentFailedError", "DocumentTooHeavyError", "Limits", "RenderingPool", "configure", "render_pdf"]

LARGEST_PAGE_BYTES = 5_000_000
PROCESSES = 2


class RenderingPool:
    """At most `size` rendering processes; a second one starts only when the first is busy."""

    def __init__(self, limits: Limits, size: int = PROCESSES) -> None:
        self.limits = limits
        self._idle: list[Renderer] = []
        self._free_places = threading.Semaphore(size)

    def render(self, html: str, options: dict[str, str]) -> bytes:
        """The PDF of `html`. Raises DocumentTooHeavyError or DocumentFailedError."""
        page = html.encode()
        if len(page) > LARGEST_PAGE_BYTES:
            raise DocumentTooHeavyError("the page is longer than a page may be")
        with self._renderer() as renderer:
            return renderer.render(page, options)

    def close(self) -> None:
        """End the idle processes; a later page starts a new one."""
        while self._idle:
            self._idle.pop().close()

    @property
    def process_ids(self) -> list[int]:
        """Of the idle rendering processes, for those who measure them."""
        return [renderer.process_id for renderer in self._idle]

    @contextmanager
    def _renderer(self) -> Iterator[Renderer]:
        with self._free_places:
            renderer = self._idle.pop() if self._idle else Renderer(self.limits)
            try:
                yield renderer
            except BaseException:
                # Interrupted while it was being answered, it would give this answer to the next who asks.
                if renderer.is_usable:
                    renderer.close()
                raise
            if renderer.is_usable:
                self._idle.append(renderer)


_pool = RenderingPool(Limits())


def configure(limits: Limits) -> None:
    """Set what one document may take, from now on in this process."""
    global _pool
    _pool.close()
    _pool = RenderingPool(limits)


def _start_afresh() -> None:
    """After a fork: the rendering processes belong to the parent, two readers of one pipe would mix up families."""
    global _pool
    _pool = RenderingPool(_pool.limits)


os.register_at_fork(after_in_child=_start_afresh)


def render_pdf(html: str, *, language: str, title: str, document_id: str, created: datetime) -> bytes:
    """`html` as PDF/UA-1: tagged, in `language` (a language tag), with `title` for the window and the screen reader.

    `document_id` and `created` (aware) go into the file, so that the same arguments give the same bytes. Raises
    DocumentTooHeavyError when the page would take too much, DocumentFailedError when it cannot be laid out.
    """
    if created.tzinfo is None:
        raise ValueError("the moment of a document needs its time zone")
    options = {"language": language, "title": title, "document_id": document_id}
    return _pool.render(html, options | {"created": created.isoformat(timespec="seconds")})
