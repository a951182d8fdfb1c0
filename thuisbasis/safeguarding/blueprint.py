"""The blueprint that all pages of worries share: each of them shows whom to phone."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Blueprint, request

from thuisbasis import guards
from thuisbasis.errors import NotFoundError
from thuisbasis.families import access

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

blueprint = Blueprint("safeguarding", __name__)


def numbers() -> dict[str, str]:
    """The numbers of the line that is always in sight."""
    settings = guards.current_settings()
    return {"emergency_number": settings.emergency_number, "veilig_thuis_number": settings.veilig_thuis_number}


blueprint.context_processor(numbers)


def noted(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Note each reading of a view with a `worry_id`, and each refusal, in the access log.

    It stands there under the worry: a family's own history, which administrators read, must not tell of it.
    """

    @wraps(view)
    def noting(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if request.method != "GET":
            return view(*args, **kwargs)
        try:
            answer = view(*args, **kwargs)
        except NotFoundError:
            access.note(None, allowed=False, subject_id=_worry_id())
            raise
        access.note(None, allowed=True, subject_id=_worry_id())
        return answer

    return noting


def _worry_id() -> uuid.UUID | None:
    found = (request.view_args or {}).get("worry_id")
    return found if isinstance(found, uuid.UUID) else None
