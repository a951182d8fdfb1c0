"""Families before or beside a programme: proposed, waiting, declined, not reached, new."""

from datetime import time

from thuisbasis.demo import cast
from thuisbasis.demo.cast import Household
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.entering import Enrolled, Entry, enrol, inform
from thuisbasis.demo.people import Home, attempt, register
from thuisbasis.demo.world import DAY, World, on, working_day
from thuisbasis.enrolments import services

GROUP = Entry(programme="pittige-jaren", track="preventie-14", indication_key="serious_behaviour")
READING = Entry(
    programme="pact", track="pact-30", indication_note="Kent veel woorden nog niet; moeder vroeg op de ouderavond."
)
VISITS = Entry(
    programme="real", track="real-10", indication_note="Begon zonder voorschool; thuis zijn nog geen boeken."
)
NO_ANSWER, TEXTED, AT_THE_DOOR, SPOKE = "phone.no-answer", "message.sent", "home.no-answer", "phone.spoke"


def tell(world: World) -> None:
    """Register them and bring each as far as it came."""
    _decline(world)
    _leave_proposed(world, cast.PROPOSED, VISITS, 13)
    _let_wait(world, cast.TOO_OLD_SOON, GROUP, 48)
    _not_reached(world, cast.UNREACHED, GROUP, 19, (NO_ANSWER, TEXTED, NO_ANSWER))
    _let_wait(world, cast.WAITING_TO_READ, READING, 34)
    _let_wait(world, cast.WAITING_FOR_VISITS, VISITS, 27)
    _not_reached(world, cast.UNREACHED_VISITS, VISITS, 16, (NO_ANSWER, NO_ANSWER, AT_THE_DOOR))
    home = register(world, cast.NEW, world.days_ago(3), COORDINATOR)
    attempt(world, home, SPOKE, world.days_ago(2), time(14, 35), COORDINATOR, "Komt vrijdag langs op school.")


def _enrolled(world: World, household: Household, entry: Entry, days_ago: int) -> Enrolled:
    home: Home = register(world, household, world.days_ago(days_ago), COORDINATOR)
    return enrol(world, home, entry, world.days_ago(days_ago - 1))


def _leave_proposed(world: World, household: Household, entry: Entry, days_ago: int) -> None:
    entered = _enrolled(world, household, entry, days_ago)
    attempt(world, entered.home, "school-gate.spoke", world.days_ago(days_ago - 4), time(8, 25), COORDINATOR)


def _let_wait(world: World, household: Household, entry: Entry, days_ago: int) -> None:
    entered = _enrolled(world, household, entry, days_ago)
    inform(world, entered, world.days_ago(days_ago - 5))
    with on(working_day(world.days_ago(days_ago - 8)), time(16, 0)):
        services.wait(world.session, world.by(COORDINATOR), entered.enrolment)


def _not_reached(world: World, household: Household, entry: Entry, days_ago: int, kinds: tuple[str, ...]) -> None:
    entered = _enrolled(world, household, entry, days_ago)
    for at, kind in enumerate(kinds):
        attempt(world, entered.home, kind, world.days_ago(days_ago - 4 * at - 3), time(10 + 2 * at, 10), COORDINATOR)


def _decline(world: World) -> None:
    entered = _enrolled(world, cast.DECLINED, GROUP, 41)
    inform(world, entered, world.days_ago(37))
    with on(working_day(world.days_ago(37) + 5 * DAY), time(16, 0)):
        note = "Werkt op dinsdag- en donderdagavond; wil volgend jaar wel."
        services.decline(world.session, world.by(COORDINATOR), entered.enrolment, reason="day_or_time", note=note)
