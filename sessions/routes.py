"""Pages of groups' courses and of their meetings."""

import uuid

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from programmes.findings import may
from programmes.rules import elements_asked
from sessions import course as courses
from sessions import documents, starting, words
from sessions.forms import CatchUpForm
from sessions.gate import contact_findings
from thuisbasis import clock, languages, rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import LABELS, State
from thuisbasis.database import db
from thuisbasis.documents.printing import pdf_response, print_page
from thuisbasis.documents.sheets import Sheet
from thuisbasis.errors import NotFoundError, RuleBrokenError
from thuisbasis.groups import queries as group_queries
from thuisbasis.groups.models import Group
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.recording import services as recording

blueprint = Blueprint("sessions", __name__)


def _group(group_id: uuid.UUID) -> Group:
    return group_queries.group_or_404(db.session(), current_actor(), group_id)


def _contact(contact_id: uuid.UUID) -> tuple[Contact, Group]:
    contact = contact_queries.contact_or_404(db.session(), current_actor(), contact_id)
    if contact.group_id is None or contact.kind not in words.KINDS:
        raise NotFoundError
    return contact, _group(contact.group_id)


@blueprint.post("/groups/<uuid:group_id>/start")
@requires(Permission.FORM_GROUPS)
def start_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """Start a group through the plan gate, and plan its course."""
    contacts, warnings = starting.start_group(db.session(), current_actor(), _group(group_id))
    db.session.commit()
    for warning in warnings:
        flash(languages.text(warning.message), "warning")
    flash(ngettext("%(num)d afspraak staat in de agenda.", "%(num)d afspraken staan in de agenda.", len(contacts)))
    return redirect(url_for("sessions.course", group_id=group_id))


@blueprint.get("/groups/<uuid:group_id>/course")
@requires(Permission.SEE_GROUPS)
def course(group_id: uuid.UUID) -> ResponseReturnValue:
    """The course: its meetings, elements × meetings, families × meetings."""
    group = _group(group_id)
    shown = courses.course_of(db.session(), current_actor(), group)
    return render_template(
        "sessions/course.html", course=shown, group=group, short_name=words.short_name, labels=LABELS
    )


@blueprint.get("/groups/<uuid:group_id>/attendance.pdf")
@requires(Permission.SEE_GROUPS)
def attendance_pdf(group_id: uuid.UUID) -> ResponseReturnValue:
    """Families × meetings on paper."""
    actor = current_actor()
    shown = courses.course_of(db.session(), actor, _group(group_id))
    sheet = documents.attendance_table(db.session(), actor, shown)
    return _pdf("attendance", sheet, gettext("aanwezigheid"))


@blueprint.get("/groups/<uuid:group_id>/families/<uuid:membership_id>/schedule.pdf")
@requires(Permission.SEE_GROUPS)
def family_schedule_pdf(group_id: uuid.UUID, membership_id: uuid.UUID) -> ResponseReturnValue:
    """A family's dates to hand out."""
    actor, group = current_actor(), _group(group_id)
    members = group_queries.members_of(db.session(), actor, group)
    member = next((one for one in members if one.membership.id == membership_id), None)
    if member is None:
        raise NotFoundError
    return _pdf("family_schedule", documents.family_schedule(db.session(), actor, group, member), gettext("planning"))


@blueprint.get("/sessions/<uuid:contact_id>")
@requires(Permission.SEE_GROUPS)
def group_session(contact_id: uuid.UUID) -> ResponseReturnValue:
    """One meeting: what to do before, and what happened."""
    actor = current_actor()
    contact, group = _contact(contact_id)
    programme = rulebook.programme(contact.programme_key, contact.version)
    meeting = courses.meetings_of(db.session(), actor, [contact])[0]
    members = group_queries.members_of(db.session(), actor, group)
    return render_template(
        "sessions/group_session.html",
        contact=contact,
        group=group,
        meeting=meeting,
        programme=programme,
        step=programme.track(contact.track_key).step(contact.step_key),
        asked=elements_asked(programme, contact.track_key, contact.step_key),
        findings=contact_findings(db.session(), actor, contact, group) if contact.state == State.PLANNED else (),
        rows=[(member, courses.family_row(member, [meeting]).cells[0]) for member in members],
        staff=contact_queries.staff_of(db.session(), actor.organisation_id, [contact.id]).get(contact.id, []),
        moves=contact_queries.moves_of(db.session(), contact),
        name=words.short_name(contact),
        state=LABELS[State(contact.state)],
        is_past=contact.ends_at <= clock.now(),
        catch_up_form=CatchUpForm(),
    )


@blueprint.post("/sessions/<uuid:contact_id>/confirm")
@requires(Permission.LEAD_GROUPS)
def confirm(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm a meeting through the plan gate."""
    contact, group = _contact(contact_id)
    findings = contact_findings(db.session(), current_actor(), contact, group)
    if not may(findings):
        raise RuleBrokenError([finding for finding in findings if finding.blocks])
    contact_services.confirm(db.session(), current_actor(), contact)
    db.session.commit()
    flash(gettext("De bijeenkomst is bevestigd."), "success")
    return redirect(words.page(contact))


@blueprint.post("/sessions/<uuid:contact_id>/families/<uuid:enrolment_id>/catch-up")
@requires(Permission.RECORD)
def catch_up(contact_id: uuid.UUID, enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Note that a family caught up what it missed here."""
    contact, _ = _contact(contact_id)
    form = CatchUpForm()
    if form.validate_on_submit():
        given = {"on": form.on.data, "how": form.how.data or ""}
        recording.catch_up(db.session(), current_actor(), contact, enrolment_id, **given)
        db.session.commit()
        flash(gettext("Het inhalen is vastgelegd en telt mee, apart geteld."), "success")
    else:
        flash(gettext("Vul in wanneer en hoe dit gezin heeft ingehaald."), "warning")
    return redirect(words.page(contact))


@blueprint.get("/sessions/<uuid:contact_id>/signing-list.pdf")
@requires(Permission.SEE_GROUPS)
def signing_list_pdf(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The list to sign in on."""
    contact, group = _contact(contact_id)
    sheet = documents.signing_list(db.session(), current_actor(), contact, group)
    return _pdf("attendance", sheet, gettext("presentielijst"))


def _pdf(template: str, sheet: Sheet, name: str) -> Response:
    return pdf_response(print_page(template, sheet, languages.current()), f"{name}-{sheet.document_id}.pdf")
