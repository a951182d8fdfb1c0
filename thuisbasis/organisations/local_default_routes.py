"""Pages of the numbers that an organisation sets itself, within what the rule-book allows."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import clock, rulebook
from thuisbasis.database import db
from thuisbasis.errors import ForbiddenError, NotFoundError
from thuisbasis.guards import current_actor, requires
from thuisbasis.organisations import queries, services
from thuisbasis.organisations.blueprint import blueprint
from thuisbasis.organisations.forms import local_defaults_form
from thuisbasis.permissions import Permission


@blueprint.get("/local-defaults")
@requires(Permission.SEE_SCHOOLS)
def local_defaults() -> ResponseReturnValue:
    """The numbers that hold today, by programme."""
    actor, today = current_actor(), clock.today()
    shown = [
        (one, queries.local_numbers(db.session(), actor.organisation_id, one.key, today))
        for one in rulebook.catalogue().programmes()
        if one.local_defaults
    ]
    return render_template("organisations/local_defaults.html", shown=shown, may_manage=queries.may_manage(actor, None))


@blueprint.route("/local-defaults/<key:programme_key>", methods=["GET", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def change_local_defaults(programme_key: str) -> ResponseReturnValue:
    """Set a programme's numbers from a day on; who is enrolled already keeps their own."""
    actor = current_actor()
    if programme_key not in rulebook.catalogue():
        raise NotFoundError
    if not queries.may_manage(actor, None):
        raise ForbiddenError("local defaults")
    programme = rulebook.programme(programme_key)
    own = queries.local_numbers(db.session(), actor.organisation_id, programme_key, clock.today())
    form = local_defaults_form(programme.local_defaults, own, valid_from=clock.today())
    if form.validate_on_submit():
        numbers = {default.key: form[default.key].data for default in programme.local_defaults}
        services.set_local_numbers(
            db.session(), actor, programme=programme, valid_from=form.valid_from.data, numbers=numbers
        )
        db.session.commit()
        flash(gettext("De lokale afspraken van %(name)s zijn bewaard.", name=programme.name))
        return redirect(url_for("organisations.local_defaults"))
    sets = queries.local_default_sets(db.session(), actor, programme_key)
    status = 422 if request.method == "POST" else 200
    return render_template(
        "organisations/change_local_defaults.html", form=form, programme=programme, sets=sets
    ), status
