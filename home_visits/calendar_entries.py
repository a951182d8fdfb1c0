"""What a calendar and other lists call a visit, and where its page is. No name of a family, and no home address."""

from flask import url_for
from flask_babel import gettext

from programmes.protocol import StepKind
from thuisbasis import languages, rulebook
from thuisbasis.contacts.models import Contact

KINDS = frozenset({StepKind.HOME_VISIT.value, StepKind.GROUP_ACTIVITY.value})


def page(contact: Contact) -> str:
    """The address of a visit's page."""
    return url_for("home_visits.visit", contact_id=contact.id)


def words(contact: Contact) -> str:
    """ "Huisbezoek gezin 0412", "Groepsactiviteit 2"; the family must be loaded."""
    if contact.family is not None:
        return gettext("Huisbezoek gezin %(number)s", number=f"{contact.family.number:04}")
    step = rulebook.track(contact.programme_key, contact.version, contact.track_key).step(contact.step_key)
    return languages.text(step.title)
