"""Alarms ring in time, and not when nothing is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.calendar_days import days_between
from programmes.facts import AlarmFacts, Presence
from programmes.findings import Alarm
from programmes.protocol import Programme
from programmes.rules import alarms, grows_too_old_from
from tests.programmes.shipped import PITTIGE_JAREN, REAL, outcome

NOVEMBER = AlarmFacts(
    track="real-10",
    today=date(2026, 11, 24),
    started=date(2026, 9, 15),
    contacts=(outcome("visit-01", on=date(2026, 9, 15)), outcome("visit-02", on=date(2026, 10, 27))),
)


def rung(facts: AlarmFacts, programme: Programme = REAL, **own: int) -> list[str]:
    return [alarm.rule for alarm in alarms(programme, facts, own)]


def test_a_month_about_to_pass_without_a_visit_rings() -> None:
    alarm = alarms(REAL, NOVEMBER)[0]

    assert alarm == Alarm(
        rule="open_month_passing",
        message=alarm.message,
        satisfied_by=alarm.satisfied_by,
        on=date(2026, 11, 30),
    )
    assert alarm.message.nl == "In november 2026 is nog geen contact geweest; er zijn nog 5 open dagen."


def test_it_does_not_ring_while_more_than_five_open_days_are_left() -> None:
    assert rung(replace(NOVEMBER, today=date(2026, 11, 23))) == []


def test_an_organisation_may_be_warned_earlier() -> None:
    assert rung(replace(NOVEMBER, today=date(2026, 11, 17)), alarm_open_days_left=10) == ["open_month_passing"]


def test_a_visit_in_the_month_keeps_it_quiet() -> None:
    visited = (*NOVEMBER.contacts, outcome("visit-03", on=date(2026, 11, 10)))

    assert rung(replace(NOVEMBER, contacts=visited)) == []


def test_a_first_meeting_counts_for_its_month() -> None:
    met = (*NOVEMBER.contacts, outcome("visit-03", on=date(2026, 11, 10), counts_towards_dose=False))

    assert rung(replace(NOVEMBER, contacts=met)) == []


def test_a_late_visit_keeps_its_month_and_does_not_serve_the_next() -> None:
    late = (NOVEMBER.contacts[0], outcome("visit-02", on=date(2026, 11, 2), month="2026-10"))

    assert rung(replace(NOVEMBER, contacts=late)) == ["open_month_passing"]


def test_closed_days_bring_the_alarm_forward() -> None:
    facts = replace(NOVEMBER, today=date(2026, 11, 20), closed_days=frozenset({date(2026, 11, 26), date(2026, 11, 27)}))

    assert rung(facts) == ["open_month_passing"]


def test_a_month_that_is_not_open_asks_for_no_visit() -> None:
    closed = frozenset(days_between(date(2026, 11, 1), date(2026, 11, 20)))

    assert rung(replace(NOVEMBER, closed_days=closed)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"active": False},
        {"started": date(2026, 11, 26)},
        {"started": date(2026, 11, 24), "contacts": ()},
        {"started": None},
        {"contacts": tuple(outcome(f"visit-{n:02}", on=date(2026, 10, n)) for n in range(1, 11))},
    ],
)
def test_a_course_that_is_not_running_is_quiet(change: dict[str, object]) -> None:
    assert rung(replace(NOVEMBER, **change)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "rings"), [(42, False), (43, True)])
def test_more_than_six_school_weeks_since_the_last_visit_ring(days: int, rings: bool) -> None:
    last = date(2026, 9, 15)
    facts = replace(NOVEMBER, contacts=(outcome("visit-01", on=last),), today=last + timedelta(days=days))

    assert ("too_long_since" in rung(facts)) is rings


def test_holiday_weeks_are_no_school_weeks() -> None:
    last = date(2026, 9, 15)
    autumn = frozenset(days_between(date(2026, 10, 17), date(2026, 10, 26)))
    facts = replace(NOVEMBER, contacts=(outcome("visit-01", on=last),), closed_days=autumn)

    assert "too_long_since" not in rung(replace(facts, today=last + timedelta(days=43)))
    assert "too_long_since" in rung(replace(facts, today=last + timedelta(days=50)))


def test_a_start_without_any_visit_rings_too() -> None:
    found = alarms(REAL, replace(NOVEMBER, contacts=(), today=date(2026, 11, 10)))

    assert "Sinds de start op 15 september 2026" in next(a for a in found if a.rule == "too_long_since").message.nl


def absences(*presences: Presence) -> AlarmFacts:
    contacts = tuple(outcome(f"session-{n:02}", presence=presence) for n, presence in enumerate(presences, start=1))
    return AlarmFacts(track="preventie-14", today=date(2026, 11, 24), started=date(2026, 9, 15), contacts=contacts)


HERE, AWAY, MADE_UP = Presence.ATTENDED, Presence.ABSENT, Presence.CAUGHT_UP


@pytest.mark.parametrize(
    ("presences", "rings"),
    [
        ((HERE, AWAY), False),
        ((HERE, AWAY, AWAY), True),
        ((AWAY, AWAY, HERE), False),
        ((AWAY, MADE_UP, AWAY), False),
        ((), False),
    ],
)
def test_absent_twice_in_a_row_rings(presences: tuple[Presence, ...], rings: bool) -> None:
    assert ("absent_in_a_row" in rung(absences(*presences), PITTIGE_JAREN)) is rings


@pytest.mark.parametrize(
    ("today", "rings"), [(date(2026, 6, 14), False), (date(2026, 6, 15), True), (date(2026, 10, 1), True)]
)
def test_a_waiting_child_that_grows_too_old_rings_three_months_ahead(today: date, rings: bool) -> None:
    facts = AlarmFacts(track="preventie-14", today=today, active=False, waiting=True, birth_date=date(2017, 9, 15))

    assert (rung(facts, PITTIGE_JAREN) == ["growing_too_old"]) is rings


def test_a_child_that_started_does_not_grow_too_old() -> None:
    facts = AlarmFacts(track="preventie-14", today=date(2026, 8, 1), birth_date=date(2017, 9, 15))

    assert rung(facts, PITTIGE_JAREN) == []


@given(
    born=st.dates(date(2010, 1, 1), date(2020, 12, 31)),
    months=st.integers(1, 12),
)
def test_the_first_day_of_growing_too_old_is_the_first_that_rings(born: date, months: int) -> None:
    own = {"growing_too_old_months": months}
    first = grows_too_old_from(PITTIGE_JAREN, born, own)
    assert first is not None

    def rings(day: date) -> bool:
        facts = AlarmFacts(track="preventie-14", today=day, active=False, waiting=True, birth_date=born)
        return bool(alarms(PITTIGE_JAREN, facts, own))

    assert rings(first)
    assert not rings(first - timedelta(days=1))


def test_a_child_without_a_birth_date_or_such_a_programme_never_grows_too_old() -> None:
    assert grows_too_old_from(PITTIGE_JAREN, None) is None
    assert grows_too_old_from(REAL, date(2017, 9, 15)) is None
