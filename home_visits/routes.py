"""The visits: today's and this week's, the families that are visited, and one visit."""

import uuid
from datetime import datetime, time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from home_visits import calendar_entries, gate, overview, queries, services, visit_page
from home_visits.forms import MaterialForm, prepare_form, prepared_from
from programmes.findings import may
from thuisbasis import clock, rulebook
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.database import db
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.errors import NotFoundError
from thuisbasis.families import access
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.leafing import Leafing
from thuisbasis.materials import queries as materials
from thuisbasis.materials import services as material_services
from thuisbasis.materials.states import How
from thuisbasis.permissions import Permission

blueprint = Blueprint("home_visits", __name__)

SETTLING = {
    "returned": material_services.take_back,
    "kept": material_services.let_keep,
    "lost": material_services.lose,
}


def _contact(contact_id: uuid.UUID) -> Contact:
    return queries.visit_or_404(db.session(), current_actor(), contact_id)


def _children(contact: Contact) -> list[Enrolment]:
    return queries.enrolments_at(db.session(), contact.organisation_id, [contact.id]).get(contact.id, [])


@blueprint.get("/visits")
@requires(Permission.SEE_VISITS)
def visits() -> ResponseReturnValue:
    """Today's visits and this week's in order, what is not finished yet, and each family's months."""
    session, actor, today = db.session(), current_actor(), clock.today()
    midnight = datetime.combine(today, time(), clock.ZONE)
    coming = queries.visits_between(session, actor, midnight, midnight + timedelta(days=8 - today.isoweekday()))
    lines = overview.visit_lines(session, actor, coming)
    unfinished = overview.visit_lines(session, actor, queries.unfinished_before(session, actor, midnight))
    leafing = Leafing(("visits", str(actor.organisation_id), str(actor.staff_id)))
    page = queries.visited_page(session, actor, leafing.cursor())
    return render_template(
        "home_visits/visits.html",
        today=today,
        todays=[line for line in lines if clock.local(line.contact.starts_at).date() == today],
        later=[line for line in lines if clock.local(line.contact.starts_at).date() > today],
        unfinished=unfinished,
        families=overview.family_lines(session, actor, page.items),
        **leafing.urls(page, lambda at: url_for("home_visits.visits", at=at, _anchor="families")),
    )


@blueprint.get("/visits/<uuid:contact_id>")
@requires(Permission.SEE_VISITS)
def visit(contact_id: uuid.UUID) -> ResponseReturnValue:
    """One visit: what to know before it, and its records after it."""
    contact = _contact(contact_id)
    shown = visit_page.values(db.session(), current_actor(), contact)
    page = render_template("home_visits/visit.html", **shown)
    if shown["family"] is not None:
        access.note(contact.family_id, allowed=True)
    return page


@blueprint.post("/visits/<uuid:contact_id>/prepare")
@requires(Permission.PLAN)
def prepare(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what was chosen for the visit; with `then=confirm` confirm it as well."""
    contact = _contact(contact_id)
    children = _children(contact)
    programme = rulebook.programme(contact.programme_key, contact.version)
    form = prepare_form(programme, contact, children)
    if not form.validate_on_submit():
        shown = visit_page.values(db.session(), current_actor(), contact, preparing=form)
        return render_template("home_visits/visit.html", **shown), 422
    services.prepare(db.session(), current_actor(), contact, prepared_from(form, programme, contact, children))
    if request.form.get("then") == "confirm":
        return _confirm(contact, children)
    db.session.commit()
    flash(gettext("De voorbereiding is bewaard."), "success")
    return redirect(calendar_entries.page(contact))


@blueprint.post("/visits/<uuid:contact_id>/confirm")
@requires(Permission.PLAN)
def confirm(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm a visit through the plan gate."""
    contact = _contact(contact_id)
    return _confirm(contact, _children(contact))


def _confirm(contact: Contact, children: list[Enrolment]) -> ResponseReturnValue:
    if not may(gate.findings(db.session(), current_actor(), contact, children)):
        db.session.commit()  # what was prepared is kept, though it is not enough to confirm
        shown = visit_page.values(db.session(), current_actor(), contact, refused=True)
        return render_template("home_visits/visit.html", **shown), 409
    contact_services.confirm(db.session(), current_actor(), contact)
    db.session.commit()
    flash(gettext("Het bezoek is bevestigd."), "success")
    return redirect(calendar_entries.page(contact))


@blueprint.post("/visits/<uuid:contact_id>/materials")
@requires(Permission.RECORD)
def hand_over(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Note something that goes along with the family."""
    contact = _contact(contact_id)
    family_id = _family_id(contact)
    form = MaterialForm()
    if not form.validate_on_submit():
        flash(gettext("Vul in wat u meegeeft."), "warning")
        return redirect(url_for("home_visits.visit", contact_id=contact.id, _anchor="materials"))
    hand = material_services.give if form.how.data == How.GIVEN else material_services.lend
    hand(
        db.session(),
        current_actor(),
        family_id=family_id,
        contact_id=contact.id,
        title=form.title.data or "",
        on=min(clock.local(contact.starts_at).date(), clock.today()),
        due_on=form.due_on.data,
    )
    db.session.commit()
    flash(gettext("“%(title)s” staat nu bij het gezin.", title=form.title.data), "success")
    return redirect(url_for("home_visits.visit", contact_id=contact.id, _anchor="materials"))


@blueprint.post("/visits/<uuid:contact_id>/materials/<uuid:loan_id>")
@requires(Permission.RECORD)
def settle_material(contact_id: uuid.UUID, loan_id: uuid.UUID) -> ResponseReturnValue:
    """Something came back, may be kept, or is lost (`became`)."""
    contact = _contact(contact_id)
    loan = materials.loan_or_404(db.session(), contact.organisation_id, _family_id(contact), loan_id)
    act = SETTLING.get(request.form.get("became", ""))
    if act is None:
        raise NotFoundError("became")
    act(db.session(), current_actor(), loan)
    db.session.commit()
    flash(gettext("Bijgewerkt."), "success")
    return redirect(url_for("home_visits.visit", contact_id=contact.id, _anchor="materials"))


def _family_id(contact: Contact) -> uuid.UUID:
    """The contact's family, which the actor has to be allowed to see. Raises NotFoundError."""
    if contact.family_id is None:
        raise NotFoundError("family")
    return families.family_or_404(db.session(), current_actor(), contact.family_id).id
