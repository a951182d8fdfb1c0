"""The closed door of the rendering process: only our own static files, by the scheme `static:`."""

import mimetypes
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "static:"
# Pictures only: fonts and stylesheets are loaded by name at the start of the process.
ALLOWED_SUFFIXES = frozenset({".png", ".svg"})


class RefusedAddressError(ValueError):
    """A page asked for something that is not one of our own pictures."""


class StaticFetcher(URLFetcher):
    """Serves `static:PATH` for pictures under one folder, and refuses everything else without opening it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)  # type: ignore[no-untyped-call]
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The picture at `url`.

        Raises RefusedAddressError for another scheme, a path outside the folder, or a file that is no picture.
        """
        if not url.startswith(SCHEME):
            raise RefusedAddressError("only static: addresses are served")
        path = (self._folder / url.removeprefix(SCHEME)).resolve()
        if path.suffix not in ALLOWED_SUFFIXES or not path.is_relative_to(self._folder) or not path.is_file():
            raise RefusedAddressError("there is no such picture")
        kind = mimetypes.types_map.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> URLFetcherResponse:
        """As `fetch`: the way in that the base class offers beside it stays shut too."""
        return self.fetch(url if isinstance(url, str) else url.full_url)
