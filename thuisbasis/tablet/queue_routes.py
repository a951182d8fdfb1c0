"""For coordinators: the tablets, and what they brought that still wants somebody to look at it."""

import json
import uuid
from collections.abc import Callable
from typing import cast

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from thuisbasis.database import db
from thuisbasis.errors import ForbiddenError
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.tablet import devices, importing, queue, readable, receiving
from thuisbasis.tablet.bodies import NotUnderstoodError, item_from
from thuisbasis.tablet.models import TabletDevice, TabletItem
from thuisbasis.tablet.receiving import TakingIn
from thuisbasis.tablet.sealing import ServerKey
from thuisbasis.tablet.states import LABELS, WAITING, State
from thuisbasis.validation import FileField, Form, Required, TextAreaField

blueprint = Blueprint("tablets", __name__)


class SettleForm(Form):
    """How something that could not be taken in was dealt with."""

    note = TextAreaField(_l("Wat is ermee gedaan?"), [Required(_l("Schrijf op wat ermee is gedaan."))], longest=1000)


class ImportForm(Form):
    """The file that the app on a tablet made when it could not send."""

    file = FileField(_l("Bestand van de tablet"), [Required(_l("Kies het bestand."))])


class ConfirmForm(Form):
    """Nothing but the token."""


@blueprint.get("/tablets")
@requires(Permission.SEE_TABLETS)
def tablets() -> ResponseReturnValue:
    """The tablets, when they were last here and what waits on them; and what of theirs could not be taken in."""
    return _tablets_page(ImportForm())


def _tablets_page(form: ImportForm) -> str:
    session, actor = db.session(), current_actor()
    return render_template(
        "tablets/tablets.html",
        form=form,
        waiting=queue.waiting(session, actor),
        devices=devices.devices(session, actor),
        figures=queue.figures(session, actor),
        labels=LABELS,
        may_shut_out=actor.sees_whole_organisation,
    )


@blueprint.post("/tablets/import")
@requires(Permission.SEE_TABLETS)
def import_file() -> ResponseReturnValue:
    """Bring in a file from a tablet that could not send any more."""
    session, form = db.session(), ImportForm()
    if not form.validate_on_submit():
        return _tablets_page(form), 422
    key = cast("ServerKey", current_app.extensions["server_key"])
    try:
        found = importing.bring_in(session, current_actor(), form.file.data.read(), key, _taking_in())
    except NotUnderstoodError as fault:
        session.rollback()
        form.file.errors = [str(fault)]
        return _tablets_page(form), 422
    session.commit()
    words = ngettext("%(num)d verslag is verwerkt.", "%(num)d verslagen zijn verwerkt.", found.taken_in)
    if found.waiting:
        words += " " + ngettext("%(num)d wacht op u.", "%(num)d wachten op u.", len(found.waiting))
    if found.unreadable:
        words += " " + ngettext("%(num)d was niet te openen.", "%(num)d waren niet te openen.", found.unreadable)
    flash(words, "warning" if found.unreadable else "success")
    return redirect(url_for("tablets.tablets"))


@blueprint.get("/tablets/items/<uuid:item_id>")
@requires(Permission.SEE_TABLETS)
def tablet_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """One thing that a tablet brought: what it says, and why it waits."""
    return _item_page(queue.item_or_404(db.session(), current_actor(), item_id), SettleForm())


def _item_page(item: TabletItem, form: SettleForm) -> str:
    session = db.session()
    record = item.record
    return render_template(
        "tablets/tablet_item.html",
        item=item,
        form=form,
        lines=readable.lines(session, current_actor(), item),
        conflicts=readable.conflicts(item),
        state_words=LABELS[State(item.state)],
        waits=item.state in WAITING,
        record=record,
    )


@blueprint.post("/tablets/items/<uuid:item_id>/again")
@requires(Permission.SEE_TABLETS)
def try_again(item_id: uuid.UUID) -> ResponseReturnValue:
    """Take it in after all, now that what stood in the way may be gone."""
    session, actor = db.session(), current_actor()
    item = queue.item_or_404(session, actor, item_id)
    if item.state in WAITING:
        receiving.again(session, actor, item, item_from(json.loads(item.body)), _taking_in())
        session.commit()
        if item.state in WAITING:
            flash(gettext("Het lukt nog niet: %(reason)s", reason=item.reason), "warning")
        else:
            flash(gettext("Het is alsnog verwerkt."), "success")
    return redirect(url_for("tablets.tablet_item", item_id=item_id))


@blueprint.post("/tablets/items/<uuid:item_id>/settle")
@requires(Permission.SEE_TABLETS)
def settle_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """Put it aside, with a note of what was done."""
    session, actor = db.session(), current_actor()
    item = queue.item_or_404(session, actor, item_id)
    form = SettleForm()
    if not form.validate_on_submit():
        return _item_page(item, form), 422
    receiving.settle(session, actor, item, note=form.note.data or "")
    session.commit()
    flash(gettext("Opzij gelegd. Wat er stond, blijft bewaard."), "success")
    return redirect(url_for("tablets.tablets"))


@blueprint.route("/tablets/<uuid:device_id>/shut-out", methods=["GET", "POST"])
@requires(Permission.SEE_TABLETS)
def shut_out(device_id: uuid.UUID) -> ResponseReturnValue:
    """A tablet is lost: ask first, then make its keys useless."""
    session, actor = db.session(), current_actor()
    device = devices.device_or_404(session, actor, device_id)
    if not actor.sees_whole_organisation:
        raise ForbiddenError("tablet")
    if ConfirmForm().validate_on_submit():
        devices.shut_out(session, actor, device)
        session.commit()
        flash(gettext("De tablet is afgesloten."), "success")
        return redirect(url_for("tablets.tablets"))
    return render_template("tablets/shut_out.html", device=device, name=name_of(device))


def name_of(device: TabletDevice) -> str:
    """What a tablet is called."""
    return device.name or gettext("Tablet zonder naam")


def _taking_in() -> TakingIn:
    return cast("TakingIn", cast("Callable[..., object]", current_app.extensions["tablet_taking_in"]))
