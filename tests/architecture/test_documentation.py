"""What the documents point at exists."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import TOP, shown

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
DOCUMENTS = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    missing = [target for target in LINK.findall(path.read_text()) if not (path.parent / target).exists()]

    assert missing == []


def test_every_decision_is_in_the_index() -> None:
    folder = TOP / "docs" / "decisions"
    listed = LINK.findall((folder / "README.md").read_text())

    assert sorted(listed) == sorted(path.name for path in folder.glob("0*.md"))


def test_the_readme_names_both_commands() -> None:
    text = (TOP / "README.md").read_text()

    assert "script/server" in text
    assert "script/test" in text
