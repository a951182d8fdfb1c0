"""The forms for what can be told from the door, all on the page of a visit: shape only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from home_visits.reasons import AT_THE_DOOR
from home_visits.returning import expected_back
from home_visits.signals import WENT_LABELS, Went
from thuisbasis import clock, languages
from thuisbasis.contacts.models import Contact
from thuisbasis.planning.contact_forms import FARTHEST_DAYS, offered
from thuisbasis.recording.fields import RadioField as OptionalRadioField
from thuisbasis.validation import (
    BooleanField,
    DateField,
    Form,
    RadioField,
    Required,
    StringField,
    SubmissionField,
    TimeField,
)

NO_DATE, ANOTHER = "none", "another"


def _day_of(key: Any) -> date | None:
    """The day that a choice stands for; None for the choices that are no day."""
    try:
        return date.fromisoformat(str(key))
    except ValueError:
        return None


class NewDateForm(Form):
    """A new date that was agreed at the door: one of the days on offer, another one, or none yet."""

    event = SubmissionField()
    pick = OptionalRadioField(_l("Nieuwe datum"), default=NO_DATE)
    day = DateField(_l("Andere dag"))
    at = TimeField(_l("Hoe laat?"))

    def offer(self, days: Sequence[date]) -> None:
        """Show these days to tap, and the one that was tapped: when the form is sent again, others may be on offer."""
        tapped = _day_of(self.pick.data)
        shown = [*days, tapped] if tapped and tapped not in days else days
        words = {day.isoformat(): languages.short_day(day) for day in shown}
        words |= {ANOTHER: gettext("Een andere dag"), NO_DATE: gettext("Nog geen nieuwe datum")}
        self.pick.choices = offered(words)
        self.pick.known = set(words)

    @property
    def wants_date(self) -> bool:
        """Whether a date was chosen at all."""
        return bool(self.pick.data) and self.pick.data != NO_DATE

    def new_starts(self, contact: Contact) -> datetime | None:
        """The new beginning of a form that is valid; without a time the visit's own."""
        if not self.wants_date:
            return None
        day: date = self.day.data if self.pick.data == ANOTHER else date.fromisoformat(str(self.pick.data))
        return datetime.combine(day, self.at.data or clock.local(contact.starts_at).time(), clock.ZONE)

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and a day that can be meant."""
        fits = bool(super().validate(extra_validators))
        if not self.wants_date or self.day.errors:
            return fits
        day = self.day.data if self.pick.data == ANOTHER else _day_of(self.pick.data)
        if day is None:
            self.day.errors = [gettext("Vul de dag in.")]
        elif not 0 <= (day - clock.today()).days <= FARTHEST_DAYS:
            self.day.errors = [gettext("Kies een dag vanaf vandaag, hoogstens een jaar vooruit.")]
        return fits and not self.day.errors


class NotAtHomeForm(NewDateForm):
    """Nobody opened."""

    reason = RadioField(
        _l("Wat was er?"),
        choices=offered(AT_THE_DOOR),
        default="nobody_home",
        validators=[Required(_l("Kies een reden."))],
    )
    note = StringField(_l("In eigen woorden"), longest=500)
    attempt = BooleanField(_l("Ook als contactpoging noteren"), default=True)


class InterpreterForm(NewDateForm):
    """The interpreter did not come: how it goes on."""

    went = RadioField(
        _l("Hoe gaat het verder?"),
        choices=[SelectChoice(each.value, WENT_LABELS[each]) for each in Went],
        validators=[Required(_l("Kies hoe het verder gaat."))],
    )
    note = StringField(_l("In eigen woorden"), longest=500)


class ToldForm(Form):
    """Something that is told in a tap, with own words beside it."""

    event = SubmissionField()
    note = StringField(_l("In eigen woorden"), longest=500)


class BeginForm(Form):
    """The visit begins, and the visitor is expected back at a time of this day (or, past midnight, the next)."""

    event = SubmissionField()
    back = TimeField(_l("Terug verwacht om"), validators=[Required(_l("Vul de tijd in."))])

    def expected(self, at: datetime) -> datetime:
        """The moment at which the visitor who begins at `at` will be back."""
        back: time = self.back.data
        begun = clock.local(at)
        same_day = datetime.combine(begun.date(), back, clock.ZONE)
        return same_day if same_day > begun else same_day + timedelta(days=1)


class AnswerForm(Form):
    """What somebody found out who dealt with it."""

    note = StringField(_l("Notitie"), longest=500)


@dataclass(kw_only=True)
class DoorForms:
    """All forms of the page, with a prefix each so that no id comes twice. `sent`: which one came back."""

    not_at_home: NotAtHomeForm
    interpreter: InterpreterForm
    address: ToldForm
    unsafe: ToldForm
    begin: BeginForm
    back: ToldForm
    sent: str = ""


def not_at_home_form(days: Sequence[date], **more: Any) -> NotAtHomeForm:
    """The form with these days to tap."""
    form = NotAtHomeForm(prefix="home-", **more)
    form.offer(days)
    return form


def interpreter_form(days: Sequence[date], **more: Any) -> InterpreterForm:
    """The form with these days to tap."""
    form = InterpreterForm(prefix="interpreter-", **more)
    form.offer(days)
    return form


def fresh_forms(contact: Contact, days: Sequence[date]) -> DoorForms:
    """All forms before anything is sent."""
    at = clock.local(contact.starts_at).time()
    unsent = {"formdata": None}
    return DoorForms(
        not_at_home=not_at_home_form(days, at=at, **unsent),
        interpreter=interpreter_form(days, at=at, **unsent),
        address=ToldForm(prefix="address-", **unsent),
        unsafe=ToldForm(prefix="unsafe-", **unsent),
        begin=BeginForm(prefix="begin-", back=clock.local(expected_back(contact, clock.now())).time(), **unsent),
        back=ToldForm(prefix="back-", **unsent),
    )
