"""Where an enrolment can get a place, as those rooms offer it that enrolments may not know: groups."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from sqlalchemy.orm import Session

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.families.models import Child
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A place that can be had: whose `name` goes on the button, with `words` on when and how full it is."""

    id: uuid.UUID
    name: str
    words: str
    starts_on: date
    url: str


@dataclass(frozen=True, kw_only=True)
class Placements:
    """The two things to ask: what places a track has for this actor, and to give one of them."""

    offers: Callable[[Session, Actor, str, str, str], Sequence[Offer]]
    place: Callable[[Session, Actor, uuid.UUID, Enrolment, Child], None]
    place_of: Callable[[Session, Actor, Enrolment], Offer | None]


def current() -> Placements:
    """What app.py collected."""
    found: Placements = current_app.extensions["placements"]
    return found
