"""What coordinators have to do for tablets."""

from flask import url_for
from flask_babel import gettext, ngettext

from thuisbasis.home.desk import Desk
from thuisbasis.home.tasks import Task
from thuisbasis.permissions import Permission
from thuisbasis.tablet import queue

WEIGHT = 88


def brought_and_waiting(desk: Desk) -> list[Task]:
    """One task for all that tablets brought and that could not be taken in."""
    session, actor = desk.session, desk.actor
    if not actor.may(Permission.SEE_TABLETS):
        return []
    waiting = queue.count_waiting(session, actor)
    if not waiting:
        return []
    return [
        Task(
            title=gettext("Van de tablets"),
            why=ngettext(
                "%(num)d verslag kon niet vanzelf worden verwerkt. Er is niets kwijt.",
                "%(num)d verslagen konden niet vanzelf worden verwerkt. Er is niets kwijt.",
                waiting,
            ),
            action=gettext("Bekijken"),
            url=url_for("tablets.tablets"),
            weight=WEIGHT,
            on=desk.today,
        )
    ]
