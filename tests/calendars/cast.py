"""A small organisation to try feeds with: a trainer, a visitor, a group, a family, and words for their contacts."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.calendars.storing import EventStore
from thuisbasis.calendars.wording import Wording
from thuisbasis.contacts.models import Contact, ContactStaff
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Child, Family
from thuisbasis.groups.models import Group, Membership
from thuisbasis.organisations.models import Organisation, School, Staff
from thuisbasis.permissions import Actor, Role

HOST = "thuisbasis.example"


@dataclass(frozen=True)
class Words:
    """What a feature says of its contacts, in a test."""

    noun: str

    def page(self, contact: Contact) -> str:
        """An address as the features give them."""
        return f"/contacts/{contact.id}"

    def calendar_words(self, contact: Contact) -> str:
        """Needs the family or the group to be loaded, as real words do."""
        if contact.family is not None:
            return f"{self.noun} gezin {contact.family.number:04}"
        assert contact.group is not None
        return f"{self.noun} {contact.number}, {contact.group.name}"


STORE = EventStore(
    Wording(
        words={
            "home_visit": Words("Huisbezoek"),
            "group_session": Words("Bijeenkomst"),
            "weekly_check": Words("Weekcheck"),
        },
        host_name=HOST,
    )
)


@dataclass(frozen=True)
class Cast:
    """Everybody in one organisation."""

    session: Session
    organisation: Organisation
    school: School
    trainer: Staff
    visitor: Staff
    group: Group
    family: Family

    def actor(self, staff: Staff, role: Role = Role.TRAINER) -> Actor:
        """A staff member at work."""
        return Actor(
            organisation_id=self.organisation.id,
            organisation_name=self.organisation.name,
            staff_id=staff.id,
            account_id=staff.account_id or uuid.UUID(int=0),
            name=staff.name,
            roles=frozenset({role}),
        )

    def meeting(self, *staff: Staff, days: int = 7, **changes: Any) -> Contact:
        """A planned evening of the group, `days` from today at seven, with its event stored."""
        return self._planned(staff, days, {"kind": "group_session", "group_id": self.group.id} | changes)

    def visit(self, *staff: Staff, days: int = 7, **changes: Any) -> Contact:
        """A planned visit to the family, `days` from today at seven, with its event stored."""
        return self._planned(staff, days, {"kind": "home_visit", "family_id": self.family.id} | changes)

    def changed(self, contact: Contact, **changes: Any) -> Contact:
        """The contact after a change of time, place or state, as the contacts' own services make it."""
        for name, value in changes.items():
            setattr(contact, name, value)
        contact.sequence += 1
        contact.changed_at = clock.now()
        self.tell(contact)
        return contact

    def tell(self, *contacts: Contact) -> None:
        """Tell of changes, and commit."""
        self.session.flush()
        STORE.after_change(self.session, contacts)
        self.session.commit()

    def join(self, **changes: Any) -> Membership:
        """A child of the family takes a place in the group."""
        own = {"organisation_id": self.organisation.id}
        child = Child(**own, family_id=self.family.id, given_name="Kind", sort_key="kind", birth_date=date(2020, 1, 1))
        self.session.add(child)
        self.session.flush()
        track = {"programme_key": "pittige-jaren", "version": "1", "track_key": "preventie-14"}
        enrolment = Enrolment(
            **own,
            **track,
            family_id=self.family.id,
            child_id=child.id,
            state="active",
            proposed_on=clock.today(),
        )
        self.session.add(enrolment)
        self.session.flush()
        place = {"group_id": self.group.id, "enrolment_id": enrolment.id, "joined_on": clock.today()}
        membership = Membership(**own | place | changes)
        self.session.add(membership)
        self.session.commit()
        return membership

    def _planned(self, staff: tuple[Staff, ...], days: int, facts: dict[str, Any]) -> Contact:
        starts = datetime.combine(clock.today() + timedelta(days=days), time(19), clock.ZONE)
        usual = {
            "programme_key": "pittige-jaren",
            "version": "1",
            "track_key": "preventie-14",
            "step_key": "session-01",
            "number": 1,
            "month": f"{starts:%Y-%m}",
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=2),
            "changed_at": clock.now(),
        }
        contact = Contact(organisation_id=self.organisation.id, **usual | facts)
        self.session.add(contact)
        self.session.flush()
        for one in staff:
            self.session.add(ContactStaff(organisation_id=self.organisation.id, contact_id=contact.id, staff_id=one.id))
        self.tell(contact)
        return contact


def an_organisation(session: Session, name: str = "Stichting De Ladder") -> Cast:
    """An organisation with its cast, committed."""
    organisation = Organisation(name=name, created_at=clock.now())
    session.add(organisation)
    session.flush()
    own = {"organisation_id": organisation.id}
    school = School(**own, name="De Brug", region="Midden")
    trainer = Staff(**own, given_name="Sanne", surname="Bakker", sort_key="bakker sanne")
    visitor = Staff(**own, given_name="Amina", surname="Yilmaz", sort_key="yilmaz amina")
    family = Family(**own, number=412, name="Geheimhouder", sort_key="geheimhouder")
    session.add_all([school, trainer, visitor, family])
    session.flush()
    group = Group(
        **own,
        name="Dinsdagavond De Brug",
        programme_key="pittige-jaren",
        version="1",
        track_key="preventie-14",
        school_id=school.id,
        weekday=1,
        start_time=time(19),
        starts_on=clock.today(),
    )
    session.add(group)
    session.commit()
    return Cast(session, organisation, school, trainer, visitor, group, family)
