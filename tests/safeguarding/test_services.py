"""What officers do with a worry: take it up, note steps or skip them with a reason, close it and reopen it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.safeguarding.people import Cast
from thuisbasis import clock
from thuisbasis.audit.models import AuditEntry
from thuisbasis.errors import InvalidStateError, NotFoundError
from thuisbasis.permissions import Actor, Role
from thuisbasis.safeguarding import breaking_glass, lists, queries, services
from thuisbasis.safeguarding.models import Worry, WorryNote, WorryOpening
from thuisbasis.safeguarding.queries import seen_or_404
from thuisbasis.safeguarding.steps import Kind, Outcome


def note(cast: Cast, worry: Worry, **more: Any) -> WorryNote:
    given: dict[str, Any] = {
        "note_id": uuid.uuid4(),
        "step": 1,
        "is_skipped": False,
        "on": clock.today(),
        "text": "Iets",
    }
    return services.note_step(cast.session, cast.as_officer, worry, **given | more)


@pytest.fixture
def taken_up(cast: Cast) -> Worry:
    return cast.worry(acknowledged_by=cast.officer)


def test_the_first_to_acknowledge_it_takes_it_up(cast: Cast) -> None:
    worry = cast.worry()
    services.acknowledge(cast.session, cast.as_officer, worry)
    at = worry.acknowledged_at

    services.acknowledge(cast.session, cast.actor(cast.deputy, Role.SAFEGUARDING_DEPUTY), worry)

    assert (worry.acknowledged_by_id, worry.acknowledged_at) == (cast.officer.id, at)


def test_a_step_is_noted_or_skipped_with_the_reason(cast: Cast, taken_up: Worry) -> None:
    note(cast, taken_up, step=2, text="Overlegd.")
    note(cast, taken_up, step=3, is_skipped=True, text="Praten maakt het nu onveiliger.")

    notes = queries.notes_of(cast.session, taken_up)
    assert [(each.step, each.kind, each.text) for each in notes] == [
        (2, Kind.STEP, "Overlegd."),
        (3, Kind.SKIPPED, "Praten maakt het nu onveiliger."),
    ]


def test_a_form_sent_twice_notes_once(cast: Cast, taken_up: Worry) -> None:
    note_id = uuid.uuid4()

    assert note(cast, taken_up, note_id=note_id) is note(cast, taken_up, note_id=note_id)
    assert len(queries.notes_of(cast.session, taken_up)) == 1


def test_there_are_five_steps(cast: Cast, taken_up: Worry) -> None:
    for step in (0, 6):
        with pytest.raises(NotFoundError):
            note(cast, taken_up, step=step)


def test_nothing_is_noted_before_somebody_took_it_up_or_after_it_was_closed(app: Flask, cast: Cast) -> None:
    unread, closed = cast.worry(), cast.worry(acknowledged_by=cast.officer, closed_at=clock.now())
    with app.test_request_context():
        for worry in (unread, closed):
            with pytest.raises(InvalidStateError):
                note(cast, worry)


def test_it_is_closed_with_its_outcome_and_can_be_taken_up_again(app: Flask, cast: Cast, taken_up: Worry) -> None:
    close = {"note_id": uuid.uuid4(), "outcome": Outcome.HELPED, "text": "Wijkteam komt."}
    services.close(cast.session, cast.as_officer, taken_up, **close)  # type: ignore[arg-type]
    assert taken_up.is_closed
    services.reopen(cast.session, cast.as_officer, taken_up, note_id=uuid.uuid4(), text="Toch niet.")
    assert not taken_up.is_closed
    assert [(each.kind, each.outcome) for each in queries.notes_of(cast.session, taken_up)] == [
        (Kind.CLOSED, "helped"),
        (Kind.REOPENED, ""),
    ]
    with app.test_request_context(), pytest.raises(InvalidStateError):
        services.reopen(cast.session, cast.as_officer, taken_up, note_id=uuid.uuid4(), text="Nog eens.")


def test_the_audit_holds_no_word_of_what_was_written(db_session: Session, cast: Cast, taken_up: Worry) -> None:
    note(cast, taken_up, text="Kanarie")
    services.close(db_session, cast.as_officer, taken_up, note_id=uuid.uuid4(), outcome=Outcome.BOTH, text="Kanarie")

    entries = db_session.scalars(select(AuditEntry).where(AuditEntry.organisation_id == cast.organisation.id)).all()
    assert {entry.action for entry in entries} == {"worry.noted", "worry.closed"}
    assert not any("anarie" in f"{entry.before}{entry.after}" for entry in entries)
    assert not any(entry.family_id for entry in entries)


@pytest.mark.parametrize("table", [Worry, WorryNote])
@pytest.mark.parametrize("change", [update, delete])
def test_the_database_refuses_to_change_what_was_written(
    db_session: Session, cast: Cast, taken_up: Worry, table: Any, change: Any
) -> None:
    note(cast, taken_up)
    statement = change(table).where(table.organisation_id == cast.organisation.id)
    if change is update:
        statement = statement.values(text="Iets anders")

    with pytest.raises(DatabaseError, match="only grows"):
        db_session.execute(statement)
    db_session.rollback()


def administrator(cast: Cast) -> Actor:
    return cast.actor(cast.supervisor, Role.ADMINISTRATOR)


def broken(cast: Cast, act_id: uuid.UUID | None = None) -> list[Worry]:
    act = {"reason": "Het kind is zoek.", "act_id": act_id or uuid.uuid4()}
    return list(breaking_glass.break_glass(cast.session, administrator(cast), family_id=cast.family.id, **act))


def test_an_administrator_reads_it_for_an_hour_with_a_reason_that_officers_review(cast: Cast, taken_up: Worry) -> None:
    with clock.set_to(clock.now()):
        assert broken(cast) == [taken_up]
        assert seen_or_404(cast.session, administrator(cast), taken_up.id).has_broken_glass
        (opening,) = lists.to_review(cast.session, cast.as_officer)
    assert queries.openings_of(cast.session, taken_up)[0].reason == "Het kind is zoek."

    services.review_opening(cast.session, cast.as_officer, taken_up, opening.id)

    assert list(lists.to_review(cast.session, cast.as_officer)) == []
    with clock.set_to(clock.now() + timedelta(minutes=61)), pytest.raises(NotFoundError):
        seen_or_404(cast.session, administrator(cast), taken_up.id)


def test_the_same_act_sent_twice_opens_once(cast: Cast, taken_up: Worry) -> None:
    act_id = uuid.uuid4()
    broken(cast, act_id)
    broken(cast, act_id)

    assert len(queries.openings_of(cast.session, taken_up)) == 1


def test_the_glass_is_for_administrators(cast: Cast, taken_up: Worry) -> None:
    coordinator = cast.actor(cast.supervisor, Role.COORDINATOR, every_school=True)
    act = {"reason": "Nieuwsgierig", "act_id": uuid.uuid4()}

    with pytest.raises(NotFoundError):
        breaking_glass.break_glass(cast.session, coordinator, family_id=cast.family.id, **act)
    found = cast.session.scalars(
        select(WorryOpening.id).where(WorryOpening.organisation_id == cast.organisation.id)
    ).all()
    assert found == []
