"""The weeks of a reading cohort: what is planned for each child, and on which days it read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.demo.colleagues import READING
from thuisbasis.demo.filling import Words
from thuisbasis.demo.gathering import Gathered
from thuisbasis.demo.world import DAY, World
from thuisbasis.demo.writing_up import day_of
from thuisbasis.practice import services
from thuisbasis.practice.services import Evidence

AFTER_THE_CHECK = timedelta(hours=2)
UP_TO_GROEP_2 = ("voorschool", "1", "2")


@dataclass(frozen=True)
class Reading:
    """On how many days of a week a child read, and for how long each time."""

    days: int
    minutes: int


def plan_week(world: World, cohort: Gathered, week: Contact, after: Contact, plans: Mapping[int, Words]) -> None:
    """Keep the plans for the week that a contact closes, on the day of the contact before; by number of the child."""
    actor = world.by(READING)
    chosen = {cohort.families[at].enrolment.id: _by_element(words) for at, words in plans.items()}
    with clock.set_to(min(after.ends_at + AFTER_THE_CHECK, clock.now())):
        for at in plans:
            enrolment = cohort.families[at].enrolment
            services.keep_plan(world.session, actor, week, enrolment, None, chosen[enrolment.id])
        services.prepare(world.session, actor, week, chosen)


def log_week(world: World, cohort: Gathered, week: Contact, readings: Mapping[int, Reading | None]) -> None:
    """Keep on which days of the week each child read, as its log says on the day of the check."""
    last = day_of(week.starts_at)
    days = [last - back * DAY for back in range(last.weekday() + 1)][::-1]
    with clock.set_to(min(week.ends_at, clock.now())):
        for at, reading in readings.items():
            if reading is not None:
                entered = cohort.families[at]
                small = entered.child.groep in UP_TO_GROEP_2
                services.keep_days(
                    world.session,
                    world.by(READING),
                    entered.enrolment,
                    {},
                    spread(days, reading.days, at),
                    minutes=reading.minutes,
                    kinds=["reading", "vocabulary", "story"][: 3 - at % 3 if small else 1],
                )


def spread(days: list[date], count: int, turn: int) -> list[date]:
    """So many of the days (all when there are fewer); which ones differs from child to child."""
    turned = [days[(turn + step) % len(days)] for step in range(len(days))]
    return sorted(turned[:count])


def _by_element(words: Words) -> Evidence:
    evidence: dict[str, dict[str, object]] = {}
    for (element, field), value in words.items():
        evidence.setdefault(element, {})[field] = value
    return evidence
