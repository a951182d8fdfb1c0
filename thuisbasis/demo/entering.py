"""Enrolling families of the demo, step by step as it goes: proposed, informed, consented."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from thuisbasis.demo.colleagues import COORDINATOR
from thuisbasis.demo.people import Home
from thuisbasis.demo.world import DAY, World, on, working_day
from thuisbasis.enrolments import consenting, services
from thuisbasis.enrolments.consents import How, Purpose
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Child

TRIED = (
    "Tienminutengesprekken en een gesprek met de intern begeleider; thuis veranderde nog weinig.",
    "De leerkracht belde drie keer en gaf een boekje mee. Moeder vraagt om voorbeelden.",
    "Ouderavond over lezen bezocht, daarna twee gesprekken op school.",
    "Inloopochtenden in de klas. Vader kwam, moeder werkt dan.",
    "Gesprek met tolk en een brief in de eigen taal; het gezin wil graag meer doen.",
    "Wekelijks contact bij het hek en een huisbezoek van de leerkracht.",
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """In which programme and track a family enters, why, and what was tried before."""

    programme: str
    track: str
    indication_key: str | None = None
    indication_note: str = ""
    circumstances: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """A family with one child's enrolment."""

    home: Home
    child: Child
    enrolment: Enrolment


def enrol(
    world: World,
    home: Home,
    entry: Entry,
    day: date,
    *,
    at: int = 0,
    start: date | None = None,
    by: str = COORDINATOR,
    visitor: str | None = None,
) -> Enrolled:
    """Propose the family's child number `at` on a day."""
    child = home.children[at]
    with on(working_day(day), time(11, 40)):
        enrolment = services.enrol(
            world.session,
            world.by(by),
            child=child,
            guardians=home.guardians[:1] if home.cast.one_takes_part else home.guardians,
            programme_key=entry.programme,
            track_key=entry.track,
            indication_key=entry.indication_key,
            indication_note=entry.indication_note,
            circumstances=entry.circumstances,
            tried_before=TRIED[home.family.number % len(TRIED)],
            delivered_by=world.schools[home.cast.school].name,
            start=start,
            visitor_id=world.staff[visitor].id if visitor else None,
        )
    return Enrolled(home=home, child=child, enrolment=enrolment)


def inform(world: World, entered: Enrolled, day: date, *, by: str = COORDINATOR) -> None:
    """Tell the family what the programme asks, and ask for consent two days later."""
    guardian, day = entered.home.guardians[0], working_day(day)
    with on(day, time(15, 10)):
        how = "interpreter" if guardian.needs_interpreter else "conversation"
        services.inform(world.session, world.by(by), entered.enrolment, on=day, how=how)
    consent_day = working_day(day + 2 * DAY)
    with on(consent_day, time(8, 45)):
        purposes = [Purpose.TAKING_PART, Purpose.MEASURES]
        if entered.home.family.number % 3:
            purposes.append(Purpose.SHARING)
        for purpose in purposes:
            consenting.give(
                world.session,
                world.by(by),
                entered.enrolment,
                guardian=guardian,
                purpose=purpose,
                how=How.SPOKEN if guardian.prefers_calls else How.SIGNED,
                on=min(consent_day, world.today),
            )


def loaded(world: World, entered: Enrolled) -> Enrolment:
    """The enrolment with its child, as the services want it."""
    enrolment = entered.enrolment
    return world.session.scalars(
        select(Enrolment)
        .where(Enrolment.organisation_id == enrolment.organisation_id, Enrolment.id == enrolment.id)
        .options(joinedload(Enrolment.child), joinedload(Enrolment.family))
    ).one()
