"""An organisation with as many of everything as one asks for: within one family, within one group, and beside them."""

import uuid
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from home_visits.models import VisitReturn, VisitSignal
from tests import factories
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.contacts.models import Contact, ContactMove
from thuisbasis.enrolments.models import Consent, Enrolment, EnrolmentEvent
from thuisbasis.families.models import Child, ContactAttempt, Family, Guardian, Residence
from thuisbasis.groups.models import Group, Membership
from thuisbasis.home.summary import renewing
from thuisbasis.materials.models import Loan
from thuisbasis.organisations.models import ClosedPeriod, LocalDefaults, Organisation, Qualification, School, Staff
from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.permissions import Role
from thuisbasis.practice.models import PracticeEntry, WeekPlan
from thuisbasis.recording.drafts import Presence
from thuisbasis.recording.models import Attendance, ChecklistAnswer, ElementAnswer, Record, RecordVersion
from thuisbasis.safeguarding.models import Worry, WorryNote, WorryOpening, WorryReader

PITTIGE_JAREN = {"programme": "pittige-jaren", "track": "preventie-14"}


class Crowd:
    """`number` of everything.

    `of_family` and `of_group` hold a value for each name of a URL parameter: ids of rows that have many others around
    them, with a contact and record of the family's, or of the group's.
    """

    def __init__(self, session: Session, name: str, number: int) -> None:
        self.session, self.number = session, number
        self.organisation: Organisation = factories.make_organisation(session, name=name)
        self.ours = {"organisation_id": self.organisation.id}
        self.schools: list[School] = [
            factories.make_school(session, self.organisation, name=f"School {place}") for place in range(number)
        ]
        # One person with every role, who is at everything: so every page is open to them and has everything on it.
        self.staff: list[Staff] = [
            factories.make_staff(session, self.organisation, name=f"Medewerker {place}", roles=list(Role))
            for place in range(number)
        ]
        self.me = self.staff[0]
        self.family, self.guardians, self.children = self._large_family()
        self.visited = [self._visited(child) for child in self.children]
        self.trained = [self._trained(place) for place in range(number)]
        self.groups = [self._group(place) for place in range(number)]
        self.visits = self._visits()
        self.meetings = self._meetings()
        of_group = [self._record(contact, None) for contact in self.meetings]
        of_children = [self._record(self.visits[0], enrolment) for enrolment in self.visited]
        self._around()
        self.worry_id = self._worries()
        self.device = factories.make_tablet(session, self.me)
        self.items = [factories.make_tablet_item(session, self.device, self.me, visit) for visit in self.visits]
        self.photos = [factories.make_attachment(session, of_children[0], self.me) for _ in range(number)]
        renewing.renew(session, self.organisation.id, current_app.extensions["summaries"])
        session.commit()
        year, week, _ = clock.today().isocalendar()
        self.of_family: dict[str, Any] = {
            "organisation_id": self.organisation.id,
            "school_id": self.schools[0].id,
            "staff_id": self.me.id,
            "family_id": self.family.id,
            "guardian_id": self.guardians[0].id,
            "child_id": self.children[0].id,
            "household_id": self.household_id,
            "enrolment_id": self.visited[0].id,
            "group_id": self.groups[0].id,
            "membership_id": self._first_membership(),
            "contact_id": self.visits[0].id,
            "record_id": of_children[0].id,
            "visit_signal_id": self.signal_id,
            "visit_return_id": self.return_id,
            "element_key": "support_information",
            "programme_key": "real",
            "kind": "csv",
            "language": "nl",
            "text_kind": "prompt",
            "text_key": "real--joint_practice",
            "number": 1,
            "worry_id": self.worry_id,
            "device_id": self.device.id,
            "item_id": self.items[0].id,
            "attachment_id": self.photos[0].id,
            "sha256": self.photos[0].sha256,
            "year": year,
            "week": week,
        }
        self.of_group = self.of_family | {"contact_id": self.meetings[0].id, "record_id": of_group[0].id}

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def _large_family(self) -> tuple[Family, list[Guardian], list[Child]]:
        family = factories.make_family(self.session, self.organisation, name="Abadi")
        homes = [factories.make_household(self.session, family) for _ in range(self.number)]
        self.household_id = homes[0].id
        guardians = [factories.make_guardian(self.session, family, household_id=home.id) for home in homes]
        children = [
            factories.make_child(self.session, family, school=school, guardians=guardians) for school in self.schools
        ]
        for child in children:
            self._add(Residence(**self.ours, child_id=child.id, household_id=homes[0].id))
        return family, guardians, children

    def _visited(self, child: Child) -> Enrolment:
        enrolment = factories.make_enrolment(self.session, child, guardians=self.guardians, visitor=self.me)
        for guardian in self.guardians:
            self._add(_consent(enrolment, guardian, self.me))
        self._add(_event(enrolment, self.me))
        return enrolment

    def _trained(self, place: int) -> Enrolment:
        family = factories.make_family(self.session, self.organisation, name=f"Gezin {place}")
        guardians = [factories.make_guardian(self.session, family) for _ in range(2)]
        child = factories.make_child(self.session, family, school=self.schools[place], guardians=guardians)
        return factories.make_enrolment(self.session, child, guardians=guardians, **PITTIGE_JAREN)

    def _waiting(self, place: int) -> Enrolment:
        """A child that waits and soon is nine."""
        family = factories.make_family(self.session, self.organisation, name=f"Wachtend {place}")
        born = clock.today() - timedelta(days=9 * 365 - 20)
        child = factories.make_child(self.session, family, school=self.schools[place], birth_date=born)
        return factories.make_enrolment(self.session, child, state="waiting", **PITTIGE_JAREN)

    def _group(self, place: int) -> Group:
        state = "started" if place % 2 == 0 else "forming"
        return factories.make_group(
            self.session,
            self.schools[0],
            name=f"Groep {place}",
            leaders=self.staff,
            enrolments=self.trained,
            state=state,
            starts_on=clock.today() + timedelta(days=0 if place == 0 else 7),
        )

    def _visits(self) -> list[Contact]:
        visits = []
        for place in range(self.number):
            visit = factories.make_contact(
                self.session,
                enrolments=self.visited,
                staff=self.staff,
                school=self.schools[0],
                number=place + 1,
                days={0: 0, 1: 3}.get(place, place % 5 - 2),  # in either crowd one lies ahead
            )
            self._moved(visit)
            visits.append(visit)
        return visits

    def _meetings(self) -> list[Contact]:
        meetings = []
        for place in range(self.number):
            number = place % 14 + 1
            meeting = factories.make_contact(
                self.session,
                group=self.groups[0],
                kind="group_session",
                step=f"session-{number:02}",
                staff=self.staff,
                number=place + 1,
                days=-1 if place == 0 else place % 5 - 2,
            )
            for enrolment in self.trained:
                self._attended(meeting, enrolment)
            meetings.append(meeting)
        return meetings

    def _moved(self, contact: Contact) -> None:
        for _ in range(self.number):
            moved = {"from_starts_at": contact.starts_at, "to_starts_at": contact.starts_at, "moved_at": clock.now()}
            self._add(
                ContactMove(**self.ours, contact_id=contact.id, reason="illness-staff", staff_id=self.me.id, **moved)
            )

    def _attended(self, contact: Contact, enrolment: Enrolment) -> None:
        guardian_id = self.session.query(Guardian.id).filter_by(family_id=enrolment.family_id).first()[0]
        self._add(
            Attendance(
                **self.ours,
                contact_id=contact.id,
                enrolment_id=enrolment.id,
                guardian_id=guardian_id,
                status=str(Presence.ABSENT),
            )
        )

    def _record(self, contact: Contact, enrolment: Enrolment | None) -> Record:
        enrolment_id = enrolment.id if enrolment else None
        record = self._add(Record(**self.ours, contact_id=contact.id, enrolment_id=enrolment_id, version=self.number))
        for number in range(1, self.number + 1):
            closed = {} if number == self.number else {"completed_at": clock.now()}
            version = self._add(
                RecordVersion(
                    **self.ours,
                    record_id=record.id,
                    number=number,
                    author_id=self.me.id,
                    saved_at=clock.now(),
                    home_agreement="Elke dag tien minuten spelen",
                    **closed,
                )
            )
        for place in range(self.number):
            self._add(ElementAnswer(**self.ours, version_id=version.id, element_key=f"element-{place}", delivered=True))
            self._add(ChecklistAnswer(**self.ours, version_id=version.id, item_key=f"item-{place}", answer="yes"))
        return record

    def _around(self) -> None:
        """What hangs on a family, a staff member, a school or the organisation."""
        today = clock.today()
        for place in range(self.number):
            day = today - timedelta(days=place)
            self._add(_attempt(self.family.id, self.me))
            self._add(_attempt(self.trained[place].family_id, self.me))
            self._waiting(place)
            self._add(_loan(self.family, self.visited[0], self.visits[0]))
            self._add(_audit(self.family, self.me))
            self.signal_id = self._add(_signal(self.visits[place], self.me)).id
            self.return_id = self._add(_late(self.visits[place], self.staff[1])).id
            self._add(_address(self.organisation, self.me))
            self._add(_qualification(self.me))
            self._add(PracticeEntry(**self.ours, enrolment_id=self.visited[0].id, on=day))
            self._add(WeekPlan(**self.ours, enrolment_id=self.visited[0].id, contact_id=self.visits[place].id))
            self._add(_wording(self.me, place + 1))
            self._add(_review(self.me))
            self._add(LocalDefaults(**self.ours, programme_key="real", valid_from=day, numbers={}))
            for school_id in (None, self.schools[0].id):
                days = {"starts_on": day, "ends_on": day, "reason": "Studiedag"}
                self._add(ClosedPeriod(**self.ours, school_id=school_id, **days))
        self.session.commit()

    def _worries(self) -> uuid.UUID:
        """Unread, taken up and closed ones; one with many notes, readers and openings."""
        for _ in range(self.number):
            for read in ({}, {"acknowledged_by": self.me}, {"acknowledged_by": self.me, "closed_at": clock.now()}):
                worry = factories.make_worry(
                    self.session, self.family, self.me, school=self.schools[0], hours_ago=30, **read
                )
                self._add(_opening(worry, self.me))
                self._add(_reader(worry, self.me))
        worry = factories.make_worry(
            self.session, self.family, self.me, child=self.children[0], hours_ago=30, acknowledged_by=self.me
        )
        for place in range(self.number):
            self._add(_note(worry, self.staff[place], place % 5 + 1))
            self._add(_reader(worry, self.staff[place]))
            self._add(_opening(worry, self.staff[place]))
        return worry.id

    def _first_membership(self) -> uuid.UUID:
        group_id, enrolment_id = self.groups[0].id, self.trained[0].id
        found = self.session.query(Membership.id).filter_by(group_id=group_id, enrolment_id=enrolment_id)
        return uuid.UUID(str(found.scalar()))


def _consent(enrolment: Enrolment, guardian: Guardian, staff: Staff) -> Consent:
    return Consent(
        organisation_id=enrolment.organisation_id,
        enrolment_id=enrolment.id,
        guardian_id=guardian.id,
        purpose="taking-part",
        how="spoken",
        given_on=clock.today(),
        recorded_by_id=staff.id,
        recorded_at=clock.now(),
    )


def _event(enrolment: Enrolment, staff: Staff) -> EnrolmentEvent:
    return EnrolmentEvent(
        organisation_id=enrolment.organisation_id,
        enrolment_id=enrolment.id,
        to_state="active",
        on=clock.today(),
        recorded_at=clock.now(),
        staff_id=staff.id,
    )


def _attempt(family_id: uuid.UUID, staff: Staff) -> ContactAttempt:
    """Yesterday nobody answered."""
    return ContactAttempt(
        organisation_id=staff.organisation_id,
        family_id=family_id,
        staff_id=staff.id,
        at=clock.now() - timedelta(days=1),
        channel="phone",
        outcome="no-answer",
    )


def _loan(family: Family, enrolment: Enrolment, contact: Contact) -> Loan:
    return Loan(
        organisation_id=family.organisation_id,
        family_id=family.id,
        enrolment_id=enrolment.id,
        contact_id=contact.id,
        title="Rupsje Nooitgenoeg",
        how="lent",
        handed_on=clock.today(),
    )


def _wording(staff: Staff, number: int) -> ParentTextWording:
    return ParentTextWording(
        organisation_id=staff.organisation_id,
        kind="prompt",
        key="real--joint_practice",
        language="nl",
        number=number,
        text=f"Nu doet u het {number} keer samen.",
        written_by_id=staff.id,
        written_at=clock.now(),
    )


def _review(staff: Staff) -> ParentTextReview:
    return ParentTextReview(
        organisation_id=staff.organisation_id,
        kind="prompt",
        key="real--joint_practice",
        language="tr",
        text_hash=uuid.uuid4().hex,
        reviewed_by_id=staff.id,
        reviewed_at=clock.now(),
    )


def _signal(contact: Contact, staff: Staff) -> VisitSignal:
    return VisitSignal(
        organisation_id=contact.organisation_id,
        contact_id=contact.id,
        staff_id=staff.id,
        kind="address-wrong",
        asks=True,
        at=clock.now(),
        received_at=clock.now(),
    )


def _late(contact: Contact, staff: Staff) -> VisitReturn:
    return VisitReturn(
        organisation_id=contact.organisation_id,
        contact_id=contact.id,
        staff_id=staff.id,
        started_at=clock.now() - timedelta(hours=3),
        expected_back=clock.now() - timedelta(hours=2),
    )


def _audit(family: Family, staff: Staff) -> AuditEntry:
    return AuditEntry(
        organisation_id=family.organisation_id,
        at=clock.now(),
        staff_id=staff.id,
        action="family.changed",
        subject_kind="family",
        subject_id=family.id,
        family_id=family.id,
    )


def _address(organisation: Organisation, staff: Staff) -> FeedAddress:
    return FeedAddress(
        token_hash=uuid.uuid4().hex,
        organisation_id=organisation.id,
        staff_id=staff.id,
        made_by_id=staff.id,
        made_at=clock.now(),
        changed_at=clock.now(),
        name="Agenda",
    )


def _qualification(staff: Staff) -> Qualification:
    return Qualification(
        organisation_id=staff.organisation_id,
        staff_id=staff.id,
        programme_key="real",
        qualification_key="real-training",
        obtained_on=clock.today(),
    )


def _note(worry: Worry, staff: Staff, step: int) -> WorryNote:
    return WorryNote(
        organisation_id=worry.organisation_id,
        worry_id=worry.id,
        staff_id=staff.id,
        written_at=clock.now(),
        kind="step",
        step=step,
        on=clock.today(),
        text="Besproken.",
    )


def _reader(worry: Worry, staff: Staff) -> WorryReader:
    added = {"added_by_id": staff.id, "added_at": clock.now()}
    return WorryReader(organisation_id=worry.organisation_id, worry_id=worry.id, staff_id=staff.id, **added)


def _opening(worry: Worry, staff: Staff) -> WorryOpening:
    now = clock.now()
    return WorryOpening(
        organisation_id=worry.organisation_id,
        worry_id=worry.id,
        staff_id=staff.id,
        opened_at=now,
        ends_at=now + timedelta(hours=1),
        reason="Nood",
    )
