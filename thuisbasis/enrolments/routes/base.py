"""The blueprint that the pages of enrolments share, and the way they are shown."""

import uuid
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from programmes.conditions import AgeAtStart, IndicationRecorded, InGroep, TrackByIndication, TriedBefore
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


def ways_out(family_id: uuid.UUID, child_id: uuid.UUID, change: str) -> dict[str, str]:
    """By the rule that refuses, the page on which it is mended: the child's data, or `change` of the enrolment."""
    child = url_for("families.change_child", family_id=family_id, child_id=child_id)
    of_enrolment = (IndicationRecorded, TrackByIndication, TriedBefore)
    return {AgeAtStart.rule: child, InGroep.rule: child} | {each.rule: change for each in of_enrolment}
