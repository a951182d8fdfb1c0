"""Moving a contact, calling it off, or saying that nobody came: the same for every kind."""

import uuid

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from thuisbasis import clock, languages
from thuisbasis.contacts import pages, queries, services
from thuisbasis.contacts.models import Contact
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.planning import moving
from thuisbasis.planning.contact_forms import CancelForm, MissedForm, MoveForm
from thuisbasis.revisions import refuse_if_edited

blueprint = Blueprint("contacts", __name__)


def _contact(contact_id: uuid.UUID) -> Contact:
    return queries.contact_or_404(db.session(), current_actor(), contact_id)


def _done(contact: Contact, message: str) -> ResponseReturnValue:
    db.session.commit()
    flash(message, "success")
    return redirect(pages.page_of(contact))


@blueprint.get("/contacts/<uuid:contact_id>/move")
@requires(Permission.PLAN)
def move(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Free days first; any other day may be typed."""
    contact = _contact(contact_id)
    starts = clock.local(contact.starts_at)
    form = MoveForm(at=starts.time(), revision=contact.revision)
    return _move_page(contact, form)


def _move_page(contact: Contact, form: MoveForm) -> str:
    return render_template(
        "contacts/move.html",
        contact=contact,
        form=form,
        offers=moving.offers(db.session(), contact),
        words=pages.words_of(contact),
        page_url=pages.page_of(contact),
    )


@blueprint.post("/contacts/<uuid:contact_id>/move")
@requires(Permission.PLAN)
def save_move(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Move it; what there is to think of on that day is said once it has moved."""
    contact = _contact(contact_id)
    form = MoveForm()
    if not form.validate_on_submit():
        return _move_page(contact, form), 422
    starts_at = moving.at_hour_of(contact, form.day.data, form.at.data)
    new = {"starts_at": starts_at}
    refuse_if_edited(contact, form.revision.data, new, {"starts_at": lazy_gettext("Wanneer")})
    warnings = moving.warnings_for(db.session(), contact, starts_at)
    services.move(
        db.session(),
        current_actor(),
        contact,
        starts_at=starts_at,
        ends_at=moving.end_for(contact, starts_at),
        reason=form.reason.data,
        note=form.note.data or "",
    )
    for warning in warnings:
        flash(languages.text(warning), "warning")
    return _done(contact, gettext("Verzet naar %(when)s.", when=languages.moment(starts_at)))


@blueprint.get("/contacts/<uuid:contact_id>/cancel")
@requires(Permission.PLAN)
def cancel(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Call it off."""
    contact = _contact(contact_id)
    return _off_page("contacts/cancel.html", contact, CancelForm(revision=contact.revision))


@blueprint.post("/contacts/<uuid:contact_id>/cancel")
@requires(Permission.PLAN)
def save_cancel(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Call it off, by us or by the family."""
    contact = _contact(contact_id)
    form = CancelForm()
    if not form.validate_on_submit():
        return _off_page("contacts/cancel.html", contact, form), 422
    services.cancel(
        db.session(),
        current_actor(),
        contact,
        by_family=form.by.data == "family",
        reason=form.reason.data,
        note=form.note.data or "",
    )
    return _done(contact, gettext("De afspraak is afgezegd."))


@blueprint.get("/contacts/<uuid:contact_id>/missed")
@requires(Permission.RECORD)
def missed(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Say that nobody was there."""
    contact = _contact(contact_id)
    return _off_page("contacts/missed.html", contact, MissedForm(revision=contact.revision))


@blueprint.post("/contacts/<uuid:contact_id>/missed")
@requires(Permission.RECORD)
def save_missed(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Nobody was there; a new date is the next step."""
    contact = _contact(contact_id)
    form = MissedForm()
    if not form.validate_on_submit():
        return _off_page("contacts/missed.html", contact, form), 422
    services.miss(db.session(), current_actor(), contact, reason=form.reason.data, note=form.note.data or "")
    return _done(contact, gettext("Vastgelegd dat er niemand was. Kies een nieuwe datum als dat kan."))


def _off_page(template: str, contact: Contact, form: CancelForm | MissedForm) -> str:
    return render_template(
        template, contact=contact, form=form, words=pages.words_of(contact), page_url=pages.page_of(contact)
    )
