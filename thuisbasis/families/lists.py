"""The list of families as a table to take along: one line for each guardian, so that nothing of two is mixed.

A secret address is left out. A family without guardians has one line with its children.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from thuisbasis import spoken
from thuisbasis.families.family_list import FamilyRow
from thuisbasis.families.models import Guardian
from thuisbasis.listing.table import Column, Table


@dataclass(frozen=True)
class GuardianLine:
    """A guardian with the family that they belong to; None where a family has none."""

    row: FamilyRow
    guardian: Guardian | None

    @property
    def children(self) -> str:
        return ", ".join(child.name for child in self.row.children)

    @property
    def address(self) -> str:
        """Where the guardian lives, in a line; of a secret address only that it is secret."""
        household = self.guardian.household if self.guardian else None
        if household is None:
            return ""
        return gettext("geheim adres") if household.is_secret else household.line


def lines(rows: Iterable[FamilyRow]) -> Iterator[GuardianLine]:
    """The lines of these families."""
    for row in rows:
        if not row.guardians:
            yield GuardianLine(row, None)
        for guardian in row.guardians:
            yield GuardianLine(row, guardian)


FAMILIES: Table[GuardianLine] = Table(
    title=_l("Gezinnen"),
    columns=(
        Column("number", _l("Gezinsnummer"), lambda line: line.row.family.number, 12),
        Column("family", _l("Gezin"), lambda line: line.row.family.name, 30),
        Column("children", _l("Kinderen"), lambda line: line.children, 40),
        Column("guardian", _l("Ouder"), lambda line: line.guardian.name if line.guardian else None, 30),
        Column("phone", _l("Telefoonnummer"), lambda line: line.guardian.phone if line.guardian else None, 18),
        Column("email", _l("E-mailadres"), lambda line: line.guardian.email if line.guardian else None, 30),
        Column("address", _l("Adres"), lambda line: line.address, 40),
        Column("languages", _l("Talen"), lambda line: _languages(line.guardian), 30),
        Column("calls", _l("Liever bellen"), lambda line: line.guardian.prefers_calls if line.guardian else None, 14),
    ),
)


def _languages(guardian: Guardian | None) -> str:
    return spoken.names(guardian.languages_spoken) if guardian else ""
