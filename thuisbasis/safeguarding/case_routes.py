"""What an officer does on the page of a worry."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis.database import db
from thuisbasis.errors import NotFoundError
from thuisbasis.guards import current_actor, requires
from thuisbasis.once import once
from thuisbasis.permissions import Permission
from thuisbasis.safeguarding import page, queries, services
from thuisbasis.safeguarding.blueprint import blueprint
from thuisbasis.safeguarding.forms import CloseForm, ReopenForm
from thuisbasis.safeguarding.models import Worry
from thuisbasis.safeguarding.steps import NUMBERS, Outcome


def _worry(worry_id: uuid.UUID) -> Worry:
    return queries.handled_or_404(db.session(), current_actor(), worry_id)


def _page(worry_id: uuid.UUID, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("safeguarding.worry", worry_id=worry_id, _anchor=anchor))


def _came_back(worry_id: uuid.UUID, **forms: Any) -> ResponseReturnValue:
    """The page with a form on it that wants something more."""
    session, actor = db.session(), current_actor()
    seen = queries.seen_or_404(session, actor, worry_id)
    wanting = forms.pop("wanting")
    return render_template(
        "safeguarding/worry.html", wanting=wanting, **page.values(session, actor, seen, **forms)
    ), 422


@blueprint.post("/worries/<uuid:worry_id>/acknowledge")
@requires(Permission.HANDLE_WORRIES)
def acknowledge(worry_id: uuid.UUID) -> ResponseReturnValue:
    """Say that one has read it and takes it up; who comes second hears who did."""
    worry = _worry(worry_id)
    is_first = worry.is_unread
    services.acknowledge(db.session(), current_actor(), worry)
    db.session.commit()
    if is_first:
        flash(gettext("De schrijver ziet nu dat u deze zorg hebt gelezen."), "success")
    else:
        flash(gettext("Een collega was u voor. Hieronder staat wie."))
    return _page(worry_id)


@blueprint.post("/worries/<uuid:worry_id>/steps/<int:number>")
@requires(Permission.HANDLE_WORRIES)
def note_step(worry_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Write down what was done in a step, or why it is skipped."""
    worry = _worry(worry_id)
    if number not in NUMBERS:
        raise NotFoundError("step")
    form = page.step_form(number, formdata=request.form)
    if not form.validate_on_submit():
        return _came_back(worry_id, wanting=form, step_forms={number: form})
    once(
        lambda: services.note_step(
            db.session(),
            current_actor(),
            _worry(worry_id),
            note_id=form.submission.data,
            step=number,
            is_skipped=form.is_skipped.data,
            on=form.on.data,
            text=form.text.data,
        )
    )
    flash(gettext("De notitie is bewaard."), "success")
    return _page(worry.id, f"step-{number}")


@blueprint.post("/worries/<uuid:worry_id>/close")
@requires(Permission.HANDLE_WORRIES)
def close(worry_id: uuid.UUID) -> ResponseReturnValue:
    """Close a worry with its outcome."""
    worry = _worry(worry_id)
    form = CloseForm(prefix="close-")
    if not form.validate_on_submit():
        return _came_back(worry_id, wanting=form, close_form=form)
    services.close(
        db.session(),
        current_actor(),
        worry,
        note_id=form.submission.data,
        outcome=Outcome(form.outcome.data),
        text=form.text.data,
    )
    db.session.commit()
    flash(gettext("De zorg is afgesloten. Heropenen kan."), "success")
    return _page(worry_id)


@blueprint.post("/worries/<uuid:worry_id>/reopen")
@requires(Permission.HANDLE_WORRIES)
def reopen(worry_id: uuid.UUID) -> ResponseReturnValue:
    """Take a closed worry up again."""
    worry = _worry(worry_id)
    form = ReopenForm(prefix="reopen-")
    if not form.validate_on_submit():
        return _came_back(worry_id, wanting=form, reopen_form=form)
    services.reopen(db.session(), current_actor(), worry, note_id=form.submission.data, text=form.text.data)
    db.session.commit()
    flash(gettext("De zorg is heropend."), "success")
    return _page(worry_id)


@blueprint.post("/worries/<uuid:worry_id>/readers")
@requires(Permission.HANDLE_WORRIES)
def share(worry_id: uuid.UUID) -> ResponseReturnValue:
    """Share a worry with a supervisor."""
    worry = _worry(worry_id)
    try:
        staff_id = uuid.UUID(request.form.get("share-staff_id", ""))
    except ValueError:
        raise NotFoundError("staff") from None
    services.add_reader(db.session(), current_actor(), worry, staff_id)
    db.session.commit()
    flash(gettext("De supervisor kan deze zorg nu lezen."), "success")
    return _page(worry_id, "readers")


@blueprint.post("/worries/<uuid:worry_id>/readers/<uuid:staff_id>/remove")
@requires(Permission.HANDLE_WORRIES)
def share_no_longer(worry_id: uuid.UUID, staff_id: uuid.UUID) -> ResponseReturnValue:
    """Share a worry with a supervisor no longer."""
    services.remove_reader(db.session(), current_actor(), _worry(worry_id), staff_id)
    db.session.commit()
    flash(gettext("De supervisor kan deze zorg niet meer lezen."), "success")
    return _page(worry_id, "readers")


@blueprint.post("/worries/<uuid:worry_id>/openings/<uuid:opening_id>/review")
@requires(Permission.HANDLE_WORRIES)
def review_opening(worry_id: uuid.UUID, opening_id: uuid.UUID) -> ResponseReturnValue:
    """Note that one saw why an administrator opened the worry."""
    services.review_opening(db.session(), current_actor(), _worry(worry_id), opening_id)
    db.session.commit()
    return _page(worry_id, "openings")
