"""A small stand-in for the app's templates: the same filters, texts untranslated."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from thuisbasis.documents.printing import page_html
from thuisbasis.documents.sheets import Sheet
from thuisbasis.paths import TEMPLATES

ZONE = ZoneInfo("Europe/Amsterdam")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def _day(moment: date | datetime) -> str:
    return format_date(_local(moment) if isinstance(moment, datetime) else moment, "EEEE d MMMM y", locale="nl")


def print_environment() -> Environment:
    """Templates as the app has them, with the filters that printed pages use."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {
        "day": _day,
        "short_day": lambda moment: format_date(moment, "EE d MMM", locale="nl"),
        "time": lambda moment: format_time(_local(moment), "HH:mm", locale="nl"),
        "moment": lambda moment: format_datetime(_local(moment), "d-M-y HH:mm", locale="nl"),
    }
    return environment


def sample_html(template_name: str, sheet: Sheet, language: str = "nl") -> str:
    """The page's HTML in the language of the source."""
    return page_html(print_environment(), template_name, sheet, language)
