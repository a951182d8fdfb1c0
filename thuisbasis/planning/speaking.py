"""What the rule-book's commands share: the language option, and how they speak and refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

import click

from programmes import catalogue
from programmes.protocol import Programme, UnknownKeyError
from programmes.text import LANGUAGES, Text

Command = TypeVar("Command", bound=Callable[..., object])

MAY_NOT, NOT_UNDERSTOOD = 1, 2
"""Exit codes: the rules say no; the input is not understood."""


def language_option(command: Command) -> Command:
    """Adds --lang nl|en, default nl."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Language of the texts."
    )(command)


def warn(text: Text, language: str) -> None:
    """A warning on standard error, so that what is piped on stays clean."""
    click.echo(text.in_language(language), err=True)


def refuse(text: Text, language: str, code: int) -> NoReturn:
    """Says why on standard error and ends with the code."""
    click.echo(text.in_language(language), err=True)
    raise SystemExit(code)


def programme_named(key: str, version: str | None, language: str) -> Programme:
    """The programme with that key, or a refusal (code 2) that says which there are."""
    try:
        return catalogue.default().get(key, version)
    except UnknownKeyError:
        refuse(_no_programme(key, version), language, NOT_UNDERSTOOD)


def _no_programme(key: str, version: str | None) -> Text:
    known = catalogue.default()
    if key in known:
        versions = ", ".join(known.versions(key))
        return Text(
            f"“{key}” heeft geen versie “{version}”; er is {versions}.",
            f"“{key}” has no version “{version}”; there is {versions}.",
        )
    keys = ", ".join(programme.key for programme in known.programmes())
    return Text(f"Er is geen programma “{key}”; er zijn {keys}.", f"There is no programme “{key}”; there are {keys}.")
