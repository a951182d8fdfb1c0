"""What a group's page shows of its course: where it starts, and where the rest stands."""

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from thuisbasis import rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.states import AHEAD, State
from thuisbasis.groups.models import Group
from thuisbasis.groups.sources import GroupSource, Link
from thuisbasis.permissions import Actor


def start_url(group: Group) -> str:
    """Where a group that forms is started."""
    return url_for("sessions.start_group", group_id=group.id)


def links(group: Group) -> list[Link]:
    """The course, and the list to take along."""
    return [
        Link(
            label=gettext("Verloop bekijken"), url=url_for("sessions.course", group_id=group.id), icon="calendar-range"
        ),
        Link(
            label=gettext("Aanwezigheidslijst afdrukken"),
            url=url_for("sessions.attendance_pdf", group_id=group.id),
            icon="file-earmark-pdf",
        ),
        Link(
            label=gettext("Afspraken van alle gezinnen afdrukken"),
            url=url_for("sessions.schedules_pdf", group_id=group.id),
            icon="file-earmark-pdf",
        ),
    ]


def next_number(session: Session, actor: Actor, group: Group) -> int:
    """The number of the next meeting of the course's main kind; 1 when none is planned."""
    main = rulebook.track(group.programme_key, group.version, group.track_key).main_kind
    ahead = [
        contact.number
        for contact in contact_queries.of_group(session, actor, group.id)
        if contact.kind == main and State(contact.state) in AHEAD
    ]
    return min(ahead, default=1)


SOURCE = GroupSource(start_url=start_url, links=links, next_number=next_number)
