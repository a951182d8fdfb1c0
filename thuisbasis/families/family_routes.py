"""Pages of a family as a whole: registering, notes, archiving, attempts to reach it."""

import uuid
from datetime import datetime, time

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.families import access, queries, services
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.families.blueprint import CARD, blueprint
from thuisbasis.families.forms import AttemptForm, FamilyForm
from thuisbasis.families.models import Family
from thuisbasis.families.new_family_form import NewFamilyForm
from thuisbasis.guards import current_actor, requires
from thuisbasis.once import once
from thuisbasis.organisations import queries as organisations
from thuisbasis.permissions import Permission


@blueprint.route("/families/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
def new_family() -> ResponseReturnValue:
    """Register a family on one page."""
    actor = current_actor()
    form = NewFamilyForm()
    form.offer(organisations.own_schools(db.session(), actor))
    if not form.validate_on_submit():
        return render_template("families/new_family.html", form=form), 422 if form.errors else 200
    family = once(
        lambda: services.add_family(
            db.session(),
            actor,
            guardians=form.new_guardians(),
            children=form.new_children(),
            addresses=form.new_addresses(),
            note=form.note.data,
            family_id=form.submission.data,
        )
    )
    flash(gettext("Gezin %(name)s is ingeschreven met nummer %(number)s.", name=family.name, number=family.number))
    return redirect(url_for(CARD, family_id=family.id))


@blueprint.route("/families/<uuid:family_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def change_family(family_id: uuid.UUID) -> ResponseReturnValue:
    """Everything of a family that can be changed, with the note that belongs to no one person."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    form = FamilyForm(obj=family)
    if form.validate_on_submit():
        noted = {"note": form.note.data, "safety_note": form.safety_note.data}
        services.change_family(db.session(), actor, family, **noted, revision=form.revision.data)
        db.session.commit()
        flash(gettext("De bijzonderheden zijn bewaard."))
        return redirect(url_for(CARD, family_id=family.id))
    found = db.session(), actor.organisation_id, [family.id]
    return render_template(
        "families/change_family.html",
        family=family,
        form=form,
        guardians=queries.guardians_of(*found, archived=True)[family.id],
        children=queries.children_of(*found, archived=True)[family.id],
        households=queries.households_of(*found, archived=True)[family.id],
    ), 422 if form.errors else 200


@blueprint.route("/families/<uuid:family_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_FAMILIES)
@access.noted
def archive_family(family_id: uuid.UUID) -> ResponseReturnValue:
    """Ask, then take a family out of lists."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    if request.method != "POST":
        return render_template("families/archive_family.html", family=family)
    services.archive_family(db.session(), actor, family)
    db.session.commit()
    flash(gettext("Gezin %(name)s is gearchiveerd.", name=family.name))
    return redirect(url_for(CARD, family_id=family.id))


@blueprint.post("/families/<uuid:family_id>/restore")
@requires(Permission.EDIT_FAMILIES)
def restore_family(family_id: uuid.UUID) -> ResponseReturnValue:
    """Put an archived family back."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    services.restore_family(db.session(), actor, family)
    db.session.commit()
    flash(gettext("Gezin %(name)s is teruggezet.", name=family.name))
    return redirect(url_for(CARD, family_id=family.id))


@blueprint.route("/families/<uuid:family_id>/attempts/new", methods=["GET", "POST"])
@requires(Permission.NOTE_CONTACT)
@access.noted
def note_attempt(family_id: uuid.UUID) -> ResponseReturnValue:
    """Note that somebody tried to reach the family, and what came of it."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    form = AttemptForm()
    form.offer(queries.guardian_names(db.session(), actor, family.id))
    if form.validate_on_submit():
        _note(family, form)
        return redirect(url_for(CARD, family_id=family.id, _anchor="attempts"))
    return render_template("families/note_attempt.html", family=family, form=form), 422 if form.errors else 200


def _note(family: Family, form: AttemptForm) -> None:
    at = _moment(form)
    once(
        lambda: services.note_attempt(
            db.session(),
            current_actor(),
            family,
            kind=BY_KEY[str(form.kind.data)],
            at=at,
            guardian_id=form.guardian_id.data,
            note=form.note.data,
            attempt_id=form.submission.data,
        )
    )
    flash(gettext("De contactpoging is bewaard."))


def _moment(form: AttemptForm) -> datetime:
    """When it was: now, unless a day or a time was filled in. A day without a time means noon."""
    now = clock.local(clock.now())
    if form.on.data is None and form.at.data is None:
        return now
    on = form.on.data or now.date()
    moment = datetime.combine(on, form.at.data or time(12), tzinfo=clock.ZONE)
    return min(moment, now)
