"""The places in groups, as the enrolment pages offer them."""

import uuid
from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from thuisbasis import languages
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.placements import Offer, Placements
from thuisbasis.families.models import Child
from thuisbasis.groups import places
from thuisbasis.groups.models import Group
from thuisbasis.groups.queries import group_of, group_or_404, sizes, with_room
from thuisbasis.permissions import Actor


def offers(session: Session, actor: Actor, programme_key: str, version: str, track_key: str) -> Sequence[Offer]:
    """Groups of a track that still form, soonest first, with how many families each has. Two statements."""
    groups = with_room(session, actor, programme_key, version, track_key)
    counted = sizes(session, actor.organisation_id, [group.id for group in groups])
    return [_offer(group, counted[group.id]) for group in groups]


def place(session: Session, actor: Actor, group_id: uuid.UUID, enrolment: Enrolment, child: Child) -> None:
    """Give an enrolment a place in a group that the actor may see. Raises as `places.add_member` does."""
    places.add_member(session, actor, group_or_404(session, actor, group_id), enrolment, child)


def place_of(session: Session, actor: Actor, enrolment: Enrolment) -> Offer | None:
    """The group that an enrolment has its place in."""
    group = group_of(session, actor.organisation_id, enrolment.id)
    return _offer(group, sizes(session, actor.organisation_id, [group.id])[group.id]) if group else None


def _offer(group: Group, families: int) -> Offer:
    begins = gettext("%(day)s om %(time)s", day=languages.day(group.starts_on), time=f"{group.start_time:%H:%M}")
    full = ngettext("%(num)s gezin", "%(num)s gezinnen", families)
    return Offer(
        id=group.id,
        name=group.name,
        words=f"{begins}, {full}",
        starts_on=group.starts_on,
        url=url_for("groups.group", group_id=group.id),
    )


PLACEMENTS = Placements(offers=offers, place=place, place_of=place_of)
