"""What may be read to a family or shown, in its own language: on a page to hold up, and on paper."""

import uuid

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from thuisbasis import languages, rulebook, spoken
from thuisbasis.database import db
from thuisbasis.documents.printing import pdf_response, print_page
from thuisbasis.enrolments import queries as enrolments
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.sources import Link
from thuisbasis.errors import NotFoundError
from thuisbasis.families import access
from thuisbasis.guards import current_actor, requires
from thuisbasis.permissions import Actor, Permission
from thuisbasis.reports.prompt_sheet import family_prompts, prompt_sheet

blueprint = Blueprint("prompts", __name__)


def enrolment_links(_actor: Actor, enrolment: Enrolment) -> list[Link]:
    """What an enrolment's page offers: the sentences of its programme, where it has any."""
    programme = rulebook.programme(enrolment.programme_key, enrolment.version)
    if not any(element.prompt for element in programme.elements):
        return []
    url = url_for("prompts.prompts", enrolment_id=enrolment.id)
    return [Link(label=gettext("Voorlezen of laten zien"), url=url, icon="translate")]


@blueprint.get("/enrolments/<uuid:enrolment_id>/prompts")
@requires(Permission.SEE_FAMILIES)
def prompts(enrolment_id: uuid.UUID) -> ResponseReturnValue:
    """The sentences in one language, large; `language` chooses another than the family's own."""
    found = enrolments.enrolment_or_404(db.session(), current_actor(), enrolment_id)
    family = family_prompts(db.session(), found)
    asked = request.args.get("language", "")
    page = render_template(
        "reports/prompts.html",
        enrolment=found,
        programme=rulebook.programme(found.programme_key, found.version),
        family=family,
        code=asked if asked in family.by_language else family.usual_language,
        name_of=spoken.name,
        own_name_of=spoken.own_name,
        direction_of=spoken.direction,
    )
    access.note(found.family_id, allowed=True)
    return page


@blueprint.get("/enrolments/<uuid:enrolment_id>/prompts/<key:language>.pdf")
@requires(Permission.SEE_FAMILIES)
def prompts_pdf(enrolment_id: uuid.UUID, language: str) -> ResponseReturnValue:
    """The sentences in one language on paper."""
    actor = current_actor()
    found = enrolments.enrolment_or_404(db.session(), actor, enrolment_id)
    standings = family_prompts(db.session(), found).by_language.get(language)
    if not standings:
        raise NotFoundError(language)
    sheet = prompt_sheet(actor, found, language, standings)
    pdf = print_page("prompts", sheet, languages.current())
    access.note(found.family_id, allowed=True)
    return pdf_response(pdf, f"{gettext('zinnen')}-{language}-{sheet.document_id}.pdf")
