"""Two organisations with one of everything, so that every address can be tried with ids of one's own and of others."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from home_visits.models import VisitReturn, VisitSignal
from tests import factories
from thuisbasis import clock
from thuisbasis.calendars.models import FeedAddress
from thuisbasis.enrolments.models import Consent
from thuisbasis.families.models import ContactAttempt
from thuisbasis.groups.models import Membership
from thuisbasis.materials.models import Loan
from thuisbasis.organisations.models import ClosedPeriod, Qualification, Staff
from thuisbasis.parent_texts.models import ParentTextReview, ParentTextWording
from thuisbasis.permissions import Role
from thuisbasis.recording.models import Record, RecordVersion
from thuisbasis.safeguarding.models import Worry, WorryOpening

CANARY = "Kanariepiet"


@dataclass
class World:
    """One organisation: somebody in each role, and for each name of a URL parameter an id."""

    name: str
    people: dict[Role, Staff] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)


def make_world(session: Session, name: str) -> World:
    """An organisation whose every name holds `name`."""
    organisation = factories.make_organisation(session, name=f"Stichting {name}")
    school = factories.make_school(session, organisation, name=f"School {name}")
    world = World(name=name)
    for role in Role:
        world.people[role] = factories.make_staff(session, organisation, name=f"{role.title()} {name}", roles=[role])
    family = factories.make_family(session, organisation, name=name)
    household = factories.make_household(session, family, street=f"{name}straat")
    guardian = factories.make_guardian(session, family, given_name=name, household_id=household.id)
    child = factories.make_child(session, family, school=school, given_name=name, guardians=[guardian])
    visitor, trainer = world.people[Role.HOME_VISITOR], world.people[Role.TRAINER]
    visited = factories.make_enrolment(session, child, guardians=[guardian], visitor=visitor)
    grouped = factories.make_enrolment(
        session, child, programme="pittige-jaren", track="preventie-14", guardians=[guardian]
    )
    group = factories.make_group(session, school, name=f"Groep {name}", leaders=[trainer], enrolments=[grouped])
    visit = factories.make_contact(session, enrolments=[visited], staff=[visitor], school=school, days=-1)
    meeting = factories.make_contact(session, group=group, staff=[trainer], kind="group_session", step="session-01")
    record = _record(session, visit, visited, visitor)
    world.ids = {
        "organisation_id": organisation.id,
        "school_id": school.id,
        "staff_id": visitor.id,
        "family_id": family.id,
        "household_id": household.id,
        "guardian_id": guardian.id,
        "child_id": child.id,
        "enrolment_id": visited.id,
        "group_id": group.id,
        "membership_id": session.query(Membership.id).filter_by(group_id=group.id).scalar(),
        "contact_id": visit.id,
        "session_id": meeting.id,
        "record_id": record.id,
        "attempt_id": _attempt(session, family, visitor).id,
        "consent_id": _consent(session, visited, guardian, visitor).id,
        "closed_period_id": _closed(session, school).id,
        "qualification_id": _qualification(session, visitor).id,
        "address_id": _address(session, organisation, visitor).id,
        "loan_id": _loan(session, family, visited).id,
        "device_id": (device := factories.make_tablet(session, visitor)).id,
        "item_id": factories.make_tablet_item(session, device, visitor, visit).id,
        "attachment_id": factories.make_attachment(session, record, visitor).id,
        "visit_signal_id": _signal(session, visit, visitor).id,
        "visit_return_id": _late(session, visit, visitor).id,
    }
    worry = factories.make_worry(session, family, visitor, school=school, child=child, text=f"Zorg over {name}")
    world.ids |= {"worry_id": worry.id, "opening_id": _opening(session, worry, world.people[Role.ADMINISTRATOR]).id}
    _texts(session, world.people[Role.COORDINATOR], name)
    return world


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def _record(session: Session, contact: Any, enrolment: Any, author: Staff) -> Any:
    ours = {"organisation_id": contact.organisation_id}
    record = _added(session, Record(**ours, contact_id=contact.id, enrolment_id=enrolment.id))
    _added(session, RecordVersion(**ours, record_id=record.id, number=1, author_id=author.id, saved_at=clock.now()))
    return record


def _signal(session: Session, contact: Any, staff: Staff) -> Any:
    given = {"contact_id": contact.id, "staff_id": staff.id, "kind": "address-wrong", "asks": True}
    moments = {"at": clock.now(), "received_at": clock.now()}
    return _added(session, VisitSignal(organisation_id=contact.organisation_id, **given, **moments))


def _late(session: Session, contact: Any, staff: Staff) -> Any:
    moments = {"started_at": clock.now() - timedelta(hours=3), "expected_back": clock.now() - timedelta(hours=2)}
    given = {"contact_id": contact.id, "staff_id": staff.id}
    return _added(session, VisitReturn(organisation_id=contact.organisation_id, **given, **moments))


def _attempt(session: Session, family: Any, staff: Staff) -> Any:
    given = {
        "family_id": family.id,
        "staff_id": staff.id,
        "at": clock.now(),
        "channel": "phone",
        "outcome": "no-answer",
    }
    return _added(session, ContactAttempt(organisation_id=family.organisation_id, **given))


def _consent(session: Session, enrolment: Any, guardian: Any, staff: Staff) -> Any:
    return _added(
        session,
        Consent(
            organisation_id=enrolment.organisation_id,
            enrolment_id=enrolment.id,
            guardian_id=guardian.id,
            purpose="taking-part",
            how="spoken",
            given_on=clock.today(),
            recorded_by_id=staff.id,
            recorded_at=clock.now(),
        ),
    )


def _closed(session: Session, school: Any) -> Any:
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=1)}
    return _added(
        session, ClosedPeriod(organisation_id=school.organisation_id, school_id=school.id, reason="Studiedag", **days)
    )


def _qualification(session: Session, staff: Staff) -> Any:
    return _added(
        session,
        Qualification(
            organisation_id=staff.organisation_id,
            staff_id=staff.id,
            programme_key="real",
            qualification_key="real-training",
            obtained_on=clock.today(),
        ),
    )


def _address(session: Session, organisation: Any, staff: Staff) -> Any:
    ours = {
        "organisation_id": organisation.id,
        "staff_id": staff.id,
        "made_by_id": staff.id,
        "made_at": clock.now(),
        "changed_at": clock.now(),
        "name": "Agenda",
    }
    return _added(session, FeedAddress(token_hash=secrets.token_hex(32), **ours))


def _texts(session: Session, staff: Staff, name: str) -> None:
    """A wording of their own, which holds the organisation's name, and a review."""
    named = {"organisation_id": staff.organisation_id, "kind": "prompt", "key": "real--joint_practice"}
    written = {"number": 1, "text": f"{name} diyor ki", "written_by_id": staff.id, "written_at": clock.now()}
    _added(session, ParentTextWording(**named, language="tr", **written))
    seen = {"text_hash": "0" * 64, "reviewed_by_id": staff.id, "reviewed_at": clock.now()}
    _added(session, ParentTextReview(**named, language="tr", **seen))


def _loan(session: Session, family: Any, enrolment: Any) -> Any:
    given = {"family_id": family.id, "enrolment_id": enrolment.id, "title": "Rupsje", "how": "lent"}
    return _added(session, Loan(organisation_id=family.organisation_id, handed_on=clock.today(), **given))


def _opening(session: Session, worry: Worry, administrator: Staff) -> Any:
    given = {"worry_id": worry.id, "staff_id": administrator.id, "reason": "Nood"}
    long_ago = clock.now() - timedelta(days=1)
    return _added(
        session, WorryOpening(organisation_id=worry.organisation_id, opened_at=long_ago, ends_at=long_ago, **given)
    )
