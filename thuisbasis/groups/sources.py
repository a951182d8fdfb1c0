"""What stands on groups shows on a group's page: where it can be started, and where more of it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.groups.models import Group
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page or file about a group."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class GroupSource:
    """What a feature knows of the groups that it runs.

    `start_url`: where a POST starts a group that forms. `links`: what there is of one that started, for an actor.
    `next_number`: the number of its next contact, from which a family that joins now takes part. `finish`: where a
    group is rounded off whose course is over, None while it is not. `stop_url`: where one that started is stopped.
    """

    start_url: Callable[[Group], str] | None = None
    links: Callable[[Actor, Group], Sequence[Link]] | None = None
    next_number: Callable[[Session, Actor, Group], int] | None = None
    finish: Callable[[Session, Actor, Group], Link | None] | None = None
    stop_url: Callable[[Group], str] | None = None


def start_url(group: Group) -> str | None:
    """Where this group is started, if any feature does so."""
    return next((source.start_url(group) for source in _sources() if source.start_url), None)


def links(actor: Actor, group: Group) -> list[Link]:
    """The links of all sources, in their order."""
    return [link for source in _sources() if source.links for link in source.links(actor, group)]


def next_number(session: Session, actor: Actor, group: Group) -> int:
    """From which contact on a family that joins now takes part; 1 while nothing was held."""
    found = [source.next_number(session, actor, group) for source in _sources() if source.next_number]
    return max(found, default=1)


def finish(session: Session, actor: Actor, group: Group) -> Link | None:
    """Where a group whose course is over is rounded off; None when it is not over."""
    found = (source.finish(session, actor, group) for source in _sources() if source.finish)
    return next((link for link in found if link), None)


def stop_url(group: Group) -> str | None:
    """Where a group that started is stopped, if any feature does so."""
    return next((source.stop_url(group) for source in _sources() if source.stop_url), None)


def _sources() -> Sequence[GroupSource]:
    found: Sequence[GroupSource] = current_app.extensions.get("group_sources", ())
    return found
