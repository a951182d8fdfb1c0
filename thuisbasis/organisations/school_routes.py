"""Pages of schools and of the days that they are closed."""

import uuid
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.errors import ForbiddenError
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.downloads import download
from thuisbasis.once import once
from thuisbasis.organisations import calendar_of_school, lists, queries, services
from thuisbasis.organisations.blueprint import blueprint
from thuisbasis.organisations.forms import ClosedPeriodForm, SchoolForm
from thuisbasis.permissions import Permission

AHEAD = timedelta(days=365)


@blueprint.get("/schools")
@requires(Permission.SEE_SCHOOLS)
def schools() -> ResponseReturnValue:
    """The schools, or those that were archived."""
    archived = request.args.get("archived") == "1"
    found = queries.schools(db.session(), current_actor(), archived=archived)
    return render_template("organisations/schools.html", schools=found, archived=archived)


@blueprint.get("/schools/export/<any(csv,xlsx):kind>")
@requires(Permission.SEE_SCHOOLS)
def export_schools(kind: str) -> ResponseReturnValue:
    """The schools as a file: csv or xlsx."""
    return download(lists.SCHOOLS, queries.schools(db.session(), current_actor()), kind, "scholen")


@blueprint.route("/schools/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def new_school() -> ResponseReturnValue:
    """Add a school."""
    actor = current_actor()
    if not queries.may_manage(actor, None):
        raise ForbiddenError("new school")
    form = SchoolForm()
    if form.validate_on_submit():
        facts, new_id = form.facts(), form.submission.data
        school = once(lambda: services.add_school(db.session(), actor, facts=facts, school_id=new_id))
        flash(gettext("%(name)s is toegevoegd.", name=school.name))
        return redirect(url_for("organisations.school", school_id=school.id))
    return render_template("organisations/new_school.html", form=form), 422 if form.errors else 200


@blueprint.get("/schools/<uuid:school_id>")
@requires(Permission.SEE_SCHOOLS)
def school(school_id: uuid.UUID) -> ResponseReturnValue:
    """A school: what is known of it and when it is closed."""
    return _school_page(school_id, ClosedPeriodForm())


def _school_page(school_id: uuid.UUID, form: ClosedPeriodForm) -> ResponseReturnValue:
    actor = current_actor()
    found = queries.school_or_404(db.session(), actor, school_id)
    today = clock.today()
    return render_template(
        "organisations/school.html",
        school=found,
        form=form,
        may_manage=queries.may_manage(actor, found.id),
        own=queries.closed_periods(db.session(), actor, found.id),
        holidays=calendar_of_school.holiday_periods(found.region, today, today + AHEAD),
    ), 422 if form.errors else 200


@blueprint.route("/schools/<uuid:school_id>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def change_school(school_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is known of a school."""
    actor = current_actor()
    found = queries.school_or_404(db.session(), actor, school_id)
    if not queries.may_manage(actor, found.id):
        raise ForbiddenError("school")
    form = SchoolForm(obj=found)
    if form.validate_on_submit():
        services.change_school(db.session(), actor, found, facts=form.facts(), revision=form.revision.data)
        db.session.commit()
        flash(gettext("%(name)s is bewaard.", name=found.name))
        return redirect(url_for("organisations.school", school_id=found.id))
    return render_template("organisations/change_school.html", form=form, school=found), 422 if form.errors else 200


@blueprint.post("/schools/<uuid:school_id>/archive")
@requires(Permission.MANAGE_SCHOOLS)
def archive_school(school_id: uuid.UUID) -> ResponseReturnValue:
    """Take a school out of lists."""
    actor = current_actor()
    found = queries.school_or_404(db.session(), actor, school_id)
    services.archive_school(db.session(), actor, found)
    db.session.commit()
    flash(gettext("%(name)s is gearchiveerd.", name=found.name))
    return redirect(url_for("organisations.school", school_id=found.id))


@blueprint.post("/schools/<uuid:school_id>/restore")
@requires(Permission.MANAGE_SCHOOLS)
def restore_school(school_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived school back."""
    actor = current_actor()
    found = queries.school_or_404(db.session(), actor, school_id)
    services.restore_school(db.session(), actor, found)
    db.session.commit()
    flash(gettext("%(name)s is teruggezet.", name=found.name))
    return redirect(url_for("organisations.school", school_id=found.id))


@blueprint.post("/schools/<uuid:school_id>/closed-periods")
@requires(Permission.MANAGE_SCHOOLS)
def add_closed_period(school_id: uuid.UUID) -> ResponseReturnValue:
    """Close a school on some days."""
    form = ClosedPeriodForm()
    found = queries.school_or_404(db.session(), current_actor(), school_id)
    if not form.validate_on_submit():
        return _school_page(school_id, form)
    _close(form, found.id)
    return redirect(url_for("organisations.school", school_id=found.id, _anchor="closed"))


@blueprint.route("/closed-periods", methods=["GET", "POST"])
@requires(Permission.SEE_SCHOOLS)
def closed_periods() -> ResponseReturnValue:
    """The days on which every school of the organisation is closed; close them on more."""
    actor = current_actor()
    form = ClosedPeriodForm()
    may_manage = queries.may_manage(actor, None)
    if request.method == "POST" and not may_manage:
        raise ForbiddenError("closed periods")
    if form.validate_on_submit():
        _close(form, None)
        return redirect(url_for("organisations.closed_periods"))
    return render_template(
        "organisations/closed_periods.html",
        form=form,
        own=queries.closed_periods(db.session(), actor, None),
        may_manage=may_manage,
    ), 422 if form.errors else 200


def _close(form: ClosedPeriodForm, school_id: uuid.UUID | None) -> None:
    once(
        lambda: services.add_closed_period(
            db.session(),
            current_actor(),
            school_id=school_id,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data or form.starts_on.data,
            reason=form.reason.data,
            is_study_day=form.is_study_day.data,
            closed_period_id=form.submission.data,
        )
    )
    flash(gettext("De gesloten dagen zijn bewaard. Kijk of er op die dagen al iets gepland staat."))


@blueprint.post("/closed-periods/<uuid:closed_period_id>/remove")
@requires(Permission.MANAGE_SCHOOLS)
def remove_closed_period(closed_period_id: uuid.UUID) -> ResponseReturnValue:
    """Make closed days open again."""
    actor = current_actor()
    period = queries.closed_period_or_404(db.session(), actor, closed_period_id)
    school_id = period.school_id
    services.remove_closed_period(db.session(), actor, period)
    db.session.commit()
    flash(gettext("Deze dagen zijn weer gewone schooldagen."))
    if school_id is None:
        return redirect(url_for("organisations.closed_periods"))
    return redirect(url_for("organisations.school", school_id=school_id, _anchor="closed"))
