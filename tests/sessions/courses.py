"""Groups that may start on a known day, with everybody in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from programmes.facts import Answer
from programmes.rules import elements_asked
from sessions import starting
from tests import factories
from thuisbasis import clock, rulebook
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Guardian
from thuisbasis.groups.models import Group
from thuisbasis.organisations.models import Organisation, Qualification, School, Staff
from thuisbasis.permissions import Actor, Role
from thuisbasis.recording import queries, services
from thuisbasis.recording.drafts import Draft, Presence
from thuisbasis.recording.models import Record

BEFORE = datetime(2026, 9, 1, 9, tzinfo=clock.ZONE)
FIRST_TUESDAY = date(2026, 9, 15)
SURNAMES = ("Aalbers", "Bouzid", "Çelik", "Demir", "El Amrani", "Ferreira", "Gebremedhin", "Haddad", "Ivanenko")


@dataclass(frozen=True)
class Cast:
    """A group with everybody in it."""

    session: Session
    organisation: Organisation
    school: School
    coordinator: Staff
    leaders: tuple[Staff, ...]
    enrolments: tuple[Enrolment, ...]
    guardians: tuple[Guardian, ...]
    group: Group

    @property
    def actor(self) -> Actor:
        """The coordinator at work."""
        return factories.actor_of(self.organisation, self.coordinator, Role.COORDINATOR, every_school=True)

    @property
    def trainer(self) -> Actor:
        """The first leader at work."""
        return factories.actor_of(self.organisation, self.leaders[0], Role.TRAINER)

    def start(self) -> list[Contact]:
        """Start the group: its contacts."""
        return starting.start_group(self.session, self.actor, self.group)[0]

    def attendance(self, *absent: int) -> dict[tuple[object, object], Presence]:
        """Everybody there but the families at these places in the list."""
        return {
            (enrolment.id, guardian.id): Presence.ABSENT if place in absent else Presence.PRESENT
            for place, (enrolment, guardian) in enumerate(zip(self.enrolments, self.guardians, strict=True))
        }

    def record(
        self,
        contact: Contact,
        *absent: int,
        answers: dict[str, Answer] | None = None,
        of_children: dict[str, Answer] | None = None,
    ) -> Record:
        """A completed record of the group: all not done and why, but for `answers`, and `of_children` of each."""
        record = services.open_record(self.session, self.trainer, contact, None)
        given = {(element.key, None): NOT_DONE for element in _asked(contact)}
        given |= {(key, None): answer for key, answer in (answers or {}).items()}
        for key, answer in (of_children or {}).items():
            given |= {(key, enrolment.id): answer for enrolment in self.enrolments}
        draft = Draft(answers=given, attendance=self.attendance(*absent), held_from=contact.starts_at)
        revision = queries.version_of(self.session, record).revision
        services.save(self.session, self.trainer, record, contact, draft, revision=revision)
        services.complete(self.session, self.trainer, record, contact, {})
        return record


NOT_DONE = Answer(delivered=False, reason="no_time", follow_up="next_contact")


def _asked(contact: Contact) -> tuple[object, ...]:
    return elements_asked(
        rulebook.programme(contact.programme_key, contact.version), contact.track_key, contact.step_key
    )


@contextmanager
def day(year: int, month: int, number: int, hour: int = 9) -> Iterator[None]:
    """Within it, it is that day, on a Dutch clock."""
    with clock.set_to(datetime(year, month, number, hour, tzinfo=clock.ZONE)):
        yield


def make_parents_group(session: Session, *, families: int = 6, leaders: int = 2, **more: object) -> Cast:
    """A group of parents on Tuesday evenings from 15 September 2026 in region Midden, ready to start."""
    usual = {"programme": "pittige-jaren", "track": "preventie-14", "qualification": "pittige-jaren-course"}
    return _make(session, families, leaders, usual | {"role": Role.TRAINER, "indication": "serious_behaviour"} | more)


def make_reading_cohort(session: Session, *, families: int = 3, **more: object) -> Cast:
    """A cohort of readers on Tuesday mornings from 15 September 2026 in region Midden, ready to start."""
    usual = {"programme": "pact", "track": "pact-30", "qualification": "pact-training", "role": Role.PACT_SUPPORTER}
    return _make(session, families, 1, usual | {"name": "Lezen groep 2", "start_time": time(8, 30)} | more)


def _make(session: Session, families: int, leaders: int, given: dict[str, object]) -> Cast:
    organisation = factories.make_organisation(session)
    school = factories.make_school(session, organisation, phone="+31301234567")
    coordinator = factories.make_staff(session, organisation, name="Coby Vos", roles=[Role.COORDINATOR])
    role, qualification = given.pop("role"), given.pop("qualification")
    staff = tuple(
        factories.make_staff(session, organisation, name=f"Trainer {letter}", roles=[role])
        for letter in "ABC"[:leaders]
    )
    for one in staff:
        held = {
            "programme_key": given["programme"],
            "qualification_key": qualification,
            "obtained_on": date(2024, 3, 1),
        }
        session.add(Qualification(organisation_id=organisation.id, staff_id=one.id, **held))
    enrolments, guardians = [], []
    indication = given.pop("indication", None)
    groep = given.pop("groep", "2")
    for surname in SURNAMES[:families]:
        family = factories.make_family(session, organisation, name=surname)
        parent = factories.make_guardian(session, family, phone="+31612345678")
        child = factories.make_child(
            session, family, school=school, guardians=[parent], groep=groep, birth_date=date(2021, 2, 28)
        )
        placed = {"state": "placed", "indication_key": indication, "tried_before": "gesprekken op school"}
        of = {"programme": given["programme"], "track": given["track"]}
        enrolments.append(factories.make_enrolment(session, child, guardians=[parent], **of, **placed))
        enrolments[-1].started_on = None
        guardians.append(parent)
    usual = {"starts_on": FIRST_TUESDAY, "state": "forming", "leaders": staff, "enrolments": enrolments}
    group = factories.make_group(session, school, **usual | given)
    return Cast(session, organisation, school, coordinator, staff, tuple(enrolments), tuple(guardians), group)
