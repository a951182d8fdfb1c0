"""What an officer does with a worry. The audit trail tells that it was done and by whom, never what was written."""

import uuid
from datetime import date

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thuisbasis import clock
from thuisbasis.audit import trail
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.permissions import Actor
from thuisbasis.safeguarding import queries
from thuisbasis.safeguarding.models import Worry, WorryNote, WorryOpening, WorryReader
from thuisbasis.safeguarding.steps import NUMBERS, Kind, Outcome


def acknowledge(session: Session, actor: Actor, worry: Worry) -> None:
    """The actor has read it and takes it up. Who comes second changes nothing."""
    if worry.acknowledged_at is not None:
        return
    worry.acknowledged_at, worry.acknowledged_by_id = clock.now(), actor.staff_id
    session.flush()
    trail.record(session, actor, "worry.acknowledged", worry)


def note_step(
    session: Session,
    actor: Actor,
    worry: Worry,
    *,
    note_id: uuid.UUID,
    step: int,
    is_skipped: bool,
    on: date,
    text: str,
) -> WorryNote:
    """Write down what was done in a step, or why it is skipped, on a day. Raises InvalidStateError."""
    known = _known(session, worry, note_id)
    if known is not None:
        return known
    if step not in NUMBERS:
        raise NotFoundError("step")
    _refuse_unless_open(worry)
    kind = Kind.SKIPPED if is_skipped else Kind.STEP
    note = _add(session, actor, worry, note_id=note_id, kind=kind, step=step, on=on, text=text)
    trail.record(session, actor, "worry.noted", worry, after={"step": step, "kind": kind.value})
    return note


def close(session: Session, actor: Actor, worry: Worry, *, note_id: uuid.UUID, outcome: Outcome, text: str) -> None:
    """Close a worry with its outcome and the reasons for it. Raises InvalidStateError."""
    if _known(session, worry, note_id) is not None:
        return
    _refuse_unless_open(worry)
    worry.closed_at = clock.now()
    _add(session, actor, worry, note_id=note_id, kind=Kind.CLOSED, outcome=outcome.value, on=clock.today(), text=text)
    trail.record(session, actor, "worry.closed", worry, after={"outcome": outcome.value})


def reopen(session: Session, actor: Actor, worry: Worry, *, note_id: uuid.UUID, text: str) -> None:
    """Take a closed worry up again, and say why. Raises InvalidStateError."""
    if _known(session, worry, note_id) is not None:
        return
    if not worry.is_closed:
        raise InvalidStateError(gettext("Deze zorg is niet afgesloten."))
    worry.closed_at = None
    _add(session, actor, worry, note_id=note_id, kind=Kind.REOPENED, on=clock.today(), text=text)
    trail.record(session, actor, "worry.reopened", worry)


def add_reader(session: Session, actor: Actor, worry: Worry, staff_id: uuid.UUID) -> None:
    """Share this worry with a supervisor. Raises NotFoundError for anybody else."""
    if staff_id not in {staff.id for staff in queries.supervisors(session, actor)}:
        raise NotFoundError("staff")
    if staff_id in {staff.id for staff in queries.readers_of(session, worry)}:
        return
    session.add(
        WorryReader(
            organisation_id=worry.organisation_id,
            worry_id=worry.id,
            staff_id=staff_id,
            added_by_id=actor.staff_id,
            added_at=clock.now(),
        )
    )
    session.flush()
    trail.record(session, actor, "worry.reader_added", worry, after={"staff_id": staff_id})


def remove_reader(session: Session, actor: Actor, worry: Worry, staff_id: uuid.UUID) -> None:
    """Share it with a supervisor no longer. Raises NotFoundError when it was not shared."""
    if staff_id not in {staff.id for staff in queries.readers_of(session, worry)}:
        raise NotFoundError("staff")
    session.execute(
        delete(WorryReader).where(
            WorryReader.organisation_id == worry.organisation_id,
            WorryReader.worry_id == worry.id,
            WorryReader.staff_id == staff_id,
        )
    )
    trail.record(session, actor, "worry.reader_removed", worry, before={"staff_id": staff_id})


def review_opening(session: Session, actor: Actor, worry: Worry, opening_id: uuid.UUID) -> None:
    """Note that an officer saw why an administrator opened the worry. Raises NotFoundError."""
    opening = session.scalars(
        select(WorryOpening).where(
            WorryOpening.organisation_id == worry.organisation_id,
            WorryOpening.worry_id == worry.id,
            WorryOpening.id == opening_id,
        )
    ).first()
    if opening is None:
        raise NotFoundError("opening")
    if opening.reviewed_at is None:
        opening.reviewed_at, opening.reviewed_by_id = clock.now(), actor.staff_id
        session.flush()
        trail.record(session, actor, "worry.opening_reviewed", worry, after={"opening_id": opening.id})


def _known(session: Session, worry: Worry, note_id: uuid.UUID) -> WorryNote | None:
    """The note that a form sent before has made. Raises NotFoundError when it is of another worry."""
    known = session.get(WorryNote, (worry.organisation_id, note_id))
    if known is not None and known.worry_id != worry.id:
        raise NotFoundError("note")
    return known


def _refuse_unless_open(worry: Worry) -> None:
    if worry.is_unread:
        raise InvalidStateError(gettext("Bevestig eerst dat u deze zorg hebt gelezen en oppakt."))
    if worry.is_closed:
        raise InvalidStateError(gettext("Deze zorg is afgesloten. Heropen die eerst."))


def _add(
    session: Session,
    actor: Actor,
    worry: Worry,
    *,
    note_id: uuid.UUID,
    kind: Kind,
    on: date,
    text: str,
    step: int | None = None,
    outcome: str = "",
) -> WorryNote:
    note = WorryNote(
        organisation_id=worry.organisation_id,
        id=note_id,
        worry_id=worry.id,
        staff_id=actor.staff_id,
        written_at=clock.now(),
        kind=kind.value,
        step=step,
        on=on,
        outcome=outcome,
        text=text,
    )
    session.add(note)
    session.flush()
    return note
