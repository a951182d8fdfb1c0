"""Rounding a group off: what the completion gate says of each family, and what becomes of its enrolment."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD, OFF
from thuisbasis.contacts.states import State as ContactState
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.states import UNDER_WAY, State
from thuisbasis.errors import InvalidStateError
from thuisbasis.groups import places
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, members_of
from thuisbasis.permissions import Actor
from thuisbasis.reports import completion
from thuisbasis.reports.completion import Completion

COMPLETES = "complete"
TOO_FEW = "too_few"


@dataclass(frozen=True, kw_only=True)
class FamilyAtEnd:
    """A family at the end of its course, with what the completion gate says of it."""

    member: Member
    completion: Completion

    @property
    def is_open(self) -> bool:
        """Whether something has yet to become of its enrolment."""
        return State(self.member.enrolment.state) in UNDER_WAY

    @property
    def reached(self) -> bool:
        """Whether it completed already, or may."""
        return not self.is_open or self.completion.may

    @property
    def usual(self) -> str:
        """What becomes of it unless somebody says otherwise: it completes, or ends early for this reason."""
        return COMPLETES if self.completion.may else TOO_FEW


def is_over(contacts: Collection[Contact]) -> bool:
    """Whether a course was planned and its last contact lies behind."""
    return bool(contacts) and not still_ahead(contacts)


def still_ahead(contacts: Collection[Contact]) -> list[Contact]:
    """The contacts that are yet to come."""
    now = clock.now()
    return [each for each in contacts if ContactState(each.state) in AHEAD and each.ends_at > now]


def without_record(contacts: Collection[Contact]) -> list[Contact]:
    """The contacts behind whose record is not completed: they do not count yet."""
    done = OFF | {ContactState.COMPLETED}
    return [each for each in contacts if ContactState(each.state) not in done and each.ends_at <= clock.now()]


def families_at_end(session: Session, actor: Actor, group: Group) -> list[FamilyAtEnd]:
    """The families of a group with what each attended and lacks, in a constant number of statements."""
    members = members_of(session, actor, group)
    judged = completion.completions(session, actor.organisation_id, [member.enrolment for member in members])
    return [FamilyAtEnd(member=member, completion=judged[member.enrolment.id]) for member in members]


def finish(
    session: Session, actor: Actor, group: Group, families: Sequence[FamilyAtEnd], chosen: Mapping[uuid.UUID, str]
) -> tuple[int, int]:
    """Round a group off; returns how many families completed and how many ended early.

    `chosen` says by enrolment id what becomes of each open enrolment: COMPLETES, or a reason to end early (a key of
    `enrolments.states.REASONS_TO_END`). Raises InvalidStateError while a contact is yet to come, RuleBrokenError for a
    family that would complete and may not.
    """
    if still_ahead(contact_queries.of_group(session, actor, group.id)):
        raise InvalidStateError(
            gettext("Er komen nog afspraken van deze groep. Rond haar daarna af, of zeg ze eerst af.")
        )
    places.finish_group(session, actor, group)
    completed = ended = 0
    for family in families:
        enrolment = family.member.enrolment
        if not family.is_open:
            continue
        outcome = chosen[enrolment.id]
        if outcome != COMPLETES:
            enrolments.end_early(session, actor, enrolment, reason=outcome)
            ended += 1
            continue
        if State(enrolment.state) is State.PAUSED:
            enrolments.resume(session, actor, enrolment)
        completion.complete(session, actor, enrolment)
        completed += 1
    return completed, ended
