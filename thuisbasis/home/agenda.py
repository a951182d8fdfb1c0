"""A week of contacts, by day."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.contacts import pages, queries
from thuisbasis.contacts.models import Contact
from thuisbasis.contacts.states import CANCELLED, LABELS, State
from thuisbasis.home.desk import Desk
from thuisbasis.listing.table import Column, Table
from thuisbasis.organisations.models import Staff
from thuisbasis.permissions import Actor

WEEK = timedelta(days=7)
WEEKEND = (5, 6)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A contact in the agenda. `starts` and `ends` are aware; `family` is a name, "" for a group's contact."""

    starts: datetime
    ends: datetime
    words: str
    family: str
    url: str
    place: str
    state: State
    staff: tuple[str, ...]

    @property
    def is_off(self) -> bool:
        return self.state in CANCELLED

    @property
    def state_words(self) -> str:
        return str(LABELS[self.state])


TABLE: Table[Line] = Table(
    title=_l("Agenda"),
    columns=(
        Column("starts", _l("Begint"), lambda line: line.starts),
        Column("ends", _l("Eindigt"), lambda line: line.ends),
        Column("words", _l("Afspraak"), lambda line: line.words, width=40),
        Column("family", _l("Gezin"), lambda line: line.family, width=30),
        Column("place", _l("Plaats"), lambda line: line.place, width=30),
        Column("staff", _l("Wie"), lambda line: ", ".join(line.staff), width=30),
        Column("state", _l("Stand"), lambda line: line.state_words),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day and its contacts in order of time."""

    on: date
    lines: tuple[Line, ...]


def monday_of(year: int, week: int) -> date:
    """The Monday of an ISO week. Raises ValueError for a week that the year has not."""
    return date.fromisocalendar(year, week, 1)


def week_of(session: Session, actor: Actor, monday: date) -> list[Day]:
    """Monday to Friday, and the weekend where something stands in it."""
    contacts = queries.between(session, actor, _midnight(monday), _midnight(monday + WEEK))
    by_day = _by_day(contacts, queries.staff_of(session, actor.organisation_id, [contact.id for contact in contacts]))
    days = (monday + timedelta(days=number) for number in range(7))
    return [Day(on=day, lines=tuple(by_day[day])) for day in days if day.weekday() < 5 or by_day[day]]


def rest_of_week(desk: Desk) -> list[Day]:
    """The first contacts from today to Sunday, by day; in a weekend those of the week to come too.

    Days on which nothing is are left out.
    """
    is_weekend = desk.today.weekday() in WEEKEND
    until = _midnight(desk.today + WEEK - timedelta(days=0 if is_weekend else desk.today.weekday()))
    by_day = _by_day([contact for contact in desk.week if contact.starts_at < until], desk.staff)
    return [Day(on=day, lines=tuple(lines)) for day, lines in by_day.items()]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.ZONE)


def _by_day(contacts: Sequence[Contact], staff: Mapping[uuid.UUID, Sequence[Staff]]) -> dict[date, list[Line]]:
    by_day: dict[date, list[Line]] = defaultdict(list)
    for contact in contacts:
        by_day[clock.local(contact.starts_at).date()].append(
            Line(
                starts=contact.starts_at,
                ends=contact.ends_at,
                words=pages.words_of(contact),
                family=contact.family.name if contact.family else "",
                url=pages.page_of(contact),
                place=contact.place,
                state=State(contact.state),
                staff=tuple(one.name for one in staff.get(contact.id, ())),
            )
        )
    return by_day
