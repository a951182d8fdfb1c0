"""Planning: the visits of a course, one more visit, an activity with several families."""

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from home_visits import calendar_entries, queries, services, tracks
from home_visits.forms import ActivityForm, CourseForm, course_form, visit_form
from home_visits.routes import blueprint as blueprint
from home_visits.services import PlannedVisit
from thuisbasis import languages
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.pages import words_of
from thuisbasis.database import db
from thuisbasis.enrolments import queries as enrolment_queries
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import OPEN
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.guards import current_actor, requires
from thuisbasis.organisations import queries as organisations
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Permission, Role
from thuisbasis.planning import feasts


def _enrolment(enrolment_id: uuid.UUID) -> Enrolment:
    """An open enrolment on a track of visits. Raises NotFoundError."""
    found = enrolment_queries.enrolment_or_404(db.session(), current_actor(), enrolment_id)
    if not tracks.is_visited(found):
        raise NotFoundError("visits")
    if found.state not in OPEN:
        raise InvalidStateError(gettext("Deze deelname is beëindigd. Er zijn geen bezoeken meer te plannen."))
    return found


def _visitors(enrolment: Enrolment) -> Sequence[Staff]:
    """Whom a coordinator may choose from; somebody else plans for herself."""
    session, actor = db.session(), current_actor()
    if not actor.may(Permission.ENROL):
        return [organisations.staff_or_404(session, actor, actor.staff_id)]
    roles = [Role(role) for role in tracks.programme_of(enrolment).leaders if role in set(Role)]
    found = {
        staff.id: staff
        for role in roles
        for staff in organisations.staff_with_role(session, actor, role, school_id=enrolment.child.school_id)
    }
    if enrolment.visitor is not None:
        found[enrolment.visitor.id] = enrolment.visitor
    return sorted(found.values(), key=lambda staff: (staff.sort_key, staff.id))


def _with_siblings(
    enrolment: Enrolment, chosen: Sequence[uuid.UUID] | None, siblings: Sequence[Enrolment]
) -> list[Enrolment]:
    return [enrolment, *(each for each in siblings if each.id in set(chosen or ()))]


@blueprint.route("/enrolments/<uuid:enrolment_id>/visits/plan", methods=["GET", "POST"])
@requires(Permission.PLAN)
def plan_course(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Plan a course of visits: see the dates first, then put them in the calendar."""
    enrolment = _enrolment(enrolment_id)
    siblings = queries.siblings_of(db.session(), current_actor(), enrolment)
    form = course_form(enrolment, _visitors(enrolment), siblings)
    if request.method == "GET":
        return _course_page(enrolment, form)
    if not form.validate():
        return _course_page(enrolment, form), 422
    if request.form.get("then") != "save":
        return _course_page(enrolment, form, preview=True)
    contacts = services.plan_course(
        db.session(),
        current_actor(),
        _with_siblings(enrolment, form.siblings.data, siblings),
        form.rhythm,
        visitor_id=form.visitor.data,
    )
    db.session.commit()
    words = ngettext("%(num)d bezoek staat in de agenda.", "%(num)d bezoeken staan in de agenda.", len(contacts))
    flash(words, "success")
    return redirect(url_for("home_visits.visit", contact_id=contacts[0].id))


def _course_page(enrolment: Enrolment, form: CourseForm, *, preview: bool = False) -> str:
    proposal = services.proposal(db.session(), enrolment, form.rhythm) if preview else None
    return render_template(
        "home_visits/plan_course.html",
        enrolment=enrolment,
        programme=tracks.programme_of(enrolment),
        track=tracks.track_of(enrolment),
        form=form,
        proposal=proposal,
        warnings=[_warnings(form.visitor.data, each) for each in proposal.visits] if proposal else [],
        standing=services.standing(db.session(), enrolment),
    )


def _warnings(visitor_id: uuid.UUID, visit: PlannedVisit) -> list[str]:
    """Clashes of the visitor and feasts at a proposed time."""
    session, actor = db.session(), current_actor()
    clashes = contact_queries.clashes(session, actor.organisation_id, [visitor_id], visit.starts, visit.ends)
    found = [gettext("Er is dan al een afspraak: %(words)s.", words=words_of(each)) for each in clashes]
    return found + [languages.text(each.message) for each in feasts.warnings(visit.starts, visit.ends)]


@blueprint.route("/enrolments/<uuid:enrolment_id>/visits/new", methods=["GET", "POST"])
@requires(Permission.PLAN)
def add_visit(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """One more visit: the next one, or one that was made without having been planned."""
    enrolment = _enrolment(enrolment_id)
    siblings = queries.siblings_of(db.session(), current_actor(), enrolment)
    form = visit_form(enrolment, _visitors(enrolment), siblings)
    if form.validate_on_submit():
        contact = services.add_visit(
            db.session(),
            current_actor(),
            _with_siblings(enrolment, form.siblings.data, siblings),
            day=form.day.data,
            at=form.at.data,
            visitor_id=form.visitor.data,
        )
        db.session.commit()
        flash(gettext("Het bezoek staat in de agenda."), "success")
        return redirect(calendar_entries.page(contact))
    page = render_template(
        "home_visits/add_visit.html", enrolment=enrolment, programme=tracks.programme_of(enrolment), form=form
    )
    return page, 422 if form.errors else 200


@blueprint.route("/visits/activities/new", methods=["GET", "POST"])
@requires(Permission.PLAN)
def add_activity() -> ResponseReturnValue:
    """An activity with several families of one track (`programme`, `version`, `track`); without one, choose it."""
    offered = _tracks_with_activities()
    key = request.args.get("of", "")
    enrolments = offered.get(key) or (next(iter(offered.values())) if len(offered) == 1 else None)
    if not enrolments:
        return render_template("home_visits/choose_track.html", offered=_named(offered))
    form = ActivityForm(at=tracks.track_of(enrolments[0]).usual_time)
    form.families.offer([(each.id, f"{each.child.name}") for each in enrolments])
    if form.validate_on_submit():
        chosen = set(form.families.data or ())
        contact = services.add_activity(
            db.session(),
            current_actor(),
            [each for each in enrolments if each.id in chosen],
            day=form.day.data,
            at=form.at.data,
            title=form.title.data or "",
            place=form.place.data or "",
        )
        db.session.commit()
        flash(gettext("De groepsactiviteit staat in de agenda."), "success")
        return redirect(calendar_entries.page(contact))
    programme = tracks.programme_of(enrolments[0])
    page = render_template("home_visits/add_activity.html", form=form, programme=programme)
    return page, 422 if form.errors else 200


def _tracks_with_activities() -> dict[str, list[Enrolment]]:
    """Children under way, by "programme/version/track", on tracks that have activities."""
    found: dict[str, list[Enrolment]] = {}
    for enrolment in queries.under_way(db.session(), current_actor()):
        if tracks.activities_of(tracks.track_of(enrolment)):
            key = f"{enrolment.programme_key}/{enrolment.version}/{enrolment.track_key}"
            found.setdefault(key, []).append(enrolment)
    return found


def _named(offered: dict[str, list[Enrolment]]) -> list[tuple[str, str]]:
    named = []
    for key, enrolments in offered.items():
        programme = tracks.programme_of(enrolments[0])
        words = f"{programme.name}, {languages.text(tracks.track_of(enrolments[0]).name)}"
        named.append((url_for("home_visits.add_activity", of=key), words))
    return named
