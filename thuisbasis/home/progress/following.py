"""Keeping the figures up, in the transaction of each change: what was counted before goes, what is now comes."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from programmes.gates.on_course import CourseSoFar, Standing
from thuisbasis.contacts.models import Contact, ContactEnrolment
from thuisbasis.database import new_id
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.groups.models import Membership
from thuisbasis.home.progress import parts
from thuisbasis.home.progress.models import ContactProgress, EnrolmentProgress, ProgressSum
from thuisbasis.home.progress.sums import COUNTS, Cell, ContactPart, EnrolmentPart, difference, sums_of
from thuisbasis.permissions import Actor


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """Count contacts that changed anew, and the dose of those whom they serve (`contacts.changes.AfterChange`)."""
    by_organisation: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_organisation[contact.organisation_id].append(contact)
    for organisation_id, found in by_organisation.items():
        count_contacts(session, organisation_id, [contact.id for contact in found])
        count_enrolments(session, organisation_id, _served(session, organisation_id, found))


def follow_enrolment(session: Session, _actor: Actor, enrolment: Enrolment) -> None:
    """Count an enrolment that changed anew (`enrolments.changes.AfterEnrolmentChange`)."""
    count_enrolments(session, enrolment.organisation_id, {enrolment.id})


def follow_families(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> None:
    """Count the enrolments of families that changed anew: a school, an archive (`families.changes`)."""
    ids = session.scalars(
        select(Enrolment.id).where(Enrolment.organisation_id == organisation_id, Enrolment.family_id.in_(family_ids))
    ).all()
    count_enrolments(session, organisation_id, ids)


def _served(session: Session, organisation_id: uuid.UUID, contacts: Sequence[Contact]) -> set[uuid.UUID]:
    """The enrolments whose dose these contacts touch."""
    groups = {contact.group_id for contact in contacts if contact.group_id}
    own = [contact.id for contact in contacts if contact.group_id is None]
    found: set[uuid.UUID] = set()
    if groups:
        in_groups = select(Membership.enrolment_id).where(
            Membership.organisation_id == organisation_id, Membership.group_id.in_(groups)
        )
        found |= set(session.scalars(in_groups))
    if own:
        of_families = select(ContactEnrolment.enrolment_id).where(
            ContactEnrolment.organisation_id == organisation_id, ContactEnrolment.contact_id.in_(own)
        )
        found |= set(session.scalars(of_families))
    return found


def count_contacts(session: Session, organisation_id: uuid.UUID, contact_ids: Collection[uuid.UUID]) -> None:
    """Find out anew what these contacts add. A constant number of statements."""
    if not contact_ids:
        return
    session.flush()
    ours = (ContactProgress.organisation_id == organisation_id, ContactProgress.contact_id.in_(contact_ids))
    names = tuple(ContactPart.__dataclass_fields__)
    was = [
        ContactPart(**{name: getattr(row, name) for name in names} | {"audience": _ids(row.audience)})
        for row in session.execute(select(*(getattr(ContactProgress, name) for name in names)).where(*ours))
    ]
    now = parts.contact_parts(session, organisation_id, contact_ids)
    rows = [{name: getattr(part, name) for name in names} | {"audience": _words(part.audience)} for part in now]
    _replace(session, organisation_id, ContactProgress, ours, {part.contact_id for part in was}, rows)
    _add(session, organisation_id, difference(sums_of((), was), sums_of((), now)))


def count_enrolments(session: Session, organisation_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID]) -> None:
    """Find out anew what these enrolments add. A constant number of statements.

    Their families are looked at whole, because a family counts once for all its children.
    """
    if not enrolment_ids:
        return
    session.flush()
    changed = set(enrolment_ids)
    families = select(Enrolment.family_id).where(
        Enrolment.organisation_id == organisation_id, Enrolment.id.in_(changed)
    )
    was = [
        _counted(row)
        for row in session.scalars(
            select(EnrolmentProgress)
            .where(EnrolmentProgress.organisation_id == organisation_id, EnrolmentProgress.family_id.in_(families))
            .execution_options(populate_existing=True)
        )
    ]
    new = parts.enrolment_parts(session, organisation_id, changed)
    now = [part for part in was if part.enrolment_id not in changed] + new
    ours = (EnrolmentProgress.organisation_id == organisation_id, EnrolmentProgress.enrolment_id.in_(changed))
    standing = {part.enrolment_id for part in was} & changed
    _replace(session, organisation_id, EnrolmentProgress, ours, standing, [_row(part) for part in new])
    _add(session, organisation_id, difference(sums_of(was, ()), sums_of(now, ())))


def _counted(row: EnrolmentProgress) -> EnrolmentPart:
    course = CourseSoFar(standing=Standing(row.standing), counted=row.counted, due=row.due, needed=row.needed)
    return EnrolmentPart(
        enrolment_id=row.enrolment_id,
        family_id=row.family_id,
        programme_key=row.programme_key,
        course=course,
        audience=_ids(row.audience),
    )


def _row(part: EnrolmentPart) -> dict[str, Any]:
    return {
        "enrolment_id": part.enrolment_id,
        "family_id": part.family_id,
        "programme_key": part.programme_key,
        "standing": str(part.course.standing),
        "counted": part.course.counted,
        "due": part.course.due,
        "needed": part.course.needed,
        "audience": _words(part.audience),
    }


def _replace(
    session: Session,
    organisation_id: uuid.UUID,
    table: type[EnrolmentProgress] | type[ContactProgress],
    ours: Iterable[Any],
    standing: Collection[uuid.UUID],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Let exactly these rows stand for what is `ours`; `standing` tells whether there were any."""
    if standing:
        session.execute(delete(table).where(*ours), execution_options={"synchronize_session": False})
    if rows:
        session.execute(insert(table), [{"organisation_id": organisation_id, "id": new_id(), **row} for row in rows])


def _add(session: Session, organisation_id: uuid.UUID, changes: Mapping[Cell, Mapping[str, int]]) -> None:
    """Add changes to the sums, those of the whole organisation first and all in one order.

    So two people who change something at the same moment wait for each other, and not in a circle.
    """
    if not changes:
        return
    ordered = sorted(
        changes,
        key=lambda cell: (cell.for_id != organisation_id, cell.week, str(cell.for_id), cell.programme_key),
    )
    rows = [
        {
            "organisation_id": organisation_id,
            "id": new_id(),
            "for_id": cell.for_id,
            "week": cell.week,
            "programme_key": cell.programme_key,
            **changes[cell],
        }
        for cell in ordered
    ]
    session.execute(_adding(session), rows)


def _adding(session: Session) -> Any:
    """The statement that adds to a sum, or makes it."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(ProgressSum)
    return statement.on_conflict_do_update(
        index_elements=["organisation_id", "for_id", "week", "programme_key"],
        set_={name: getattr(ProgressSum, name) + statement.excluded[name] for name in COUNTS},
    )


def _ids(words: Iterable[str]) -> frozenset[uuid.UUID]:
    return frozenset(uuid.UUID(word) for word in words)


def _words(ids: Iterable[uuid.UUID]) -> list[str]:
    return sorted(str(each) for each in ids)
