"""The figures of a programme follow every change: of a record, of an enrolment, of who works with a family."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import factories
from tests.sessions.courses import BEFORE, Cast, make_parents_group, make_reading_cohort
from thuisbasis import clock
from thuisbasis.contacts import services as contacts
from thuisbasis.contacts.models import Contact
from thuisbasis.enrolments import services as enrolments
from thuisbasis.families import services as families
from thuisbasis.families.models import Family
from thuisbasis.groups import services as groups
from thuisbasis.home.desk import Desk
from thuisbasis.home.progress.column import ProgrammeLine, how_it_goes
from thuisbasis.home.progress.models import ContactProgress, EnrolmentProgress, ProgressSum
from thuisbasis.home.progress.sums import COUNTS
from thuisbasis.home.summary import renewing
from thuisbasis.permissions import Actor, Role
from thuisbasis.recording import services as records

AFTER_FIVE = datetime(2026, 10, 29, 9, tzinfo=clock.ZONE)  # a Thursday; five meetings lie behind
THAT_DAY = AFTER_FIVE.date()


@pytest.fixture
def cast(app: Flask, db_session: Session) -> Iterator[Cast]:
    with app.test_request_context(method="POST"):
        yield make_parents_group(db_session)


def started(cast: Cast) -> list[Contact]:
    with clock.set_to(BEFORE):
        return cast.start()


def line_of(cast: Cast, reader: Actor, today: date) -> ProgrammeLine | None:
    (line, *_) = [*how_it_goes(Desk(cast.session, reader, today)), None]
    return line


def known(cast: Cast, reader: Actor | None = None, today: date = THAT_DAY) -> ProgrammeLine:
    line = line_of(cast, reader or cast.actor, today)
    assert line is not None
    return line


def test_before_anything_was_held_the_dose_is_unknown_and_not_nothing(cast: Cast) -> None:
    started(cast)

    line = known(cast)

    assert (line.families, line.unknown) == (len(cast.enrolments), len(cast.enrolments))
    assert (line.on_course.value, line.dose.value, line.adherence.percent) == (None, None, None)


def test_records_give_dose_and_adherence(cast: Cast) -> None:
    meetings = started(cast)
    with clock.set_to(AFTER_FIVE):
        cast.record(meetings[0], 0)
        cast.record(meetings[1], 0)
        line = known(cast)

    assert (line.on_course.part, line.behind, line.unknown) == (len(cast.enrolments) - 1, 1, 0)
    assert (line.dose.part, line.dose.whole) == (2 * len(cast.enrolments) - 2, 2 * len(cast.enrolments))
    assert line.needed == len(cast.enrolments)  # one of two, for each
    assert line.adherence.n == 2
    assert line.adherence.part == 0


def test_what_was_held_and_not_written_up_is_missing_once_its_week_is_over(cast: Cast) -> None:
    meetings = started(cast)
    with clock.set_to(AFTER_FIVE):
        cast.record(meetings[0])
    past = [each for each in meetings if each.starts_at < AFTER_FIVE - timedelta(days=AFTER_FIVE.weekday())]

    line = known(cast)

    assert (line.missing, line.expected) == (len(past) - 1, len(past))


def test_a_meeting_that_was_called_off_is_not_missing(cast: Cast) -> None:
    meetings = started(cast)
    before = known(cast).expected

    contacts.cancel(cast.session, cast.actor, meetings[0], by_family=False, reason="weather")

    assert known(cast).expected == before - 1


def test_a_family_that_caught_up_is_on_course_again(cast: Cast) -> None:
    meetings = started(cast)
    with clock.set_to(AFTER_FIVE):
        cast.record(meetings[0], 0)
        cast.record(meetings[1], 0)
        records.catch_up(cast.session, cast.trainer, meetings[1], cast.enrolments[0].id, on=THAT_DAY, how="phone")

    assert known(cast).behind == 0


def test_whoever_stops_or_is_put_away_is_counted_no_more_and_comes_back(cast: Cast) -> None:
    started(cast)
    family = cast.session.scalars(
        select(Family).where(Family.organisation_id == cast.organisation.id, Family.id == cast.enrolments[1].family_id)
    ).one()

    with clock.set_to(AFTER_FIVE):
        enrolments.end_early(cast.session, cast.actor, cast.enrolments[0], reason="moved")
        assert known(cast).families == len(cast.enrolments) - 1
        families.archive_family(cast.session, cast.actor, family)
        assert known(cast).families == len(cast.enrolments) - 2
        families.restore_family(cast.session, cast.actor, family)
        enrolments.resume(cast.session, cast.actor, cast.enrolments[0])

    assert known(cast).families == len(cast.enrolments)


def test_each_reader_sees_what_is_theirs(cast: Cast) -> None:
    started(cast)
    elsewhere = factories.make_school(cast.session, cast.organisation, name="Het Veld")
    other = factories.make_staff(cast.session, cast.organisation, name="Nog Iemand", roles=[Role.TRAINER])
    here, there = (
        factories.actor_of(cast.organisation, cast.coordinator, Role.COORDINATOR, schools=[school])
        for school in (cast.school, elsewhere)
    )
    newcomer = factories.actor_of(cast.organisation, other, Role.TRAINER)

    assert known(cast, here).families == known(cast, cast.trainer).families == len(cast.enrolments)
    assert line_of(cast, there, THAT_DAY) is None
    assert line_of(cast, newcomer, THAT_DAY) is None
    groups.add_leader(cast.session, cast.actor, cast.group, other)
    assert known(cast, newcomer).families == len(cast.enrolments)
    groups.remove_leader(cast.session, cast.actor, cast.group, cast.leaders[0])
    assert line_of(cast, cast.trainer, THAT_DAY) is None


def test_nobody_of_another_organisation_adds_to_it(cast: Cast) -> None:
    started(cast)
    stranger = factories.make_organisation(cast.session, name="Een ander")
    reader = factories.actor_of(stranger, cast.coordinator, Role.COORDINATOR, every_school=True)

    assert line_of(cast, reader, THAT_DAY) is None


def test_where_each_child_has_a_record_each_one_is_expected(app: Flask, db_session: Session) -> None:
    with app.test_request_context(method="POST"):
        readers = make_reading_cohort(db_session)
        started(readers)

    line = known(readers)
    weeks = [week.expected for week in line.weeks if week.expected]

    assert weeks
    assert set(weeks[1:]) == {len(readers.enrolments)}


def test_looking_at_everything_anew_finds_what_was_kept_up(app: Flask, cast: Cast) -> None:
    meetings = started(cast)
    with clock.set_to(AFTER_FIVE):
        cast.record(meetings[0], 0, 1)
        cast.record(meetings[1], 1)
        contacts.cancel(cast.session, cast.actor, meetings[2], by_family=False, reason="weather")
        enrolments.pause(cast.session, cast.actor, cast.enrolments[2])
    before = sums(cast)

    for table in (ProgressSum, ContactProgress, EnrolmentProgress):
        cast.session.query(table).filter(table.organisation_id == cast.organisation.id).delete()
    renewing.renew(cast.session, cast.organisation.id, app.extensions["summaries"])
    assert sums(cast) == before

    renewing.renew(cast.session, cast.organisation.id, app.extensions["summaries"])
    assert sums(cast) == before


def sums(cast: Cast) -> set[tuple[object, ...]]:
    """Every sum that is not empty."""
    columns = [getattr(ProgressSum, name) for name in COUNTS]
    rows = cast.session.execute(
        select(ProgressSum.for_id, ProgressSum.week, ProgressSum.programme_key, *columns).where(
            ProgressSum.organisation_id == cast.organisation.id
        )
    )
    return {tuple(row) for row in rows if any(row[3:])}
