"""Where a reader stands in a list, out of the address and into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, request

from thuisbasis.listing.cursors import Cursor, CursorError, CursorSeal
from thuisbasis.listing.paging import Page


@dataclass(frozen=True)
class Leafing:
    """Where the reader stands in a list whose `scope` names it, its filters and its organisation."""

    scope: Sequence[str]

    def cursor(self) -> Cursor | None:
        """The place that the address names (`at`), None at the beginning; a made-up one is answered with 400."""
        word = request.args.get("at", "")
        if not word:
            return None
        try:
            return self._seal().open(word)
        except CursorError:
            abort(400)

    def urls(self, page: Page[Any], url: Callable[..., str]) -> dict[str, str | None]:
        """Addresses of the page before and after; `url` takes the word as `at`."""
        seal = self._seal()
        return {
            "previous_url": url(at=seal.seal(page.before)) if page.before else None,
            "next_url": url(at=seal.seal(page.after)) if page.after else None,
        }

    def _seal(self) -> CursorSeal:
        return CursorSeal(str(current_app.config["SECRET_KEY"]), self.scope)
