"""Organisations to measure in: a large one and others beside it, with families, courses, sign-ins and a feed."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Engine

from bench.bulk import Bulk, know_the_tables
from bench.courses import Courses, Person
from bench.families import Families
from thuisbasis import clock
from thuisbasis.accounts.sign_ins import hash_token
from thuisbasis.calendars.addresses import hashed
from thuisbasis.calendars.event import CalendarEvent, event_bytes
from thuisbasis.database import new_id
from thuisbasis.permissions import Role

OTHERS = 4
SHARE_OF_OTHERS = 10  # each of the others has a tenth of the families
FAMILIES_OF_A_SCHOOL = 150
FAMILIES_OF_A_WORKER = 20
EVENTS_OF_A_FEED = 800
SHARE_VISITED = 0.6


@dataclass(frozen=True, kw_only=True)
class Seeded:
    """What the measurements use of one organisation. `feed_events` are those that the feed's stored bytes say."""

    organisation_id: uuid.UUID
    coordinator: Person
    visitor: Person
    trainer: Person
    family_id: uuid.UUID
    middle: tuple[str, uuid.UUID]
    surname: str
    feed_token: str
    feed_events: tuple[CalendarEvent, ...]
    rows: int


def seed(engine: Engine, families: int) -> tuple[Seeded, Seeded]:
    """Fill an empty database: one organisation with so many families, and four with a tenth of it each.

    Returns the large one and one of the small ones.
    """
    small = [_seed_one(engine, max(families // SHARE_OF_OTHERS, 10), number) for number in range(2, OTHERS + 2)]
    large = _seed_one(engine, families, 1)
    with engine.begin() as connection:
        know_the_tables(connection)
    return large, small[0]


def _seed_one(engine: Engine, count: int, number: int) -> Seeded:
    bulk, organisation_id = Bulk(), new_id()
    bulk.add(
        "organisation",
        id=organisation_id,
        name=f"Stichting {number}",
        created_at=clock.now(),
        next_family_number=count + 1,
    )
    schools = [_school(bulk, organisation_id, place) for place in range(max(3, count // FAMILIES_OF_A_SCHOOL))]
    workers = range(max(2, count // FAMILIES_OF_A_WORKER // 2))
    coordinator = _person(bulk, organisation_id, Role.COORDINATOR)
    visitors = [_person(bulk, organisation_id, Role.HOME_VISITOR) for _ in workers]
    trainers = [_person(bulk, organisation_id, Role.TRAINER) for _ in workers]
    families = Families(bulk, organisation_id, schools, number)
    courses = Courses(bulk, organisation_id, schools)
    visited = int(count * SHARE_VISITED)
    for place in range(count):
        family = families.add(place, "real" if place < visited else "pittige-jaren", coordinator.staff_id)
        if place < visited:
            courses.visits(place, family, visitors[place % len(visitors)])
        else:
            courses.member(place - visited, family, trainers)
    events_wanted = EVENTS_OF_A_FEED if number == 1 else 1
    reader = _person(bulk, organisation_id, Role.TRAINER)
    token, events = _feed(bulk, organisation_id, courses, reader, events_wanted)
    with engine.begin() as connection:
        rows = bulk.write(connection)
    middle = sorted(families.keys)[count // 2]
    return Seeded(
        organisation_id=organisation_id,
        coordinator=coordinator,
        visitor=visitors[0],
        trainer=trainers[0],
        family_id=middle[1],
        middle=middle,
        surname=middle[0],
        feed_token=token,
        feed_events=events,
        rows=rows,
    )


def _school(bulk: Bulk, organisation_id: uuid.UUID, place: int) -> uuid.UUID:
    school_id = new_id()
    region = ("Noord", "Midden", "Zuid")[place % 3]
    bulk.add("school", organisation_id=organisation_id, id=school_id, name=f"School {place}", region=region)
    return school_id


def _person(bulk: Bulk, organisation_id: uuid.UUID, role: Role) -> Person:
    """A staff member with an account and an open sign-in."""
    person = Person(staff_id=new_id(), account_id=new_id(), uniquifier=uuid.uuid4().hex, token=uuid.uuid4().hex)
    now = clock.now()
    email = f"{person.account_id.hex}@example.org"
    bulk.add("account", id=person.account_id, email=email, fs_uniquifier=person.uniquifier, created_at=now)
    bulk.add(
        "staff",
        organisation_id=organisation_id,
        id=person.staff_id,
        account_id=person.account_id,
        given_name="Sanne",
        surname="Bakker",
        sort_key=f"bakker {person.uniquifier}",
    )
    bulk.add("staff_role", organisation_id=organisation_id, staff_id=person.staff_id, role=str(role))
    bulk.add(
        "sign_in_session",
        token_hash=hash_token(person.token),
        account_id=person.account_id,
        organisation_id=organisation_id,
        created_at=now,
        seen_at=now,
    )
    return person


def _feed(
    bulk: Bulk, organisation_id: uuid.UUID, courses: Courses, reader: Person, count: int
) -> tuple[str, tuple[CalendarEvent, ...]]:
    """An address of the feed of somebody with so many contacts, and what its stored events say."""
    token, now, first = uuid.uuid4().hex, clock.now(), clock.today() - timedelta(days=80)
    bulk.add(
        "feed_address",
        token_hash=hashed(token),
        organisation_id=organisation_id,
        staff_id=reader.staff_id,
        made_by_id=reader.staff_id,
        made_at=now,
        changed_at=now,
        read_at=now,
        name="Thuisbasis – Stichting",
    )
    group_id = courses.group(0, reader, begins=first)
    events = []
    for number in range(count):
        starts = datetime.combine(first + timedelta(days=number // 2), time(9 + number % 2 * 5), clock.ZONE)
        event = _event(number, starts)
        courses.meeting(number % 14 + 1, starts, reader, group_id, event=event_bytes(event))
        events.append(event)
    return token, tuple(events)


def _event(number: int, starts: datetime) -> CalendarEvent:
    url = f"https://thuisbasis.localhost/sessions/{new_id()}"
    return CalendarEvent(
        uid=f"{new_id()}@thuisbasis.localhost",
        starts=starts,
        ends=starts + timedelta(minutes=50),
        summary=f"Bijeenkomst {number} Pittige Jaren, dinsdagavond De Brug",
        description=f"Meer in Thuisbasis: {url}",
        location="Buurthuis De Brug, Utrecht",
        url=url,
        last_modified=clock.now(),
    )
