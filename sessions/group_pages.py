"""What a group's page shows of its course: where it starts, and where the rest stands."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from sessions import finishing
from thuisbasis import rulebook
from thuisbasis.contacts import queries as contact_queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import AHEAD
from thuisbasis.contacts.states import State as ContactState
from thuisbasis.groups.models import Group
from thuisbasis.groups.sources import GroupSource, Link
from thuisbasis.groups.states import State
from thuisbasis.permissions import Actor, Permission


def start_url(group: Group) -> str:
    """Where a group that forms is started."""
    return url_for("sessions.start_group", group_id=group.id)


def links(actor: Actor, group: Group) -> list[Link]:
    """The course, the lists to take along, and whom to call."""
    call_list = Link(label=gettext("Bellijst"), url=url_for("sessions.call_list", group_id=group.id), icon="telephone")
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
        *([call_list] if actor.may(Permission.SEE_FAMILIES) else []),
    ]


def finish(session: Session, actor: Actor, group: Group) -> Link | None:
    """Where a group whose last meeting lies behind is rounded off; those who may not do so see how far families are."""
    if State(group.state) is not State.STARTED:
        return None
    return finish_link(actor, group, contact_queries.of_group(session, actor, group.id))


def finish_link(actor: Actor, group: Group, contacts: Sequence[Contact]) -> Link | None:
    """The same, from the contacts of the group."""
    if State(group.state) is not State.STARTED or not finishing.is_over(contacts):
        return None
    may_finish = actor.may(Permission.FORM_GROUPS)
    return Link(
        label=gettext("Groep afronden") if may_finish else gettext("Per gezin bekijken wat er nodig is"),
        url=url_for("sessions.finish_group", group_id=group.id),
        icon="flag",
    )


def stop_url(group: Group) -> str:
    """Where a group that started is stopped."""
    return url_for("sessions.stop_group", group_id=group.id)


def next_number(session: Session, actor: Actor, group: Group) -> int:
    """The number of the next meeting of the course's main kind; 1 when none is planned."""
    main = rulebook.track(group.programme_key, group.version, group.track_key).main_kind
    ahead = [
        contact.number
        for contact in contact_queries.of_group(session, actor, group.id)
        if contact.kind == main and ContactState(contact.state) in AHEAD
    ]
    return min(ahead, default=1)


SOURCE = GroupSource(start_url=start_url, links=links, next_number=next_number, finish=finish, stop_url=stop_url)
