"""The forms of visits: shape only."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from home_visits import gate, tracks
from home_visits.services import Rhythm
from programmes.protocol import Element, Programme
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.groups.forms import weekday_choices
from thuisbasis.materials.states import How
from thuisbasis.organisations.models import Staff
from thuisbasis.recording.element_fields import evidence_fields, evidence_from, evidence_values, language_choices
from thuisbasis.validation import (
    BooleanField,
    DateField,
    Form,
    IdChecksField,
    IdSelectField,
    RadioField,
    Required,
    SelectField,
    StringField,
    TimeField,
)

FARTHEST = timedelta(days=400)
LONGEST_AGO = timedelta(days=120)


def _refuse_far_days(field: Any, earliest: timedelta) -> bool:
    """Whether a day can be meant: not long ago, and not after the longest course."""
    today = clock.today()
    if field.data is None or today - earliest <= field.data <= today + FARTHEST:
        return True
    field.errors = [gettext("Deze dag ligt te ver weg. Controleer het jaar.")]
    return False


class CourseForm(Form):
    """When the visits of a course are to be, and by whom."""

    visitor = IdSelectField(_l("Huisbezoeker"), [Required(_l("Kies een huisbezoeker."))])
    start = DateField(_l("Vanaf welke dag?"), [Required(_l("Vul de dag in."))])
    weekday = SelectField(_l("Op welke dag van de week?"))
    at = TimeField(_l("Hoe laat?"), [Required(_l("Vul de tijd in."))])
    siblings = IdChecksField(_l("Ook voor"))

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm of a form that is valid."""
        return Rhythm(start=self.start.data, weekday=int(self.weekday.data or 0), at=self.at.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and a day that can be meant."""
        return bool(super().validate(extra_validators)) and _refuse_far_days(self.start, LONGEST_AGO)


def course_form(enrolment: Enrolment, visitors: Sequence[Staff], siblings: Sequence[Enrolment]) -> CourseForm:
    """The form, filled with what is known."""
    track = tracks.track_of(enrolment)
    start = max(enrolment.expected_start or clock.today(), clock.today())
    form = CourseForm(
        visitor=enrolment.visitor_id,
        start=start,
        weekday=str(start.weekday() if start.weekday() < 5 else 0),
        at=track.usual_time,
        siblings=[each.id for each in siblings],
    )
    form.weekday.choices = weekday_choices()
    form.visitor.offer([(each.id, each.name) for each in visitors], gettext("Kies een huisbezoeker"))
    form.siblings.offer([(each.id, each.child.name) for each in siblings])
    return form


class VisitForm(Form):
    """One more visit, planned or already made."""

    visitor = IdSelectField(_l("Huisbezoeker"), [Required(_l("Kies een huisbezoeker."))])
    day = DateField(_l("Dag"), [Required(_l("Vul de dag in."))])
    at = TimeField(_l("Hoe laat?"), [Required(_l("Vul de tijd in."))])
    siblings = IdChecksField(_l("Ook voor"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and a day that can be meant."""
        return bool(super().validate(extra_validators)) and _refuse_far_days(self.day, LONGEST_AGO)


def visit_form(enrolment: Enrolment, visitors: Sequence[Staff], siblings: Sequence[Enrolment]) -> VisitForm:
    """The form, filled with what is known."""
    form = VisitForm(visitor=enrolment.visitor_id, day=clock.today(), at=tracks.track_of(enrolment).usual_time)
    form.visitor.offer([(each.id, each.name) for each in visitors], gettext("Kies een huisbezoeker"))
    form.siblings.offer([(each.id, each.child.name) for each in siblings])
    return form


class ActivityForm(Form):
    """An activity with several families."""

    title = StringField(_l("Wat gaat u doen?"))
    day = DateField(_l("Dag"), [Required(_l("Vul de dag in."))])
    at = TimeField(_l("Hoe laat?"), [Required(_l("Vul de tijd in."))])
    place = StringField(_l("Waar?"))
    families = IdChecksField(_l("Met wie?"), [Required(_l("Kies minstens één kind."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and a day that can be meant."""
        return bool(super().validate(extra_validators)) and _refuse_far_days(self.day, LONGEST_AGO)


class MaterialForm(Form):
    """Something that goes along with a family."""

    title = StringField(_l("Titel"), [Required(_l("Vul de titel in."))])
    how = RadioField(
        _l("Uitgeleend of gegeven?"),
        choices=[SelectChoice(How.LENT.value, _l("uitgeleend")), SelectChoice(How.GIVEN.value, _l("gegeven"))],
        default=How.LENT.value,
    )
    due_on = DateField(_l("Terug op"))


class PrepareForm(Form):
    """What is chosen for a visit beforehand; its questions are added by `prepare_form`."""

    is_acquaintance = BooleanField()


def _prepared_name(element: Element, enrolment: Enrolment, key: str) -> str:
    return f"prepared-{element.key}-{enrolment.id.hex}-{key}"


def prepare_form(
    programme: Programme, contact: Contact, enrolments: Sequence[Enrolment], *, as_sent: bool = True
) -> PrepareForm:
    """The questions whose answers a visit's plan has to hold, for each child, filled with what was chosen.

    `as_sent` False: with what is kept, whatever the request carries.
    """
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {"is_acquaintance": bool(contact.prepared.get(gate.IS_ACQUAINTANCE))}
    for element, enrolment, field in _questions(programme, contact, enrolments):
        name = _prepared_name(element, enrolment, field.key)
        fields |= dict(evidence_fields(name, field, language_choices(), enrolment.child.groep or None))
        chosen: Any = gate.prepared_of(contact, element.key, enrolment.id).get(field.key)
        values |= dict(evidence_values(name, field, chosen))
    form = type("ThisPrepareForm", (PrepareForm,), fields)
    made: PrepareForm = form(data=values) if as_sent else form(formdata=None, data=values)
    return made


def _questions(
    programme: Programme, contact: Contact, enrolments: Sequence[Enrolment]
) -> Iterator[tuple[Element, Enrolment, Any]]:
    for enrolment in enrolments:
        for element in gate.elements_to_prepare(programme, contact):
            for field in gate.fields_to_prepare(element):
                yield element, enrolment, field


def prepared_from(
    form: PrepareForm, programme: Programme, contact: Contact, enrolments: Sequence[Enrolment]
) -> dict[str, Any]:
    """What a form says is prepared: element key → enrolment id → evidence."""
    prepared: dict[str, Any] = {gate.IS_ACQUAINTANCE: True} if form.is_acquaintance.data else {}
    for element, enrolment, field in _questions(programme, contact, enrolments):
        value = evidence_from(form, _prepared_name(element, enrolment, field.key), field)
        if value not in (None, "", []):
            prepared.setdefault(element.key, {}).setdefault(str(enrolment.id), {})[field.key] = value
    return prepared


def questions_by_child(
    form: PrepareForm, programme: Programme, contact: Contact, enrolments: Sequence[Enrolment]
) -> list[tuple[Enrolment, Element, list[tuple[Any, Any, Any]]]]:
    """The bound fields for a page: child, element, and for each question its field, its own words' field and itself."""
    found: dict[tuple[str, str], tuple[Enrolment, Element, list[tuple[Any, Any, Any]]]] = {}
    for element, enrolment, field in _questions(programme, contact, enrolments):
        name = _prepared_name(element, enrolment, field.key)
        own = form[f"{name}--own"] if field.own_words else None
        entry = found.setdefault((str(enrolment.id), element.key), (enrolment, element, []))
        entry[2].append((form[name], own, field))
    return list(found.values())
