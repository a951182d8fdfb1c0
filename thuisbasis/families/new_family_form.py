"""The one page on which a family is registered: two guardians, some children, where they live."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from thuisbasis.families.forms import (
    AUTHORITY,
    AUTHORITY_CHOICES,
    RELATION_CHOICES,
    AddressFields,
    ChildFields,
    GuardianFields,
)
from thuisbasis.families.people import AddressFacts, ChildFacts, GuardianFacts, NewChild, NewGuardian
from thuisbasis.organisations.models import School
from thuisbasis.validation import Form, RadioField, SelectField, StringField, SubmissionField, TextAreaField, part

FIRST, SECOND = 0, 1

# Where the second guardian lives, and where the children do, as places in the list of addresses.
LIVES = {"first": (FIRST,), "second": (SECOND,), "both": (FIRST, SECOND)}


class NewGuardianFields(GuardianFields):
    """A guardian of a new family."""

    relation = SelectField(_l("Is voor de kinderen"), choices=RELATION_CHOICES, default="")
    authority = RadioField(_l("Heeft gezag"), choices=AUTHORITY_CHOICES, default="")

    @property
    def is_filled(self) -> bool:
        """Whether anything of this guardian was filled in."""
        return any((self.given_name.data, self.surname.data, self.phone.data, self.email.data))

    def validate_given_name(self, field: StringField) -> None:
        if self.is_filled and not (field.data or self.surname.data):
            raise ValidationError(gettext("Vul een voornaam of een achternaam in."))

    def new(self, address: int | None) -> NewGuardian:
        """What was filled in."""
        facts = GuardianFacts(
            given_name=self.given_name.data,
            infix=self.infix.data,
            surname=self.surname.data,
            phone=self.phone.data,
            email=self.email.data,
            languages_spoken=self.spoken_codes(),
            prefers_calls=self.prefers_calls.data,
            needs_interpreter=self.needs_interpreter.data,
        )
        authority = AUTHORITY[str(self.authority.data or "")]
        return NewGuardian(
            facts=facts, address=address, relation=str(self.relation.data or ""), has_authority=authority
        )


class NewChildFields(ChildFields):
    """A child of a new family."""

    @property
    def is_filled(self) -> bool:
        """Whether anything of this child was filled in."""
        return any((self.given_name.data, self.surname.data, self.birth_date.raw_data and self.birth_date.raw_data[0]))

    def validate_given_name(self, field: StringField) -> None:
        if self.is_filled and not field.data:
            raise ValidationError(gettext("Vul een roepnaam in."))


class NewFamilyForm(Form):
    """A new family."""

    submission = SubmissionField()
    guardian_1 = part(NewGuardianFields, _l("Ouder"))
    guardian_2 = part(NewGuardianFields, _l("Andere ouder"))
    address_1 = part(AddressFields, _l("Adres"))
    second_lives = RadioField(
        _l("Waar woont de andere ouder?"),
        choices=[SelectChoice("first", _l("op hetzelfde adres")), SelectChoice("second", _l("op een ander adres"))],
        default="first",
    )
    address_2 = part(AddressFields, _l("Ander adres"))
    children_live = RadioField(
        _l("Waar wonen de kinderen?"),
        choices=[
            SelectChoice("first", _l("op het eerste adres")),
            SelectChoice("both", _l("op beide adressen")),
            SelectChoice("second", _l("op het andere adres")),
        ],
        default="first",
    )
    child_1 = part(NewChildFields, _l("Kind"))
    child_2 = part(NewChildFields, _l("Tweede kind"))
    child_3 = part(NewChildFields, _l("Derde kind"))
    child_4 = part(NewChildFields, _l("Vierde kind"))
    note = TextAreaField(_l("Bijzonderheden"), longest=2000)

    @property
    def children(self) -> list[NewChildFields]:
        """The rows for children, filled or not."""
        return [part.form for part in (self.child_1, self.child_2, self.child_3, self.child_4)]

    @property
    def guardians(self) -> list[NewGuardianFields]:
        """Both places for guardians, filled or not."""
        return [self.guardian_1.form, self.guardian_2.form]

    def offer(self, schools: Iterable[School]) -> None:
        """What can be chosen. A single school is chosen already."""
        known = list(schools)
        for child in self.children:
            child.offer_schools(known)
            if len(known) == 1 and not child.school_id.raw_data:
                child.school_id.data = known[0].id
        for guardian in self.guardians:
            guardian.offer_languages()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all was understood, and there is a child."""
        is_valid = bool(super().validate(extra_validators))
        if any(child.is_filled for child in self.children):
            return is_valid
        first = self.children[0].given_name
        first.errors = [*first.errors, gettext("Vul minstens één kind in.")]
        return False

    def new_addresses(self) -> list[AddressFacts]:
        """The first address, and the second when it was asked for; either may be empty."""
        first = self.address_1.form.facts()
        return [first, self.address_2.form.facts()] if self.second_lives.data == "second" else [first]

    def new_guardians(self) -> list[NewGuardian]:
        """The guardians that were filled in."""
        places = [FIRST, SECOND if self.second_lives.data == "second" else FIRST]
        pairs = zip(self.guardians, places, strict=True)
        return [guardian.new(place) for guardian, place in pairs if guardian.is_filled]

    def new_children(self) -> list[NewChild]:
        """The children that were filled in; one without surname gets that of the first guardian who has one."""
        has_two = self.second_lives.data == "second"
        homes = LIVES[str(self.children_live.data)] if has_two else (FIRST,)
        return [
            NewChild(facts=self._named(child.facts()), addresses=homes) for child in self.children if child.is_filled
        ]

    def _named(self, child: ChildFacts) -> ChildFacts:
        named = next((guardian for guardian in self.guardians if guardian.surname.data), None)
        if child.surname or named is None:
            return child
        return replace(child, infix=named.infix.data, surname=named.surname.data)
