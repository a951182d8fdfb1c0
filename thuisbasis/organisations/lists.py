"""The lists of this room as tables to take along."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from thuisbasis import spoken
from thuisbasis.listing.table import Column, Table
from thuisbasis.organisations.models import School, Staff, StaffRole
from thuisbasis.organisations.staffing import ROLE_NAMES
from thuisbasis.permissions import Role

SCHOOLS: Table[School] = Table(
    title=_l("Scholen"),
    columns=(
        Column("name", _l("Naam"), lambda school: school.name, 30),
        Column("brin", _l("BRIN-nummer"), lambda school: school.brin),
        Column("region", _l("Vakantieregio"), lambda school: school.region),
        Column("place", lazy_pgettext("town", "Plaats"), lambda school: school.place),
        Column("address", _l("Adres"), lambda school: school.address, 30),
        Column("phone", _l("Telefoonnummer"), lambda school: school.phone),
    ),
)


@dataclass(frozen=True)
class StaffRow:
    """A line of the list of staff."""

    staff: Staff
    roles: list[StaffRole]

    @property
    def role_names(self) -> str:
        """The roles in words, each once."""
        return ", ".join(dict.fromkeys(str(ROLE_NAMES[Role(held.role)]) for held in self.roles))


STAFF: Table[StaffRow] = Table(
    title=_l("Medewerkers"),
    columns=(
        Column("name", _l("Naam"), lambda row: row.staff.name, 30),
        Column("roles", _l("Rollen"), lambda row: row.role_names, 40),
        Column("email", _l("E-mailadres"), lambda row: row.staff.email, 30),
        Column("phone", _l("Telefoonnummer"), lambda row: row.staff.phone),
        Column("languages", _l("Talen"), lambda row: spoken.names(row.staff.languages), 30),
    ),
)
