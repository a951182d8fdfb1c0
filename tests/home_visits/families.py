"""Families that are visited, as the tests of visits need them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from home_visits.services import Rhythm
from tests import factories
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Family, Guardian
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Actor, Role


@dataclass(frozen=True)
class Visited:
    """An organisation with a visitor, a coordinator, and a family of two children who are enrolled."""

    session: Session
    organisation: Organisation
    school: School
    visitor: Staff
    coordinator: Staff
    family: Family
    mother: Guardian
    elif_: Enrolment
    can: Enrolment

    @property
    def actor(self) -> Actor:
        """The visitor at work."""
        return factories.actor_of(self.organisation, self.visitor, Role.HOME_VISITOR)

    @property
    def planner(self) -> Actor:
        """The coordinator at work."""
        return factories.actor_of(self.organisation, self.coordinator, Role.COORDINATOR, schools=[self.school])

    def rhythm(self, **changes: Any) -> Rhythm:
        """Tuesdays at half past one, from tomorrow."""
        usual: dict[str, Any] = {"start": clock.today() + timedelta(days=1), "weekday": 1, "at": time(13, 30)}
        return Rhythm(**usual | changes)

    def visit(self, *enrolments: Enrolment, on: date | None = None, number: int = 1, **more: Any) -> Contact:
        """A planned visit on a day, by default today at nine."""
        day = on or clock.today()
        starts = datetime.combine(day, time(9), clock.ZONE)
        return factories.make_contact(
            self.session,
            enrolments=enrolments or [self.elif_],
            staff=[self.visitor],
            school=self.school,
            number=number,
            step=f"visit-{number:02}",
            starts_at=starts,
            ends_at=starts + timedelta(minutes=50),
            month=f"{day:%Y-%m}",
            **more,
        )


def visited_family(session: Session, **enrolment: Any) -> Visited:
    """A family with a visitor, no visit planned; the enrolments are active unless told otherwise."""
    organisation = factories.make_organisation(session)
    school = factories.make_school(session, organisation)
    visitor = factories.make_staff(session, organisation, name="Saskia Hof")
    coordinator = factories.make_staff(
        session, organisation, name="Carla Dijk", roles=[Role.COORDINATOR], school=school
    )
    family = factories.make_family(session, organisation)
    mother = factories.make_guardian(session, family, phone="+31612345678")
    enrolments = [
        factories.make_enrolment(
            session,
            factories.make_child(session, family, school=school, given_name=name, guardians=[mother]),
            guardians=[mother],
            visitor=visitor,
            **enrolment,
        )
        for name in ("Elif", "Can")
    ]
    parts = (Enrolment.child, Enrolment.family, Enrolment.visitor)
    whole = [joinedload(part) for part in parts]
    with_all = select(Enrolment).options(*whole).execution_options(populate_existing=True)
    both = [session.scalars(with_all.where(Enrolment.id == each.id)).one() for each in enrolments]
    return Visited(session, organisation, school, visitor, coordinator, family, mother, *both)
