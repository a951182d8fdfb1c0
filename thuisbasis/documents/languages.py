"""Days and directions in the languages of families (CLDR, by Babel)."""

import re
from datetime import date, datetime, time

from babel import Locale
from babel.dates import format_date, format_time

from thuisbasis.clock import local

# Where a bare language means a country's habits that are not those of readers here.
_HABITS = {"en": "en-GB"}
# The year in CLDR's pattern for a full date, with what binds it: ", y", " 'de' y", " y 'р'.".
_WEEKDAY = re.compile(r"EEEE[,،፣]?\s*|\s*EEEE")
_YEAR = re.compile(r"(\s'de')?,?\s*y(\s*'[^']*'\.?)?")


def direction(language: str) -> str:
    """The direction of writing, "rtl" or "ltr", for a language tag such as "ar" or "nl-NL"."""
    return _locale(language).text_direction


def day_in(day: date, language: str) -> str:
    """`day` without its year, in `language` and the Gregorian calendar: "dinsdag 15 september"."""
    locale = _locale(language)
    return format_date(day, _YEAR.sub("", locale.date_formats["full"].pattern), locale=locale)


def date_in(day: date, language: str) -> str:
    """`day` as `day_in` has it, without the weekday: "15 september"."""
    locale = _locale(language)
    pattern = _WEEKDAY.sub("", _YEAR.sub("", locale.date_formats["full"].pattern))
    return format_date(day, pattern, locale=locale)


def numeric_day(day: date | datetime) -> str:
    """`day`, or the Dutch day of an aware moment, in figures: "15-9". It ties a translated line to the Dutch page."""
    if isinstance(day, datetime):
        day = local(day)
    return f"{day.day}-{day.month}"


def time_in(moment: time, language: str) -> str:
    """`moment` on a clock of 24 hours: "19:00"."""
    return format_time(moment, "HH:mm", locale=_locale(language))


def _locale(language: str) -> Locale:
    return Locale.parse(_HABITS.get(language, language), sep="-")
