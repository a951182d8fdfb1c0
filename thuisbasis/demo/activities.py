"""What a visitor does with several families together: one activity behind, one to come."""

from collections.abc import Sequence
from datetime import date, time

from home_visits import services as visits
from thuisbasis.contacts.models import Contact
from thuisbasis.demo.entering import loaded
from thuisbasis.demo.timetable import school_day, school_day_before
from thuisbasis.demo.visits import Visited
from thuisbasis.demo.world import DAY, WEEK, World, on, working_day
from thuisbasis.demo.writing_up import Register, there, write_up
from thuisbasis.recording.drafts import Draft, Presence

WEDNESDAY = 2  # the visitor's day without visits
AT = time(13, 15)
BEHIND, AHEAD = 30, 24  # days
ABSENT_EVERY = 4  # so many families, one did not come


def meet_together(world: World, families: Sequence[Visited]) -> None:
    """A letter party in the library, recorded; and a story walk planned."""
    school = families[0].school
    behind = school_day_before(world, school, world.days_ago(BEHIND), weekday=WEDNESDAY)
    ahead = school_day(world, school, world.today + AHEAD * DAY, weekday=WEDNESDAY)
    begun = [family for family in families if (family.entered[0].enrolment.started_on or world.today) < behind]
    party = _plan(world, begun, behind, "Letterfeest", "Bibliotheek, Zaandam", working_day(behind - 3 * WEEK))
    _record(world, begun, party)
    _plan(world, families, ahead, "Verhalenwandeling", "Schoolplein, De Waterlelie", working_day(world.days_ago(2)))


def _plan(world: World, families: Sequence[Visited], day: date, title: str, place: str, decided: date) -> Contact:
    with on(decided, time(16, 45)):
        return visits.add_activity(
            world.session,
            world.by(families[0].visitor),
            [loaded(world, entered) for family in families for entered in family.entered],
            day=day,
            at=AT,
            title=title,
            place=place,
        )


def _record(world: World, families: Sequence[Visited], contact: Contact) -> None:
    register: Register = {}
    for number, family in enumerate(families, start=1):
        presence = Presence.ABSENT_WITH_NOTICE if number % ABSENT_EVERY == 0 else Presence.PRESENT
        for entered in family.entered:
            register |= there(entered, entered.home.guardians[:1], presence)
    draft = Draft(
        attendance=register,
        held_from=contact.starts_at,
        held_until=contact.ends_at,
        language="nl",
        notes="Letters gezocht tussen de boeken; elk kind kreeg een bibliotheekpas.",
    )
    write_up(world, contact, draft, by=families[0].visitor, own={})
