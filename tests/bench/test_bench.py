"""The bench runs and prints every figure. What it finds gates nothing: machines differ, and so do their days."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from bench import __main__ as bench
from bench import databases, documents, measuring, over_http, seeding
from bench.figures import Figure, Goal, Report
from tests.databases.emptied import Database

LINES = {"G1": 1, "G2": 2, "G3": 1, "G4": 2, "G5": 4, "G7": 4}
OF_PAPER = documents.Figures(against_plain={"record": 0.4}, two_processes=1.8, resident_megabytes=100.0)


@pytest.fixture
def own_database(database: Database, app: object, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The emptied database of the test instead of a fresh server, and no paper, which tests/documents tries."""

    @contextmanager
    def fresh(_kind: str) -> Iterator[str]:
        yield database.url

    monkeypatch.setattr(databases, "fresh", fresh)
    monkeypatch.setattr(documents, "measure", lambda _rounds: OF_PAPER)
    monkeypatch.setattr(seeding, "EVENTS_OF_A_FEED", 10)
    monkeypatch.setattr(measuring, "BATCH_SECONDS", 0.001)
    monkeypatch.setattr(over_http, "REQUESTS", dict.fromkeys(over_http.REQUESTS, 8))
    return database


@pytest.mark.slow
def test_it_prints_every_figure_beside_its_goal(own_database: Database) -> None:
    kind = "sqlite" if own_database.url.startswith("sqlite") else "postgresql"

    given = CliRunner().invoke(
        bench.main, ["--families", "20", "--rounds", "1", "--database", kind, "--json"], catch_exceptions=False
    )

    figures = json.loads(given.output)["figures"]
    found = {key: sum(figure["key"] == key for figure in figures) for key in LINES}
    assert found == LINES | ({} if kind == "sqlite" else {"G1": 0})
    assert all(value > 0 for figure in figures for value in figure["values"].values())
    assert all(figure["goals"] for figure in figures)


def test_a_figure_that_is_not_known_is_refused() -> None:
    given = CliRunner().invoke(bench.main, ["--only", "G2,G99"])

    assert given.exit_code == 2
    assert "no such figure: G99" in given.output


def test_the_table_marks_what_misses_its_goal() -> None:
    report = Report(families=10, rounds=1)
    report.add("sqlite", "G2", "a list", 1.5, Goal(limit=1.7))
    report.add("postgresql", "G2", "a list", 3.4, Goal(limit=3.0))

    (line,) = [line for line in report.lines() if "a list" in line]

    assert "1.50   (≤ 1.7)" in line
    assert "3.40!  (≤ 3)" in line


@pytest.mark.parametrize(("value", "at_least", "met"), [(2.0, True, True), (1.9, True, False), (2.1, False, False)])
def test_a_goal_is_met_up_to_its_limit(value: float, at_least: bool, met: bool) -> None:
    assert Goal(limit=2.0, at_least=at_least).met_by(value) is met


def test_what_is_measured_on_both_databases_stands_on_one_line() -> None:
    report = Report(families=10, rounds=1)
    for kind in ("sqlite", "postgresql"):
        report.add(kind, "G2", "a list", 1.5, Goal(limit=1.7))

    (figure,) = report.figures

    assert isinstance(figure, Figure)
    assert set(figure.values) == {"sqlite", "postgresql"}
