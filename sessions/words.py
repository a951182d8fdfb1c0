"""What a calendar, an agenda and a page call a group's contacts: never a family, never a child."""

from flask import url_for
from flask_babel import gettext, pgettext

from programmes.protocol import StepKind
from sessions.course import Meeting
from thuisbasis import clock, rulebook
from thuisbasis.contacts import titles
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import OFF, State

KINDS = frozenset({StepKind.GROUP_SESSION.value, StepKind.TRAINING.value, StepKind.WEEKLY_CHECK.value})


def page(contact: Contact) -> str:
    """The address of a group's contact."""
    return url_for("sessions.group_session", contact_id=contact.id)


def week_url(contact: Contact) -> str | None:
    """The page of the week that this contact closes, where its programme has practice at home; None otherwise."""
    programme = rulebook.programme(contact.programme_key, contact.version)
    if contact.kind != StepKind.WEEKLY_CHECK or programme.practice_log is None or contact.catches_up_id is not None:
        return None
    return url_for("practice.week", group_id=contact.group_id, number=contact.number)


def short_name(contact: Contact) -> str:
    """ "Bijeenkomst 5", "Oudertraining" or "Weekcheck 9"."""
    if contact.catches_up_id is not None:
        return gettext("Inhaalbijeenkomst")
    if contact.kind == StepKind.TRAINING:
        return gettext("Oudertraining")
    if contact.kind == StepKind.WEEKLY_CHECK:
        return gettext("Weekcheck %(number)s", number=contact.number)
    return gettext("Bijeenkomst %(number)s", number=contact.number)


def topic(contact: Contact) -> str:
    """What a meeting is about; empty where its name says it all: a training, a weekly check."""
    return "" if contact.kind in (StepKind.TRAINING, StepKind.WEEKLY_CHECK) else titles.topic(contact)


def column_head(contact: Contact) -> str:
    """The same at the head of a narrow column."""
    if contact.catches_up_id is not None:
        return pgettext("column head: catch-up session", "inh.")
    if contact.kind == StepKind.TRAINING:
        return pgettext("column head: parent training", "tr.")
    return str(contact.number)


def calendar_words(contact: Contact) -> str:
    """ "Bijeenkomst 5, dinsdagavond De Regenboog"; the contact's group must be loaded."""
    if contact.group is None:
        return short_name(contact)
    return f"{short_name(contact)}, {contact.group.name}"


def sign(meeting: Meeting) -> str:
    """The kind of sign that shows how far a meeting is."""
    if meeting.state in OFF:
        return "none"
    if meeting.state is State.COMPLETED:
        return "held"
    return "missing" if meeting.is_past(clock.now()) else "to_come"
