"""Families that were sought and did not answer: call again, and after three times look together. Nobody drops out."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy import and_, exists, func, select, union_all
from sqlalchemy.orm import Session

from thuisbasis import clock, languages
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import TOOK_PLACE, State
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.states import OPEN
from thuisbasis.families import queries as families
from thuisbasis.families.attempts import kind_of
from thuisbasis.families.models import Child, ContactAttempt, Family, FamilyWorker
from thuisbasis.groups.models import Membership
from thuisbasis.home.desk import Desk
from thuisbasis.home.summary import watching
from thuisbasis.home.summary.models import Watched
from thuisbasis.home.summary.watching import DAY, FOREVER, Kind, Watch
from thuisbasis.home.tasks import LeadSource, Task
from thuisbasis.permissions import Actor, Permission
from thuisbasis.recording.drafts import ATTENDED
from thuisbasis.recording.models import Attendance

CALL, REVIEW = KINDS = Kind("unreached-call", 65), Kind("unreached-review", 82)
REVIEW_AFTER: Final = 3
CALLING_BACK: Final = timedelta(weeks=8)


@dataclass(frozen=True, kw_only=True)
class InVain:
    """How often a family was sought since somebody last spoke with it, and when last."""

    times: int
    last: datetime

    @property
    def wants_review(self) -> bool:
        return self.times >= REVIEW_AFTER

    @property
    def kind(self) -> Kind:
        return REVIEW if self.wants_review else CALL

    @property
    def asks_on(self) -> date:
        """From which day on it asks: the day after it was last sought, or at once for a review."""
        day = clock.local(self.last).date()
        return day if self.wants_review else day + DAY

    @property
    def asks_until(self) -> date:
        """A call is due for some weeks; a review until somebody has looked: it never passes by itself."""
        return FOREVER if self.wants_review else clock.local(self.last).date() + CALLING_BACK


def in_vain(attempts: Sequence[ContactAttempt], met: datetime | None) -> InVain | None:
    """What came of attempts in order of time, where the family last took part in something at `met`."""
    times, last = 0, None
    for attempt in attempts:
        if kind_of(attempt.channel, attempt.outcome).reached:
            times, last = 0, None
        elif met is None or attempt.at > met:
            times, last = times + 1, attempt.at
    return InVain(times=times, last=last) if last is not None else None


def tasks(desk: Desk, ids: Collection[uuid.UUID]) -> list[Task]:
    """What to do for families that nobody reached. Three statements."""
    seen = desk.session.execute(select(Family.id, Family.name).where(families.visible(desk.actor), Family.id.in_(ids)))
    names = dict(seen.all())
    found = _sought(desk.session, desk.actor.organisation_id, names)
    return [_task(family_id, names[family_id], sought) for family_id, sought in found.items()]


def _task(family_id: uuid.UUID, name: str, sought: InVain) -> Task:
    day = languages.short_day(clock.local(sought.last).date())
    why = ngettext(
        "%(num)d keer gezocht zonder antwoord, op %(day)s.",
        "%(num)d keer gezocht zonder antwoord, het laatst op %(day)s.",
        sought.times,
        day=day,
    )
    return Task(
        title=name,
        why=why,
        action=gettext("Samen bekijken") if sought.wants_review else gettext("Terugbellen"),
        url=url_for("family_card.family_card", family_id=family_id),
        weight=sought.kind.weight,
        on=clock.local(sought.last).date(),
    )


LEADS: Final = LeadSource(permission=Permission.NOTE_CONTACT, kinds=KINDS, tasks=tasks)


# Keeping the summary up -------------------------------------------------------------------------------------------


def follow_families(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> None:
    """Look again at families that changed (`families.changes.AfterFamilyChange`)."""
    watch(session, organisation_id, family_ids)


def follow_enrolment(session: Session, _actor: Actor, enrolment: Enrolment) -> None:
    """Look again at the family of an enrolment that changed: it may have ended, or have another worker."""
    watch(session, enrolment.organisation_id, {enrolment.family_id})


def follow_contacts(session: Session, contacts: Sequence[Contact]) -> None:
    """Whoever took part in something was reached: look again at those who are being sought."""
    held: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if State(contact.state) in TOOK_PLACE:
            held[contact.organisation_id].append(contact)
    for organisation_id, found in held.items():
        sought = _sought_at(session, organisation_id, found)
        if sought:
            watch(session, organisation_id, sought)


def watch(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> None:
    """Find out anew from which day on these families ask. A constant number of statements."""
    session.flush()
    found = _sought(session, organisation_id, family_ids)
    whom = _audiences(session, organisation_id, found)
    watches = [
        Watch(
            kind=sought.kind,
            subject_id=family_id,
            asks_on=sought.asks_on,
            asks_until=sought.asks_until,
            audience=frozenset(whom[family_id]),
        )
        for family_id, sought in found.items()
    ]
    watching.keep(session, organisation_id, KINDS, family_ids, watches)


def _sought(session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, InVain]:
    """Those of these families that were sought in vain and are still ours to reach: not archived, nothing all ended."""
    attempts: dict[uuid.UUID, list[ContactAttempt]] = defaultdict(list)
    state = and_(Enrolment.organisation_id == Family.organisation_id, Enrolment.family_id == Family.id)
    rows = session.scalars(
        select(ContactAttempt)
        .join(
            Family,
            and_(Family.organisation_id == ContactAttempt.organisation_id, Family.id == ContactAttempt.family_id),
        )
        .where(
            ContactAttempt.organisation_id == organisation_id,
            ContactAttempt.family_id.in_(family_ids),
            Family.archived_at.is_(None),
            exists().where(state, Enrolment.state.in_(OPEN)) | ~exists().where(state),
        )
        .order_by(ContactAttempt.at, ContactAttempt.id)
    )
    for attempt in rows:
        attempts[attempt.family_id].append(attempt)
    wanted = {each for each, found in attempts.items() if in_vain(found, None) is not None}
    met = _last_met(session, organisation_id, wanted) if wanted else {}
    found = {each: in_vain(attempts[each], met.get(each)) for each in wanted}
    return {each: sought for each, sought in sorted(found.items()) if sought is not None}


def _last_met(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, datetime]:
    """When each family last took part: a visit that was held, or a meeting of its group at which it was."""
    visits = select(Contact.family_id.label("family_id"), Contact.starts_at.label("at")).where(
        Contact.organisation_id == organisation_id,
        Contact.family_id.in_(family_ids),
        Contact.state.in_(TOOK_PLACE),
    )
    meetings = (
        select(Enrolment.family_id.label("family_id"), Contact.starts_at.label("at"))
        .join(
            Attendance,
            and_(Attendance.organisation_id == Enrolment.organisation_id, Attendance.enrolment_id == Enrolment.id),
        )
        .join(Contact, and_(Contact.organisation_id == Attendance.organisation_id, Contact.id == Attendance.contact_id))
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.family_id.in_(family_ids),
            Attendance.status.in_(ATTENDED),
        )
    )
    each = union_all(visits, meetings).subquery()
    rows = session.execute(select(each.c.family_id, func.max(each.c.at)).group_by(each.c.family_id))
    return dict(rows.all())


def _audiences(
    session: Session, organisation_id: uuid.UUID, family_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Whom each family may ask: the organisation, its children's schools, who works with it."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {each: {organisation_id} for each in family_ids}
    if not found:
        return found
    schools = select(Child.family_id, Child.school_id).where(
        Child.organisation_id == organisation_id, Child.family_id.in_(family_ids), Child.school_id.is_not(None)
    )
    workers = select(FamilyWorker.family_id, FamilyWorker.staff_id).where(
        FamilyWorker.organisation_id == organisation_id, FamilyWorker.family_id.in_(family_ids)
    )
    rows: Sequence[Any] = session.execute(union_all(schools, workers)).all()
    for family_id, for_id in rows:
        found[family_id].add(for_id)
    return found


def _sought_at(session: Session, organisation_id: uuid.UUID, contacts: Sequence[Contact]) -> set[uuid.UUID]:
    """The families at these contacts that are watched because nobody reached them. One statement."""
    groups = {contact.group_id for contact in contacts} - {None}
    own = {contact.family_id for contact in contacts} - {None}
    members = (
        select(Enrolment.family_id)
        .join(
            Membership,
            and_(Membership.organisation_id == Enrolment.organisation_id, Membership.enrolment_id == Enrolment.id),
        )
        .where(Enrolment.organisation_id == organisation_id, Membership.group_id.in_(groups))
    )
    rows = session.scalars(
        select(Watched.subject_id).where(
            Watched.organisation_id == organisation_id,
            Watched.source.in_([kind.key for kind in KINDS]),
            Watched.subject_id.in_(own) | Watched.subject_id.in_(members),
        )
    )
    return set(rows)
