"""Forms of groups' contacts."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from sessions.finishing import COMPLETES, FamilyAtEnd
from sessions.stopping import END, WAIT
from thuisbasis import clock
from thuisbasis.enrolments.states import REASONS_TO_END
from thuisbasis.groups.states import REASONS_TO_STOP
from thuisbasis.planning.contact_forms import offered, reason_field
from thuisbasis.validation import DateField, Form, RadioField, Required, SelectField, StringField, TextAreaField


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


class OutcomeForm(Form):
    """What becomes of one family at the end of its course: the choice stands ready as the completion gate has it."""

    outcome = SelectField(_l("Wat wordt het?"), validators=[Required(_l("Kies wat het wordt."))])

    def __init__(self, family: FamilyAtEnd, **more: Any) -> None:
        super().__init__(prefix=f"family-{family.member.enrolment.id.hex}-", data={"outcome": family.usual}, **more)
        early = gettext("Eindigt eerder")
        reasons = [SelectChoice(key, str(words), optgroup=early) for key, words in REASONS_TO_END.items()]
        completes = SelectChoice(COMPLETES, gettext("Rondt het programma af"), optgroup=gettext("Alles is er"))
        self.outcome.choices = [completes, *reasons] if family.completion.may else reasons


class StopForm(Form):
    """Why a group stops, and what becomes of its families."""

    reason = reason_field(_l("Waarom stopt de groep?"), REASONS_TO_STOP)
    families = RadioField(
        _l("Wat gebeurt er met de gezinnen?"),
        choices=offered({WAIT: _l("Terug naar de wachtlijst"), END: _l("De deelname eindigt")}),
        default=WAIT,
    )
    note = TextAreaField(_l("Toelichting"))
