"""Consent: given, withdrawn; and that a family was informed."""

import uuid

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from thuisbasis import clock
from thuisbasis.database import db
from thuisbasis.enrolments import consenting, queries, services
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.forms import ConsentForm, InformedForm, StateForm, guardian_named
from thuisbasis.enrolments.models import Consent
from thuisbasis.enrolments.routes.base import blueprint, show
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.families import queries as families
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission


@blueprint.route("/enrolments/<uuid:enrolment_id>/consent", methods=["GET", "POST"])
@requires(Permission.NOTE_CONTACT)
def consent(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Record that a guardian consents."""
    actor, session = current_actor(), db.session()
    found = queries.enrolment_or_404(session, actor, enrolment_id)
    guardians = families.guardians_of(session, actor.organisation_id, [found.family_id])[found.family_id]
    form = ConsentForm()
    form.offer_consent(guardians, gettext("Kies een ouder"))
    if form.validate_on_submit() and form.consent_is_whole():
        guardian = guardian_named(guardians, form.guardian_id.data)
        if guardian is None:
            form.guardian_id.errors = [gettext("Kies wie toestemming geeft.")]
        else:
            try:
                for purpose in form.purposes.data or []:
                    consenting.give(
                        session,
                        actor,
                        found,
                        guardian=guardian,
                        purpose=Purpose(purpose),
                        how=How(form.how.data),
                        on=form.given_on.data,
                    )
            except InvalidStateError as refused:
                form.guardian_id.errors = [refused.message]
            else:
                db.session.commit()
                flash(gettext("De toestemming is vastgelegd."))
                return redirect(url_for("enrolments.enrolment", enrolment_id=found.id, _anchor="consent"))
    status = 422 if form.errors else 200
    return show("enrolments/consent.html", found, status=status, form=form, guardians=guardians)


@blueprint.post("/enrolments/<uuid:enrolment_id>/consents/<uuid:consent_id>/withdraw")
@requires(Permission.NOTE_CONTACT)
def withdraw_consent(enrolment_id: uuid.UUID, consent_id: uuid.UUID) -> ResponseReturnValue:
    """Record that consent is withdrawn; it has effect at once."""
    actor, session = current_actor(), db.session()
    found = queries.enrolment_or_404(session, actor, enrolment_id)
    row = session.scalars(
        select(Consent).where(
            Consent.organisation_id == actor.organisation_id,
            Consent.enrolment_id == found.id,
            Consent.id == consent_id,
        )
    ).one_or_none()
    if row is None or not StateForm().validate_on_submit():
        raise NotFoundError("consent")
    consenting.withdraw(session, actor, found, row)
    db.session.commit()
    flash(gettext("De toestemming is ingetrokken. Dat geldt vanaf nu."))
    return redirect(url_for("enrolments.enrolment", enrolment_id=found.id, _anchor="consent"))


@blueprint.route("/enrolments/<uuid:enrolment_id>/informed", methods=["GET", "POST"])
@requires(Permission.NOTE_CONTACT)
def informed(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """Record when and how the family was informed."""
    actor, session = current_actor(), db.session()
    found = queries.enrolment_or_404(session, actor, enrolment_id)
    form = InformedForm(obj=found, data=None if found.informed_on else {"informed_on": clock.today()})
    form.offer()
    if form.validate_on_submit():
        services.inform(session, actor, found, on=form.informed_on.data, how=form.informed_how.data)
        db.session.commit()
        return redirect(url_for("enrolments.enrolment", enrolment_id=found.id, _anchor="consent"))
    return show("enrolments/informed.html", found, form=form)
