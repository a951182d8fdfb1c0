"""The printed pages, each rendered once for all tests."""

from collections.abc import Iterator

import pytest

from tests.documents.environment import sample_html
from tests.documents.samples import PRINTED_AT, all_samples
from thuisbasis.documents.printing import page_title
from thuisbasis.documents.rendering import Limits, configure, render_pdf


@pytest.fixture(scope="session", autouse=True)
def _rendering_processes() -> Iterator[None]:
    yield
    configure(Limits())  # ends the processes that the tests started


@pytest.fixture(scope="session")
def printed() -> dict[str, bytes]:
    """Name of the sample → its PDF."""
    pages = {}
    for name, (template, sheet) in all_samples().items():
        html = sample_html(template, sheet)
        pages[name] = render_pdf(
            html, language="nl", title=page_title(html), document_id=sheet.document_id, created=PRINTED_AT
        )
    return pages
