"""Records on paper, completion and the certificate."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from programmes.findings import Finding
from thuisbasis import languages, rulebook
from thuisbasis.database import db
from thuisbasis.documents.printing import pdf_response, print_page
from thuisbasis.documents.sheets import Sheet
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.sources import Link
from thuisbasis.enrolments.states import LABELS, State
from thuisbasis.errors import RuleBrokenError
from thuisbasis.families import access
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Actor, Permission
from thuisbasis.recording import queries as records
from thuisbasis.recording.questions import questions_for
from thuisbasis.reports import completion as completions
from thuisbasis.reports import family_schedule as schedules
from thuisbasis.reports.record_sheet import record_sheet

blueprint = Blueprint("reports", __name__)


def enrolment_links(actor: Actor, enrolment: Enrolment) -> list[Link]:
    """What an enrolment's page offers: how far it is from completion, and its certificate."""
    if enrolment.state not in (State.ACTIVE, State.PAUSED, State.COMPLETED):
        return []
    label = gettext("Certificaat") if enrolment.state == State.COMPLETED else gettext("Programma afronden")
    return [Link(label=label, url=url_for("reports.completion", enrolment_id=enrolment.id), icon="award")]


@blueprint.get("/records/<uuid:record_id>/record.pdf")
@requires(Permission.SEE_PROGRESS)
def record_pdf(record_id: uuid.UUID) -> ResponseReturnValue:
    """A record on paper, as it stands now."""
    return _record_pdf(record_id, None)


@blueprint.get("/records/<uuid:record_id>/versions/<int:number>/record.pdf")
@requires(Permission.SEE_PROGRESS)
def version_pdf(record_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """A record on paper, as an earlier version has it."""
    return _record_pdf(record_id, number)


def _record_pdf(record_id: uuid.UUID, number: int | None) -> Response:
    session, actor = db.session(), current_actor()
    record = records.record_or_404(session, actor, record_id)
    version = records.version_of(session, record, number)
    sheet = record_sheet(session, actor, questions_for(session, record, record.contact), version)
    return _pdf("record", sheet, gettext("verslag"))


@blueprint.get("/families/<uuid:family_id>/schedule.pdf")
@requires(Permission.SEE_FAMILIES)
@access.noted
def family_schedule_pdf(family_id: uuid.UUID) -> ResponseReturnValue:
    """A family's coming dates to hand out."""
    session, actor = db.session(), current_actor()
    family = families.family_or_404(session, actor, family_id)
    contacts = schedules.coming_contacts(session, actor, family)
    if not contacts:
        flash(gettext("Er staat voor dit gezin nog niets in de agenda."), "warning")
        return redirect(url_for("family_card.family_card", family_id=family_id))
    return _pdf("family_schedule", schedules.family_schedule(session, actor, family, contacts), gettext("afspraken"))


@blueprint.get("/enrolments/<uuid:enrolment_id>/completion")
@requires(Permission.SEE_FAMILIES)
def completion(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """What a child has done, and what is still needed to complete the programme."""
    found = enrolments.enrolment_or_404(db.session(), current_actor(), enrolment_id)
    page = _completion_page(found)
    access.note(found.family_id, allowed=True)
    return page


def _completion_page(found: Enrolment, refused: Sequence[Finding] = ()) -> str:
    programme = rulebook.programme(found.programme_key, found.version)
    card = url_for("family_card.family_card", family_id=found.family_id)
    judged = completions.completion(db.session(), found)
    return render_template(
        "reports/completion.html",
        enrolment=found,
        programme=programme,
        track=programme.track(found.track_key),
        completion=judged,
        refused=refused,
        ways_out={finding.element or finding.rule: card for finding in [*judged.findings, *refused]},
        grids=completions.filled_grids(db.session(), found),
        state_words=LABELS[State(found.state)],
    )


@blueprint.post("/enrolments/<uuid:enrolment_id>/completion")
@requires(Permission.ENROL)
def complete(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Complete the programme through the completion gate."""
    session, actor = db.session(), current_actor()
    found = enrolments.enrolment_or_404(session, actor, enrolment_id)
    try:
        completions.complete(session, actor, found)
    except RuleBrokenError as refused:
        session.rollback()
        found = enrolments.enrolment_or_404(session, actor, enrolment_id)
        return _completion_page(found, refused.findings), 409
    session.commit()
    flash(gettext("Het programma is afgerond. U kunt het certificaat afdrukken."), "success")
    return redirect(url_for("reports.completion", enrolment_id=enrolment_id))


@blueprint.post("/enrolments/<uuid:enrolment_id>/certificate")
@requires(Permission.SEE_FAMILIES)
def certificate(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """The certificate to print. Who printed it is noted, so it is asked for with a button."""
    session, actor = db.session(), current_actor()
    found = enrolments.enrolment_or_404(session, actor, enrolment_id)
    sheet = completions.certificate(session, actor, found)
    session.commit()
    return _pdf("certificate", sheet, gettext("certificaat"))


def _pdf(template: str, sheet: Sheet, name: str) -> Response:
    return pdf_response(print_page(template, sheet, languages.current()), f"{name}-{sheet.document_id}.pdf")
