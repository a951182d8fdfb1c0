"""Forms of worries: shape only."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from thuisbasis import clock
from thuisbasis.families.models import Child
from thuisbasis.organisations.models import Staff
from thuisbasis.safeguarding.steps import OUTCOMES
from thuisbasis.validation import (
    BooleanField,
    DateField,
    Form,
    IdSelectField,
    RadioField,
    Required,
    SubmissionField,
    TextAreaField,
    TimeField,
)

LONGEST_WORRY = 20_000


def _not_later(_form: Any, field: Any) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(gettext("Deze dag komt nog. Kies vandaag of een dag ervoor."))


class WorryForm(Form):
    """A worry about a child or the whole family, and when it arose. Without a time: now, or noon of another day."""

    submission = SubmissionField()
    child_id = IdSelectField(_l("Over wie gaat het?"))
    on = DateField(_l("Op welke dag zag of hoorde u het?"), [Required(), _not_later])
    at = TimeField(_l("Hoe laat?"))
    text = TextAreaField(
        _l("Waarover maakt u zich zorgen?"),
        [Required(_l("Schrijf op waarover u zich zorgen maakt."))],
        description=_l(
            "Schrijf op wat u zag of hoorde, en wie wat zei. Een vermoeden mag; schrijf erbij dat het dat is."
        ),
        longest=LONGEST_WORRY,
    )

    def offer(self, children: Sequence[Child]) -> None:
        """The children that it may be about."""
        self.child_id.offer([(child.id, child.name) for child in children], gettext("het hele gezin"))

    def moment(self) -> datetime:
        """When it arose, aware and not later than now."""
        now = clock.local(clock.now())
        if self.at.data is None and self.on.data == now.date():
            return now
        return min(datetime.combine(self.on.data, self.at.data or time(12), tzinfo=clock.ZONE), now)


class StepForm(Form):
    """What was done in a step, or why it is skipped."""

    submission = SubmissionField()
    on = DateField(_l("Op welke dag?"), [Required(), _not_later])
    is_skipped = BooleanField(_l("Deze stap slaan we over. De reden staat hierboven."))
    text = TextAreaField(_l("Wat is er gedaan of besproken?"), [Required()])


class CloseForm(Form):
    """How a worry ended, and why so."""

    submission = SubmissionField()
    outcome = RadioField(
        _l("Wat is de uitkomst?"),
        [Required(_l("Kies de uitkomst."))],
        choices=[SelectChoice(outcome.value, words) for outcome, words in OUTCOMES.items()],
        validate_choice=True,
    )
    text = TextAreaField(_l("Waarom zo?"), [Required()])


class ReopenForm(Form):
    """Why a worry is taken up again."""

    submission = SubmissionField()
    text = TextAreaField(_l("Waarom heropent u deze zorg?"), [Required()])


class ShareForm(Form):
    """With whom a worry is shared."""

    staff_id = IdSelectField(_l("Supervisor"))

    def offer(self, staff: Sequence[Staff]) -> None:
        """The supervisors with whom it is not shared yet."""
        self.staff_id.offer([(one.id, one.name) for one in staff])


class BreakGlassForm(Form):
    """Why an administrator has to read a family's worries now."""

    submission = SubmissionField()
    reason = TextAreaField(_l("Waarom moet u dit nu lezen?"), [Required(_l("Schrijf de reden op."))], longest=2_000)
