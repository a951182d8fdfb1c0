"""Finding the first day of a course so that it is now as far as the demo tells."""

from datetime import date, timedelta

from programmes.calendar_days import first_weekday_on_or_after, is_school_day
from programmes.schedule import plan
from sessions.starting import LONGEST_COURSE
from thuisbasis import rulebook
from thuisbasis.demo.world import DAY, WEEK, World
from thuisbasis.organisations.models import School

# No course of the demo began longer ago than this: the summer break and some more.
LONGEST_AGO = 60 * WEEK


def begun(
    world: World,
    school: School,
    programme_key: str,
    track_key: str,
    *,
    weekdays: tuple[int, ...],
    held: int,
    by: date | None = None,
) -> date:
    """The latest first day from which exactly `held` contacts of a track lie before `by` (default today).

    It is on the first of `weekdays` (0 Monday) for which there is one: after a closed day a course can skip a number.
    """
    until = by or world.today
    programme = rulebook.programme(programme_key)
    closed = world.closed(school, until - LONGEST_AGO, until + LONGEST_COURSE)
    for weekday in weekdays:
        day = first_weekday_on_or_after(until - held * WEEK, weekday)
        while day > until - LONGEST_AGO:
            course = plan(programme, track_key, start=day, weekday=weekday, closed_days=closed)
            if day == course.contacts[0].day and len(course.past(until)) == held:
                return day
            day -= WEEK
    raise ValueError(f"no course of {programme_key} has held {held} contacts by {until}")


def school_day(world: World, school: School, day: date, *, weekday: int | None = None) -> date:
    """The first day on or after `day` on which a school is open; with `weekday` on that weekday."""
    closed = world.closed(school, day, day + timedelta(days=120))
    while not is_school_day(day, closed) or (weekday is not None and day.weekday() != weekday):
        day += DAY
    return day


def school_day_before(world: World, school: School, day: date, *, weekday: int | None = None) -> date:
    """The last day on or before `day` on which a school is open; with `weekday` on that weekday."""
    closed = world.closed(school, day - timedelta(days=120), day)
    while not is_school_day(day, closed) or (weekday is not None and day.weekday() != weekday):
        day -= DAY
    return day
