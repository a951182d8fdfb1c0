"""What a family is called, sorted and searched by: kept up from the people in it."""

from collections.abc import Sequence

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import names
from thuisbasis.families import queries
from thuisbasis.families.models import Child, Family, Guardian

LONGEST_NAME = 200


def keep_name(session: Session, family: Family) -> None:
    """Bring a family's name, sort key and search text up to date with its people. Two statements."""
    session.flush()
    guardians = queries.guardians_of(session, family.organisation_id, [family.id])[family.id]
    children = queries.children_of(session, family.organisation_id, [family.id])[family.id]
    name_from(family, guardians, children)


def name_from(family: Family, guardians: Sequence[Guardian], children: Sequence[Child]) -> None:
    """Set the name and what goes with it, from these people: "El Idrissi / De Vries".

    The surnames of guardians; where they have none those of children; then the first names of guardians.
    """
    named: list[Guardian | Child] = [person for person in guardians if person.surname]
    named = named or [person for person in children if person.surname]
    parts = [names.family_name(person.infix, person.surname) for person in named]
    parts = parts or [person.given_name for person in guardians if person.given_name]
    own = " / ".join(dict.fromkeys(parts)) or gettext("Gezin %(number)s", number=family.number)
    sorted_by = [person.surname for person in named] or parts or [own]
    people: list[Guardian | Child] = [*guardians, *children]
    family.name = own[:LONGEST_NAME]
    family.sort_key = names.sort_key("", "", " ".join(dict.fromkeys(sorted_by)))
    family.search_text = names.search_text(
        [str(family.number), *(person.name for person in people), *(g.own_script_name for g in guardians)]
    )
