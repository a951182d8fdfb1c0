"""Dates for a track: rhythm, teaching weeks, open months, clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.calendar_days import (
    days_between,
    days_in_school_weeks,
    is_open_month,
    is_school_day,
    monday_of,
    next_month,
)
from programmes.protocol import Programme, StepKind
from programmes.schedule import NoFreeDateError, Plan, free_dates, next_free_date, plan, timed, usual_weekday
from programmes.text import Text
from tests.programmes.shipped import PACT, PITTIGE_JAREN, REAL, START, TRACKS

CLOSED = Text("gesloten", "closed")
AUTUMN = {day: Text("Herfstvakantie", "Autumn Break") for day in days_between(date(2026, 10, 17), date(2026, 10, 26))}


def closed(*days: date) -> dict[date, Text]:
    return dict.fromkeys(days, CLOSED)


def days(planned: Plan) -> list[date]:
    return [contact.day for contact in planned.contacts]


def test_a_weekly_course_skips_closed_days_and_ends_later() -> None:
    planned = plan(PITTIGE_JAREN, "preventie-14", start=START, closed_days=AUTUMN)

    assert date(2026, 10, 20) not in days(planned)
    assert days(planned)[-1] == date(2026, 12, 22)
    assert [(skipped.date, skipped.reason.nl) for skipped in planned.skipped] == [
        (date(2026, 10, 20), "Herfstvakantie")
    ]


def test_the_first_contact_is_on_the_first_chosen_weekday_on_or_after_the_start() -> None:
    assert days(plan(PITTIGE_JAREN, "preventie-14", start=START, weekday=1))[0] == START
    assert days(plan(PITTIGE_JAREN, "preventie-14", start=START, weekday=0))[0] == date(2026, 9, 21)


@pytest.mark.parametrize(("start", "weekday"), [(date(2026, 9, 15), 1), (date(2026, 9, 19), 0), (date(2026, 9, 20), 0)])
def test_without_a_weekday_that_of_the_start_is_taken_and_monday_for_a_weekend(start: date, weekday: int) -> None:
    assert usual_weekday(start) == weekday
    assert days(plan(PITTIGE_JAREN, "preventie-14", start=start))[0].weekday() == weekday


def test_the_hour_stays_the_same_across_the_clock_change() -> None:
    planned = plan(PITTIGE_JAREN, "preventie-14", start=START, at=time(19, 0))

    assert {contact.starts.time() for contact in planned.contacts} == {time(19, 0)}
    assert {str(contact.starts.utcoffset()) for contact in planned.contacts} == {"2:00:00", "1:00:00"}
    assert all(contact.ends - contact.starts == timedelta(hours=2) for contact in planned.contacts)


def test_a_contact_over_the_clock_change_lasts_as_long_as_it_should() -> None:
    step = PITTIGE_JAREN.track("preventie-14").steps[0]
    contact = timed(step, date(2026, 10, 25), time(1, 30))

    assert contact.ends.astimezone(UTC) - contact.starts.astimezone(UTC) == timedelta(minutes=120)
    assert contact.ends.time() == time(2, 30)


def test_an_hour_that_does_not_exist_becomes_the_one_an_hour_later() -> None:
    step = PITTIGE_JAREN.track("preventie-14").steps[0]

    assert timed(step, date(2027, 3, 28), time(2, 30)).starts.time() == time(3, 30)


def test_pact_gives_a_training_and_then_a_check_in_each_teaching_week() -> None:
    planned = plan(PACT, "pact-30", start=START, closed_days=AUTUMN)

    assert [contact.kind for contact in planned.contacts] == [StepKind.TRAINING, *[StepKind.WEEKLY_CHECK] * 30]
    assert [contact.number for contact in planned.contacts] == [1, *range(1, 31)]
    assert days(planned)[:2] == [START, date(2026, 9, 22)]
    assert date(2026, 10, 20) not in days(planned)


def test_a_closed_day_moves_a_check_within_its_week() -> None:
    planned = plan(PACT, "pact-30", start=START, closed_days=closed(date(2026, 9, 29)))

    assert days(planned)[2] == date(2026, 9, 30)
    assert [skipped.date for skipped in planned.skipped] == [date(2026, 9, 29)]


def test_a_check_moves_to_the_nearest_open_day() -> None:
    planned = plan(
        PACT, "pact-30", start=START, closed_days=closed(*days_between(date(2026, 9, 29), date(2026, 10, 2)))
    )

    assert days(planned)[2] == date(2026, 9, 28)


def test_a_check_on_saturday_moves_into_the_school_week() -> None:
    planned = plan(PACT, "pact-30", start=START, weekday=5, closed_days=AUTUMN)

    assert date(2026, 10, 16) in days(planned)
    assert date(2026, 10, 24) not in days(planned)


def test_real_visits_once_in_each_open_month_about_as_far_apart() -> None:
    planned = plan(REAL, "real-10", start=START)

    assert [contact.month for contact in planned.contacts] == [
        "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06",
    ]  # fmt: skip
    assert {contact.day.weekday() for contact in planned.contacts} == {1}


def test_group_activities_get_their_dates_by_hand() -> None:
    planned = plan(REAL, "real-10", start=START)

    assert [step.key for step in planned.by_hand] == [f"activity-{number}" for number in range(1, 6)]
    assert plan(REAL, "real-8", start=START).by_hand == ()


def test_a_closed_day_moves_a_visit_within_its_month() -> None:
    planned = plan(REAL, "real-10", start=START, closed_days=AUTUMN)

    assert planned.contacts[1].day == date(2026, 10, 27)
    assert planned.contacts[1].month == "2026-10"


def test_a_month_with_fewer_than_ten_school_days_asks_for_no_visit() -> None:
    summer = closed(*days_between(date(2026, 10, 1), date(2026, 10, 20)))
    planned = plan(REAL, "real-8", start=START, closed_days=summer)

    assert "2026-10" not in {contact.month for contact in planned.contacts}
    assert planned.skipped[0].reason.nl == "oktober 2026 telt minder dan 10 schooldagen"


def test_an_organisation_may_call_a_month_open_earlier() -> None:
    summer = closed(*days_between(date(2026, 10, 1), date(2026, 10, 20)))
    planned = plan(REAL, "real-8", start=START, closed_days=summer, own={"open_month_school_days": 8})

    assert "2026-10" in {contact.month for contact in planned.contacts}


def test_a_start_at_the_end_of_a_month_keeps_a_visit_in_each_month() -> None:
    planned = plan(REAL, "real-10", start=date(2026, 9, 29))

    assert [contact.day for contact in planned.contacts][:3] == [
        date(2026, 9, 29),
        date(2026, 10, 27),
        date(2026, 11, 24),
    ]


def test_a_start_that_finds_its_month_closed_begins_in_the_next() -> None:
    planned = plan(REAL, "real-10", start=date(2026, 9, 29), closed_days=closed(date(2026, 9, 29), date(2026, 9, 30)))

    assert planned.contacts[0].day == date(2026, 10, 6)


def test_a_school_that_never_opens_is_refused_in_a_sentence() -> None:
    always = closed(*days_between(START, START + timedelta(days=366 * 5)))

    for programme, track in TRACKS:
        with pytest.raises(NoFreeDateError, match="within four years") as refusal:
            plan(programme, track, start=START, closed_days=always)
        assert "Controleer de gesloten dagen" in refusal.value.message.nl


def test_the_rest_of_a_course_shifts_with_its_content() -> None:
    rest = [step.key for step in PITTIGE_JAREN.track("preventie-14").steps][4:]
    planned = plan(PITTIGE_JAREN, "preventie-14", start=date(2026, 10, 20), closed_days=AUTUMN, only=rest)

    assert [contact.step for contact in planned.contacts] == rest
    assert (planned.contacts[0].day, planned.contacts[0].number) == (date(2026, 10, 27), 5)


def test_a_plan_tells_which_contacts_are_past() -> None:
    planned = plan(PITTIGE_JAREN, "preventie-14", start=START)

    assert len(planned.past(date(2026, 9, 29))) == 2


def free(programme: Programme, track: str, step: str, day: date, **more: object) -> tuple[date, ...]:
    found = programme.track(track)
    usual = {"today": date(2026, 9, 1), "closed_days": AUTUMN, "count": 3}
    return free_dates(found, found.step(step), day=day, **{**usual, **more})  # type: ignore[arg-type]


def test_a_session_moves_to_a_later_week_on_its_weekday() -> None:
    assert free(PITTIGE_JAREN, "preventie-14", "session-05", date(2026, 10, 13)) == (
        date(2026, 10, 27),
        date(2026, 11, 3),
        date(2026, 11, 10),
    )


def test_a_check_moves_within_its_week_first() -> None:
    assert free(PACT, "pact-30", "check-02", date(2026, 9, 29), count=5) == (
        date(2026, 9, 30),
        date(2026, 9, 28),
        date(2026, 10, 1),
        date(2026, 10, 2),
        date(2026, 10, 5),
    )


def test_a_visit_moves_within_its_month_and_else_to_the_next_open_day() -> None:
    inside = free(REAL, "real-10", "visit-02", date(2026, 10, 27), today=date(2026, 10, 29))

    assert inside == (date(2026, 10, 29), date(2026, 10, 30), date(2026, 11, 2))


def test_a_move_never_goes_to_a_taken_day_or_into_the_past() -> None:
    track = REAL.track("real-10")
    day = next_free_date(
        track,
        track.step("visit-02"),
        day=date(2026, 10, 27),
        today=date(2026, 10, 28),
        closed_days=AUTUMN,
        taken={date(2026, 10, 28)},
    )

    assert day == date(2026, 10, 29)


def test_a_group_activity_moves_by_weeks() -> None:
    assert free(REAL, "real-10", "activity-1", date(2026, 10, 14))[0] == date(2026, 10, 28)


def test_days_of_a_holiday_week_are_left_out_whole() -> None:
    tuesday = date(2026, 10, 13)

    assert days_in_school_weeks(tuesday, tuesday, AUTUMN) == 0
    assert days_in_school_weeks(tuesday, tuesday + timedelta(days=5), AUTUMN) == 5
    assert days_in_school_weeks(tuesday, tuesday + timedelta(days=14), AUTUMN) == 7


# Properties over any start, weekday and closed days --------------------------------------------------------------

STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
PERIODS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 45)), max_size=8)
TIMES = st.times(min_value=time(7, 0), max_value=time(21, 0)).map(lambda at: at.replace(second=0, microsecond=0))


def periods(start: date, spans: list[tuple[int, int]]) -> dict[date, Text]:
    return closed(*(start + timedelta(days=offset + day) for offset, length in spans for day in range(length)))


@settings(max_examples=60)
@given(st.sampled_from(TRACKS), STARTS, st.integers(0, 6), TIMES, PERIODS)
def test_no_contact_is_ever_planned_on_a_closed_day_and_all_are_planned_in_order(
    place,
    start: date,
    weekday: int,
    at: time,
    spans: list[tuple[int, int]],  # type: ignore[no-untyped-def]
) -> None:
    programme, track = place
    shut = periods(start, spans)
    planned = plan(programme, track, start=start, weekday=weekday, at=at, closed_days=shut)
    rhythmic = [step for step in track.steps if step not in planned.by_hand]

    assert not set(days(planned)) & set(shut)
    assert [contact.step for contact in planned.contacts] == [step.key for step in rhythmic]
    assert days(planned) == sorted(set(days(planned)))
    assert days(planned)[0] >= start
    assert {contact.starts.time() for contact in planned.contacts} == {at}
    assert all(isinstance(contact.starts, datetime) and contact.starts.tzinfo for contact in planned.contacts)


@settings(max_examples=60)
@given(st.sampled_from([t for p, t in TRACKS if p is REAL]), STARTS, st.integers(0, 4), PERIODS)
def test_real_holds_one_visit_in_each_open_month_from_the_first_visit_on(
    track,
    start: date,
    weekday: int,
    spans: list[tuple[int, int]],  # type: ignore[no-untyped-def]
) -> None:
    shut = periods(start, spans)
    planned = plan(REAL, track, start=start, weekday=weekday, closed_days=shut)
    months, month = [], planned.contacts[0].day
    while month <= planned.contacts[-1].day or f"{month:%Y-%m}" == planned.contacts[-1].month:
        if is_open_month(month, shut, 10):
            months.append(f"{month:%Y-%m}")
        month = next_month(month)

    assert [contact.month for contact in planned.contacts] == months


@settings(max_examples=60)
@given(STARTS, st.integers(0, 4), PERIODS)
def test_pact_holds_one_check_in_each_teaching_week(start: date, weekday: int, spans: list[tuple[int, int]]) -> None:
    shut = periods(start, spans)
    checks = plan(PACT, "pact-30", start=start, weekday=weekday, closed_days=shut).contacts[1:]
    weeks, week = [], monday_of(checks[0].day)
    while week <= checks[-1].day:
        if any(is_school_day(day, shut) for day in days_between(week, week + timedelta(days=7))):
            weeks.append(week)
        week += timedelta(days=7)

    assert [monday_of(contact.day) for contact in checks] == weeks


@settings(max_examples=40)
@given(st.sampled_from(TRACKS), STARTS, PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_the_closed_days_changes_nothing(place, start: date, spans, random) -> None:  # type: ignore[no-untyped-def]
    programme, track = place
    shut = list(periods(start, spans).items())
    planned = plan(programme, track, start=start, closed_days=dict(shut))
    random.shuffle(shut)

    assert plan(programme, track, start=start, closed_days=dict(shut)) == planned


@settings(max_examples=60)
@given(st.sampled_from(TRACKS), STARTS, PERIODS, st.integers(0, 200))
def test_a_contact_moves_only_to_open_days_from_today_on(place, start: date, spans, later: int) -> None:  # type: ignore[no-untyped-def]
    _, track = place
    shut, today = periods(start, spans), start + timedelta(days=later)
    for step in (track.steps[0], track.steps[-1]):
        found = free_dates(track, step, day=start, today=today, closed_days=shut)

        assert len(set(found)) == 5
        assert not set(found) & {start, *shut}
        assert min(found) >= today
