"""Pages for one act on many contacts, and the call list that follows from it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from thuisbasis import clock, languages
from thuisbasis.contacts import pages
from thuisbasis.database import db
from thuisbasis.documents.printing import pdf_response, print_page
from thuisbasis.dutch import shown_phone
from thuisbasis.guards import current_actor, requires
from thuisbasis.listing.downloads import download
from thuisbasis.organisations import queries as organisation_queries
from thuisbasis.permissions import Actor, Permission
from thuisbasis.planning import call_list as calling
from thuisbasis.planning import day_off as days
from thuisbasis.planning import printing, selections
from thuisbasis.planning.forms import DayOffForm
from thuisbasis.planning.selections import Selection

blueprint = Blueprint("planning", __name__)


def _form(actor: Actor) -> DayOffForm:
    form = DayOffForm(formdata=request.form or request.args or None)
    schools = organisation_queries.schools(db.session(), actor)
    staff = organisation_queries.staff_list(db.session(), actor)
    form.school.offer([(school.id, school.name) for school in schools], gettext("Alle scholen"))
    form.staff.offer([(one.id, one.name) for one in staff], gettext("Alle medewerkers"))
    if form.first.data is None and not form.first.raw_data:
        form.first.data = form.last.data = clock.today()
    return form


@blueprint.get("/planning/day-off")
@requires(Permission.FORM_GROUPS)
def day_off() -> ResponseReturnValue:
    """Choose days, and see which contacts are concerned before anything happens."""
    actor = current_actor()
    form = _form(actor)
    chosen = days.selection_of(form) if "first" in request.args and _is_valid(form) else None
    return _day_off_page(form, chosen)


def _day_off_page(form: DayOffForm, chosen: Selection | None) -> str:
    return render_template(
        "planning/day_off.html",
        form=form,
        contacts=selections.open_contacts(db.session(), current_actor(), chosen) if chosen else None,
        call_list_url=url_for("planning.call_list", **_address(chosen)) if chosen else None,
        words_of=pages.words_of,
    )


@blueprint.post("/planning/day-off")
@requires(Permission.FORM_GROUPS)
def change_days() -> ResponseReturnValue:
    """Move or cancel what the form selects; then show whom to call."""
    actor = current_actor()
    form = _form(actor)
    is_valid = form.validate_on_submit()
    chosen = days.selection_of(form) if _is_valid(form) else None
    if chosen is None or not is_valid:
        return _day_off_page(form, chosen), 422
    contacts = selections.open_contacts(db.session(), actor, chosen)
    done = days.apply(db.session(), actor, form, contacts)
    db.session.commit()
    flash(ngettext("%(num)d afspraak is gewijzigd.", "%(num)d afspraken zijn gewijzigd.", len(done)), "success")
    return redirect(url_for("planning.call_list", **_address(chosen)))


@blueprint.get("/planning/call-list")
@requires(Permission.FORM_GROUPS)
def call_list() -> ResponseReturnValue:
    """Whom to call about contacts of these days that moved or are off."""
    chosen = _chosen(current_actor())
    if chosen is None:
        return redirect(url_for("planning.day_off"))
    return render_template(
        "planning/call_list.html",
        selection=chosen,
        calls=_calls(chosen),
        words_of=pages.words_of,
        what_changed=printing.what_changed,
        shown_phone=shown_phone,
        address=_address(chosen),
    )


@blueprint.get("/planning/call-list.pdf")
@requires(Permission.FORM_GROUPS)
def call_list_pdf() -> ResponseReturnValue:
    """The call list on paper."""
    actor = current_actor()
    chosen = _chosen(actor)
    if chosen is None:
        return redirect(url_for("planning.day_off"))
    sheet = printing.call_list_sheet(actor, chosen, _calls(chosen))
    pdf: Response = pdf_response(print_page("call_list", sheet, languages.current()), "bellijst.pdf")
    return pdf


@blueprint.get("/planning/call-list/export/<any(csv,xlsx):kind>")
@requires(Permission.EXPORT)
def export_call_list(kind: str) -> ResponseReturnValue:
    """The call list as a file."""
    chosen = _chosen(current_actor())
    if chosen is None:
        return redirect(url_for("planning.day_off"))
    return download(printing.TABLE, _calls(chosen), kind, "bellijst")


def _calls(chosen: Selection) -> Sequence[calling.Call]:
    actor = current_actor()
    return calling.calls(db.session(), actor, selections.changed_contacts(db.session(), actor, chosen))


def _is_valid(form: DayOffForm) -> bool:
    """Whether the fields read from the address hold; a preview changes nothing and carries no token."""
    names = ("first", "last", "school", "staff")
    results = [form[name].validate(form) for name in names]  # each of them, so that each shows its error
    return all(results)


def _chosen(actor: Actor) -> Selection | None:
    form = _form(actor)
    return days.selection_of(form) if "first" in request.args and _is_valid(form) else None


def _address(chosen: Selection) -> dict[str, Any]:
    given = {"first": chosen.first, "last": chosen.last, "school": chosen.school_id, "staff": chosen.staff_id}
    return {name: str(value) for name, value in given.items() if value is not None}
