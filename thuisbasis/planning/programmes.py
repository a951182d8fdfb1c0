"""`thuisbasis programmes`: the catalogue, to read or as JSON."""

from __future__ import annotations

import json

import click

from programmes import catalogue
from programmes.as_data import as_data
from thuisbasis.planning import handbook
from thuisbasis.planning.speaking import language_option, programme_named


@click.group()
def programmes() -> None:
    """The programmes of the rule-book."""


@programmes.command("list")
@language_option
def list_(lang: str) -> None:
    """List the programmes with their version and tracks."""
    for programme in catalogue.default().programmes():
        tracks = ", ".join(track.key for track in programme.tracks)
        click.echo(f"{programme.key:<15} {programme.version:<5} {programme.full_name.in_language(lang)}  ({tracks})")


@programmes.command()
@click.argument("key")
@click.option("--version", help="Protocol version; default the latest.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
@language_option
def show(key: str, version: str | None, as_json: bool, lang: str) -> None:
    """Show programme KEY: tracks, steps, required elements, conditions, rules and local defaults."""
    programme = programme_named(key, version, lang)
    if as_json:
        click.echo(json.dumps(as_data(programme), ensure_ascii=False, indent=2))
    else:
        click.echo(handbook.chapter(programme, lang), nl=False)


@programmes.command()
@language_option
def document(lang: str) -> None:
    """Print the whole catalogue as Markdown; docs/programmes.md is this."""
    click.echo(handbook.book(catalogue.default(), lang), nl=False)
