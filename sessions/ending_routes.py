"""The end of a group: rounding it off, stopping it, and whom to call then."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from sessions import documents, finishing, stopping, words
from sessions.forms import OutcomeForm, StopForm
from sessions.print_routes import blueprint
from sessions.routes import group_of
from thuisbasis import rulebook, spoken
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.database import db
from thuisbasis.dutch import shown_phone
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import members_of
from thuisbasis.groups.states import State
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

__all__ = ["blueprint"]


@blueprint.get("/groups/<uuid:group_id>/finish")
@requires(Permission.SEE_GROUPS)
def finish_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """What each family reached, and what becomes of its enrolment when the group is rounded off."""
    group = group_of(group_id)
    if State(group.state) is not State.STARTED:
        return redirect(url_for("groups.group", group_id=group.id))
    families = finishing.families_at_end(db.session(), current_actor(), group)
    return _finish_page(group, families, _forms(families))


@blueprint.post("/groups/<uuid:group_id>/finish")
@requires(Permission.FORM_GROUPS)
def save_finish(group_id: uuid.UUID) -> ResponseReturnValue:
    """Round the group off: families complete through the completion gate, or end early with a reason."""
    group, session, actor = group_of(group_id), db.session(), current_actor()
    families = finishing.families_at_end(session, actor, group)
    forms = _forms(families)
    results = [form.validate_on_submit() for form in forms.values()]  # each of them, so that each shows its error
    if not all(results):
        return _finish_page(group, families, forms), 422
    chosen = {enrolment_id: form.outcome.data for enrolment_id, form in forms.items()}
    completed, ended = finishing.finish(session, actor, group, families, chosen)
    session.commit()
    done = ngettext("%(num)s gezin rondde het programma af.", "%(num)s gezinnen rondden het programma af.", completed)
    early = ngettext("%(num)s gezin eindigde eerder.", "%(num)s gezinnen eindigden eerder.", ended)
    told = [gettext("De groep is afgerond."), *([done] if completed else []), *([early] if ended else [])]
    flash(" ".join(told), "success")
    return redirect(url_for("groups.group", group_id=group.id))


def _forms(families: list[finishing.FamilyAtEnd]) -> dict[uuid.UUID, OutcomeForm]:
    return {each.member.enrolment.id: OutcomeForm(each) for each in families if each.is_open}


def _finish_page(group: Group, families: list[finishing.FamilyAtEnd], forms: dict[uuid.UUID, OutcomeForm]) -> str:
    contacts = contact_queries.of_group(db.session(), current_actor(), group.id)
    return render_template(
        "sessions/finish_group.html",
        group=group,
        programme=rulebook.programme(group.programme_key, group.version),
        families=families,
        forms=forms,
        ahead=finishing.still_ahead(contacts),
        unrecorded=finishing.without_record(contacts),
        name=words.short_name,
        page_of=lambda contact: words.week_url(contact) or words.page(contact),
    )


@blueprint.route("/groups/<uuid:group_id>/stop", methods=["GET", "POST"])
@requires(Permission.FORM_GROUPS)
def stop_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a group that had started; says first what will happen, in numbers."""
    group, session, actor = group_of(group_id), db.session(), current_actor()
    form = StopForm()
    if form.validate_on_submit():
        given = {"reason": form.reason.data, "note": form.note.data, "families": form.families.data}
        done = stopping.stop(session, actor, group, **given)
        session.commit()
        off = ngettext("%(num)s afspraak is afgezegd.", "%(num)s afspraken zijn afgezegd.", len(done.ahead))
        flash(f"{gettext('De groep is gestopt.')} {off}", "success")
        return redirect(url_for("sessions.call_list", group_id=group.id))
    if State(group.state) is not State.STARTED:
        return redirect(url_for("groups.group", group_id=group.id))
    page = render_template(
        "sessions/stop_group.html", group=group, form=form, what=stopping.stop_of(session, actor, group)
    )
    return page, 422 if form.errors else 200


@blueprint.get("/groups/<uuid:group_id>/call-list")
@requires(Permission.SEE_FAMILIES)
def call_list(group_id: uuid.UUID) -> ResponseReturnValue:
    """The parents of a group with their telephone numbers, to call with a tap."""
    group, session, actor = group_of(group_id), db.session(), current_actor()
    members = members_of(session, actor, group)
    return render_template(
        "sessions/call_list.html",
        group=group,
        members=members,
        parents=sum(len(member.guardians) for member in members),
        occasion=documents.occasion(session, actor, group),
        shown_phone=shown_phone,
        spoken_names=spoken.names,
    )
