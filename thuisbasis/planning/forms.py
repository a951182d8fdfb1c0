"""The form of one act for many contacts. It is read from the address first, as a preview, and then sent."""

from flask_babel import lazy_gettext as _l

from thuisbasis.contacts.states import REASONS_TO_CANCEL
from thuisbasis.planning.contact_forms import offered, reason_field
from thuisbasis.validation import DateField, Form, IdSelectField, RadioField, Required, StringField

CANCEL, MOVE = "cancel", "move"


class DayOffForm(Form):
    """Which days, whose contacts, and what becomes of them."""

    first = DateField(_l("Van"), validators=[Required()])
    last = DateField(_l("Tot en met"), validators=[Required()])
    school = IdSelectField(_l("School"))
    staff = IdSelectField(_l("Medewerker"))
    act = RadioField(
        _l("Wat gebeurt ermee?"),
        choices=offered({MOVE: _l("Verzetten naar de eerste vrije dag"), CANCEL: _l("Afzeggen")}),
        default=MOVE,
    )
    reason = reason_field(_l("Reden"), REASONS_TO_CANCEL)
    note = StringField(_l("Toelichting"))
