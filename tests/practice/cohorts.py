"""A reading cohort in its first week, and what a row of its page sends."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests import factories
from tests.browsing import sent
from tests.sessions import courses
from tests.sessions.courses import Cast, day
from thuisbasis.contacts.models import Contact

WEEK_1 = ("2026-09-21", "2026-09-22", "2026-09-23", "2026-09-24", "2026-09-25")
BOOK = {"title": "Rupsje Nooitgenoeg", "level": "prentenboek", "why_it_fits": "Past bij het thema eten"}


@dataclass(frozen=True)
class Cohort:
    """A cohort that started: its training on 15 September, its first weekly check on Tuesday 22 September 2026."""

    cast: Cast
    contacts: list[Contact]

    @property
    def check(self) -> Contact:
        """The first weekly check."""
        return self.contacts[1]

    @property
    def address(self) -> str:
        """The page of the first week."""
        return f"/groups/{self.cast.group.id}/weeks/1"

    def row(self, place: int = 0) -> "Row":
        """The row of the child at this place in the list."""
        return Row(self.cast.enrolments[place].id.hex, self.cast.guardians[place].id.hex)


@dataclass(frozen=True)
class Row:
    """The names of a child's fields."""

    own: str
    guardian: str

    def sends(self, **given: Any) -> dict[str, Any]:
        """The fields with these values by their short names."""
        return {f"{self.own}-{SHORT.get(name, name)}": value for name, value in given.items()}

    def book(self, **other: str) -> dict[str, Any]:
        """A whole plan for the week."""
        values = {**BOOK, "handed_over": "lent", "to_whom": "moeder", **other}
        plan = {f"{self.own}-plan-selected_materials-{key}": value for key, value in values.items()}
        return {**plan, f"{self.own}-plan-skill_focus-skills": ["vocabulary"]}

    def check(self) -> dict[str, Any]:
        """All that a weekly check asks beside the plan."""
        return self.sends(
            days=list(WEEK_1[:2]), kinds=["reading", "vocabulary", "story"], spoken=self.guardian, role="y",
            help=["praise_effort"],
        )  # fmt: skip


SHORT = {
    "role": "other-parent_role",
    "help": "other-how_to_help-strategies",
    "reported": "log-practice_checked-reported",
    "noticed": "log-practice_checked-noticed",
    "follow_up": "follow-up",
}


def make_cohort(session: Session, **more: Any) -> Cohort:
    """The cohort; its leader is the first of its staff."""
    with day(2026, 9, 1):
        cast = courses.make_reading_cohort(session, **more)
        return Cohort(cast, cast.start())


def sign_in(session: Session, client: FlaskClient, cohort: Cohort) -> None:
    """Its leader, in a browser."""
    factories.sign_in(session, client, cohort.cast.leaders[0])


def post(client: FlaskClient, address: str, *changes: dict[str, Any], **buttons: str) -> Any:
    """Send the page's form with some fields changed and a button pressed."""
    data: MultiDict[str, str] = sent(client.get(address).text, "week-form")
    for change in (*changes, buttons):
        for name, value in change.items():
            data.setlist(name, value if isinstance(value, list) else [value])
    return client.post(address, data=data)
