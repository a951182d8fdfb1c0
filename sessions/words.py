"""What a calendar, an agenda and a page call a group's contacts: never a family, never a child."""

from flask import url_for
from flask_babel import gettext

from programmes.protocol import StepKind
from thuisbasis.contacts.models import Contact

KINDS = frozenset({StepKind.GROUP_SESSION.value, StepKind.TRAINING.value, StepKind.WEEKLY_CHECK.value})


def page(contact: Contact) -> str:
    """The address of a group's contact."""
    return url_for("sessions.group_session", contact_id=contact.id)


def short_name(contact: Contact) -> str:
    """ "Bijeenkomst 5", "Oudertraining" or "Weekcheck 9"."""
    if contact.catches_up_id is not None:
        return gettext("Inhaalbijeenkomst")
    if contact.kind == StepKind.TRAINING:
        return gettext("Oudertraining")
    if contact.kind == StepKind.WEEKLY_CHECK:
        return gettext("Weekcheck %(number)s", number=contact.number)
    return gettext("Bijeenkomst %(number)s", number=contact.number)


def calendar_words(contact: Contact) -> str:
    """ "Bijeenkomst 5, dinsdagavond De Regenboog"; the contact's group must be loaded."""
    if contact.group is None:
        return short_name(contact)
    return f"{short_name(contact)}, {contact.group.name}"
