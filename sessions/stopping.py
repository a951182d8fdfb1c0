"""Stopping a group that had started: what is called off, what becomes of its families, and whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sessions.finishing import still_ahead
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import GROUP_STOPPED, TOOK_PLACE
from thuisbasis.contacts.states import State as ContactState
from thuisbasis.enrolments import services as enrolments
from thuisbasis.enrolments.states import UNDER_WAY, State
from thuisbasis.groups import places
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import Member, members_of
from thuisbasis.permissions import Actor
from thuisbasis.planning import mass_changes

WAIT, END = "wait", "end"
BY_US = "by_us"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What stopping a group would do: contacts that are called off, families that are still under way."""

    ahead: Sequence[Contact]
    held: int
    families: Sequence[Member]

    @property
    def parents(self) -> int:
        """How many parents there are to call."""
        return len({guardian.id for member in self.families for guardian in member.guardians})


def stop_of(session: Session, actor: Actor, group: Group) -> Stop:
    """What stopping this group would do. A constant number of statements."""
    contacts = contact_queries.of_group(session, actor, group.id)
    return Stop(
        ahead=still_ahead(contacts),
        held=sum(ContactState(each.state) in TOOK_PLACE for each in contacts),
        families=[each for each in members_of(session, actor, group) if State(each.enrolment.state) in UNDER_WAY],
    )


def stop(session: Session, actor: Actor, group: Group, *, reason: str, note: str, families: str) -> Stop:
    """Stop a group: its contacts ahead are called off by us, its families wait again (WAIT) or end early (END).

    `reason` is a key of `groups.states.REASONS_TO_STOP`. Raises InvalidStateError for a group that is not under way.
    """
    what = stop_of(session, actor, group)
    places.stop_group(session, actor, group, reason=reason, note=note)
    mass_changes.cancel_all(session, actor, what.ahead, reason=GROUP_STOPPED, note=note)
    for member in what.families:
        if families == WAIT:
            enrolments.wait_again(session, actor, member.enrolment)
        else:
            enrolments.end_early(session, actor, member.enrolment, reason=BY_US, note=note)
    return what
