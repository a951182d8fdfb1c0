"""What stands on enrolments shows on an enrolment's page: where its contacts are planned, whether it is complete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app

from thuisbasis.enrolments.models import Enrolment
from thuisbasis.permissions import Actor


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page about an enrolment."""

    label: str
    url: str
    icon: str


EnrolmentSource = Callable[[Actor, Enrolment], Sequence[Link]]


def links(actor: Actor, enrolment: Enrolment) -> list[Link]:
    """The links of all sources that app.py collected, in their order."""
    sources: Sequence[EnrolmentSource] = current_app.extensions.get("enrolment_sources", ())
    return [link for source in sources for link in source(actor, enrolment)]
