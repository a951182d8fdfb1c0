"""What a group's page shows of its course: where it starts, and where the rest stands."""

from flask import url_for
from flask_babel import gettext

from thuisbasis.groups.models import Group
from thuisbasis.groups.sources import GroupSource, Link


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
    ]


SOURCE = GroupSource(start_url=start_url, links=links)
