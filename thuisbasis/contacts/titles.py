"""What a contact is about, in the reader's language."""

from programmes.protocol import Step, UnknownKeyError
from thuisbasis import languages, rulebook
from thuisbasis.contacts.models import Contact


def topic(contact: Contact) -> str:
    """The programme's title of the contact's step; a title in the organisation's own words as it was typed."""
    step = _step(contact)
    if step is None:
        return contact.title
    return languages.text(step.title) if contact.title in ("", step.title.nl) else contact.title


def _step(contact: Contact) -> Step | None:
    """None where the programme of that version has no such step: a record from before stays readable."""
    try:
        return rulebook.track(contact.programme_key, contact.version, contact.track_key).step(contact.step_key)
    except UnknownKeyError:
        return None
