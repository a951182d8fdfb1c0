"""Forms for what becomes of one contact."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from thuisbasis import clock, languages
from thuisbasis.contacts.states import REASONS_MISSED, REASONS_TO_CANCEL, REASONS_TO_MOVE
from thuisbasis.recording.fields import RadioField as OptionalRadioField
from thuisbasis.validation import (
    BooleanField,
    DateField,
    Form,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    TextAreaField,
    TimeField,
)

ANOTHER = "another"
FARTHEST_DAYS = 400  # a course is no longer than that: a day beyond it is a mistake in typing


def offered(words: Mapping[str, Any]) -> list[SelectChoice]:
    """Choices from keys and their words."""
    return [SelectChoice(key, label) for key, label in words.items()]


def reason_field(label: Any, reasons: Mapping[str, Any]) -> SelectField:
    """A reason from a list, none of which stands there before it is chosen."""
    choices = [SelectChoice("", _l("Kies een reden")), *offered(reasons)]
    return SelectField(label, choices=choices, validators=[Required(_l("Kies een reden."))])


class MoveForm(Form):
    """A new day and time, and why. A day is picked from those on offer, or typed."""

    revision = RevisionField()
    pick = OptionalRadioField(_l("Nieuwe dag"))
    day = DateField(_l("Andere dag"))
    at = TimeField(_l("Tijd"), validators=[Required()])
    with_later = BooleanField(_l("De latere bijeenkomsten schuiven mee, zodat de inhoud op volgorde blijft"))
    reason = reason_field(_l("Waarom verzet u de afspraak?"), REASONS_TO_MOVE)
    note = TextAreaField(_l("Toelichting"))

    def offer(self, days: Sequence[date]) -> None:
        """Show these days to pick from."""
        words = {day.isoformat(): languages.day(day) for day in days} | {ANOTHER: gettext("Een andere dag")}
        self.pick.choices = offered(words)
        self.pick.known = set(words)

    @property
    def chosen_day(self) -> date:
        """The day that was picked or typed, of a form that is valid."""
        picked = self.pick.data or ANOTHER
        day: date = self.day.data if picked == ANOTHER else date.fromisoformat(picked)
        return day

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and that there is a day that can be meant."""
        fits = bool(super().validate(extra_validators))
        if (self.pick.data or ANOTHER) != ANOTHER:
            return fits
        if self.day.data is None:
            self.day.errors = self.day.errors or [gettext("Kies een dag, of vul er een in.")]
            return False
        if abs((self.day.data - clock.today()).days) > FARTHEST_DAYS:
            self.day.errors = [gettext("Deze dag ligt te ver weg. Controleer het jaar.")]
            return False
        return fits


class CancelForm(Form):
    """Who calls it off, and why."""

    revision = RevisionField()
    by = RadioField(
        _l("Wie zegt af?"), choices=offered({"family": _l("Het gezin"), "us": _l("Wij")}), validators=[Required()]
    )
    reason = reason_field(_l("Waarom?"), REASONS_TO_CANCEL)
    note = TextAreaField(_l("Toelichting"))


class MissedForm(Form):
    """Nobody was there, and why as far as known."""

    revision = RevisionField()
    reason = reason_field(_l("Wat was er?"), REASONS_MISSED)
    note = TextAreaField(_l("Toelichting"))
