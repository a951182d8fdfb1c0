"""One command for all figures: `python -m bench`."""

import json
from collections.abc import Iterable, Sequence

import click
from flask import Flask
from sqlalchemy import Engine

from bench import databases, documents
from bench.application import measured_app
from bench.feeds import measure_feeds
from bench.figures import ONCE, Goal, Report
from bench.over_http import measure_over_http
from bench.pages import measure_forms, measure_list, measure_start
from bench.seeding import seed
from bench.summarising import summarise
from thuisbasis.database import db

KEYS = ("G1", "G2", "G3", "G4", "G5", "G7", "G8")


def run(families: int, rounds: int, only: Iterable[str] = KEYS, kinds: Sequence[str] = databases.KINDS) -> Report:
    """Measure; `only` names the figures, `kinds` the databases. Takes some minutes for 10,000 families."""
    wanted = frozenset(only)
    report = Report(families=families, rounds=rounds)
    for kind in kinds if wanted - {"G8"} else ():
        with databases.fresh(kind) as url:
            _measure(kind, url, wanted, report)
    if "G8" in wanted:
        _measure_documents(rounds, report)
    return report


def _measure(kind: str, url: str, wanted: frozenset[str], report: Report) -> None:
    """All figures on one database."""
    app = measured_app(url)
    engine = _engine(app)
    large, small = seed(engine, report.families)
    if "G5" in wanted:
        with app.app_context():
            for one in (large, small):
                summarise(db.session(), one.organisation_id)
            db.session.commit()
    rounds = report.rounds
    if "G2" in wanted:
        measure_list(app, kind, large, small, rounds, report)
    if "G4" in wanted:
        measure_forms(app, kind, large, rounds, report)
    if "G5" in wanted:
        measure_start(app, kind, large, small, rounds, report)
    if "G7" in wanted:
        measure_feeds(app, kind, large, rounds, report)
    measure_over_http(app, kind, url, large, rounds, wanted, report)
    engine.dispose()


def _engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def _measure_documents(rounds: int, report: Report) -> None:
    figures = documents.measure(rounds)
    for name, ratio in figures.against_plain.items():
        report.add(ONCE, "G8", f"{name} as PDF against plain WeasyPrint", ratio, Goal(limit=0.6))
    report.add(ONCE, "G8", "PDFs of two processes against one", figures.two_processes, Goal(limit=1.6, at_least=True))
    report.add(ONCE, "G8", "memory of a rendering process, MB", figures.resident_megabytes, Goal(limit=120))


@click.command()
@click.option("--families", default=10_000, show_default=True, help="Families of the large organisation.")
@click.option("--rounds", default=9, show_default=True, help="Rounds in which everything takes its turn.")
@click.option("--only", default=",".join(KEYS), show_default=True, help="Figures, with commas between them.")
@click.option("--database", type=click.Choice(databases.KINDS), multiple=True, help="Only this one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table.")
def main(families: int, rounds: int, only: str, database: tuple[str, ...], as_json: bool) -> None:
    """Print what the product costs, as ratios beside their goals. See docs/speed.md."""
    wanted = [key.strip().upper() for key in only.split(",")]
    unknown = sorted(set(wanted) - set(KEYS))
    if unknown:
        raise click.BadParameter(f"no such figure: {', '.join(unknown)}; there are {', '.join(KEYS)}")
    report = run(families, rounds, wanted, database or databases.KINDS)
    click.echo(json.dumps(report.as_data, indent=2) if as_json else "\n".join(report.lines()))


if __name__ == "__main__":
    main()
