"""The form of one act for many contacts. It is read from the address first, as a preview, and then sent."""

from flask_babel import lazy_gettext as _l

from thuisbasis.contacts.states import REASONS_TO_CANCEL
from thuisbasis.validation import DateField, Form, IdSelectField, RadioField, Required, SelectField, StringField

CANCEL, MOVE = "cancel", "move"


class DayOffForm(Form):
    """Which days, whose contacts, and what becomes of them."""

    first = DateField(_l("Van"), validators=[Required()])
    last = DateField(_l("Tot en met"), validators=[Required()])
    school = IdSelectField(_l("School"))
    staff = IdSelectField(_l("Medewerker"))
    act = RadioField(
        _l("Wat gebeurt ermee?"),
        choices=[(MOVE, _l("Verzetten naar de eerste vrije dag")), (CANCEL, _l("Afzeggen"))],
        default=MOVE,
    )
    reason = SelectField(_l("Reden"), choices=list(REASONS_TO_CANCEL.items()))
    note = StringField(_l("Toelichting"))
