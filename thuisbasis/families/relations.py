"""What a guardian is to a child."""

from flask_babel import lazy_gettext as _l

RELATIONS = {
    "mother": _l("moeder"),
    "father": _l("vader"),
    "step-parent": _l("stiefouder"),
    "foster-parent": _l("pleegouder"),
    "grandparent": _l("grootouder"),
    "sibling": _l("broer of zus"),
    "other": _l("andere verzorger"),
}
