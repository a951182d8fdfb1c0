"""Forms of schools, closed days, staff and local defaults: shape only."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from programmes.protocol import LocalDefault, Programme
from thuisbasis import languages, spoken
from thuisbasis.organisations.models import School, Staff, StaffRole
from thuisbasis.organisations.services import REGIONS, SchoolFacts
from thuisbasis.organisations.staffing import ROLE_NAMES, SCHOOL_ROLES, Roles, StaffFacts
from thuisbasis.permissions import Role
from thuisbasis.validation import (
    BooleanField,
    BrinField,
    ChecksField,
    DateField,
    EmailField,
    Form,
    IdChecksField,
    IdSelectField,
    IntegerField,
    PhoneField,
    RadioField,
    Required,
    RevisionField,
    SelectField,
    StringField,
    SubmissionField,
)


class SchoolForm(Form):
    """A school."""

    submission = SubmissionField()
    revision = RevisionField()
    name = StringField(_l("Naam van de school"), [Required()])
    brin = BrinField(_l("BRIN-nummer"), description=_l("Bijvoorbeeld 12AB of, met de vestiging, 12AB01."))
    region = RadioField(_l("Vakantieregio"), [Required(_l("Kies de vakantieregio."))], choices=REGIONS)
    place = StringField(lazy_pgettext("town", "Plaats"))
    address = StringField(_l("Adres"))
    phone = PhoneField(_l("Telefoonnummer"))

    def facts(self) -> SchoolFacts:
        """What was filled in."""
        return SchoolFacts(
            name=self.name.data,
            brin=self.brin.data,
            region=str(self.region.data),
            place=self.place.data,
            address=self.address.data,
            phone=self.phone.data,
        )


class ClosedPeriodForm(Form):
    """Days without school; the last day may stay empty for a single day."""

    submission = SubmissionField()
    starts_on = DateField(_l("Eerste dag"), [Required()])
    ends_on = DateField(_l("Laatste dag (leeg voor één dag)"))
    reason = StringField(_l("Waarom"), [Required()], longest=100)
    is_study_day = BooleanField(_l("Dit is een studiedag"))

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data:
            if field.data < self.starts_on.data:
                raise ValidationError(gettext("De laatste dag ligt voor de eerste."))
            if (field.data - self.starts_on.data).days > 120:
                raise ValidationError(gettext("Dit is langer dan vier maanden. Kijk de data na."))


class StaffForm(Form):
    """A staff member's own facts."""

    revision = RevisionField()
    given_name = StringField(_l("Voornaam"), [Required()], longest=80)
    infix = StringField(_l("Tussenvoegsel"), longest=30)
    surname = StringField(_l("Achternaam"), [Required()], longest=80)
    email = EmailField(_l("E-mailadres"))
    phone = PhoneField(_l("Telefoonnummer"), description=_l("Gezinnen zien dit nummer niet."))
    spoken = ChecksField(_l("Talen"))
    supervisor_id = IdSelectField(_l("Supervisor"))

    def offer(self, supervisors: Iterable[Staff], but: uuid.UUID | None = None) -> None:
        """What can be chosen; nobody supervises themselves."""
        chosen = [code for code in self.spoken.data or () if code in spoken.CODES]
        codes = dict.fromkeys([*spoken.COMMON, *chosen])
        self.spoken.choices = [SelectChoice(code, spoken.name(code)) for code in codes]
        pairs = [(one.id, one.name) for one in supervisors if one.id != but]
        self.supervisor_id.offer(pairs, gettext("Nog niemand"))

    def facts(self) -> StaffFacts:
        """What was filled in."""
        return StaffFacts(
            given_name=self.given_name.data,
            infix=self.infix.data,
            surname=self.surname.data,
            email=self.email.data,
            phone=self.phone.data,
            languages=list(self.spoken.data or []),
            supervisor_id=self.supervisor_id.data,
        )


class RolesForm(Form):
    """Roles, and for those that may hold at single schools, which."""

    roles = ChecksField(
        _l("Rollen"),
        [Required(_l("Kies minstens één rol."))],
        choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()],
    )
    coordinator_schools = IdChecksField(_l("Coördinator van"))
    officer_schools = IdChecksField(_l("Aandachtsfunctionaris van"))
    deputy_schools = IdChecksField(_l("Vervanger van de aandachtsfunctionaris van"))

    def school_fields(self) -> dict[Role, IdChecksField]:
        """The field with the schools of each role that may hold at single schools."""
        return {
            Role.COORDINATOR: self.coordinator_schools,
            Role.SAFEGUARDING_OFFICER: self.officer_schools,
            Role.SAFEGUARDING_DEPUTY: self.deputy_schools,
        }

    def offer(self, schools: Sequence[School]) -> None:
        """What can be chosen."""
        for field in self.school_fields().values():
            field.offer((school.id, school.name) for school in schools)

    def chosen(self) -> Roles:
        """The roles with their schools; none means the whole organisation."""
        fields = self.school_fields()
        return {
            Role(key): frozenset(fields[Role(key)].data or ()) if Role(key) in SCHOOL_ROLES else frozenset()
            for key in self.roles.data or ()
        }


def roles_as_data(held: Sequence[StaffRole]) -> dict[str, Any]:
    """What fills a RolesForm from the roles that somebody holds."""

    def schools(role: Role) -> list[uuid.UUID]:
        return [row.school_id for row in held if row.role == role and row.school_id is not None]

    return {
        "roles": list(dict.fromkeys(row.role for row in held)),
        "coordinator_schools": schools(Role.COORDINATOR),
        "officer_schools": schools(Role.SAFEGUARDING_OFFICER),
        "deputy_schools": schools(Role.SAFEGUARDING_DEPUTY),
    }


class NewStaffForm(StaffForm, RolesForm):  # type: ignore[misc]  # both offer choices: see offer_all
    """A new staff member: facts, roles, and whether they sign in."""

    submission = SubmissionField()
    signs_in = BooleanField(_l("Deze medewerker meldt zich zelf aan"), default=True)

    def offer_all(self, supervisors: Iterable[Staff], schools: Sequence[School]) -> None:
        """What can be chosen."""
        StaffForm.offer(self, supervisors)
        RolesForm.offer(self, schools)

    def validate_email(self, field: EmailField) -> None:
        if self.signs_in.data and not field.data and not field.process_errors:
            raise ValidationError(gettext("Wie zich aanmeldt, doet dat met een e-mailadres."))


class QualificationForm(Form):
    """A qualification out of the rule-book."""

    submission = SubmissionField()
    qualification = SelectField(_l("Bevoegdheid"), [Required(_l("Kies een bevoegdheid."))])
    obtained_on = DateField(_l("Behaald op"), [Required()])
    expires_on = DateField(_l("Geldig tot en met"), description=_l("Laat leeg als deze niet verloopt."))

    def offer(self, programmes: Iterable[Programme]) -> None:
        """What can be chosen: every qualification of every programme."""
        self.qualification.choices = [SelectChoice("", gettext("Kies een bevoegdheid"))] + [
            SelectChoice(f"{programme.key}/{one.key}", f"{programme.name}: {languages.text(one.name)}")
            for programme in programmes
            for one in programme.qualifications
        ]

    def validate_expires_on(self, field: DateField) -> None:
        if field.data and self.obtained_on.data and field.data <= self.obtained_on.data:
            raise ValidationError(gettext("Deze dag ligt voor de dag waarop de bevoegdheid is behaald."))

    @property
    def keys(self) -> tuple[str, str]:
        """The programme's and the qualification's key."""
        programme, _, qualification = str(self.qualification.data).partition("/")
        return programme, qualification


def local_defaults_form(defaults: Sequence[LocalDefault], own: Mapping[str, int], **given: Any) -> Any:
    """A form with a number for each local default of a programme, filled with the own or the usual one."""
    fields: dict[str, Any] = {
        default.key: IntegerField(
            languages.text(default.label),
            [Required()],
            least=default.least,
            most=default.most,
            description=gettext(
                "Gebruikelijk: %(value)s. Mogelijk: %(least)s tot en met %(most)s.",
                value=default.value,
                least=default.least,
                most=default.most,
            ),
        )
        for default in defaults
    }
    fields["valid_from"] = DateField(_l("Geldt voor aanmeldingen vanaf"), [Required()])
    kind = type("LocalDefaultsForm", (Form,), fields)
    return kind(data={default.key: own.get(default.key, default.value) for default in defaults} | given)
