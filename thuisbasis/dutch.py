"""Values as people in the Netherlands write them: read into one stored form, and shown again.

Plain functions without a form, for imports of many rows as well. Each raises NotUnderstoodError with a sentence for the
reader. Nothing here asks the network.
"""

import re
import unicodedata
from datetime import date, time

import phonenumbers
from babel.support import LazyProxy
from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REGION = "NL"
EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})", re.ASCII)
_BRIN = re.compile(r"(\d{2}[A-Za-z]{2})\s*(\d{2})?", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?(?: ?(?:u|uur))?", re.ASCII)

# Postcodes never carry these: they would remind of the war (PTT 1978).
_UNUSED_LETTERS = frozenset({"SA", "SD", "SS"})


class NotUnderstoodError(ValueError):
    """What was typed cannot be read; `message` says in the reader's language what would be right."""

    def __init__(self, message: "str | LazyString | LazyProxy") -> None:
        super().__init__(message)
        self.message = message


def line(text: str) -> str:
    """One line of text: trimmed, white space within made single. Raises NotUnderstoodError for control characters."""
    return " ".join(paragraphs(text).split())


def paragraphs(text: str) -> str:
    """Text of several lines: trimmed, line ends made "\\n". Raises NotUnderstoodError for control characters.

    Databases differ on them: SQLite keeps a NUL that PostgreSQL refuses.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(plain):
        raise NotUnderstoodError(_l("Hier staat een teken dat niet bewaard kan worden. Typ de tekst opnieuw."))
    return unicodedata.normalize("NFC", plain).strip()


def postcode(text: str) -> str:
    """A postcode as "1234 AB"."""
    found = _POSTCODE.fullmatch(text.strip())
    if not found or found[2].upper() in _UNUSED_LETTERS:
        raise NotUnderstoodError(_l("Vul een postcode in als 1234 AB."))
    return f"{found[1]} {found[2].upper()}"


def phone(text: str) -> str:
    """A telephone number as E.164 ("+31612345678"). Without a country code it is Dutch."""
    try:
        number = phonenumbers.parse(line(text)[:40], REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        raise NotUnderstoodError(
            _l("Dit telefoonnummer klopt niet. Een buitenlands nummer begint met + en het landnummer.")
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(e164: str) -> str:
    """A stored number as people read it: Dutch ones as "06 12345678", others with their country code."""
    number = phonenumbers.parse(e164, None)
    dutch = number.country_code == phonenumbers.country_code_for_region(REGION)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if dutch else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def is_landline(e164: str) -> bool:
    """Whether a text message would not arrive at a stored number."""
    return phonenumbers.number_type(phonenumbers.parse(e164, None)) == phonenumbers.PhoneNumberType.FIXED_LINE


def email(text: str) -> str:
    """An e-mail address in lower case. Only its form is looked at."""
    try:
        found = validate_email(line(text), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotUnderstoodError(_l("Dit e-mailadres klopt niet. Het ziet eruit als naam@voorbeeld.nl.")) from None
    return found.normalized.lower()


def brin(text: str) -> str:
    """A school's BRIN of four places, with the two digits of a location where there is one: "12AB" or "12AB01"."""
    found = _BRIN.fullmatch(text.strip())
    if not found:
        raise NotUnderstoodError(_l("Een BRIN-nummer ziet eruit als 12AB of 12AB01."))
    return f"{found[1].upper()}{found[2] or ''}"


def day(text: str) -> date:
    """A date, written "15-9-2026" or "2026-09-15"."""
    typed = text.strip()
    dutch, iso = _DUTCH_DATE.fullmatch(typed), _ISO_DATE.fullmatch(typed)
    if dutch:
        parts = (int(dutch[3]), int(dutch[2]), int(dutch[1]))
    elif iso:
        parts = (int(iso[1]), int(iso[2]), int(iso[3]))
    else:
        raise NotUnderstoodError(_l("Vul een datum in als 15-9-2026."))
    try:
        found = date(*parts)
    except ValueError:
        raise NotUnderstoodError(_l("Deze datum bestaat niet.")) from None
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise NotUnderstoodError(_l("Kijk het jaartal na."))
    return found


def shown_day(value: date) -> str:
    """A date as it is typed: "15-9-2026"."""
    return f"{value.day}-{value.month}-{value.year}"


def time_of_day(text: str) -> time:
    """A time on the clock: "19:00", "19.00", "19 uur" or "9"."""
    found = _TIME.fullmatch(text.strip().lower())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise NotUnderstoodError(_l("Vul een tijd in als 19:00."))
