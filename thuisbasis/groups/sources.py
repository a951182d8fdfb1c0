"""What stands on groups shows on a group's page: where it can be started, and sections of its own below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.groups.models import Group
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the page: a template that is included, with `values` for its values."""

    template: str
    values: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class GroupSource:
    """`start_url`: where a POST starts a group. `sections`: what stands below the families, in constant statements."""

    start_url: Callable[[Group], str] | None = None
    sections: Callable[[Session, Actor, Group], Sequence[Section]] | None = None


def start_url(group: Group) -> str | None:
    """Where this group is started, if any feature does so."""
    return next((source.start_url(group) for source in _sources() if source.start_url), None)


def sections(session: Session, actor: Actor, group: Group) -> list[Section]:
    """The sections of all sources, in their order."""
    return [section for source in _sources() if source.sections for section in source.sections(session, actor, group)]


def _sources() -> Sequence[GroupSource]:
    found: Sequence[GroupSource] = current_app.extensions.get("group_sources", ())
    return found
