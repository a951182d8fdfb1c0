"""Forms of families: shape only. Which schools, children and addresses can be chosen is offered by the view."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _l
from wtforms import Form as PartOfForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from programmes.facts import GROEPEN, VOORSCHOOL
from thuisbasis import clock, spoken
from thuisbasis.families.attempts import KINDS
from thuisbasis.families.models import Child, Guardian, Guardianship, Household
from thuisbasis.families.people import AddressFacts, ChildFacts, GuardianFacts
from thuisbasis.families.relations import RELATIONS
from thuisbasis.organisations.models import School
from thuisbasis.validation import (
    BooleanField,
    ChecksField,
    DateField,
    EmailField,
    Form,
    IdChecksField,
    IdSelectField,
    IntegerField,
    PhoneField,
    PostcodeField,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    StringField,
    SubmissionField,
    TextAreaField,
    TimeField,
    part,
)

OLDEST_CHILD_YEARS = 19

GROEP_CHOICES = [
    SelectChoice("", _l("nog onbekend")),
    *(
        SelectChoice(groep, _l("voorschool") if groep == VOORSCHOOL else _l("groep %(number)s", number=groep))
        for groep in GROEPEN
    ),
]

AUTHORITY_CHOICES = [
    SelectChoice("", _l("onbekend")),
    SelectChoice("yes", _l("ja")),
    SelectChoice("no", _l("nee")),
]
AUTHORITY = {"yes": True, "no": False, "": None}
AUTHORITY_KEYS = {value: key for key, value in AUTHORITY.items()}

RELATION_CHOICES = [SelectChoice("", _l("onbekend")), *(SelectChoice(key, words) for key, words in RELATIONS.items())]


def language_choices(chosen: Iterable[str] = ()) -> list[SelectChoice]:
    """The common languages, and those chosen already."""
    codes = dict.fromkeys([*spoken.COMMON, *(code for code in chosen if code in spoken.CODES)])
    return [SelectChoice(code, spoken.name(code)) for code in codes]


def other_language_choices() -> list[SelectChoice]:
    """The languages that are less common here, by name."""
    more = sorted((SelectChoice(code, spoken.name(code)) for code in spoken.MORE), key=lambda choice: choice.label)
    return [SelectChoice("", gettext("geen andere taal")), *more]


def refuse_unlikely_birth_date(field: DateField) -> None:
    """A child is born, and goes to a primary school at most."""
    if field.data is None:
        return
    if field.data > clock.today():
        raise ValidationError(gettext("Deze dag ligt in de toekomst."))
    if field.data.year < clock.today().year - OLDEST_CHILD_YEARS:
        raise ValidationError(gettext("Dit is geen geboortedatum van een kind. Kijk het jaartal na."))


class GuardianFields(PartOfForm):
    """What is asked of a guardian."""

    given_name = StringField(_l("Voornaam"), longest=80)
    infix = StringField(_l("Tussenvoegsel"), longest=30)
    surname = StringField(_l("Achternaam"), longest=80)
    phone = PhoneField(_l("Telefoonnummer"))
    email = EmailField(_l("E-mailadres"))
    languages_spoken = ChecksField(_l("Talen die deze ouder spreekt"))
    other_spoken = SelectField(_l("Nog een taal"), default="")
    prefers_calls = BooleanField(_l("Liever bellen dan schrijven"))
    needs_interpreter = BooleanField(_l("Tolk nodig"))

    def offer_languages(self) -> None:
        """The languages that can be chosen."""
        self.languages_spoken.choices = language_choices(self.languages_spoken.data or ())
        self.other_spoken.choices = other_language_choices()

    def spoken_codes(self) -> list[str]:
        """The languages chosen, each once."""
        codes = [*(self.languages_spoken.data or ()), str(self.other_spoken.data or "")]
        return list(dict.fromkeys(code for code in codes if code))


class GuardianForm(Form, GuardianFields):
    """A guardian of an existing family."""

    submission = SubmissionField()
    revision = RevisionField()
    own_script_name = StringField(_l("Naam in eigen schrift"), longest=120)
    languages_read = ChecksField(_l("Talen die deze ouder goed leest"))
    other_read = SelectField(_l("Leest ook"), default="")
    household_id = IdSelectField(_l("Woont op"))

    def offer(self, households: Sequence[Household]) -> None:
        """What can be chosen."""
        self.offer_languages()
        self.languages_read.choices = language_choices(self.languages_read.data or ())
        self.other_read.choices = other_language_choices()
        self.household_id.offer([(one.id, one.line) for one in households], gettext("nog onbekend"))

    def validate_given_name(self, field: StringField) -> None:
        if not (field.data or self.surname.data):
            raise ValidationError(gettext("Vul een voornaam of een achternaam in."))

    def facts(self) -> GuardianFacts:
        """What was filled in."""
        read = [*(self.languages_read.data or ()), str(self.other_read.data or "")]
        return GuardianFacts(
            given_name=self.given_name.data,
            infix=self.infix.data,
            surname=self.surname.data,
            own_script_name=self.own_script_name.data,
            phone=self.phone.data,
            email=self.email.data,
            languages_spoken=self.spoken_codes(),
            languages_read=list(dict.fromkeys(code for code in read if code)),
            prefers_calls=self.prefers_calls.data,
            needs_interpreter=self.needs_interpreter.data,
        )


class TieFields(PartOfForm):
    """What a guardian is to one child."""

    relation = SelectField(_l("Is voor dit kind"), choices=RELATION_CHOICES, default="")
    authority = RadioField(_l("Heeft gezag"), choices=AUTHORITY_CHOICES, default="")


def guardian_form(children: Sequence[Child], ties: Sequence[Guardianship], guardian: Guardian | None) -> Any:
    """A GuardianForm with, for each child of the family, what the guardian is to it (fields `tie_0`, `tie_1` …)."""
    named = {tie.child_id: tie for tie in ties if guardian is not None and tie.guardian_id == guardian.id}
    fields = {f"tie_{place}": part(TieFields, child.given_name) for place, child in enumerate(children)}
    kind = type("GuardianWithTiesForm", (GuardianForm,), fields)
    values: dict[str, Any] = {}
    for place, child in enumerate(children):
        tie = named.get(child.id)
        if tie is not None:
            values[f"tie_{place}"] = {"relation": tie.relation, "authority": AUTHORITY_KEYS[tie.has_authority]}
    return kind(obj=guardian, data=values)


class ChildFields(PartOfForm):
    """What is asked of a child."""

    given_name = StringField(_l("Roepnaam"), longest=80)
    infix = StringField(_l("Tussenvoegsel"), longest=30)
    surname = StringField(_l("Achternaam"), longest=80)
    birth_date = DateField(_l("Geboortedatum"))
    school_id = IdSelectField(_l("School"))
    groep = SelectField(lazy_pgettext("school year", "Groep"), choices=GROEP_CHOICES, default="")
    class_name = StringField(_l("Klas"), longest=40)

    def validate_birth_date(self, field: DateField) -> None:
        refuse_unlikely_birth_date(field)

    def offer_schools(self, schools: Iterable[School]) -> None:
        """The schools that can be chosen."""
        self.school_id.offer([(school.id, school.name) for school in schools], gettext("nog geen school"))

    def facts(self) -> ChildFacts:
        """What was filled in."""
        return ChildFacts(
            given_name=self.given_name.data,
            infix=self.infix.data,
            surname=self.surname.data,
            birth_date=self.birth_date.data,
            school_id=self.school_id.data,
            groep=str(self.groep.data or ""),
            class_name=self.class_name.data,
        )


class ChildForm(Form, ChildFields):
    """A child of an existing family."""

    submission = SubmissionField()
    revision = RevisionField()
    households = IdChecksField(_l("Woont op"))

    def offer(self, schools: Iterable[School], households: Sequence[Household]) -> None:
        """What can be chosen."""
        self.offer_schools(schools)
        self.households.offer((one.id, one.line) for one in households)

    def validate_given_name(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(gettext("Vul een roepnaam in."))


class AddressFields(PartOfForm):
    """An address, any part of which may be unknown."""

    postcode = PostcodeField(_l("Postcode"))
    house_number = IntegerField(_l("Huisnummer"), least=1, most=99_999)
    house_letter = StringField(_l("Huisletter"), longest=1)
    house_addition = StringField(_l("Toevoeging"), longest=10)
    street = StringField(_l("Straat"), longest=120)
    place = StringField(lazy_pgettext("town", "Plaats"), longest=80)
    is_secret = BooleanField(_l("Geheim adres"))

    def facts(self) -> AddressFacts:
        """What was filled in."""
        return AddressFacts(
            street=self.street.data,
            house_number=self.house_number.data,
            house_letter=self.house_letter.data,
            house_addition=self.house_addition.data,
            postcode=self.postcode.data or "",
            place=self.place.data,
            is_secret=self.is_secret.data,
        )


class HouseholdForm(Form, AddressFields):
    """An address of an existing family."""

    submission = SubmissionField()
    revision = RevisionField()


class FamilyForm(Form):
    """What is noted of a family as a whole."""

    revision = RevisionField()
    note = TextAreaField(_l("Bijzonderheden"))
    safety_note = StringField(_l("Let op bij huisbezoek"), longest=300)


class AttemptForm(Form):
    """An attempt to reach a family; without day and time it was just now."""

    submission = SubmissionField()
    kind = RadioField(
        _l("Wat hebt u gedaan?"),
        [Required(_l("Kies wat u hebt gedaan."))],
        choices=[SelectChoice(kind.key, kind.words) for kind in KINDS],
    )
    guardian_id = IdSelectField(_l("Bij wie"))
    on = DateField(_l("Dag"), description=_l("Laat leeg voor vandaag."))
    at = TimeField(_l("Tijd"))
    note = TextAreaField(_l("Notitie"), longest=2000)

    def offer(self, guardians: Iterable[tuple[uuid.UUID, str]]) -> None:
        """Who can be chosen, by id and name."""
        self.guardian_id.offer(guardians, gettext("niet bekend"))

    def validate_on(self, field: DateField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(gettext("Deze dag ligt in de toekomst."))
