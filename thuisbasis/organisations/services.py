"""Writing schools, closed periods and local defaults. Services flush and write an audit entry; they never commit."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import gettext, lazy_pgettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.protocol import Programme
from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.database import new_id
from thuisbasis.errors import ForbiddenError, InvalidStateError
from thuisbasis.organisations import queries
from thuisbasis.organisations.models import ClosedPeriod, LocalDefaults, School
from thuisbasis.permissions import Actor
from thuisbasis.revisions import refuse_if_edited

REGIONS = ("Noord", "Midden", "Zuid")

SCHOOL_LABELS = {
    "name": _l("Naam van de school"),
    "brin": _l("BRIN-nummer"),
    "region": _l("Vakantieregio"),
    "place": lazy_pgettext("town", "Plaats"),
    "address": _l("Adres"),
    "phone": _l("Telefoonnummer"),
}


@dataclass(frozen=True, kw_only=True)
class SchoolFacts:
    """What is known of a school. `region` is one of REGIONS, `brin` with or without a location, phone E.164."""

    name: str
    region: str
    brin: str | None = None
    place: str = ""
    address: str = ""
    phone: str | None = None


def add_school(session: Session, actor: Actor, *, facts: SchoolFacts, school_id: uuid.UUID | None = None) -> School:
    """Add a school. A coordinator of single schools may not: raises ForbiddenError; InvalidStateError for a known BRIN.

    `school_id` is the id that the form was shown with: sent twice, it gives the school that is there already.
    """
    _refuse_unless_manager(actor, None)
    known = session.get(School, (actor.organisation_id, school_id)) if school_id else None
    if known is not None:
        return known
    _refuse_known_brin(session, actor, facts.brin, but=None)
    school = School(organisation_id=actor.organisation_id, id=school_id or new_id(), **asdict(facts))
    session.add(school)
    session.flush()
    trail.record(session, actor, "school.added", school, after=asdict(facts))
    return school


def change_school(session: Session, actor: Actor, school: School, *, facts: SchoolFacts, revision: int) -> None:
    """Change a school. Raises ForbiddenError, EditConflictError, InvalidStateError for a known BRIN."""
    _refuse_unless_manager(actor, school.id)
    new = asdict(facts)
    refuse_if_edited(school, revision, new, SCHOOL_LABELS)
    _refuse_known_brin(session, actor, facts.brin, but=school.id)
    before, after = trail.changes(school, new)
    if not after:
        return
    for name, value in after.items():
        setattr(school, name, value)
    session.flush()
    trail.record(session, actor, "school.changed", school, before=before, after=after)


def archive_school(session: Session, actor: Actor, school: School) -> None:
    """Take a school out of lists and choices; what refers to it stays."""
    _set_archived(session, actor, school, archived=True)


def restore_school(session: Session, actor: Actor, school: School) -> None:
    """Put an archived school back."""
    _set_archived(session, actor, school, archived=False)


def _set_archived(session: Session, actor: Actor, school: School, *, archived: bool) -> None:
    _refuse_unless_manager(actor, None)
    if school.is_archived == archived:
        return
    school.archived_at = clock.now() if archived else None
    session.flush()
    trail.record(session, actor, "school.archived" if archived else "school.restored", school)


def add_closed_period(
    session: Session,
    actor: Actor,
    *,
    school_id: uuid.UUID | None,
    starts_on: date,
    ends_on: date,
    reason: str,
    is_study_day: bool = False,
    closed_period_id: uuid.UUID | None = None,
) -> ClosedPeriod:
    """Add days without school, first and last day included, at a school or (None) in the whole organisation.

    Contacts that were planned on them stay where they are until somebody moves them. Raises ForbiddenError.
    """
    _refuse_unless_manager(actor, school_id)
    known = session.get(ClosedPeriod, (actor.organisation_id, closed_period_id)) if closed_period_id else None
    if known is not None:
        return known
    period = ClosedPeriod(
        organisation_id=actor.organisation_id,
        id=closed_period_id or new_id(),
        school_id=school_id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        is_study_day=is_study_day,
    )
    session.add(period)
    session.flush()
    after = {"starts_on": starts_on, "ends_on": ends_on, "reason": reason}
    trail.record(session, actor, "closed_period.added", period, after=after)
    return period


def remove_closed_period(session: Session, actor: Actor, period: ClosedPeriod) -> None:
    """Make the days of a closed period open again. Its dates stay in the audit trail."""
    _refuse_unless_manager(actor, period.school_id)
    before = {"starts_on": period.starts_on, "ends_on": period.ends_on, "reason": period.reason}
    trail.record(session, actor, "closed_period.removed", period, before=before)
    session.delete(period)
    session.flush()


def set_local_numbers(
    session: Session, actor: Actor, *, programme: Programme, valid_from: date, numbers: Mapping[str, int]
) -> LocalDefaults:
    """Set the organisation's own numbers for a programme from a day on; enrolments keep those that they began under.

    A set with the same first day is replaced. Raises ValueError for a number outside its bounds, UnknownKeyError for
    one that the programme does not have, ForbiddenError.
    """
    _refuse_unless_manager(actor, None)
    own = dict(numbers)
    programme.numbers(own)
    found = session.scalars(
        select(LocalDefaults).where(
            LocalDefaults.organisation_id == actor.organisation_id,
            LocalDefaults.programme_key == programme.key,
            LocalDefaults.valid_from == valid_from,
        )
    ).one_or_none()
    before = dict(found.numbers) if found else {}
    if found is None:
        found = LocalDefaults(
            organisation_id=actor.organisation_id, programme_key=programme.key, valid_from=valid_from, numbers=own
        )
        session.add(found)
    found.numbers = own
    session.flush()
    after = {"programme": programme.key, "valid_from": valid_from, **own}
    trail.record(session, actor, "local_defaults.set", found, before=before, after=after)
    return found


def _refuse_unless_manager(actor: Actor, school_id: uuid.UUID | None) -> None:
    if not queries.may_manage(actor, school_id):
        raise ForbiddenError("school")


def _refuse_known_brin(session: Session, actor: Actor, brin: str | None, *, but: uuid.UUID | None) -> None:
    if brin is None:
        return
    known = session.scalars(
        select(School).where(School.organisation_id == actor.organisation_id, School.brin == brin)
    ).one_or_none()
    if known is not None and known.id != but:
        raise InvalidStateError(gettext("%(school)s heeft dit BRIN-nummer al.", school=known.name))
