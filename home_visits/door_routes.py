"""What a visitor tells from the door, on the page of a visit; and dealing with it."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from home_visits import door_page, door_queries, door_tasks, queries, remembering, returning, telling, visit_page
from home_visits.door_forms import (
    AnswerForm,
    BeginForm,
    ToldForm,
    fresh_forms,
    interpreter_form,
    not_at_home_form,
)
from home_visits.planning_routes import blueprint as blueprint
from home_visits.signals import LABELS, Kind, Went
from thuisbasis import clock, languages
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.database import db
from thuisbasis.errors import InvalidStateError
from thuisbasis.families import access
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, current_settings, requires
from thuisbasis.once import once
from thuisbasis.permissions import Permission
from thuisbasis.planning import moving


def _contact(contact_id: uuid.UUID) -> Contact:
    return queries.visit_or_404(db.session(), current_actor(), contact_id)


def _again(contact: Contact, name: str, form: Any) -> ResponseReturnValue:
    """The page with what was sent and what is wrong with it."""
    forms = fresh_forms(contact, door_page.days_offered(db.session(), contact))
    setattr(forms, name, form)
    forms.sent = name
    shown = visit_page.values(db.session(), current_actor(), contact, telling=forms)
    return render_template("home_visits/visit.html", **shown), 422


def _told(contact_id: uuid.UUID, tell: Callable[[Contact], Any], message: str) -> ResponseReturnValue:
    """Tell it once, however often the form is sent, and go back to the visit."""
    once(lambda: tell(_contact(contact_id)))
    flash(message, "success")
    return redirect(url_for("home_visits.visit", contact_id=contact_id))


@blueprint.post("/visits/<uuid:contact_id>/not-at-home")
@requires(Permission.RECORD)
def not_at_home(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Nobody opened: the reason, an attempt, and a new date where there is one."""
    contact, at = _contact(contact_id), clock.now()
    form = not_at_home_form(door_page.days_offered(db.session(), contact))
    if not form.validate_on_submit():
        return _again(contact, "not_at_home", form)
    new_starts = form.new_starts(contact)
    _warn(contact, new_starts)
    return _told(
        contact_id,
        lambda visit: telling.not_at_home(
            db.session(), current_actor(), visit, event_id=form.event.data, at=at, reason=form.reason.data or "",
            note=form.note.data or "", attempt=bool(form.attempt.data), new_starts=new_starts,
        ),
        _with_date(gettext("Vastgelegd dat er niemand thuis was."), new_starts),
    )  # fmt: skip


@blueprint.post("/visits/<uuid:contact_id>/interpreter-missing")
@requires(Permission.RECORD)
def interpreter_missing(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The interpreter did not come: by telephone, without, or on another day."""
    contact, at = _contact(contact_id), clock.now()
    form = interpreter_form(door_page.days_offered(db.session(), contact))
    if not form.validate_on_submit():
        return _again(contact, "interpreter", form)
    went = Went(form.went.data)
    new_starts = form.new_starts(contact) if went is Went.OTHER_DATE else None
    _warn(contact, new_starts)
    return _told(
        contact_id,
        lambda visit: telling.interpreter_missing(
            db.session(), current_actor(), visit, event_id=form.event.data, at=at, went=went,
            note=form.note.data or "", new_starts=new_starts,
        ),
        _with_date(gettext("De coördinator hoort dat de tolk niet kwam."), new_starts),
    )  # fmt: skip


def _warn(contact: Contact, new_starts: datetime | None) -> None:
    """What there is to think of on the new day; it stands in the way of nothing that is told."""
    if new_starts is None:
        return
    try:
        warnings = [languages.text(each) for each in moving.warnings_for(db.session(), contact, new_starts)]
    except InvalidStateError as unknown:  # nobody knows the holidays of that year yet
        warnings = [unknown.message]
    for warning in warnings:
        flash(warning, "warning")


def _with_date(message: str, new_starts: datetime | None) -> str:
    if new_starts is None:
        return message
    return f"{message} {gettext('Verzet naar %(when)s.', when=languages.moment(new_starts))}"


@blueprint.post("/visits/<uuid:contact_id>/address-wrong")
@requires(Permission.RECORD)
def address_wrong(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The family does not live at this address."""
    form, at = ToldForm(prefix="address-"), clock.now()
    if not form.validate_on_submit():
        return _again(_contact(contact_id), "address", form)
    given = {"event_id": form.event.data, "at": at, "note": form.note.data or ""}
    return _told(
        contact_id,
        lambda visit: telling.address_wrong(db.session(), current_actor(), visit, **given),
        gettext("De coördinator hoort dat het adres niet klopt."),
    )


@blueprint.post("/visits/<uuid:contact_id>/unsafe")
@requires(Permission.RECORD)
def unsafe(contact_id: uuid.UUID) -> ResponseReturnValue:
    """It was unsafe, and the visitor left."""
    form, at = ToldForm(prefix="unsafe-"), clock.now()
    if not form.validate_on_submit():
        return _again(_contact(contact_id), "unsafe", form)
    given = {"event_id": form.event.data, "at": at, "note": form.note.data or ""}
    return _told(
        contact_id,
        lambda visit: telling.unsafe(db.session(), current_actor(), visit, **given),
        gettext("De coördinator ziet dit bovenaan en belt u."),
    )


@blueprint.post("/visits/<uuid:contact_id>/begin")
@requires(Permission.RECORD)
def begin(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The visitor goes in, and says when she will be back."""
    form, at = BeginForm(prefix="begin-"), clock.now()
    if not form.validate_on_submit():
        return _again(_contact(contact_id), "begin", form)
    given = {"event_id": form.event.data, "at": at, "expected": form.expected(at)}
    return _told(
        contact_id,
        lambda visit: returning.begin(db.session(), current_actor(), visit, **given),
        gettext("Goed bezoek. U wordt om %(time)s terug verwacht.", time=languages.time_of_day(given["expected"])),
    )


@blueprint.post("/visits/<uuid:contact_id>/back-safely")
@requires(Permission.RECORD)
def back_safely(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The visitor is back."""
    form, at = ToldForm(prefix="back-"), clock.now()
    if not form.validate_on_submit():
        return _again(_contact(contact_id), "back", form)
    given = {"event_id": form.event.data, "at": at, "note": form.note.data or ""}
    return _told(
        contact_id,
        lambda visit: returning.back_safely(db.session(), current_actor(), visit, **given),
        gettext("Fijn dat u terug bent."),
    )


@blueprint.route("/visits/signals/<uuid:visit_signal_id>", methods=["GET", "POST"])
@requires(Permission.SEE_VISITS)
def signal(visit_signal_id: uuid.UUID) -> ResponseReturnValue:
    """What was told, what mends it, and that it is dealt with."""
    actor = current_actor()
    told = door_queries.signal_or_404(db.session(), actor, visit_signal_id)
    form = AnswerForm()
    if form.validate_on_submit():
        remembering.handle(db.session(), actor, told, note=form.note.data or "")
        db.session.commit()
        flash(gettext("Afgehandeld."), "success")
        return redirect(url_for("home.start"))
    family_id = told.contact.family_id
    homes = families.households_of(db.session(), actor.organisation_id, [family_id] if family_id else [])
    label, url = door_tasks.mending(actor, told, homes)
    page = render_template(
        "home_visits/signal.html",
        signal=told,
        form=form,
        label=LABELS[Kind(told.kind)],
        why=door_tasks.why(told),
        words=words_of(told.contact),
        visit_url=page_of(told.contact),
        mend=None if Kind(told.kind) is Kind.UNSAFE else {"label": label, "url": url},
        phone=told.staff.phone if door_queries.is_on_duty(actor) else None,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/visits/returns/<uuid:visit_return_id>", methods=["GET", "POST"])
@requires(Permission.SEE_VISITS)
def late_return(visit_return_id: uuid.UUID) -> ResponseReturnValue:
    """Somebody who is not back: where she was, her number, and what came of calling her."""
    actor = current_actor()
    late = door_queries.late_or_404(db.session(), actor, visit_return_id, clock.now())
    form = AnswerForm()
    if form.validate_on_submit():
        returning.answer(db.session(), actor, late.out, note=form.note.data or "")
        db.session.commit()
        flash(gettext("Vastgelegd. Fijn dat het goed is."), "success")
        return redirect(url_for("home.start"))
    page = render_template(
        "home_visits/late_return.html",
        late=late,
        form=form,
        address=door_tasks.in_words(late.addresses),
        emergency_number=current_settings().emergency_number,
    )
    if late.out.answered_at is None and late.out.contact.family_id is not None:
        access.note(late.out.contact.family_id, allowed=True)
    return page, 422 if form.errors else 200
