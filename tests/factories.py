"""Rows to test with: plain functions with names for what matters to a test and something sound for the rest.

Each flushes; nothing commits. `clock` says what today is, so that tests are sound on any date.
"""

import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.accounts import sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.accounts.security import TOKEN
from thuisbasis.contacts.models import Contact, ContactEnrolment, ContactStaff
from thuisbasis.enrolments.models import Enrolment, EnrolmentGuardian
from thuisbasis.families.models import Child, Family, FamilyWorker, Guardian, Guardianship, Household
from thuisbasis.groups.models import Group, GroupLeader, Membership
from thuisbasis.organisations.models import Organisation, School, Staff, StaffRole
from thuisbasis.permissions import Actor, Role
from thuisbasis.recording.attachment_models import Attachment, AttachmentPart, RecordAttachment
from thuisbasis.recording.models import Record
from thuisbasis.safeguarding.models import Worry
from thuisbasis.tablet.models import TabletDevice, TabletItem


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def make_organisation(session: Session, *, name: str = "Stichting De Ladder", **more: Any) -> Organisation:
    """An organisation."""
    return _added(session, Organisation(name=name, created_at=clock.now(), **more))


def make_school(
    session: Session, organisation: Organisation, *, name: str = "De Brug", region: str = "Midden", **more: Any
) -> School:
    """A school."""
    return _added(session, School(organisation_id=organisation.id, name=name, region=region, **more))


def make_staff(
    session: Session,
    organisation: Organisation,
    *,
    name: str = "Sanne Bakker",
    roles: Sequence[Role] = (Role.HOME_VISITOR,),
    school: School | None = None,
    **more: Any,
) -> Staff:
    """A staff member with an account and roles; at one school, or in the whole organisation."""
    given, _, surname = name.partition(" ")
    account = _added(
        session,
        Account(email=f"{uuid.uuid4().hex}@example.org", fs_uniquifier=uuid.uuid4().hex, created_at=clock.now()),
    )
    staff = _added(
        session,
        Staff(
            organisation_id=organisation.id,
            account_id=account.id,
            given_name=given,
            surname=surname,
            sort_key=f"{surname} {given}".casefold(),
            **more,
        ),
    )
    for role in roles:
        place = {"school_id": school.id if school else None}
        _added(session, StaffRole(organisation_id=organisation.id, staff_id=staff.id, role=str(role), **place))
    return staff


def actor_of(
    organisation: Organisation, staff: Staff, *roles: Role, schools: Sequence[School] = (), every_school: bool = False
) -> Actor:
    """A staff member at work."""
    return Actor(
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        staff_id=staff.id,
        account_id=staff.account_id or uuid.UUID(int=0),
        name=staff.name,
        roles=frozenset(roles),
        schools=frozenset(school.id for school in schools),
        every_school=every_school,
    )


def sign_in(session: Session, client: FlaskClient, staff: Staff) -> FlaskClient:
    """Sign a staff member in in a browser. Commits, because the browser's requests have a session of their own."""
    account = session.get_one(Account, staff.account_id)
    token = sign_ins.begin(session, account, at=clock.now())
    session.commit()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
        cookie["_user_id"], cookie["_fresh"] = account.fs_uniquifier, True
    return client


def make_family(
    session: Session, organisation: Organisation, *, name: str = "Yıldırım", number: int | None = None
) -> Family:
    """A family."""
    if number is None:
        number, organisation.next_family_number = organisation.next_family_number, organisation.next_family_number + 1
    key = name.casefold()
    return _added(
        session,
        Family(organisation_id=organisation.id, number=number, name=name, sort_key=key, search_text=key),
    )


def make_household(session: Session, family: Family, **more: Any) -> Household:
    """An address of a family."""
    usual = {"street": "Lange Nieuwstraat", "house_number": 12, "postcode": "3512 PH", "place": "Utrecht"}
    return _added(session, Household(organisation_id=family.organisation_id, family_id=family.id, **usual | more))


def make_guardian(session: Session, family: Family, *, given_name: str = "Ayşe", **more: Any) -> Guardian:
    """A guardian of a family."""
    usual = {"surname": family.name, "sort_key": f"{family.name} {given_name}".casefold(), "languages_spoken": ["tr"]}
    return _added(
        session,
        Guardian(organisation_id=family.organisation_id, family_id=family.id, given_name=given_name, **usual | more),
    )


def make_child(
    session: Session,
    family: Family,
    *,
    school: School | None = None,
    given_name: str = "Elif",
    groep: str = "2",
    guardians: Sequence[Guardian] = (),
    **more: Any,
) -> Child:
    """A child of a family, five years old, with its guardians."""
    usual = {
        "surname": family.name,
        "sort_key": f"{family.name} {given_name}".casefold(),
        "birth_date": clock.today() - timedelta(days=5 * 365 + 30),
    }
    child = _added(
        session,
        Child(
            organisation_id=family.organisation_id,
            family_id=family.id,
            school_id=school.id if school else None,
            given_name=given_name,
            groep=groep,
            **usual | more,
        ),
    )
    for guardian in guardians:
        _added(
            session,
            Guardianship(
                organisation_id=family.organisation_id, child_id=child.id, guardian_id=guardian.id, has_authority=True
            ),
        )
    return child


def make_enrolment(
    session: Session,
    child: Child,
    *,
    programme: str = "real",
    track: str = "real-10",
    version: str = "1",
    state: str = "active",
    guardians: Sequence[Guardian] = (),
    visitor: Staff | None = None,
    started_on: date | None = None,
    **more: Any,
) -> Enrolment:
    """A child in a programme, by default active since today, with the guardians who take part and its visitor."""
    ours = {"organisation_id": child.organisation_id}
    enrolment = _added(
        session,
        Enrolment(
            **ours,
            family_id=child.family_id,
            child_id=child.id,
            programme_key=programme,
            version=version,
            track_key=track,
            state=state,
            proposed_on=clock.today(),
            started_on=started_on or clock.today(),
            visitor_id=visitor.id if visitor else None,
            **more,
        ),
    )
    for guardian in guardians:
        _added(session, EnrolmentGuardian(**ours, enrolment_id=enrolment.id, guardian_id=guardian.id))
    if visitor:
        through = {"through_kind": "enrolment", "through_id": enrolment.id}
        _added(session, FamilyWorker(**ours, family_id=child.family_id, staff_id=visitor.id, **through))
    return enrolment


def make_group(
    session: Session,
    school: School,
    *,
    name: str = "Dinsdagavond De Brug",
    programme: str = "pittige-jaren",
    track: str = "preventie-14",
    version: str = "1",
    leaders: Sequence[Staff] = (),
    enrolments: Sequence[Enrolment] = (),
    **more: Any,
) -> Group:
    """A group with its leaders and members, on Tuesdays at seven."""
    ours = {"organisation_id": school.organisation_id}
    usual: dict[str, Any] = {"weekday": 1, "start_time": time(19), "starts_on": clock.today(), "state": "started"}
    group = _added(
        session,
        Group(
            **ours,
            name=name,
            programme_key=programme,
            version=version,
            track_key=track,
            school_id=school.id,
            **usual | more,
        ),
    )
    for leader in leaders:
        _added(session, GroupLeader(**ours, group_id=group.id, staff_id=leader.id))
    for enrolment in enrolments:
        place = {"group_id": group.id, "enrolment_id": enrolment.id, "joined_on": group.starts_on}
        _added(session, Membership(**ours, **place))
    return group


def make_contact(
    session: Session,
    *,
    enrolments: Sequence[Enrolment] = (),
    group: Group | None = None,
    staff: Sequence[Staff] = (),
    school: School | None = None,
    kind: str = "home_visit",
    step: str = "visit-01",
    number: int = 1,
    days: int = 0,
    at: time = time(9),
    minutes: int = 50,
    **more: Any,
) -> Contact:
    """A planned contact of a family's enrolments or of a group, `days` from today at a wall time, with its staff."""
    of = group or enrolments[0]
    starts = datetime.combine(clock.today() + timedelta(days=days), at, clock.ZONE)
    ours = {"organisation_id": of.organisation_id}
    usual: dict[str, Any] = {
        "kind": kind,
        "programme_key": of.programme_key,
        "version": of.version,
        "track_key": of.track_key,
        "step_key": step,
        "number": number,
        "month": f"{starts:%Y-%m}",
        "group_id": group.id if group else None,
        "family_id": None if group else enrolments[0].family_id,
        "school_id": school.id if school else group.school_id if group else None,
        "starts_at": starts,
        "ends_at": starts + timedelta(minutes=minutes),
        "changed_at": clock.now(),
    }
    contact = _added(session, Contact(**ours, **usual | more))
    for one in staff:
        _added(session, ContactStaff(**ours, contact_id=contact.id, staff_id=one.id))
    if group is None:
        for enrolment in enrolments:
            _added(session, ContactEnrolment(**ours, contact_id=contact.id, enrolment_id=enrolment.id))
    return contact


def make_worry(
    session: Session,
    family: Family,
    author: Staff,
    *,
    school: School | None = None,
    child: Child | None = None,
    text: str = "Er is iets gezien dat navraag verdient.",
    hours_ago: float = 0,
    acknowledged_by: Staff | None = None,
    **more: Any,
) -> Worry:
    """A worry about a family, unread unless somebody acknowledged it."""
    received = clock.now() - timedelta(hours=hours_ago)
    read = {"acknowledged_by_id": acknowledged_by.id, "acknowledged_at": clock.now()} if acknowledged_by else {}
    return _added(
        session,
        Worry(
            organisation_id=family.organisation_id,
            family_id=family.id,
            author_id=author.id,
            school_id=school.id if school else None,
            child_id=child.id if child else None,
            text=text,
            arose_at=received,
            received_at=received,
            **read | more,
        ),
    )


def make_tablet(session: Session, staff: Staff) -> TabletDevice:
    """A tablet on which somebody signed in."""
    at = clock.now()
    return _added(
        session,
        TabletDevice(organisation_id=staff.organisation_id, made_at=at, seen_at=at, seen_by_id=staff.id),
    )


def make_tablet_item(session: Session, device: TabletDevice, staff: Staff, contact: Contact) -> TabletItem:
    """Something that a tablet brought and that could not be taken in."""
    said = {
        "kind": "event",
        "owner": str(staff.id),
        "device": str(device.id),
        "sequence": 1,
        "contact": str(contact.id),
        "event": "unheard-of",
        "at": clock.now().isoformat(),
    }
    return _added(
        session,
        TabletItem(
            organisation_id=staff.organisation_id,
            device_id=device.id,
            staff_id=staff.id,
            sent_by_id=staff.id,
            kind="event",
            contact_id=contact.id,
            school_id=contact.school_id,
            sequence=1,
            body=json.dumps(said),
            body_sha256="0" * 64,
            state="quarantine",
            answer={},
            received_at=clock.now(),
        ),
    )


def make_attachment(session: Session, record: Record, staff: Staff) -> Attachment:
    """A photo of a record."""
    at, sha256, organisation_id = clock.now(), secrets.token_hex(32), staff.organisation_id
    tied = {"organisation_id": organisation_id, "record_id": record.id, "sha256": sha256}
    _added(session, RecordAttachment(**tied, what="photo", name="Tekening", added_at=at))
    content = {"type": "image/jpeg", "length": 3, "received": 3, "begun_at": at, "completed_at": at}
    made = Attachment(organisation_id=organisation_id, sha256=sha256, staff_id=staff.id, **content)
    whole = _added(session, made)
    part = {"organisation_id": organisation_id, "attachment_id": whole.id, "start": 0}
    _added(session, AttachmentPart(**part, content=b"\xff\xd8\xff"))
    return whole
