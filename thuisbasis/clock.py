"""The only place that reads the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Europe/Amsterdam."""
    return now().astimezone(ZONE).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock (Europe/Amsterdam). Refuses a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be placed on a clock")
    return moment.astimezone(ZONE)
