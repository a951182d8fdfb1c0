"""Forms of groups' contacts."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from thuisbasis import clock
from thuisbasis.validation import DateField, Form, Required, StringField


class CatchUpForm(Form):
    """When and how a family caught up what it missed."""

    on = DateField(_l("Wanneer ingehaald"), validators=[Required()])
    how = StringField(_l("Hoe"), validators=[Required()])

    def __init__(self, *args: Any, missed_on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.missed_on = missed_on

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and that the day lies after what was missed and not ahead."""
        fits = bool(super().validate(extra_validators))
        if self.on.data and not self.missed_on <= self.on.data <= clock.today():
            self.on.errors = [gettext("Vul een dag in vanaf de gemiste bijeenkomst tot en met vandaag.")]
            return False
        return fits
