"""Acts on an enrolment: its details, its state, its visitor, its place."""

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug import Response

from thuisbasis import clock, rulebook
from thuisbasis.database import db
from thuisbasis.enrolments import details, enrolling, queries, services
from thuisbasis.enrolments.forms import (
    ChangeForm,
    EndForm,
    StateForm,
    VisitorForm,
    choices_from,
    track_hints,
)
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.routes.base import blueprint, show
from thuisbasis.enrolments.routes.page import enrolment_page
from thuisbasis.enrolments.states import NOT_STARTED, REASONS, State
from thuisbasis.enrolments.workers import assign_visitor
from thuisbasis.errors import NotFoundError, RuleBrokenError
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

BUTTONS = {
    "wait": services.wait,
    "propose": services.propose,
    "pause": services.pause,
    "resume": services.resume,
}


def _found(enrolment_id: uuid.UUID) -> Enrolment:
    return queries.enrolment_or_404(db.session(), current_actor(), enrolment_id)


def _back(found: Enrolment) -> Response:
    return redirect(url_for("enrolments.enrolment", enrolment_id=found.id))


@blueprint.route("/enrolments/<uuid:enrolment_id>/change", methods=["GET", "POST"])
@requires(Permission.ENROL)
def change(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Indication, track, what was tried before, and who takes part."""
    actor, session = current_actor(), db.session()
    found = _found(enrolment_id)
    programme = rulebook.programme(found.programme_key, found.version)
    guardians = families.guardians_of(session, actor.organisation_id, [found.family_id])[found.family_id]
    taking_part = queries.guardians_of(session, actor.organisation_id, [found.id]).get(found.id, [])
    form = ChangeForm(
        obj=found,
        data={"tried_not_applicable": not found.tried_before_applies, "taking_part": [each.id for each in taking_part]},
    )
    form.offer_programme(programme)
    form.taking_part.offer([(each.id, each.name) for each in guardians])
    if "track_key" in form and State(found.state) not in (State.PROPOSED, State.WAITING):
        del form.track_key
    if form.validate_on_submit():
        values = form.values(programme)
        if "track_key" not in form:
            values["track_key"] = found.track_key
        details.change(
            session, actor, found, revision=form.revision.data, expected_start=form.expected_start.data, **values
        )
        chosen = [each for each in guardians if each.id in (form.taking_part.data or [])]
        details.set_guardians(session, actor, found, chosen)
        db.session.commit()
        flash(gettext("De aanmelding is gewijzigd."))
        return _back(found)
    hints = track_hints(programme)
    return show("enrolments/change.html", found, programme=programme, form=form, track_hints=hints)


@blueprint.post("/enrolments/<uuid:enrolment_id>/state")
@requires(Permission.ENROL)
def change_state(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """A step that needs no reason: wait, propose again, pause, resume."""
    found = _found(enrolment_id)
    act = BUTTONS.get(request.form.get("act", ""))
    if act is None or not StateForm().validate_on_submit():
        raise NotFoundError("act")
    act(db.session(), current_actor(), found)
    db.session.commit()
    return _back(found)


@blueprint.route("/enrolments/<uuid:enrolment_id>/end", methods=["GET", "POST"])
@requires(Permission.ENROL)
def end(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """The family does not begin, or stops early; asks why."""
    found = _found(enrolment_id)
    begun = State(found.state) not in NOT_STARTED
    target = State.ENDED_EARLY if begun else State.DECLINED
    form = EndForm(data={"on": clock.today()})
    form.reason.choices = choices_from(REASONS[target])
    if form.validate_on_submit():
        services.change_state(
            db.session(),
            current_actor(),
            found,
            target,
            on=form.on.data,
            reason=form.reason.data,
            note=form.note.data,
        )
        db.session.commit()
        flash(gettext("De deelname van %(child)s is gestopt.", child=found.child.name))
        return _back(found)
    return show("enrolments/end.html", found, form=form, begun=begun)


@blueprint.route("/enrolments/<uuid:enrolment_id>/visitor", methods=["GET", "POST"])
@requires(Permission.ENROL)
def visitor(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose who visits the family."""
    actor, session = current_actor(), db.session()
    found = _found(enrolment_id)
    programme = rulebook.programme(found.programme_key, found.version)
    form = VisitorForm(data={"visitor_id": found.visitor_id})
    visitors = enrolling.visitors_for(session, actor, programme)
    form.visitor_id.offer([(each.id, each.name) for each in visitors], gettext("nog niemand"))
    if form.validate_on_submit():
        assign_visitor(session, actor, found, form.visitor_id.data)
        if form.visitor_id.data and State(found.state) in (State.PROPOSED, State.WAITING):
            services.place(session, actor, found)
        db.session.commit()
        return _back(found)
    return show("enrolments/visitor.html", found, programme=programme, form=form)


@blueprint.post("/enrolments/<uuid:enrolment_id>/place")
@requires(Permission.ENROL)
def place(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Give the enrolment one of the places that its page offers."""
    actor, session = current_actor(), db.session()
    found = _found(enrolment_id)
    programme = rulebook.programme(found.programme_key, found.version)
    steps = enrolling.next_steps(session, actor, programme)
    step = next((each for each in steps if each.value == request.form.get("next")), None)
    if step is None:
        raise NotFoundError("step")
    try:
        enrolling.take_step(session, actor, found, found.child, step)
    except RuleBrokenError as refused:
        session.rollback()
        return enrolment_page(_found(enrolment_id), refused.findings)
    db.session.commit()
    flash(gettext("%(child)s heeft een plaats.", child=found.child.name))
    return _back(found)
