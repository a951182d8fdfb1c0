"""Forms for what becomes of one contact."""

from flask_babel import lazy_gettext as _l

from thuisbasis.contacts.states import REASONS_MISSED, REASONS_TO_CANCEL, REASONS_TO_MOVE
from thuisbasis.validation import (
    DateField,
    Form,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    TextAreaField,
    TimeField,
)


class MoveForm(Form):
    """A new day and time, and why."""

    revision = RevisionField()
    day = DateField(_l("Nieuwe dag"), validators=[Required()])
    at = TimeField(_l("Tijd"), validators=[Required()])
    reason = SelectField(_l("Waarom verzet u de afspraak?"), choices=list(REASONS_TO_MOVE.items()))
    note = TextAreaField(_l("Toelichting"))


class CancelForm(Form):
    """Who calls it off, and why."""

    revision = RevisionField()
    by = RadioField(
        _l("Wie zegt af?"), choices=[("family", _l("Het gezin")), ("us", _l("Wij"))], validators=[Required()]
    )
    reason = SelectField(_l("Waarom?"), choices=list(REASONS_TO_CANCEL.items()))
    note = TextAreaField(_l("Toelichting"))


class MissedForm(Form):
    """Nobody was there, and why as far as known."""

    revision = RevisionField()
    reason = SelectField(_l("Wat was er?"), choices=list(REASONS_MISSED.items()))
    note = TextAreaField(_l("Toelichting"))
