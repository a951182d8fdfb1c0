"""`thuisbasis programmes`: to list, to read, as JSON, and as the document that is kept in the repository."""

from pathlib import Path

import pytest

from tests.planning.running import run
from tests.programmes.shipped import ALL

DOCUMENT = Path(__file__).parents[2] / "docs" / "programmes.md"


def test_the_list_names_each_programme_with_version_and_tracks() -> None:
    lines = run("programmes", "list").out.splitlines()

    assert len(lines) == len(ALL)
    line = next(line for line in lines if line.startswith("pittige-jaren "))
    assert line.split()[1] == "1"
    assert "(preventie-14, behandeling-18, uitgebreid-20)" in line


@pytest.mark.parametrize("key", [programme.key for programme in ALL])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_programme_can_be_read_in_both_languages(key: str, language: str) -> None:
    ran = run("programmes", "show", key, "--lang", language)

    assert ran.code == 0
    assert ("Verplichte onderdelen" if language == "nl" else "Required elements") in ran.out


def test_a_programme_says_which_rules_are_hard_and_which_are_local() -> None:
    shown = run("programmes", "show", "pittige-jaren").out

    assert "(harde regel; S)" in shown
    assert "in minstens 4 (lokale afspraak) contacten van het traject" in shown


def test_json_holds_all_of_a_programme() -> None:
    data = run("programmes", "show", "real", "--version", "1", "--json").json

    assert [track["key"] for track in data["tracks"]] == ["real-10", "real-8"]
    assert data["elements"][0]["name"] == {
        "nl": "Uitleg over steunen thuis",
        "en": "Information on supporting the child",
    }


def test_an_unknown_programme_or_version_is_refused_with_those_that_exist() -> None:
    unknown = run("programmes", "show", "opstapje")
    version = run("programmes", "show", "real", "--version", "3", "--lang", "en")

    assert (unknown.code, version.code) == (2, 2)
    assert unknown.err == "Er is geen programma “opstapje”; er zijn pact, pittige-jaren, real.\n"
    assert version.err == "“real” has no version “3”; there is 1.\n"


def test_the_document_in_the_repository_is_the_printed_one() -> None:
    assert DOCUMENT.read_text() == run("programmes", "document", "--lang", "en").out
