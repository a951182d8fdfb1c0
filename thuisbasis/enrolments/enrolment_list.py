"""The list of enrolments: filtered, leafed through by day, and as rows to take along."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload

from programmes.protocol import Programme
from thuisbasis import languages, rulebook
from thuisbasis.enrolments.models import Enrolment
from thuisbasis.enrolments.queries import seen_by
from thuisbasis.enrolments.states import LABELS, State
from thuisbasis.listing.cursors import Cursor
from thuisbasis.listing.paging import PAGE_SIZE, Page, keyset, page_of
from thuisbasis.listing.table import Column, Table
from thuisbasis.permissions import Actor

EXPORT_PART = 500


@dataclass(frozen=True, kw_only=True)
class EnrolmentFilter:
    """What the reader asked for; an empty programme means all."""

    state: State = State.WAITING
    programme_key: str = ""


@dataclass(frozen=True, kw_only=True)
class EnrolmentRow:
    """One line of the list."""

    enrolment: Enrolment
    programme: Programme

    @property
    def track_name(self) -> str:
        return languages.text(self.programme.track(self.enrolment.track_key).name)


def enrolment_list(
    session: Session, actor: Actor, chosen: EnrolmentFilter, cursor: Cursor | None = None, size: int = PAGE_SIZE
) -> Page[EnrolmentRow]:
    """A page of the enrolments that the actor may see, longest ago first. One statement."""
    statement = keyset(_chosen(actor, chosen), (Enrolment.proposed_on, Enrolment.id), cursor, size)
    options = (joinedload(Enrolment.child), joinedload(Enrolment.family), joinedload(Enrolment.visitor))
    found = session.scalars(statement.options(*options)).all()
    page = page_of(found, lambda row: (row.proposed_on, row.id), cursor, size)
    rows = [
        EnrolmentRow(enrolment=row, programme=rulebook.programme(row.programme_key, row.version)) for row in page.items
    ]
    return Page(items=tuple(rows), before=page.before, after=page.after)


def all_rows(session: Session, actor: Actor, chosen: EnrolmentFilter) -> Iterator[EnrolmentRow]:
    """Every row of the list, fetched in parts of 500."""
    cursor: Cursor | None = None
    while True:
        page = enrolment_list(session, actor, chosen, cursor, EXPORT_PART)
        yield from page.items
        if page.after is None:
            return
        cursor = page.after


def _chosen(actor: Actor, chosen: EnrolmentFilter) -> Select[Enrolment]:
    statement = seen_by(actor).where(Enrolment.state == chosen.state)
    if chosen.programme_key:
        statement = statement.where(Enrolment.programme_key == chosen.programme_key)
    return statement


TABLE: Table[EnrolmentRow] = Table(
    title=_l("Aanmeldingen"),
    columns=(
        Column("family", _l("Gezin"), lambda row: row.enrolment.family.name, 30),
        Column("child", _l("Kind"), lambda row: row.enrolment.child.name, 30),
        Column("birth_date", _l("Geboortedatum"), lambda row: row.enrolment.child.birth_date),
        Column("groep", lazy_pgettext("school year", "Groep"), lambda row: row.enrolment.child.groep, 10),
        Column("programme", _l("Programma"), lambda row: row.programme.name),
        Column("track", _l("Variant"), lambda row: row.track_name, 30),
        Column("state", _l("Stand"), lambda row: str(LABELS[State(row.enrolment.state)])),
        Column("proposed_on", _l("Aangemeld op"), lambda row: row.enrolment.proposed_on),
        Column("started_on", _l("Begonnen op"), lambda row: row.enrolment.started_on),
        Column("ended_on", _l("Gestopt op"), lambda row: row.enrolment.ended_on),
        Column("visitor", _l("Bezoeker"), lambda row: row.enrolment.visitor.name if row.enrolment.visitor else "", 30),
    ),
)
