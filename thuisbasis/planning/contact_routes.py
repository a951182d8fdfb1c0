"""Moving a contact, calling it off, or saying that nobody came: the same for every kind."""

import uuid

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from thuisbasis import clock, languages
from thuisbasis.contacts import pages, queries, services
from thuisbasis.contacts.models import Contact
from thuisbasis.database import db
from thuisbasis.errors import InvalidStateError
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.planning import moving, shifting
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
    services.refuse_unless_open(contact)
    offers = moving.offers(db.session(), current_actor(), contact)
    pick = clock.local(offers[0].starts_at).date().isoformat() if offers else None
    form = MoveForm(at=clock.local(contact.starts_at).time(), revision=contact.revision, with_later=True, pick=pick)
    return _move_page(contact, form, offers)


def _move_page(contact: Contact, form: MoveForm, offers: list[moving.Offer]) -> str:
    form.offer([clock.local(offer.starts_at).date() for offer in offers])
    return render_template(
        "contacts/move.html",
        contact=contact,
        form=form,
        hints={
            clock.local(offer.starts_at).date().isoformat(): " ".join(languages.text(each) for each in offer.warnings)
            for offer in offers
        },
        has_later=bool(shifting.later_ones(db.session(), current_actor(), contact)),
        words=pages.words_of(contact),
        page_url=pages.page_of(contact),
    )


@blueprint.post("/contacts/<uuid:contact_id>/move")
@requires(Permission.PLAN)
def save_move(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Move it; what there is to think of on that day is said once it has moved."""
    contact, actor = _contact(contact_id), current_actor()
    services.refuse_unless_open(contact)
    form = MoveForm()
    offers = moving.offers(db.session(), actor, contact)
    form.offer([clock.local(offer.starts_at).date() for offer in offers])
    if not form.validate_on_submit():
        return _move_page(contact, form, offers), 422
    starts_at = moving.at_hour_of(contact, form.chosen_day, form.at.data)
    refuse_if_edited(contact, form.revision.data, {"starts_at": starts_at}, {"starts_at": lazy_gettext("Wanneer")})
    moves = moving.all_moves(db.session(), actor, contact, starts_at, with_later=form.with_later.data)
    warnings = moving.warnings_for(db.session(), contact, starts_at, [each.id for each, _ in moves])
    shifting.carry_out(db.session(), actor, moves, reason=form.reason.data, note=form.note.data or "")
    for warning in warnings:
        flash(languages.text(warning), "warning")
    return _done(contact, _moved(moves))


def _moved(moves: list[shifting.Move]) -> str:
    when = gettext("Verzet naar %(when)s.", when=languages.moment(moves[0][1]))
    if len(moves) == 1:
        return when
    along = ngettext(
        "%(num)d latere bijeenkomst schoof mee; de laatste is nu op %(day)s.",
        "%(num)d latere bijeenkomsten schoven mee; de laatste is nu op %(day)s.",
        len(moves) - 1,
        day=languages.day(moves[-1][1]),
    )
    return f"{when} {along}"


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
    _refuse_if_changed(contact, form)
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
    _refuse_if_changed(contact, form)
    services.miss(db.session(), current_actor(), contact, reason=form.reason.data, note=form.note.data or "")
    return _done(contact, gettext("Vastgelegd dat er niemand was. Kies een nieuwe datum als dat kan."))


def _refuse_if_changed(contact: Contact, form: CancelForm | MissedForm) -> None:
    if form.revision.data != contact.revision:
        raise InvalidStateError(gettext("Deze afspraak is intussen gewijzigd. Bekijk haar eerst opnieuw."))


def _off_page(template: str, contact: Contact, form: CancelForm | MissedForm) -> str:
    return render_template(
        template, contact=contact, form=form, words=pages.words_of(contact), page_url=pages.page_of(contact)
    )
