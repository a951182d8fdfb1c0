"""A week of practice at home: Monday to Sunday, closed by the weekly contact of the group."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programmes.evidence import Purpose
from programmes.protocol import Element, PracticeLog, Programme, Step, StepKind
from thuisbasis import clock, rulebook
from thuisbasis.contacts import queries as contacts
from thuisbasis.contacts.models import Contact, ContactMove
from thuisbasis.contacts.states import OFF
from thuisbasis.errors import NotFoundError
from thuisbasis.groups.models import Group
from thuisbasis.permissions import Actor

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week of a group. `following` and `before` are the weekly contacts around it, where there are any."""

    contact: Contact
    monday: date
    programme: Programme
    log: PracticeLog
    count: int
    before: Contact | None
    following: Contact | None

    @property
    def number(self) -> int:
        return self.contact.number

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + timedelta(days=number) for number in range(DAYS))

    @property
    def check_day(self) -> date:
        """The day of the weekly contact."""
        return clock.local(self.contact.starts_at).date()

    @property
    def may_be_checked(self) -> bool:
        """Whether the day of the weekly contact has come, and it was not called off."""
        return self.check_day <= clock.today() and self.contact.state not in OFF

    @property
    def step(self) -> Step:
        return self.programme.track(self.contact.track_key).step(self.contact.step_key)

    @property
    def plan_elements(self) -> tuple[Element, ...]:
        """The elements that a child's plan for the week answers."""
        plan = self.programme.week_plan
        return tuple(self.programme.element(key) for key in plan.elements) if plan else ()

    @property
    def log_element(self) -> Element | None:
        """The element that looks at the log of the week."""
        return next((each for each in self.programme.elements if has_purpose(each, Purpose.PRACTICE_REPORTED)), None)


def has_purpose(element: Element, purpose: Purpose) -> bool:
    """Whether the evidence of an element serves a purpose."""
    return any(field.purpose is purpose for field in element.evidence)


def key_of(element: Element, purpose: Purpose) -> str | None:
    """The key of the evidence that serves a purpose, None when none does."""
    return next((field.key for field in element.evidence if field.purpose is purpose), None)


def week_or_404(session: Session, actor: Actor, group: Group, number: int) -> Week:
    """A week of a group. Raises NotFoundError for a number that it has not, or without practice at home."""
    programme = rulebook.programme(group.programme_key, group.version)
    weekly = [contact for contact in contacts.of_group(session, actor, group.id) if is_weekly(contact)]
    found = next((contact for contact in weekly if contact.number == number), None)
    if programme.practice_log is None or found is None:
        raise NotFoundError("week")
    by_number = {contact.number: contact for contact in weekly}
    return Week(
        contact=found,
        monday=mondays(session, [found])[found.id],
        programme=programme,
        log=programme.practice_log,
        count=len(weekly),
        before=by_number.get(number - 1),
        following=by_number.get(number + 1),
    )


def is_weekly(contact: Contact) -> bool:
    """Whether a contact closes a week of practice."""
    return contact.kind == StepKind.WEEKLY_CHECK and contact.catches_up_id is None


def mondays(session: Session, weekly: Sequence[Contact]) -> Mapping[uuid.UUID, date]:
    """The Monday of the week that each contact closes, by its id: a contact that moved keeps its week."""
    first_days = {contact.id: contact.starts_at for contact in weekly}
    if weekly:
        moves = session.scalars(
            select(ContactMove)
            .where(
                ContactMove.organisation_id == weekly[0].organisation_id,
                ContactMove.contact_id.in_(first_days),
            )
            .order_by(ContactMove.moved_at.desc(), ContactMove.id.desc())
        )
        first_days |= {move.contact_id: move.from_starts_at for move in moves}  # the oldest move comes last
    local = {contact_id: clock.local(starts).date() for contact_id, starts in first_days.items()}
    return {contact_id: day - timedelta(days=day.weekday()) for contact_id, day in local.items()}
