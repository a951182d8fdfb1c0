"""A day that does not go on as planned: what is concerned, what becomes of it, and whom to call."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session

from programmes.calendar_days import Closed, days_between
from programmes.text import Text
from thuisbasis import clock
from thuisbasis.contacts.models import Contact
from thuisbasis.organisations import open_days
from thuisbasis.permissions import Actor
from thuisbasis.planning import mass_changes, selections
from thuisbasis.planning.forms import MOVE, DayOffForm
from thuisbasis.planning.selections import Selection

AHEAD_DAYS = 200
NOT_THESE_DAYS = Text("niet in deze dagen", "not in these days")


def selection_of(form: DayOffForm) -> Selection | None:
    """The selection that a valid form describes; with days that cannot be, None and the error at its field."""
    first, last = form.first.data, form.last.data
    if last < first:
        form.last.errors = [
            gettext("Deze dag ligt vóór de eerste. Kies %(day)s of later.", day=first.strftime("%-d-%-m-%Y"))
        ]
        return None
    if last - first > selections.LONGEST:
        form.last.errors = [gettext("Kies ten hoogste drie maanden.")]
        return None
    return Selection(first=first, last=last, school_id=form.school.data, staff_id=form.staff.data)


def apply(session: Session, actor: Actor, form: DayOffForm, contacts: Sequence[Contact]) -> list[mass_changes.Done]:
    """Move or cancel these contacts as the form says."""
    given = {"reason": form.reason.data, "note": form.note.data or ""}
    if form.act.data != MOVE:
        return mass_changes.cancel_all(session, actor, contacts, **given)
    away_from = dict.fromkeys(days_between(form.first.data, form.last.data + timedelta(days=1)), NOT_THESE_DAYS)
    schools = {contact.school_id for contact in contacts}
    closed = {str(school): _closed(session, actor, school, form.last.data) for school in schools}
    return mass_changes.move_all(session, actor, contacts, away_from=away_from, closed=closed, **given)


def _closed(session: Session, actor: Actor, school_id: uuid.UUID | None, last: date) -> Closed:
    until = max(last, clock.today()) + timedelta(days=AHEAD_DAYS)
    return open_days.closed_days(session, actor.organisation_id, school_id, clock.today(), until)
