"""What an enrolment's page offers for a track of visits."""

from flask import url_for
from flask_babel import gettext

from home_visits import tracks
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.sources import Link
from thuisbasis.enrolments.states import OPEN
from thuisbasis.permissions import Actor, Permission


def links(actor: Actor, enrolment: Enrolment) -> list[Link]:
    """Planning the course and adding a visit, for who plans."""
    if not tracks.is_visited(enrolment) or enrolment.state not in OPEN or not actor.may(Permission.PLAN):
        return []
    return [
        Link(
            label=gettext("Bezoeken plannen"),
            url=url_for("home_visits.plan_course", enrolment_id=enrolment.id),
            icon="calendar-plus",
        ),
        Link(
            label=gettext("Eén bezoek toevoegen"),
            url=url_for("home_visits.add_visit", enrolment_id=enrolment.id),
            icon="plus-lg",
        ),
    ]
