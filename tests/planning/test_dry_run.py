"""`thuisbasis plan`: a whole track around the holidays, as lines, JSON or a calendar."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from tests.planning.running import Ran, run

PITTIGE_JAREN = ("plan", "pittige-jaren", "--track", "preventie-14", "--start", "2026-09-15")
SHOW = (*PITTIGE_JAREN, "--weekday", "tue", "--time", "19:00", "--region", "Midden")


def days(ran: Ran) -> list[str]:
    return [contact["starts"][:10] for contact in ran.json["contacts"]]


def test_fourteen_sessions_around_the_holidays_of_the_region() -> None:
    ran = run(*SHOW, "--json")

    assert ran.code == 0
    assert len(days(ran)) == 14
    assert not {"2026-10-20", "2026-12-22", "2026-12-29"} & set(days(ran))
    assert days(ran)[-1] == "2027-01-05"
    assert [(skipped["date"], skipped["reason"]) for skipped in ran.json["skipped"]] == [
        ("2026-10-20", "Herfstvakantie"),
        ("2026-12-22", "Kerstvakantie"),
        ("2026-12-29", "Kerstvakantie"),
    ]


def test_the_hour_stays_the_same_across_the_clock_change() -> None:
    starts = [contact["starts"][10:] for contact in run(*SHOW, "--json").json["contacts"]]

    assert set(starts) == {"T19:00:00+02:00", "T19:00:00+01:00"}


def test_json_has_the_promised_keys() -> None:
    plan = run(*SHOW, "--json").json

    assert {key: plan[key] for key in ("programme", "version", "track", "timezone")} == {
        "programme": "pittige-jaren",
        "version": "1",
        "track": "preventie-14",
        "timezone": "Europe/Amsterdam",
    }
    assert plan["contacts"][0] == {
        "number": 1,
        "step": "session-01",
        "kind": "group_session",
        "starts": "2026-09-15T19:00:00+02:00",
        "ends": "2026-09-15T21:00:00+02:00",
        "month": "2026-09",
    }


def test_lines_show_contacts_and_the_holidays_between_them() -> None:
    ran = run(*SHOW)

    assert ran.err == ""
    assert "   1   di 15 september 2026   19:00–21:00  Kennismaken, doelen, spel dat het kind leidt\n" in ran.out
    assert "     – di 20 oktober 2026     Herfstvakantie\n" in ran.out


def test_lines_in_english() -> None:
    assert "Tue 20 October 2026     Autumn Break" in run(*SHOW, "--lang", "en").out


def test_without_a_region_public_holidays_alone_count_with_a_warning() -> None:
    ran = run("plan", "pittige-jaren", "--track", "preventie-14", "--start", "2026-09-18", "--json")

    assert "zonder --region" in ran.err
    assert "2026-10-23" in days(ran)
    assert "2026-12-25" not in days(ran)


@pytest.mark.parametrize(
    ("start", "code"), [("2029-09-04", 0), ("2030-03-05", 1), ("2030-08-06", 1), ("2031-09-02", 1)]
)
def test_past_the_last_known_school_holidays_it_refuses(start: str, code: int) -> None:
    ran = run("plan", "pittige-jaren", "--track", "uitgebreid-20", "--start", start, "--region", "Noord", "--json")

    assert ran.code == code
    if code:
        assert "bekend" in ran.err
        assert ran.out == ""


def test_closed_periods_of_the_school_are_kept_free() -> None:
    ran = run(*SHOW, "--json", "--closed", "2026-09-21..2026-09-25", "--closed", "2026-11-03")

    assert not {"2026-09-22", "2026-11-03"} & set(days(ran))
    assert "gesloten" in {skipped["reason"] for skipped in ran.json["skipped"]}


def test_a_school_that_never_opens_is_refused_in_a_sentence() -> None:
    ran = run(*PITTIGE_JAREN, "--closed", "2026-09-01..2032-12-31")

    assert ran.code == 1
    assert "binnen vier jaar geen open dag" in ran.err


def test_pact_gives_the_training_and_thirty_checks_in_teaching_weeks() -> None:
    contacts = run("plan", "pact", "--track", "pact-30", "--start", "2026-09-15", "--region", "Zuid", "--json").json[
        "contacts"
    ]

    assert [contact["kind"] for contact in contacts] == ["training", *["weekly_check"] * 30]
    assert [contact["number"] for contact in contacts] == [1, *range(1, 31)]


def test_real_gives_one_visit_a_month_and_says_what_gets_its_date_by_hand() -> None:
    ran = run("plan", "real", "--track", "real-10", "--start", "2026-09-15", "--region", "Noord", "--json")
    months = [contact["month"] for contact in ran.json["contacts"]]

    assert len(months) == len(set(months)) == 10
    assert {contact["kind"] for contact in ran.json["contacts"]} == {"home_visit"}
    assert "5 groepsactiviteiten krijgen hun datum met de hand" in ran.err


@pytest.mark.parametrize(("start", "first"), [("2026-09-15", "2026-09-15"), ("2026-09-19", "2026-09-21")])
def test_the_weekday_of_the_start_is_the_usual_one_and_monday_for_a_weekend(start: str, first: str) -> None:
    ran = run("plan", "real", "--track", "real-8", "--start", start, "--region", "Noord", "--json")

    assert days(ran)[0] == first


def test_a_calendar_file_holds_the_same_contacts() -> None:
    calendar = Calendar.from_ical(run(*SHOW, "--ics").out)
    events = calendar.walk("VEVENT")
    starts = [contact["starts"] for contact in run(*SHOW, "--json").json["contacts"]]

    assert [event.start.isoformat() for event in events] == starts
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert events[0]["SUMMARY"] == "Pittige Jaren: Kennismaken, doelen, spel dat het kind leidt"
    assert len({event["UID"] for event in events}) == 14


def test_a_calendar_file_is_the_same_each_time_with_lines_that_end_in_crlf() -> None:
    first, second = run(*SHOW, "--ics").raw, run(*SHOW, "--ics").raw

    assert first == second
    assert first.count(b"\n") == first.count(b"\r\n") > 100


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--start", "15-09-2026"), "2026-09-15"),
        (("--start", "2026-02-30"), "2026-09-15"),
        (("--start", "9999-01-01"), "2026-09-15"),
        (("--time", "25:00"), "19:00"),
        (("--time", "7"), "19:00"),
        (("--weekday", "dinsdag"), "mon"),
        (("--region", "Oost"), "Midden"),
        (("--closed", "2026-10-25..2026-10-17"), "2026-10-17..2026-10-25"),
        (("--closed", "herfst"), "2026-10-17..2026-10-25"),
        (("--json", "--ics"), "--json and --ics"),
    ],
)
def test_options_that_are_not_understood_are_refused_with_an_example(change: tuple[str, ...], said: str) -> None:
    ran = run(*SHOW, *change)

    assert ran.code == 2
    assert said in ran.err


def test_an_unknown_programme_or_track_is_refused_with_those_that_exist() -> None:
    assert "pact, pittige-jaren, real" in run("plan", "opstapje", "--track", "x", "--start", "2026-09-15").err

    ran = run("plan", "real", "--track", "real-12", "--start", "2026-09-15")
    assert ran.code == 2
    assert "er zijn real-10, real-8" in ran.err


def test_every_contact_lies_on_an_open_day_of_the_real_calendar() -> None:
    ran = run("plan", "pact", "--track", "pact-30", "--start", "2026-08-31", "--region", "Midden", "--json")
    for contact in ran.json["contacts"]:
        day = date.fromisoformat(contact["starts"][:10])

        assert day.weekday() < 5
        assert not date(2026, 10, 17) <= day <= date(2026, 10, 25)
        assert datetime.fromisoformat(contact["ends"]) > datetime.fromisoformat(contact["starts"])
        assert day + timedelta(days=1) != date(2026, 12, 26)
