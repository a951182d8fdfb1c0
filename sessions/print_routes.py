"""What a group prints: lists to sign, attendance, schedules."""

import uuid

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sessions import course as courses
from sessions import documents
from sessions.routes import blueprint, contact_of, group_of
from thuisbasis import languages
from thuisbasis.database import db
from thuisbasis.documents.printing import pdf_response, print_page
from thuisbasis.documents.sheets import Sheet
from thuisbasis.errors import NotFoundError
from thuisbasis.groups import queries as groups
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

__all__ = ["blueprint"]


@blueprint.get("/groups/<uuid:group_id>/attendance.pdf")
@requires(Permission.SEE_GROUPS)
def attendance_pdf(group_id: uuid.UUID) -> ResponseReturnValue:
    """Families × meetings on paper."""
    actor = current_actor()
    shown = courses.course_of(db.session(), actor, group_of(group_id))
    return _pdf("attendance", documents.attendance_table(db.session(), actor, shown), gettext("aanwezigheid"))


@blueprint.get("/groups/<uuid:group_id>/schedules.pdf")
@requires(Permission.SEE_GROUPS)
def schedules_pdf(group_id: uuid.UUID) -> ResponseReturnValue:
    """The dates of every family to hand out, a page for each."""
    sheet = documents.all_schedules(db.session(), current_actor(), group_of(group_id))
    return _pdf("group_schedules", sheet, gettext("afspraken"))


@blueprint.get("/groups/<uuid:group_id>/families/<uuid:membership_id>/schedule.pdf")
@requires(Permission.SEE_GROUPS)
def family_schedule_pdf(group_id: uuid.UUID, membership_id: uuid.UUID) -> ResponseReturnValue:
    """A family's dates to hand out."""
    actor, group = current_actor(), group_of(group_id)
    members = groups.members_of(db.session(), actor, group)
    member = next((one for one in members if one.membership.id == membership_id), None)
    if member is None:
        raise NotFoundError
    return _pdf("family_schedule", documents.family_schedule(db.session(), actor, group, member), gettext("afspraken"))


@blueprint.get("/groups/<uuid:group_id>/call-list.pdf")
@requires(Permission.SEE_FAMILIES)
def call_list_pdf(group_id: uuid.UUID) -> ResponseReturnValue:
    """The families of a group with their telephone numbers."""
    sheet = documents.call_list(db.session(), current_actor(), group_of(group_id))
    return _pdf("call_list", sheet, gettext("bellijst"))


@blueprint.post("/groups/<uuid:group_id>/certificates")
@requires(Permission.SEE_FAMILIES)
def certificates(group_id: uuid.UUID) -> ResponseReturnValue:
    """The certificates of all who completed. Who printed them is noted, so they are asked for with a button."""
    sheet = documents.certificates(db.session(), current_actor(), group_of(group_id))
    db.session.commit()
    return _pdf("group_certificates", sheet, gettext("certificaten"))


@blueprint.get("/sessions/<uuid:contact_id>/signing-list.pdf")
@requires(Permission.SEE_GROUPS)
def signing_list_pdf(contact_id: uuid.UUID) -> ResponseReturnValue:
    """The list to sign in on."""
    contact, group = contact_of(contact_id)
    sheet = documents.signing_list(db.session(), current_actor(), contact, group)
    return _pdf("attendance", sheet, gettext("presentielijst"))


def _pdf(template: str, sheet: Sheet, name: str) -> Response:
    return pdf_response(print_page(template, sheet, languages.current()), f"{name}-{sheet.document_id}.pdf")
