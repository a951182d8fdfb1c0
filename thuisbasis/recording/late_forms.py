"""The two small forms about a completed record: why it is corrected, and what was given after the contact."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from thuisbasis import clock, languages
from thuisbasis.recording.element_fields import asked_evidence, evidence_fields, language_choices
from thuisbasis.recording.questions import Asked, Questions
from thuisbasis.validation import DateField, Form, Required, StringField


class CorrectionForm(Form):
    """Why a completed record gets a new version."""

    reason = StringField(_l("Wat verbetert u, en waarom?"), [Required(_l("Schrijf kort op waarom."))], longest=500)


class LateForm(Form):
    """When something was given after the contact; the questions about it are added by `late_form`."""

    on = DateField(_l("Op welke dag?"), [Required(_l("Vul de dag in."))])

    def validate_on(self, field: Any) -> None:
        """Not ahead of today."""
        if field.data and field.data > clock.today():
            raise StopValidation(gettext("Deze dag is nog niet geweest."))

    def reason_for_version(self, asked: Asked) -> str:
        """Why the record gets a new version."""
        rule = asked.element.late_delivery
        by = languages.text(rule.label) if rule else ""
        return gettext("%(element)s is alsnog gegeven, %(by)s.", element=languages.text(asked.element.name), by=by)


def late_form(asked: Asked, questions: Questions) -> LateForm:
    """The form for one element: the day, and what is asked about it as if it had been given at the contact."""
    fields: dict[str, Any] = {}
    for field in asked_evidence(asked, questions):
        fields |= dict(evidence_fields(field.key, field, language_choices(questions.languages), questions.groep))
    form = type("ThisLateForm", (LateForm,), fields)
    made: LateForm = form(data={"on": clock.today()})
    return made
