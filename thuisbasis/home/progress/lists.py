"""The people behind the figures: whose dose keeps up and whose does not, which records are there and which are not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from programmes.fidelity import Share
from programmes.gates.on_course import Standing
from thuisbasis import clock
from thuisbasis.contacts import pages
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.queries import visible as visible_contacts
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families import queries as families
from thuisbasis.families.models import Child, Family
from thuisbasis.home.progress.column import WEEK, WEEKS
from thuisbasis.home.progress.models import ContactProgress, EnrolmentProgress
from thuisbasis.home.progress.parts import week_of
from thuisbasis.listing.cursors import Cursor
from thuisbasis.listing.paging import Page, keyset, page_of
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """A child in a programme, and how its dose stands."""

    child: Child
    family: Family
    progress: EnrolmentProgress

    @property
    def standing(self) -> Standing:
        return Standing(self.progress.standing)


def children(
    session: Session, actor: Actor, programme_key: str, standing: Standing | None, cursor: Cursor | None
) -> Page[CourseRow]:
    """A page of the children who are active in a programme, by family: all, or those of one standing. One statement."""
    statement = (
        select(EnrolmentProgress, Child, Family)
        .join(
            Enrolment,
            and_(
                Enrolment.organisation_id == EnrolmentProgress.organisation_id,
                Enrolment.id == EnrolmentProgress.enrolment_id,
            ),
        )
        .join(Child, and_(Child.organisation_id == Enrolment.organisation_id, Child.id == Enrolment.child_id))
        .join(Family, and_(Family.organisation_id == Enrolment.organisation_id, Family.id == Enrolment.family_id))
        .where(
            EnrolmentProgress.organisation_id == actor.organisation_id,
            EnrolmentProgress.programme_key == programme_key,
            families.visible(actor),
        )
    )
    if standing is not None:
        statement = statement.where(EnrolmentProgress.standing == standing)
    found = session.execute(keyset(statement, (Family.sort_key, EnrolmentProgress.id), cursor)).all()
    rows = [CourseRow(child=child, family=family, progress=progress) for progress, child, family in found]
    return page_of(rows, lambda row: (row.family.sort_key, row.progress.id), cursor)


class Shown(StrEnum):
    """Which records of the last weeks: all, those that are not completed, those in which something was not done."""

    ALL = "all"
    MISSING = "missing"
    NOT_DONE = "not-done"


@dataclass(frozen=True, kw_only=True)
class RecordsRow:
    """A contact of the last weeks and its records."""

    contact: Contact
    progress: ContactProgress

    @property
    def words(self) -> str:
        return pages.words_of(self.contact)

    @property
    def url(self) -> str:
        return pages.page_of(self.contact)

    @property
    def missing(self) -> int:
        return self.progress.expected - self.progress.completed

    @property
    def adherence(self) -> Share:
        """Required elements done, of those done and not done."""
        answered = self.progress.delivered + self.progress.not_delivered
        return Share(part=self.progress.delivered, whole=answered or None, n=self.progress.completed)


def records(
    session: Session, actor: Actor, programme_key: str, shown: Shown, today: date, cursor: Cursor | None
) -> Page[RecordsRow]:
    """A page of the contacts whose records the figures of today count, latest first. One statement."""
    this_week = week_of(today)
    midnight = datetime.combine(today + timedelta(days=1), time(), clock.ZONE)
    statement = (
        select(ContactProgress, Contact)
        .join(
            Contact,
            and_(Contact.organisation_id == ContactProgress.organisation_id, Contact.id == ContactProgress.contact_id),
        )
        .where(
            ContactProgress.organisation_id == actor.organisation_id,
            ContactProgress.programme_key == programme_key,
            ContactProgress.week > this_week - WEEKS * WEEK,
            ContactProgress.week <= this_week,
            Contact.starts_at < midnight,
            visible_contacts(actor),
        )
        .options(joinedload(Contact.group), joinedload(Contact.family))
    )
    if shown is Shown.MISSING:
        statement = statement.where(
            ContactProgress.expected > ContactProgress.completed, ContactProgress.week < this_week
        )
    elif shown is Shown.NOT_DONE:
        statement = statement.where(ContactProgress.not_delivered > 0)
    found = session.execute(keyset(statement, (Contact.starts_at, Contact.id), cursor, descending=True)).all()
    rows = [RecordsRow(contact=contact, progress=progress) for progress, contact in found]
    return page_of(rows, lambda row: (row.contact.starts_at, row.contact.id), cursor)
