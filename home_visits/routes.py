"""The visits: today's and this week's, one visit, and planning them."""

import uuid

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from thuisbasis.contacts import queries as contact_queries
from thuisbasis.database import db
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission

blueprint = Blueprint("home_visits", __name__)


@blueprint.get("/visits/<uuid:contact_id>")
@requires(Permission.SEE_VISITS)
def visit(contact_id: uuid.UUID) -> ResponseReturnValue:
    """One visit."""
    contact = contact_queries.contact_or_404(db.session(), current_actor(), contact_id)
    return render_template("home_visits/visit.html", contact=contact)
