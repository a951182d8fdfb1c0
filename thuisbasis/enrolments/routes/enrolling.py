"""Aanmelden: one page from child to waiting list or place."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from programmes.conditions import TrackByIndication, TriedBefore
from programmes.findings import Finding
from programmes.protocol import Programme
from thuisbasis import clock, languages, rulebook
from thuisbasis.database import db
from thuisbasis.enrolments import consenting, enrolling, queries
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.eligibility import Judgement
from thuisbasis.enrolments.forms import EnrolForm, WhoForm, guardian_named, track_hints
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.routes.base import blueprint, ways_out
from thuisbasis.errors import InvalidStateError, RuleBrokenError
from thuisbasis.families import access
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What the address says: whose page, which child, programme and start."""

    family: Family
    children: list[Child]
    guardians: list[Guardian]
    enrolments: list[Enrolment]
    child: Child | None
    programme: Programme | None
    start: date
    who: WhoForm


@blueprint.route("/families/<uuid:family_id>/enrol", methods=["GET", "POST"])
@requires(Permission.ENROL)
@access.noted
def enrol(family_id: uuid.UUID) -> ResponseReturnValue:
    """Choose child and programme (by GET), fill in the rest, and enrol with the button that says what happens next."""
    page = _asked(family_id)
    if page.child is None or page.programme is None:
        return _shown(page, None)
    form = EnrolForm()
    form.offer(page.programme, page.guardians)
    if request.method == "GET":
        return _shown(page, form)
    return _enrolled(page, page.child, page.programme, form)


def _asked(family_id: uuid.UUID) -> _Page:
    actor, session = current_actor(), db.session()
    family = families.family_or_404(session, actor, family_id)
    children = families.children_of(session, actor.organisation_id, [family.id])[family.id]
    who = WhoForm(request.args)
    who.offer(children)
    who.validate()
    chosen = next((child for child in children if child.id == who.child.data), None)
    if len(children) == 1:
        chosen = children[0]
    key = request.args.get("programme", "")
    if who.start.data is None and not who.start.errors:
        who.start.data = clock.today()
    return _Page(
        family=family,
        children=children,
        guardians=families.guardians_of(session, actor.organisation_id, [family.id])[family.id],
        enrolments=queries.of_families(session, actor.organisation_id, [family.id]).get(family.id, []),
        child=chosen,
        programme=rulebook.programme(key) if key in rulebook.catalogue() else None,
        start=who.start.data or clock.today(),
        who=who,
    )


def _enrolled(page: _Page, child: Child, programme: Programme, form: EnrolForm) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    steps = enrolling.next_steps(session, actor, programme)
    step = next((each for each in steps if each.value == request.form.get("next")), None)
    if step is not None and step.track_key and "track_key" in form and not form.track_key.data:
        form.track_key.process_formdata([step.track_key])
        form.track_key.raw_data = [step.track_key]
    valid = form.validate() and form.consent_is_whole() and _guardian_may_consent(child, page.guardians, form)
    values = form.values(programme)
    judgement = enrolling.judge_form(programme, child, (step and step.starts_on) or page.start, values)
    if not valid or step is None:
        return _shown(page, form, judgement, judgement.refusals, status=409 if judgement.is_refused else 422)
    try:
        enrolment = enrolling.enrol(
            session,
            actor,
            child=child,
            guardians=form.chosen_guardians(page.guardians),
            programme=programme,
            values=values,
            start=page.start,
            step=step,
            consent=_consent(page.guardians, form),
            informed_how=form.informed_how.data or "",
            today=clock.today(),
        )
    except RuleBrokenError as refused:
        db.session.rollback()
        return _shown(_asked(page.family.id), form, judgement, refused.findings, status=409)
    db.session.commit()
    _say(child, programme, step, judgement)
    return redirect(url_for("enrolments.enrolment", enrolment_id=enrolment.id))


def _guardian_may_consent(child: Child, guardians: list[Guardian], form: EnrolForm) -> bool:
    guardian = guardian_named(guardians, form.guardian_id.data)
    if guardian is None:
        return True
    try:
        consenting.refuse_without_authority(db.session(), current_actor(), child.id, guardian)
    except InvalidStateError as refused:
        form.guardian_id.errors = [refused.message]
        return False
    return True


def _consent(guardians: list[Guardian], form: EnrolForm) -> enrolling.ConsentGiven | None:
    guardian = guardian_named(guardians, form.guardian_id.data)
    if guardian is None:
        return None
    return enrolling.ConsentGiven(
        guardian=guardian,
        purposes=[Purpose(each) for each in form.purposes.data or []],
        how=How(form.how.data),
        on=form.given_on.data,
    )


def _say(child: Child, programme: Programme, step: enrolling.Step, judgement: Judgement) -> None:
    if step.value == enrolling.WAIT:
        done = gettext(
            "%(child)s staat op de wachtlijst voor %(programme)s.", child=child.name, programme=programme.name
        )
    else:
        done = gettext("%(child)s heeft een plaats in %(programme)s.", child=child.name, programme=programme.name)
    flash(done)
    for warning in judgement.warnings:
        flash(f"{languages.text(warning.message)} {languages.text(warning.satisfied_by)}", "wait")


def _shown(
    page: _Page,
    form: EnrolForm | None,
    judgement: Judgement | None = None,
    findings: tuple[Finding, ...] = (),
    *,
    status: int = 200,
) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    chosen = page.programme.key if page.programme else None
    values: dict[str, Any] = {
        "page": page,
        "form": form,
        "judgement": judgement,
        "findings": findings,
        "choices": enrolling.programme_choices(page.enrolments, page.child, page.start, chosen) if page.child else [],
        "steps": enrolling.next_steps(session, actor, page.programme) if page.programme and form else [],
        "track_hints": track_hints(page.programme) if page.programme else {},
        "unknown_authority": _unknown_authority(page) if form else [],
        "ways_out": _ways_out(page, form) if form and page.child else {},
    }
    return render_template("enrolments/enrol.html", **values), status


def _ways_out(page: _Page, form: EnrolForm) -> dict[str, str]:
    """By the rule that refuses: the child's data, or the field of the form."""
    if page.child is None:
        return {}
    reason = form.indication_key.id if "indication_key" in form else form.indication_note.id
    track = form.track_key.id if "track_key" in form else reason
    return ways_out(page.family.id, page.child.id, reason) | {
        TrackByIndication.rule: track,
        TriedBefore.rule: form.tried_before.id,
    }


def _unknown_authority(page: _Page) -> list[Guardian]:
    """The guardians of whom it is not known whether they have authority over the child."""
    if page.child is None:
        return []
    rows = families.guardianships_of(db.session(), page.family.organisation_id, [page.child.id])
    known = {row.guardian_id for row in rows if row.has_authority is not None}
    return [guardian for guardian in page.guardians if guardian.id not in known]
