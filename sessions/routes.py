"""Pages of groups' courses and of their meetings."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from programmes.findings import may
from sessions import course as courses
from sessions import group_pages, starting, words
from sessions import meeting as meetings
from sessions.forms import CatchUpForm
from sessions.gate import contact_findings, ways_out
from thuisbasis import clock, languages
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import LABELS, REASON_WORDS, State
from thuisbasis.database import db
from thuisbasis.errors import NotFoundError, RuleBrokenError
from thuisbasis.groups import queries as group_queries
from thuisbasis.groups.models import Group
from thuisbasis.groups.routes.pages import group_page
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.recording import services as recording

blueprint = Blueprint("sessions", __name__)


def group_of(group_id: uuid.UUID) -> Group:
    """The group in the address."""
    return group_queries.group_or_404(db.session(), current_actor(), group_id)


def contact_of(contact_id: uuid.UUID) -> tuple[Contact, Group]:
    """The meeting in the address, and its group."""
    contact = contact_queries.contact_or_404(db.session(), current_actor(), contact_id)
    if contact.group_id is None or contact.kind not in words.KINDS:
        raise NotFoundError
    return contact, group_of(contact.group_id)


@blueprint.post("/groups/<uuid:group_id>/start")
@requires(Permission.FORM_GROUPS)
def start_group(group_id: uuid.UUID) -> ResponseReturnValue:
    """Start a group through the plan gate, and plan its course."""
    try:
        contacts, warnings = starting.start_group(db.session(), current_actor(), group_of(group_id))
    except RuleBrokenError as refused:
        db.session.rollback()
        return group_page(group_of(group_id), refused.findings), 409
    db.session.commit()
    for warning in warnings:
        flash(languages.text(warning.message), "warning")
    message = ngettext("%(num)d afspraak staat in de agenda.", "%(num)d afspraken staan in de agenda.", len(contacts))
    flash(message, "success")
    return redirect(url_for("sessions.course", group_id=group_id))


@blueprint.get("/groups/<uuid:group_id>/course")
@requires(Permission.SEE_GROUPS)
def course(group_id: uuid.UUID) -> ResponseReturnValue:
    """The course: its meetings with the holidays between them, elements × meetings, families × meetings."""
    group = group_of(group_id)
    shown = courses.course_of(db.session(), current_actor(), group)
    return render_template(
        "sessions/course.html",
        course=shown,
        group=group,
        name=words.short_name,
        topic=words.topic,
        sign_of=words.sign,
        head=words.column_head,
        labels=LABELS,
        today=clock.today(),
        finish=group_pages.finish_link(current_actor(), group, [meeting.contact for meeting in shown.meetings]),
    )


@blueprint.get("/sessions/<uuid:contact_id>")
@requires(Permission.SEE_GROUPS)
def group_session(contact_id: uuid.UUID) -> ResponseReturnValue:
    """One meeting: what to do before, and what happened."""
    return _session_page(*contact_of(contact_id))


def _session_page(
    contact: Contact,
    group: Group,
    catching_up: dict[uuid.UUID, CatchUpForm] | None = None,
    *,
    refused: bool = False,
) -> str:
    actor = current_actor()
    findings = contact_findings(db.session(), actor, contact, group) if contact.state == State.PLANNED else ()
    page = meetings.page_of(db.session(), actor, contact, group)
    forms = {each.member.enrolment.id: _catch_up_form(contact, each.member.enrolment.id) for each in page.families}
    return render_template(
        "sessions/group_session.html",
        page=page,
        contact=contact,
        group=group,
        findings=findings,
        refused=[finding for finding in findings if finding.blocks] if refused else (),
        ways_out=ways_out(contact, group, findings),
        staff=contact_queries.staff_of(db.session(), actor.organisation_id, [contact.id]).get(contact.id, []),
        moves=contact_queries.moves_of(db.session(), contact),
        name=words.short_name(contact),
        topic=words.topic(contact),
        state=LABELS[State(contact.state)],
        is_past=contact.ends_at <= clock.now(),
        catch_up_forms=forms | (catching_up or {}),
        week_url=words.week_url(contact),
        reasons=REASON_WORDS,
        reason_words=REASON_WORDS.get(contact.state_reason, contact.state_reason),
    )


@blueprint.post("/sessions/<uuid:contact_id>/confirm")
@requires(Permission.LEAD_GROUPS)
def confirm(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm a meeting through the plan gate."""
    contact, group = contact_of(contact_id)
    if not may(contact_findings(db.session(), current_actor(), contact, group)):
        return _session_page(contact, group, refused=True), 409
    contact_services.confirm(db.session(), current_actor(), contact)
    db.session.commit()
    flash(gettext("De bijeenkomst is bevestigd."), "success")
    return redirect(words.page(contact))


def _catch_up_form(contact: Contact, enrolment_id: uuid.UUID) -> CatchUpForm:
    return CatchUpForm(prefix=f"catch-up-{enrolment_id.hex}-", missed_on=clock.local(contact.starts_at).date())


@blueprint.post("/sessions/<uuid:contact_id>/families/<uuid:enrolment_id>/catch-up")
@requires(Permission.RECORD)
def catch_up(contact_id: uuid.UUID, enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Note that a family caught up what it missed here."""
    contact, group = contact_of(contact_id)
    form = _catch_up_form(contact, enrolment_id)
    if not form.validate_on_submit():
        return _session_page(contact, group, {enrolment_id: form}), 422
    given = {"on": form.on.data, "how": form.how.data or ""}
    recording.catch_up(db.session(), current_actor(), contact, enrolment_id, **given)
    db.session.commit()
    flash(gettext("Het inhalen is vastgelegd en telt mee, apart geteld."), "success")
    return redirect(words.page(contact))
