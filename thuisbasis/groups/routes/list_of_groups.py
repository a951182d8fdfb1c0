"""The list of groups, on the screen and as a file."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from thuisbasis import rulebook
from thuisbasis.database import db
from thuisbasis.groups.forms import tracks_for_groups
from thuisbasis.groups.group_list import TABLE, GroupFilter, all_rows, group_list
from thuisbasis.groups.routes.base import blueprint
from thuisbasis.groups.states import LABELS, State
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.downloads import download
from thuisbasis.listing.leafing import Leafing
from thuisbasis.permissions import Permission


@blueprint.get("/groups")
@requires(Permission.SEE_GROUPS)
def groups() -> ResponseReturnValue:
    """The groups of one state, latest first day first."""
    actor, chosen = current_actor(), _chosen()
    leafing = Leafing(("groups", str(actor.organisation_id), chosen.state, chosen.programme_key))
    page = group_list(db.session(), actor, chosen, leafing.cursor())
    here: dict[str, Any] = {"state": str(chosen.state), "programme": chosen.programme_key or None}
    return render_template(
        "groups/groups.html",
        page=page,
        chosen=chosen,
        states=[_tab(state, chosen) for state in State],
        programmes=[each for each in rulebook.catalogue().programmes() if tracks_for_groups(each)],
        export_urls={kind: url_for("groups.export_groups", kind=kind, **here) for kind in ("csv", "xlsx")},
        **leafing.urls(page, lambda at: url_for("groups.groups", at=at, **here)),
    )


@blueprint.get("/groups/export/<any(csv,xlsx):kind>")
@requires(Permission.EXPORT)
def export_groups(kind: str) -> ResponseReturnValue:
    """The same list as a file."""
    return download(TABLE, all_rows(db.session(), current_actor(), _chosen()), kind, "groepen")


def _chosen() -> GroupFilter:
    states, programmes = set(State), {each.key for each in rulebook.catalogue().programmes()}
    state, programme = request.args.get("state", ""), request.args.get("programme", "")
    return GroupFilter(
        state=State(state) if state in states else State.FORMING,
        programme_key=programme if programme in programmes else "",
    )


def _tab(state: State, chosen: GroupFilter) -> dict[str, object]:
    url = url_for("groups.groups", state=str(state), programme=chosen.programme_key or None)
    return {"label": LABELS[state], "url": url, "active": state is chosen.state}
