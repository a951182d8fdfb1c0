"""“Wie zag dit dossier?”: the page that answers it."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue

from thuisbasis.database import db
from thuisbasis.families import access, history, queries
from thuisbasis.families.blueprint import blueprint
from thuisbasis.families.history_words import field_changes
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Permission


@blueprint.get("/families/<uuid:family_id>/history")
@requires(Permission.SEE_AUDIT)
@access.noted
def family_history(family_id: uuid.UUID) -> ResponseReturnValue:
    """Who saw the file, and what was changed in it."""
    actor = current_actor()
    family = queries.family_or_404(db.session(), actor, family_id)
    return render_template(
        "families/family_history.html",
        family=family,
        looked=history.who_looked(db.session(), actor, family.id),
        changes=history.changes_of(db.session(), actor, family.id),
        longest=history.LONGEST,
        field_changes=field_changes,
    )
