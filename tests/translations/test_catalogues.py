"""The English catalogue has every text of the interface, and nothing that is gone."""

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from thuisbasis.paths import TRANSLATIONS

TOP = Path(__file__).parents[2]
PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def texts(entry: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A message's text, or its singular and plural."""
    return (entry,) if isinstance(entry, str) else tuple(entry)


def key(message: Message) -> tuple[object, ...]:
    return (message.context, *texts(message.id))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What code and templates say."""
    path = tmp_path_factory.mktemp("texts") / "messages.pot"
    subprocess.run([TOP / "script" / "translate", "--template", path], check=True)
    with path.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_is_translated(source: Catalog, english: Catalog) -> None:
    done = {key(message) for message in english if message.id and all(texts(message.string)) and not message.fuzzy}

    assert [message.id for message in source if message.id and key(message) not in done] == []


def test_nothing_is_translated_that_nobody_says(source: Catalog, english: Catalog) -> None:
    said = {key(message) for message in source}

    assert [message.id for message in english if message.id and key(message) not in said] == []


def test_translations_fill_the_same_places(english: Catalog) -> None:
    differing = [
        message.id
        for message in english
        if message.id
        and {frozenset(PLACE.findall(text)) for text in texts(message.id)[-1:]}
        != {frozenset(PLACE.findall(text)) for text in texts(message.string)[-1:]}
    ]

    assert differing == []
