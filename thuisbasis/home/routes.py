"""The start page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from thuisbasis.guards import requires
from thuisbasis.permissions import Permission

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(Permission.SEE_START)
def start() -> ResponseReturnValue:
    """What to do now."""
    return render_template("home/start.html")
