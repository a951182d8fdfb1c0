"""What is known of the people of a family, as plain values: what forms and imports give to the services."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from thuisbasis import names


@dataclass(frozen=True, kw_only=True)
class GuardianFacts:
    """A parent or other carer. Languages are BCP 47 codes (`spoken.CODES`); phone is E.164. Any part may be missing."""

    given_name: str = ""
    infix: str = ""
    surname: str = ""
    own_script_name: str = ""
    phone: str | None = None
    email: str | None = None
    languages_spoken: list[str] = field(default_factory=list)
    languages_read: list[str] = field(default_factory=list)
    prefers_calls: bool = False
    needs_interpreter: bool = False

    @property
    def sort_key(self) -> str:
        return names.sort_key(self.given_name, self.infix, self.surname)


@dataclass(frozen=True, kw_only=True)
class ChildFacts:
    """A child. `groep` is "voorschool" or "1" to "8", "" when unknown; so may the birth date be, for a while."""

    given_name: str
    birth_date: date | None = None
    infix: str = ""
    surname: str = ""
    school_id: uuid.UUID | None = None
    groep: str = ""
    class_name: str = ""

    @property
    def sort_key(self) -> str:
        return names.sort_key(self.given_name, self.infix, self.surname)


@dataclass(frozen=True, kw_only=True)
class AddressFacts:
    """An address. `postcode` as "1234 AB". A secret one (geheim adres) leaves in no list, route, feed or export."""

    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    postcode: str = ""
    place: str = ""
    is_secret: bool = False


@dataclass(frozen=True, kw_only=True)
class NewGuardian:
    """A guardian of a new family. `address`: which of its addresses they live at; the rest holds for every child."""

    facts: GuardianFacts
    address: int | None = None
    relation: str = ""
    has_authority: bool | None = None


@dataclass(frozen=True, kw_only=True)
class NewChild:
    """A child of a new family. `addresses`: at which of its addresses the child lives; it may be two."""

    facts: ChildFacts
    addresses: tuple[int, ...] = ()


GUARDIAN_LABELS = {
    "given_name": _l("Voornaam"),
    "infix": _l("Tussenvoegsel"),
    "surname": _l("Achternaam"),
    "own_script_name": _l("Naam in eigen schrift"),
    "phone": _l("Telefoonnummer"),
    "email": _l("E-mailadres"),
    "languages_spoken": _l("Talen die deze ouder spreekt"),
    "languages_read": _l("Talen die deze ouder leest"),
    "prefers_calls": _l("Liever bellen"),
    "needs_interpreter": _l("Tolk nodig"),
}

CHILD_LABELS = {
    "given_name": _l("Roepnaam"),
    "infix": _l("Tussenvoegsel"),
    "surname": _l("Achternaam"),
    "birth_date": _l("Geboortedatum"),
    "groep": lazy_pgettext("school year", "Groep"),
    "class_name": _l("Klas"),
}

ADDRESS_LABELS = {
    "street": _l("Straat"),
    "house_number": _l("Huisnummer"),
    "house_letter": _l("Huisletter"),
    "house_addition": _l("Toevoeging"),
    "postcode": _l("Postcode"),
    "place": lazy_pgettext("town", "Plaats"),
    "is_secret": _l("Geheim adres"),
}
