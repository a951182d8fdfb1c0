"""What the keys in the audit trail mean, in words for a reader: of every room that writes such keys."""

from flask_babel.speaklater import LazyString

from thuisbasis.audit.words import Words
from thuisbasis.contacts import states as contacts
from thuisbasis.enrolments import states as enrolments
from thuisbasis.groups import states as groups
from thuisbasis.materials import states as materials


def _by_key(words: object) -> dict[str, LazyString]:
    return {str(key): label for key, label in dict(words).items()}  # type: ignore[call-overload]


WORDS: Words = {
    ("enrolment", "state"): _by_key(enrolments.LABELS),
    ("enrolment", "reason"): enrolments.REASONS_TO_DECLINE | enrolments.REASONS_TO_END,
    ("programme_group", "state"): _by_key(groups.LABELS),
    ("programme_group", "reason"): groups.REASONS_TO_STOP,
    ("contact", "state"): _by_key(contacts.LABELS),
    ("contact", "reason"): contacts.REASON_WORDS,
    ("loan", "state"): _by_key(materials.STATE_LABELS),
}
