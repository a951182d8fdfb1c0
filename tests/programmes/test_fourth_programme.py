"""A fourth programme is one new file: it is planned, judged, described and put in a calendar like any other."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from programmes.catalogue import load
from programmes.facts import CompletionFacts, EligibilityFacts, PlanFacts, RecordFacts
from programmes.protocol import Gate, Programme
from programmes.rules import (
    completion_findings,
    elements_asked,
    eligibility,
    judge_record,
    plan_findings,
)
from programmes.schedule import plan
from tests.programmes.shipped import START, answers, not_delivered, outcome
from tests.programmes.writing import written
from thuisbasis.planning import dry_run, handbook, inputs


@pytest.fixture
def fourth(tmp_path: Path) -> Programme:
    written(tmp_path, "voorleesexpress.py")
    return load(tmp_path).get("voorleesexpress")


def test_it_judges_who_may_start(fourth: Programme) -> None:
    assert eligibility(fourth, EligibilityFacts(start=START, birth_date=date(2022, 1, 1))).may
    assert not eligibility(fourth, EligibilityFacts(start=START, birth_date=date(2025, 1, 1))).may


def test_it_is_planned(fourth: Programme) -> None:
    planned = plan(fourth, "voorlees-20", start=START)

    assert plan_findings(fourth, PlanFacts(track="voorlees-20", start=START)) == ()
    assert len(planned.contacts) == 20


def test_its_records_ask_its_elements_and_are_judged(fourth: Programme) -> None:
    record = RecordFacts(track="voorlees-20", step="evening-01", answers=answers(fourth))

    assert [element.key for element in elements_asked(fourth, "voorlees-20", "evening-01")] == ["read_aloud"]
    assert judge_record(fourth, record).may
    assert not judge_record(fourth, replace(record, answers={})).may
    assert len(
        judge_record(fourth, replace(record, answers={"read_aloud": not_delivered(fourth.elements[0])})).deviations
    )


def test_its_families_complete_it(fourth: Programme) -> None:
    evenings = tuple(outcome(f"evening-{number:02}", "read_aloud") for number in range(1, 16))

    assert completion_findings(fourth, CompletionFacts(track="voorlees-20", contacts=evenings)) == ()
    assert completion_findings(fourth, CompletionFacts(track="voorlees-20", contacts=evenings[1:])) != ()


def test_it_goes_into_a_calendar(fourth: Programme) -> None:
    planned = plan(fourth, "voorlees-20", start=START)
    calendar = Calendar.from_ical(dry_run.calendar(fourth, fourth.tracks[0], planned, "nl"))

    assert calendar.walk("VEVENT")[0]["SUMMARY"] == "VoorleesExpress: Voorleesavond 1"


def test_it_is_described_and_its_input_has_a_schema(fourth: Programme) -> None:
    assert "## VoorleesExpress" in handbook.chapter(fourth, "nl")
    for gate in Gate:
        assert inputs.shape(fourth, gate, ("1",)).schema()["type"] == "object"
