"""The lists behind the figures of a programme."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from programmes.gates.on_course import Standing
from programmes.protocol import Programme
from thuisbasis import clock, rulebook
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.home.blueprint import blueprint
from thuisbasis.home.progress import lists
from thuisbasis.home.progress.column import WEEKS
from thuisbasis.home.progress.lists import Shown
from thuisbasis.listing.leafing import Leafing
from thuisbasis.permissions import Permission


@blueprint.get("/how-it-goes/<key:programme_key>/children")
@requires(Permission.SEE_FAMILIES)
def children(programme_key: str) -> ResponseReturnValue:
    """The children who are active in a programme, and whether their dose keeps up."""
    programme, actor, asked = _programme(programme_key), current_actor(), request.args.get("standing", "")
    standing = Standing(asked) if asked in set(Standing) else None
    leafing = Leafing(("children", str(actor.organisation_id), programme.key, standing or ""))
    page = lists.children(db.session(), actor, programme.key, standing, leafing.cursor())
    return render_template(
        "home/children.html",
        programme=programme,
        page=page,
        chosen=standing,
        Standing=Standing,
        **leafing.urls(
            page, lambda at: url_for("home.children", programme_key=programme.key, standing=standing, at=at)
        ),
    )


@blueprint.get("/how-it-goes/<key:programme_key>/records")
@requires(Permission.SEE_PROGRESS)
def records(programme_key: str) -> ResponseReturnValue:
    """The records of a programme's last weeks: what was done, what was not, and which are missing."""
    programme, actor, asked = _programme(programme_key), current_actor(), request.args.get("shown", "")
    shown = Shown(asked) if asked in set(Shown) else Shown.ALL
    leafing = Leafing(("records", str(actor.organisation_id), programme.key, shown))
    page = lists.records(db.session(), actor, programme.key, shown, clock.today(), leafing.cursor())
    return render_template(
        "home/records.html",
        programme=programme,
        page=page,
        chosen=shown,
        Shown=Shown,
        weeks=WEEKS,
        **leafing.urls(page, lambda at: url_for("home.records", programme_key=programme.key, shown=shown, at=at)),
    )


def _programme(key: str) -> Programme:
    found = next((each for each in rulebook.catalogue().programmes() if each.key == key), None)
    if found is None:
        abort(404)
    return found
