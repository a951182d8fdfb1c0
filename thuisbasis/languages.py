"""The reader's language, and dates and times as Dutch and English readers write them."""

from datetime import date, datetime

from babel.dates import format_date, format_time
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, get_locale

from programmes.text import Text
from thuisbasis import clock, dutch, paths

LANGUAGES = ("nl", "en")
COOKIE_KEY = "language"


def chosen() -> str:
    """The language of this request: this browser's, else the account's, else what the browser prefers, else Dutch."""
    if not has_request_context():
        return "nl"
    in_session = session.get(COOKIE_KEY)
    if in_session in LANGUAGES:
        return str(in_session)
    signed_in = g.get("signed_in")
    if signed_in is not None and signed_in.language in LANGUAGES:
        return str(signed_in.language)
    return request.accept_languages.best_match(LANGUAGES, "nl") or "nl"


def current() -> str:
    """The language code in force now, "nl" or "en"."""
    return str(get_locale() or "nl").split("_")[0]


def text(words: Text) -> str:
    """The rule-book's words in the language in force."""
    return words.in_language(current())


def _as_date(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    """dinsdag 15 september 2026."""
    return format_date(_as_date(value), "EEEE d MMMM y", locale=current())


def short_day(value: date | datetime) -> str:
    """di 15 sep."""
    return format_date(_as_date(value), "EEE d MMM", locale=current()).replace(".", "")


def weekday(value: date) -> str:
    """di."""
    return format_date(value, "EEEEEE", locale=current())


def day_number(value: date | datetime) -> str:
    """15-9-2026."""
    return format_date(_as_date(value), "d-M-y", locale="nl")


def time_of_day(value: datetime) -> str:
    """19:00, on a Dutch clock."""
    return format_time(clock.local(value), "HH:mm", locale="nl")


def moment(value: datetime) -> str:
    """di 15 sep 2026, 19:00."""
    return f"{format_date(_as_date(value), 'EEE d MMM y', locale=current()).replace('.', '')}, {time_of_day(value)}"


def month(value: date | str) -> str:
    """september 2026, from a date or from YYYY-MM."""
    first = date.fromisoformat(f"{value}-01") if isinstance(value, str) else value
    return format_date(first, "LLLL y", locale=current())


def install(app: Flask) -> None:
    """Set up Flask-Babel and the filters."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES=str(paths.TRANSLATIONS),
    )
    Babel(app, locale_selector=chosen)
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        day_number=day_number,
        time=time_of_day,
        moment=moment,
        month=month,
        words=text,
        phone=dutch.shown_phone,
    )
