"""The list of enrolments, on the screen and as a file."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from thuisbasis import rulebook
from thuisbasis.database import db
from thuisbasis.enrolments.enrolment_list import TABLE, EnrolmentFilter, all_rows, enrolment_list
from thuisbasis.enrolments.routes.base import blueprint
from thuisbasis.enrolments.states import LABELS, State
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.downloads import download
from thuisbasis.listing.leafing import Leafing
from thuisbasis.permissions import Permission


@blueprint.get("/enrolments")
@requires(Permission.SEE_FAMILIES)
def enrolments() -> ResponseReturnValue:
    """The enrolments in one state, longest ago first."""
    actor, chosen = current_actor(), _chosen()
    leafing = Leafing(("enrolments", str(actor.organisation_id), chosen.state, chosen.programme_key))
    page = enrolment_list(db.session(), actor, chosen, leafing.cursor())
    here: dict[str, Any] = {"state": str(chosen.state), "programme": chosen.programme_key or None}
    return render_template(
        "enrolments/enrolments.html",
        page=page,
        chosen=chosen,
        states=[(str(state), LABELS[state]) for state in State],
        programmes=rulebook.catalogue().programmes(),
        export_urls={kind: url_for("enrolments.export_enrolments", kind=kind, **here) for kind in ("csv", "xlsx")},
        **leafing.urls(page, lambda at: url_for("enrolments.enrolments", at=at, **here)),
    )


@blueprint.get("/enrolments/export/<any(csv,xlsx):kind>")
@requires(Permission.EXPORT)
def export_enrolments(kind: str) -> ResponseReturnValue:
    """The same list as a file."""
    return download(TABLE, all_rows(db.session(), current_actor(), _chosen()), kind, "aanmeldingen")


def _chosen() -> EnrolmentFilter:
    programmes = {each.key for each in rulebook.catalogue().programmes()}
    state, programme = request.args.get("state", ""), request.args.get("programme", "")
    return EnrolmentFilter(
        state=State(state) if state in set(State) else State.WAITING,
        programme_key=programme if programme in programmes else "",
    )
