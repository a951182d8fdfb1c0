"""Starting a group: the plan gate, and a contact for each step of its track."""

from datetime import timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session

from programmes.findings import Finding
from programmes.placing import NoFreeDateError
from programmes.schedule import Plan, plan
from thuisbasis import rulebook
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.services import NewContact
from thuisbasis.errors import InvalidStateError
from thuisbasis.groups import places, queries
from thuisbasis.groups.models import Group
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor

# A track of thirty teaching weeks, its holidays and its pauses fit in this.
LONGEST_COURSE = timedelta(days=430)


def planned_course(session: Session, group: Group) -> Plan:
    """The dates of a group's whole course around its school's holidays.

    Raises InvalidStateError where holidays are unknown or the closed days leave no room.
    """
    programme = rulebook.programme(group.programme_key, group.version)
    first, last = group.starts_on, group.starts_on + LONGEST_COURSE
    closed = open_days.closed_days(session, group.organisation_id, group.school_id, first, last)
    try:
        return plan(
            programme,
            group.track_key,
            start=first,
            weekday=group.weekday,
            at=group.start_time,
            closed_days=closed,
            own=group.local_numbers,
        )
    except NoFreeDateError:
        raise InvalidStateError(gettext("De gesloten dagen laten te weinig ruimte voor deze groep.")) from None


def start_group(session: Session, actor: Actor, group: Group) -> tuple[list[Contact], tuple[Finding, ...]]:
    """Start a group whose plan gate is open and plan every contact of its track. Returns them, and the warnings.

    Raises RuleBrokenError with what blocks the start, InvalidStateError when it does not form any more.
    """
    course = planned_course(session, group)
    warnings = places.start_group(session, actor, group, first=course.contacts[0].day)
    leaders = queries.leaders_of(session, actor.organisation_id, [group.id]).get(group.id, [])
    staff = tuple(leader.id for leader in leaders)
    new = [
        NewContact(
            kind=planned.kind,
            programme_key=group.programme_key,
            version=group.version,
            track_key=group.track_key,
            step_key=planned.step,
            number=planned.number,
            month=planned.month,
            title=planned.title.nl,
            starts_at=planned.starts,
            ends_at=planned.ends,
            school_id=group.school_id,
            group_id=group.id,
            place=group.place,
            staff=staff,
        )
        for planned in course.contacts
    ]
    return contacts.plan(session, actor, new), warnings
