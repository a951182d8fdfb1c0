"""The words for a field that an audit entry names."""

from flask_babel import lazy_gettext as _l

from thuisbasis.families.people import ADDRESS_LABELS, CHILD_LABELS, GUARDIAN_LABELS

_LABELS = {
    **ADDRESS_LABELS,
    **CHILD_LABELS,
    **GUARDIAN_LABELS,
    "note": _l("Bijzonderheden"),
    "number": _l("Gezinsnummer"),
    "name": _l("Naam"),
    "children": _l("Aantal kinderen"),
    "guardians": _l("Aantal ouders"),
    "relation": _l("Is voor het kind"),
    "has_authority": _l("Heeft gezag"),
    "kind": _l("Soort"),
    "at": _l("Wanneer"),
    "state": _l("Stand"),
    "school_id": _l("School"),
    "household_id": _l("Adres"),
    "households": _l("Adressen"),
}


def field_name(name: str) -> str:
    """The words for a field; a field that has none keeps its own name."""
    return str(_LABELS.get(name, name))
