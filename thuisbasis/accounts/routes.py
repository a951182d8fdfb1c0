"""One's own account: language, organisation, and the way to the password page."""

import uuid

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select, update

from thuisbasis import names
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.accounts.security import TOKEN
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.languages import COOKIE_KEY, LANGUAGES
from thuisbasis.organisations.models import Organisation, Staff
from thuisbasis.permissions import Permission

blueprint = Blueprint("accounts", __name__)

THEMES = ("light", "dark", "auto")


@blueprint.get("/account")
@requires(Permission.OWN_ACCOUNT)
def account() -> ResponseReturnValue:
    """One's own account and the organisations that employ it."""
    found = db.session.execute(
        select(Organisation.id, Organisation.name)
        .join(Staff, Staff.organisation_id == Organisation.id)
        .where(Staff.account_id == current_actor().account_id, Staff.archived_at.is_(None))
    )
    employers = sorted(found, key=lambda employer: (names.fold(employer.name), employer.id))
    return render_template("accounts/account.html", employers=employers, email=g.signed_in.email)


@blueprint.post("/account/organisation/<uuid:organisation_id>")
@requires(Permission.OWN_ACCOUNT)
def choose_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Go on in another organisation."""
    token = session[TOKEN]
    if not sign_ins.switch_organisation(db.session(), token, current_actor().account_id, organisation_id):
        abort(404)
    db.session.commit()
    return redirect(url_for("home.start"))


@blueprint.post("/language")
@requires(Permission.PUBLIC)
def choose_language() -> ResponseReturnValue:
    """Set the interface's language, in this browser and for the account."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    session[COOKIE_KEY] = language
    if g.signed_in is not None:
        db.session.execute(update(Account).where(Account.id == g.signed_in.account_id).values(language=language))
        db.session.commit()
    return redirect(_here())


@blueprint.post("/theme")
@requires(Permission.PUBLIC)
def choose_theme() -> ResponseReturnValue:
    """Set light or dark in this browser; "auto" follows the device."""
    theme = request.form.get("theme", "")
    if theme not in THEMES:
        abort(400)
    response = redirect(_here())
    if theme == "auto":
        response.delete_cookie("theme")
    else:
        response.set_cookie("theme", theme, max_age=31536000, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


@blueprint.get("/no-organisation")
@requires(Permission.PUBLIC)
def no_organisation() -> ResponseReturnValue:
    """For an account that no organisation employs (any more)."""
    flash(gettext("Uw account hoort bij geen organisatie. Vraag uw beheerder."), "warning")
    return render_template("accounts/no_organisation.html")


def _here() -> str:
    """The page that the form came from, on this site alone."""
    target = request.form.get("next", "/")
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"
