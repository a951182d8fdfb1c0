"""A school with an aandachtsfunctionaris and deputy, one without, a family at each, and who might want to read."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tests import factories as make
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Child, Family
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Actor, Role
from thuisbasis.safeguarding.models import Worry


@dataclass
class Cast:
    """`family` goes to `school`, which named officer and deputy; `other_family` to a school that named nobody."""

    session: Session
    organisation: Organisation
    school: School
    other_school: School
    officer: Staff
    deputy: Staff
    other_officer: Staff
    visitor: Staff
    supervisor: Staff
    family: Family
    child: Child
    enrolment: Enrolment
    visit: Contact
    other_family: Family
    other_child: Child

    def actor(self, staff: Staff, *roles: Role, **scope: Any) -> Actor:
        """A staff member at work."""
        return make.actor_of(self.organisation, staff, *roles, **scope)

    @property
    def author(self) -> Actor:
        return self.actor(self.visitor, Role.HOME_VISITOR)

    @property
    def as_officer(self) -> Actor:
        return self.actor(self.officer, Role.SAFEGUARDING_OFFICER)

    def worry(self, **more: Any) -> Worry:
        """A worry of the visitor's about the family."""
        given = {"school": self.school, "child": self.child} | more
        return make.make_worry(self.session, self.family, self.visitor, **given)


def make_cast(session: Session, name: str = "Yıldırım") -> Cast:
    """The cast, flushed."""
    organisation = make.make_organisation(session)
    school, other = (make.make_school(session, organisation, name=place) for place in ("De Brug", "Klaverblad"))
    third = make.make_school(session, organisation, name="De Ladder")

    def staff(called: str, role: Role, place: School | None = None) -> Staff:
        return make.make_staff(session, organisation, name=called, roles=[role], school=place)

    visitor = staff("Mirjam Vos", Role.HOME_VISITOR)
    families = [make.make_family(session, organisation, name=called) for called in (name, "Bos")]
    guardians = [make.make_guardian(session, family) for family in families]
    children = [
        make.make_child(session, family, school=place, guardians=[guardian])
        for family, place, guardian in zip(families, (school, other), guardians, strict=True)
    ]
    enrolments = [
        make.make_enrolment(session, child, guardians=[guardian], visitor=visitor)
        for child, guardian in zip(children, guardians, strict=True)
    ]
    return Cast(
        session=session,
        organisation=organisation,
        school=school,
        other_school=other,
        officer=staff("Carolien Stam", Role.SAFEGUARDING_OFFICER, school),
        deputy=staff("Winston Ferrier", Role.SAFEGUARDING_DEPUTY, school),
        other_officer=staff("Elders Stam", Role.SAFEGUARDING_OFFICER, third),
        visitor=visitor,
        supervisor=staff("Gerda Wolters", Role.SUPERVISOR),
        family=families[0],
        child=children[0],
        enrolment=enrolments[0],
        visit=make.make_contact(session, enrolments=[enrolments[0]], staff=[visitor], school=school, days=-1),
        other_family=families[1],
        other_child=children[1],
    )
