"""Gathering families of the demo into a group: registered, enrolled, placed, and the group started."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from sessions.starting import start_group
from thuisbasis.contacts.models import Contact
from thuisbasis.demo.cast import Household
from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.entering import Enrolled, Entry, enrol, inform
from thuisbasis.demo.people import attempt, register
from thuisbasis.demo.world import DAY, World, on, working_day
from thuisbasis.enrolments import services as enrolments
from thuisbasis.groups import places, services
from thuisbasis.groups.models import Group
from thuisbasis.organisations.models import School

REGISTERED_BEFORE = 64  # days before the first session; one family every two days or so


@dataclass(frozen=True, kw_only=True)
class Circle:
    """What a group of the demo is."""

    name: str
    programme: str
    track: str
    school: School
    at: time
    place: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A group with the families in it, and its contacts when it has started."""

    group: Group
    families: tuple[Enrolled, ...]
    contacts: tuple[Contact, ...] = ()


def gather(
    world: World,
    circle: Circle,
    households: Sequence[Household],
    entries: Sequence[Entry],
    first: date,
    *,
    until: date | None = None,
) -> Gathered:
    """Form a group that meets from `first` on and give these families their places, up to the day `until`."""
    last = until or first
    days = [min(first - (REGISTERED_BEFORE - 3 * at) * DAY, last - 12 * DAY) for at in range(len(households))]
    with on(working_day(min(days[0] + 6 * DAY, last - 13 * DAY)), time(16, 5)):
        group = services.form_group(
            world.session,
            world.by(COORDINATOR),
            name=circle.name,
            programme_key=circle.programme,
            track_key=circle.track,
            school=circle.school,
            weekday=first.weekday(),
            start_time=circle.at,
            starts_on=first,
            place=circle.place,
            leaders=[world.staff[leader] for leader in circle.leaders],
        )
    families = tuple(
        _join(world, group, household, entries[at % len(entries)], day)
        for at, (household, day) in enumerate(zip(households, days, strict=True))
    )
    return Gathered(group=group, families=families)


def _join(world: World, group: Group, household: Household, entry: Entry, day: date) -> Enrolled:
    home = register(world, household, day, COORDINATOR)
    if home.guardians[0].prefers_calls:
        attempt(world, home, "phone.no-answer", day + DAY, time(10, 5), COORDINATOR)
        attempt(world, home, "phone.spoke", day + DAY, time(14, 15), COORDINATOR, "Wil graag meedoen.")
    elif home.family.number % 3 == 0:
        attempt(world, home, "school-gate.spoke", day + 2 * DAY, time(8, 25), COORDINATOR)
    if home.guardians[0].needs_interpreter and group.programme_key == "pittige-jaren":
        entry = replace(entry, circumstances=("interpreter",))
    entered = enrol(world, home, entry, day + 2 * DAY, start=group.starts_on)
    inform(world, entered, day + 4 * DAY)
    with on(working_day(day + 7 * DAY), time(9, 30)):
        if home.family.number % 2:
            enrolments.wait(world.session, world.by(COORDINATOR), entered.enrolment)
    with on(working_day(day + 9 * DAY), time(13, 0)):
        places.add_member(world.session, world.by(COORDINATOR), group, entered.enrolment, entered.child)
    return entered


def start(world: World, gathered: Gathered) -> Gathered:
    """Start the group a few days before its first session."""
    with on(working_day(gathered.group.starts_on - 2 * DAY), time(9, 50)):
        contacts, _ = start_group(world.session, world.by(COORDINATOR), gathered.group)
    return replace(gathered, contacts=tuple(sorted(contacts, key=lambda contact: contact.starts_at)))
