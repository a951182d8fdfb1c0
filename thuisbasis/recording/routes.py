"""The pages of a record, the same for every kind of contact: write, read through, complete, correct, look back."""

import uuid
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from programmes.facts import Late
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts import services as contact_services
from thuisbasis.contacts.pages import page_of, words_of
from thuisbasis.database import db
from thuisbasis.errors import EditConflictError, NotFoundError, RuleBrokenError
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission
from thuisbasis.recording import attachments, queries, reading, services
from thuisbasis.recording.element_fields import evidence_from
from thuisbasis.recording.finding_links import LinkedFinding, element_inputs, linked
from thuisbasis.recording.forms import RecordForm, attendance_name, draft_from, form_for, form_sent
from thuisbasis.recording.late_forms import CorrectionForm, late_form
from thuisbasis.recording.models import Record, RecordVersion
from thuisbasis.recording.prompts import prompts_for
from thuisbasis.recording.questions import Questions, questions_for

blueprint = Blueprint("recording", __name__)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A record on its page, with all that the page is made of."""

    session: Session
    record: Record
    version: RecordVersion
    questions: Questions


def _opened(record_id: uuid.UUID, number: int | None = None) -> Opened:
    session = db.session()
    record = queries.record_or_404(session, current_actor(), record_id)
    version = queries.version_of(session, record, number)
    return Opened(
        session=session, record=record, version=version, questions=questions_for(session, record, record.contact)
    )


@blueprint.post("/contacts/<uuid:contact_id>/records")
@requires(Permission.RECORD)
def begin(contact_id: uuid.UUID) -> ResponseReturnValue:
    """Begin the record of a contact, or go on with it. `enrolment_id` says for which child, where each has its own."""
    session, actor = db.session(), current_actor()
    contact = contact_queries.contact_or_404(session, actor, contact_id)
    record = services.open_record(session, actor, contact, _id_sent("enrolment_id"))
    session.commit()
    return redirect(url_for("recording.edit", record_id=record.id))


def _id_sent(name: str) -> uuid.UUID | None:
    """An id in the form, None when it is empty. Raises NotFoundError for what is no id."""
    sent = request.form.get(name, "")
    try:
        return uuid.UUID(sent) if sent else None
    except ValueError:
        raise NotFoundError(name) from None


@blueprint.get("/records/<uuid:record_id>")
@requires(Permission.SEE_PROGRESS)
def record(record_id: uuid.UUID) -> ResponseReturnValue:
    """A record as it stands now."""
    return _read(_opened(record_id))


@blueprint.get("/records/<uuid:record_id>/versions/<int:number>")
@requires(Permission.SEE_PROGRESS)
def version(record_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """A record as an earlier version has it."""
    return _read(_opened(record_id, number))


def _read(opened: Opened) -> str:
    return render_template(
        "recording/record.html",
        record=opened.record,
        version=opened.version,
        versions=queries.versions_of(opened.session, opened.record),
        read=reading.read(opened.session, opened.questions, opened.version),
        questions=opened.questions,
        attachments=attachments.shown(opened.session, opened.record),
        **_around(opened),
    )


@blueprint.get("/records/<uuid:record_id>/attachments/<uuid:attachment_id>")
@requires(Permission.SEE_PROGRESS)
def attachment(record_id: uuid.UUID, attachment_id: uuid.UUID) -> ResponseReturnValue:
    """A photo or signature of a record. A browser shows it and never runs it."""
    record = queries.record_or_404(db.session(), current_actor(), record_id)
    found = attachments.of_record_or_404(db.session(), record, attachment_id)
    answer = Response(attachments.bytes_of(db.session(), found), mimetype=found.type)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Content-Disposition"] = "inline"
    return answer


def _around(opened: Opened) -> dict[str, object]:
    """What stands around every page of a record."""
    contact = opened.record.contact
    return {"contact": contact, "contact_url": page_of(contact), "contact_words": words_of(contact)}


@blueprint.route("/records/<uuid:record_id>/edit", methods=["GET", "POST"])
@requires(Permission.RECORD)
def edit(record_id: uuid.UUID) -> ResponseReturnValue:
    """Write a record. With `show=findings` what is still needed stands at each field."""
    opened = _opened(record_id)
    if opened.record.state == services.COMPLETED:
        return redirect(url_for("recording.record", record_id=record_id))
    if request.method == "POST":
        return _save(opened)
    draft = queries.draft_of(opened.session, opened.record, opened.version)
    form = form_for(opened.questions, draft, revision=opened.version.revision)
    findings = _findings(opened) if request.args.get("show") == "findings" else []
    return _edit_page(opened, form, findings=findings)


def _save(opened: Opened) -> ResponseReturnValue:
    form = form_sent(opened.questions, request.form)
    if not form.validate():
        return _edit_page(opened, form), 422
    session, actor, contact = opened.session, current_actor(), opened.record.contact
    draft = draft_from(form, opened.questions, queries.draft_of(session, opened.record, opened.version))
    try:
        services.save(session, actor, opened.record, contact, draft, revision=form.revision.data)
    except EditConflictError as conflict:
        form.revision.data = opened.version.revision
        return _edit_page(opened, form, conflict=conflict, saved_by=opened.version.author.name), 409
    if "place_kind" in form and form["place_kind"].data:
        contact_services.change_place(session, actor, contact, place_kind=form["place_kind"].data, place=contact.place)
    session.commit()
    after = "recording.review" if request.form.get("then") == "review" else "recording.edit"
    return redirect(url_for(after, record_id=opened.record.id))


def _edit_page(opened: Opened, form: RecordForm, *, findings: list[LinkedFinding] | None = None, **more: object) -> str:
    return render_template(
        "recording/edit.html",
        form=form,
        questions=opened.questions,
        record=opened.record,
        version=opened.version,
        was_saved=opened.version.revision > 1,
        elements=element_inputs(form, opened.questions, findings or []),
        findings=[each for each in findings or [] if each.finding.blocks],
        attendance_name=attendance_name,
        worry_links=_worry_links(opened),
        prompts=prompts_for(opened.session, opened.questions),
        **_around(opened) | more,
    )


def _worry_links(opened: Opened) -> list[tuple[str, str]]:
    """Where a worry about safety is written down, for each family of the record that the writer may see."""
    actor, contact = current_actor(), opened.record.contact
    if not actor.may(Permission.RAISE_WORRIES):
        return []
    at_it = {enrolment.family_id for enrolment in opened.questions.enrolments}
    seen = families.seen_among(opened.session, actor, at_it)
    return [
        (family.name, url_for("safeguarding.new_worry", family_id=family.id, contact=contact.id)) for family in seen
    ]


def _findings(opened: Opened) -> list[LinkedFinding]:
    judgement = services.judge(opened.session, opened.record, opened.record.contact, opened.questions.own)
    return linked(judgement.findings, opened.questions)


@blueprint.get("/records/<uuid:record_id>/review")
@requires(Permission.RECORD)
def review(record_id: uuid.UUID) -> ResponseReturnValue:
    """Read a record through before completing it."""
    opened = _opened(record_id)
    if opened.record.state == services.COMPLETED:
        return redirect(url_for("recording.record", record_id=record_id))
    return _review_page(opened)


def _review_page(opened: Opened, *, refused: bool = False) -> str:
    judgement = services.judge(opened.session, opened.record, opened.record.contact, opened.questions.own)
    return render_template(
        "recording/review.html",
        record=opened.record,
        version=opened.version,
        judgement=judgement,
        findings=linked(judgement.findings, opened.questions),
        read=reading.read(opened.session, opened.questions, opened.version),
        questions=opened.questions,
        refused=refused,
        **_around(opened),
    )


@blueprint.post("/records/<uuid:record_id>/complete")
@requires(Permission.RECORD)
def complete(record_id: uuid.UUID) -> ResponseReturnValue:
    """Complete a record, when the record gate lets it pass; otherwise show once more what is needed."""
    opened = _opened(record_id)
    sent = request.form.get("revision", "")
    revision = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
    try:
        services.complete(
            opened.session,
            current_actor(),
            opened.record,
            opened.record.contact,
            opened.questions.own,
            revision=revision,
        )
    except RuleBrokenError:
        return _review_page(opened, refused=True), 409
    opened.session.commit()
    return redirect(url_for("recording.record", record_id=record_id))


@blueprint.route("/records/<uuid:record_id>/correct", methods=["GET", "POST"])
@requires(Permission.RECORD)
def correct(record_id: uuid.UUID) -> ResponseReturnValue:
    """Begin a correction: a new version, with the reason for it. The old one stays."""
    opened = _opened(record_id)
    form = CorrectionForm()
    if form.validate_on_submit():
        services.begin_correction(
            opened.session, current_actor(), opened.record, opened.record.contact, reason=form.reason.data or ""
        )
        opened.session.commit()
        return redirect(url_for("recording.edit", record_id=record_id))
    page = render_template("recording/correct.html", form=form, record=opened.record, **_around(opened))
    return page, 422 if form.errors else 200


@blueprint.route("/records/<uuid:record_id>/late/<key:element_key>", methods=["GET", "POST"])
@requires(Permission.RECORD)
def late(record_id: uuid.UUID, element_key: str) -> ResponseReturnValue:
    """Note that an element was given after the contact, where the programme allows that."""
    opened = _opened(record_id)
    asked = next((each for each in opened.questions.elements if each.element.key == element_key), None)
    if asked is None or asked.element.late_delivery is None:
        raise NotFoundError(element_key)
    form = late_form(asked, opened.questions)
    if form.validate_on_submit():
        fields = {
            field.key: evidence_from(form, field.key, field) for field in asked.element.evidence if field.key in form
        }
        given = Late(on=form.on.data, by=asked.element.late_delivery.by, evidence=fields)
        services.deliver_late(
            opened.session,
            current_actor(),
            opened.record,
            opened.record.contact,
            opened.questions.own,
            key=asked.key,
            late=given,
            reason=form.reason_for_version(asked),
        )
        opened.session.commit()
        return redirect(url_for("recording.record", record_id=record_id))
    page = render_template("recording/late.html", form=form, asked=asked, record=opened.record, **_around(opened))
    return page, 422 if form.errors else 200
