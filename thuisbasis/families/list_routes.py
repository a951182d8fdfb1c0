"""The list of families: on the page, and as a file."""

import uuid
from typing import Any

from flask import abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from thuisbasis import spoken
from thuisbasis.database import db
from thuisbasis.families import access, lists
from thuisbasis.families.blueprint import blueprint
from thuisbasis.families.family_list import FamilyFilter, all_rows
from thuisbasis.families.family_list import family_list as page_of_families
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.cursors import Cursor, CursorError, CursorSeal
from thuisbasis.listing.downloads import download
from thuisbasis.organisations import queries as organisations
from thuisbasis.permissions import Actor, Permission

LONGEST_SEARCH = 100


@blueprint.get("/families")
@requires(Permission.SEE_FAMILIES)
def family_list() -> ResponseReturnValue:
    """The families that the actor may see, searched and filtered by what stands in the address."""
    actor, chosen = current_actor(), _chosen()
    seal = _seal(actor, chosen)
    page = page_of_families(db.session(), actor, chosen, _cursor(seal))
    schools = organisations.schools(db.session(), actor)
    return render_template(
        "families/family_list.html",
        rows=page.items,
        chosen=chosen,
        schools=schools,
        school_names={school.id: school.name for school in schools},
        language_names=spoken.names,
        search_text=chosen.search,
        address=_address(chosen),
        previous_url=_turned(chosen, seal, page.before),
        next_url=_turned(chosen, seal, page.after),
    )


@blueprint.get("/families/export/<any(csv,xlsx):kind>")
@requires(Permission.EXPORT)
def export_families(kind: str) -> ResponseReturnValue:
    """The same list as a file, csv or xlsx; who took it along is noted."""
    rows = all_rows(db.session(), current_actor(), _chosen())
    response = download(lists.FAMILIES, lists.lines(rows), kind, "gezinnen")
    access.note(None, allowed=True)
    return response


def _chosen() -> FamilyFilter:
    try:
        school_id = uuid.UUID(request.args["school"]) if request.args.get("school") else None
    except ValueError:
        abort(400)
    return FamilyFilter(
        search=request.args.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip(),
        school_id=school_id,
        archived=request.args.get("archived") == "1",
    )


def _address(chosen: FamilyFilter) -> dict[str, Any]:
    """The filter as it stands in the address."""
    given = {"q": chosen.search, "school": chosen.school_id, "archived": int(chosen.archived)}
    return {name: str(value) for name, value in given.items() if value}


def _seal(actor: Actor, chosen: FamilyFilter) -> CursorSeal:
    scope = ("families", str(actor.organisation_id), chosen.search, str(chosen.school_id), str(chosen.archived))
    return CursorSeal(current_app.config["SECRET_KEY"], scope)


def _cursor(seal: CursorSeal) -> Cursor | None:
    word = request.args.get("from")
    if not word:
        return None
    try:
        return seal.open(word)
    except CursorError:
        abort(400)


def _turned(chosen: FamilyFilter, seal: CursorSeal, cursor: Cursor | None) -> str | None:
    """The address of another page of the same list."""
    if cursor is None:
        return None
    return url_for("families.family_list", **(_address(chosen) | {"from": seal.seal(cursor)}))
