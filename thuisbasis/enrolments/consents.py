"""What a guardian can consent to, and how consent is given."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Purpose(StrEnum):
    """What the consent is for. Each is asked and withdrawn apart; pictures and film apart from the rest."""

    TAKING_PART = "taking-part"
    MEASURES = "measures"
    PHOTOS = "photos"
    SHARING = "sharing"


class How(StrEnum):
    """How it was given. Spoken consent counts when it is recorded who heard it, and when."""

    SPOKEN = "spoken"
    SIGNED = "signed"


PURPOSES: dict[Purpose, LazyString] = {
    Purpose.TAKING_PART: _l("meedoen met het programma, en daarvoor gegevens bewaren"),
    Purpose.MEASURES: _l("vragenlijsten en metingen"),
    Purpose.PHOTOS: _l("foto's en filmopnamen"),
    Purpose.SHARING: _l("overleg met school en andere hulpverleners"),
}

HOW: dict[How, LazyString] = {
    How.SPOKEN: _l("mondeling"),
    How.SIGNED: _l("met een handtekening"),
}

INFORMED_HOW: dict[str, LazyString] = {
    "conversation": _l("in een gesprek"),
    "interpreter": _l("in een gesprek met tolk"),
    "phone": _l("telefonisch"),
    "paper": _l("op papier"),
    "meeting": _l("op een ouderbijeenkomst"),
}
