"""What every part of the demo's story works with: the database session, today, and who acts."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from programmes.calendar_days import Closed
from thuisbasis import clock
from thuisbasis.organisations import open_days
from thuisbasis.organisations.models import School, Staff
from thuisbasis.permissions import Actor

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
OFFICE_HOURS = time(10, 20)


@dataclass(frozen=True, kw_only=True)
class World:
    """The organisation of the demo as it is being filled. `staff` and `actors` are kept by `Colleague.key`."""

    session: Session
    today: date
    schools: tuple[School, ...]
    staff: Mapping[str, Staff]
    actors: Mapping[str, Actor]

    def by(self, colleague: str) -> Actor:
        """Who acts."""
        return self.actors[colleague]

    def closed(self, school: School, first: date, last: date) -> Closed:
        """The days on which a school is closed."""
        return open_days.closed_days(self.session, school.organisation_id, school.id, first, last)

    def days_ago(self, days: int) -> date:
        """A day before today."""
        return self.today - days * DAY


def moment(day: date, at: time) -> datetime:
    """A day and a time on a Dutch clock."""
    return datetime.combine(day, at, tzinfo=clock.ZONE)


def on(day: date, at: time = OFFICE_HOURS) -> AbstractContextManager[None]:
    """Within it, it is that day at that time; never later than the present."""
    return clock.set_to(min(moment(day, at), clock.now()))


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - max(0, day.weekday() - 4) * DAY
