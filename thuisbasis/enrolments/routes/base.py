"""The blueprint that the pages of enrolments share, and the way they are shown."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families import access

blueprint = Blueprint("enrolments", __name__)


def show(template: str, enrolment: Enrolment, *, status: int = 200, **values: Any) -> ResponseReturnValue:
    """A page of an enrolment. Reading it is noted with its family (NEN 7513)."""
    family_id = enrolment.family_id
    page = render_template(template, enrolment=enrolment, **values)
    if request.method == "GET":
        access.note(family_id, allowed=True)
    return page, status
