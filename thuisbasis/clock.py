"""The only place that reads the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Europe/Amsterdam."""
    return now().astimezone(ZONE).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Dutch clock (Europe/Amsterdam). Refuses a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be placed on a clock")
    return moment.astimezone(ZONE)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Within it the time stands still at `moment` (aware): for the demo's past, and for tests."""
    token = _set_to.set(local(moment).astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def standing_at() -> datetime | None:
    """The moment at which the time was set to stand still, or None while it runs."""
    return _set_to.get()
