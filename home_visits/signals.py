"""What can be told from the door: the words for it, pure."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Kind(StrEnum):
    """What was told; the keys are those of the tablet protocol."""

    NOT_AT_HOME = "not-at-home"
    ADDRESS_WRONG = "address-wrong"
    INTERPRETER_MISSING = "interpreter-missing"
    UNSAFE = "unsafe"
    STARTED = "started"
    BACK_SAFELY = "back-safely"


class Went(StrEnum):
    """How a visit went on whose interpreter did not come."""

    TELEPHONE = "telephone"
    WITHOUT = "without"
    OTHER_DATE = "other-date"


# These always ask somebody to act. Nobody at home asks for it only when the new date could not be kept.
ASKING = frozenset({Kind.ADDRESS_WRONG, Kind.INTERPRETER_MISSING, Kind.UNSAFE})

# After these the visitor is out of the house, whatever else is known.
LEAVING = frozenset({Kind.NOT_AT_HOME, Kind.UNSAFE, Kind.BACK_SAFELY})

LABELS: dict[Kind, LazyString] = {
    Kind.NOT_AT_HOME: _l("Niemand thuis"),
    Kind.ADDRESS_WRONG: _l("Adres klopt niet"),
    Kind.INTERPRETER_MISSING: _l("Tolk kwam niet"),
    Kind.UNSAFE: _l("Onveilig, weggegaan"),
    Kind.STARTED: _l("Bezoek begonnen"),
    Kind.BACK_SAFELY: _l("Veilig terug"),
}

WENT_LABELS: dict[Went, LazyString] = {
    Went.TELEPHONE: _l("Met een tolk aan de telefoon"),
    Went.WITHOUT: _l("Zonder tolk verder"),
    Went.OTHER_DATE: _l("Op een andere dag"),
}
