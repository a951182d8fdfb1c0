"""HTML to PDF/UA-1 within this process. Only `worker` uses it, so that the limits hold; benches may.

Fonts come from fontconfig, which the starter of the process points at our own fonts (FONTCONFIG_FILE), not from
`@font-face`: that would copy them to a temporary folder, which a killed process leaves behind.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from thuisbasis.documents.fetching import StaticFetcher
from thuisbasis.documents.tagging import Tagging

# What may stand in a text without a drawing of its own: line ends, joiners, direction marks, variation selectors.
INVISIBLE = frozenset({*range(0x20), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xAD})
DROPPED = frozenset({*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), 0xFEFF, 0x20E3})
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class PageRenderer:
    """Holds what every page shares: the parsed stylesheet, the fonts and their coverage."""

    def __init__(self, static: Path) -> None:
        self._fetcher = StaticFetcher(static)
        self._fonts = FontConfiguration()
        self._stylesheet = CSS(
            string=(static / "css" / "print" / "print.css").read_text(encoding="utf-8"),
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )
        self._coverage = _coverage(static / "fonts")

    def render(self, html: str, *, language: str, title: str, document_id: str, created: str) -> bytes:
        """The page as PDF/UA-1. The same arguments give the same bytes.

        `created` is a moment in ISO 8601 with its offset. A character that none of our fonts can draw becomes U+FFFD:
        PDF/UA-1 forbids an undefined glyph (ISO 14289-1, 7.21.8).
        """
        page = HTML(string=self.drawable(html), url_fetcher=self._fetcher)
        document = page.render(stylesheets=[self._stylesheet], font_config=self._fonts)
        document.metadata.title = title
        document.metadata.lang = language
        document.metadata.created = document.metadata.modified = created
        document.metadata.attachments = []
        options: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_identifier": document_id.encode()}
        target = BytesIO()
        document.write_pdf(target, finisher=Tagging(), **options)
        return target.getvalue()

    def drawable(self, text: str) -> str:
        """`text` without the characters that our fonts cannot draw."""
        return text.translate({point: self._replacement(point) for point in set(map(ord, text)) - self._coverage})

    def _replacement(self, point: int) -> str | None:
        return None if point in DROPPED else REPLACEMENT


def _coverage(folder: Path) -> frozenset[int]:
    points: set[int] = set()
    for path in sorted(folder.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points) | INVISIBLE
