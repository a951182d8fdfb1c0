"""Days and directions in the languages of families (CLDR, by Babel)."""

from datetime import date, time
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_time

# Day and month names in full, without a year: a schedule says the year once. CLDR has no pattern for it in every
# language, so the order is given here; the rest follow the first.
_DAY_PATTERNS = MappingProxyType({"en": "EEEE d MMMM", "fa": "EEEE d MMMM", "ti": "EEEE፣ d MMMM"})
_DAY_PATTERN = "EEEE d MMMM"


def direction(language: str) -> str:
    """ "rtl" or "ltr" for a language tag such as "ar" or "nl-NL"."""
    return Locale.parse(language, sep="-").text_direction


def day_in(day: date, language: str) -> str:
    """`day` with the names of weekday and month in `language`, in the Gregorian calendar: "dinsdag 15 september"."""
    pattern = _DAY_PATTERNS.get(language, _DAY_PATTERN)
    return format_date(day, pattern, locale=Locale.parse(language, sep="-"))


def time_in(moment: time, language: str) -> str:
    """`moment` on a clock of 24 hours: "19:00"."""
    return format_time(moment, "HH:mm", locale=Locale.parse(language, sep="-"))
