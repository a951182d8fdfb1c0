"""Registering the demo's invented families: addresses, languages, authority, and attempts to reach them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from thuisbasis import names
from thuisbasis.demo.cast import EVERYBODY, Household, Parent
from thuisbasis.demo.cast import Child as CastChild
from thuisbasis.demo.organisation import months_before
from thuisbasis.demo.places import PLACES
from thuisbasis.demo.world import DAY, World, moment, on, working_day
from thuisbasis.families import queries, services
from thuisbasis.families.attempts import BY_KEY
from thuisbasis.families.models import Child, Family, Guardian
from thuisbasis.families.people import AddressFacts, ChildFacts, GuardianFacts, NewChild, NewGuardian

NUMBERS = {household: number for number, household in enumerate(EVERYBODY)}
OLDEST_TO_START_SCHOOL = 48  # months: on a fourth birthday a child enters groep 1
BIRTHDAYS_BEFORE = (10, 1)  # whoever is five on 1 October is usually in groep 2
LETTERS = "BCDEGHJKLMNPRTVWXZ"
FIRST_MOBILE = 31612340100


@dataclass(frozen=True, kw_only=True)
class Home:
    """A registered family of the cast with its people."""

    cast: Household
    family: Family
    guardians: Sequence[Guardian]
    children: Sequence[Child]

    @property
    def language(self) -> str:
        """The language in which one speaks with the first parent."""
        spoken = self.cast.parents[0].speaks
        return "nl" if "nl" in spoken else spoken[0]


def register(world: World, household: Household, day: date, by: str) -> Home:
    """Register a family of the cast on a day."""
    actor = world.by(by)
    with on(working_day(day)):
        family = services.add_family(
            world.session,
            actor,
            guardians=[_guardian(household, at) for at in range(len(household.parents))],
            children=[_child(world, household, child) for child in household.children],
            addresses=[_address(household, at) for at in range(2 if household.apart else 1)],
            note=household.note,
        )
    organisation_id = actor.organisation_id
    return Home(
        cast=household,
        family=family,
        guardians=queries.guardians_of(world.session, organisation_id, [family.id])[family.id],
        children=queries.children_of(world.session, organisation_id, [family.id])[family.id],
    )


def attempt(world: World, home: Home, kind: str, day: date, at: time, by: str, note: str = "") -> None:
    """Note an attempt to reach a family, by a key of `families.attempts.BY_KEY`."""
    day = working_day(day)
    with on(day, at):
        services.note_attempt(
            world.session,
            world.by(by),
            home.family,
            kind=BY_KEY[kind],
            at=moment(day, at),
            guardian_id=home.guardians[0].id,
            note=note,
        )


def _parted(surname: str) -> tuple[str, str]:
    """Infix and core of a surname of the cast: "van den, Berg"."""
    infix, _, core = surname.rpartition(",")
    return infix.strip(), core.strip()


def _guardian(household: Household, at: int) -> NewGuardian:
    parent = household.parents[at]
    infix, surname = _parted(parent.surname)
    number = NUMBERS[household]
    facts = GuardianFacts(
        given_name=parent.name,
        infix=infix,
        surname=surname,
        own_script_name=parent.own_script,
        phone=f"+{FIRST_MOBILE + 2 * number + at}",
        email=_email(parent, surname) if (number + at) % 3 else None,
        languages_spoken=list(parent.speaks),
        languages_read=list(parent.reads),
        prefers_calls=parent.prefers_calls,
        needs_interpreter=parent.needs_interpreter,
    )
    return NewGuardian(
        facts=facts,
        address=1 if household.apart and at == 1 else 0,
        relation="father" if at else "mother",
        has_authority=not (household.without_authority and at == 1) if number % 11 != 5 or at == 0 else None,
    )


def _email(parent: Parent, surname: str) -> str:
    plain = unicodedata.normalize("NFKD", f"{names.fold(parent.name)}.{names.fold(surname)}".replace(" ", ""))
    return f"{plain}@post.example"


def _child(world: World, household: Household, child: CastChild) -> NewChild:
    infix, surname = _parted(household.parents[0].surname)
    number = NUMBERS[household]
    birth_date = months_before(world.today, child.months) - (3 + number * 5 % 23) * DAY
    groep = groep_of(birth_date, world.today)
    place = PLACES[household.school]
    facts = ChildFacts(
        given_name=child.name,
        infix=infix,
        surname=surname,
        birth_date=birth_date,
        school_id=world.schools[household.school].id,
        groep=groep,
        class_name=place.classes[2 if groep > "2" else number % 2] if groep in ("1", "2", "3", "4") else "",
    )
    return NewChild(facts=facts, addresses=(0, 1) if household.apart else (0,))


def groep_of(birth_date: date, today: date) -> str:
    """The groep of most children of that age: by their age on 1 October; from the fourth birthday on in groep 1."""
    begins = date(today.year if (today.month, today.day) >= (8, 1) else today.year - 1, *BIRTHDAYS_BEFORE)
    years = begins.year - birth_date.year - ((begins.month, begins.day) < (birth_date.month, birth_date.day))
    if years >= 4:
        return str(min(years - 3, 8))
    return "1" if birth_date <= months_before(today, OLDEST_TO_START_SCHOOL) else "voorschool"


def _address(household: Household, at: int) -> AddressFacts:
    place, number = PLACES[household.school], NUMBERS[household] * 3 + at * 7
    letters = LETTERS[number % len(LETTERS)] + LETTERS[number * 5 % len(LETTERS)]
    return AddressFacts(
        street=place.streets[number % len(place.streets)],
        house_number=2 + number * 11 % 140,
        house_letter="a" if number % 9 == 4 else "",
        house_addition="2" if number % 13 == 6 else "",
        postcode=f"{place.codes[number % len(place.codes)]} {letters}",
        place=place.town,
        is_secret=household.is_secret and at == 0,
    )
