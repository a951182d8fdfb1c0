"""The start page and the agenda."""

from datetime import date, timedelta

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.home import agenda as weeks
from thuisbasis.home.blueprint import blueprint
from thuisbasis.home.desk import Desk
from thuisbasis.home.progress.column import how_it_goes
from thuisbasis.home.start import start_of
from thuisbasis.listing.downloads import download
from thuisbasis.permissions import Permission

FIRST_YEAR, LAST_YEAR = 2000, 2100


@blueprint.get("/")
@requires(Permission.SEE_START)
def start() -> ResponseReturnValue:
    """What to do now."""
    desk = Desk(db.session(), current_actor(), clock.today())
    sources, leads = current_app.extensions["task_sources"], current_app.extensions["lead_sources"]
    page = start_of(desk, sources, leads, everything="all" in request.args)
    return render_template("home/start.html", start=page, lines=how_it_goes(desk), today=desk.today)


@blueprint.get("/agenda")
@requires(Permission.SEE_START)
def this_week() -> ResponseReturnValue:
    """The agenda of this week."""
    year, week, _ = clock.today().isocalendar()
    return redirect(url_for("home.agenda", year=year, week=week))


@blueprint.get("/agenda/<int:year>/<int:week>")
@requires(Permission.SEE_START)
def agenda(year: int, week: int) -> ResponseReturnValue:
    """The agenda of an ISO week."""
    monday = _monday(year, week)
    return render_template(
        "home/agenda.html",
        days=weeks.week_of(db.session(), current_actor(), monday),
        year=year,
        week=week,
        monday=monday,
        earlier=(monday - timedelta(days=7)).isocalendar(),
        later=(monday + timedelta(days=7)).isocalendar(),
        today=clock.today(),
    )


@blueprint.get("/agenda/<int:year>/<int:week>/export/<any(csv,xlsx):kind>")
@requires(Permission.EXPORT)
def export_agenda(year: int, week: int, kind: str) -> ResponseReturnValue:
    """The same week as a file."""
    days = weeks.week_of(db.session(), current_actor(), _monday(year, week))
    return download(weeks.TABLE, [line for day in days for line in day.lines], kind, f"agenda-{year}-{week:02d}")


def _monday(year: int, week: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    try:
        return weeks.monday_of(year, week)
    except ValueError:
        abort(404)
