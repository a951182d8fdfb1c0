"""Who looked at a family's data: every page of a family that somebody opens, or is refused, is noted (NEN 7513)."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import request

from thuisbasis.audit import trail
from thuisbasis.database import db
from thuisbasis.errors import ForbiddenError, NotFoundError
from thuisbasis.guards import current_actor

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def noted(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Note each reading of a view with a `family_id`; the mark stands nearest to the function, below `requires`.

    Without the note there is no page: when it cannot be written, the request fails.
    """

    @wraps(view)
    def noting(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if request.method != "GET":
            return view(*args, **kwargs)
        try:
            answer = view(*args, **kwargs)
        except (NotFoundError, ForbiddenError):
            note(_family_id(), allowed=False)
            raise
        note(_family_id(), allowed=True)
        return answer

    return noting


def note(family_id: uuid.UUID | None, *, allowed: bool, subject_id: uuid.UUID | None = None) -> None:
    """Write an access entry for this request, on a connection of its own. Without a family or subject: a list."""
    db.session.rollback()  # a page was read; its snapshot must not stand in the way of the note on SQLite
    with db.engine.begin() as connection:
        trail.note_access(
            connection,
            current_actor(),
            view=request.endpoint or "",
            family_id=family_id,
            allowed=allowed,
            subject_id=subject_id,
        )


def _family_id() -> uuid.UUID | None:
    found = (request.view_args or {}).get("family_id")
    return found if isinstance(found, uuid.UUID) else None
