"""docs/dependencies.md tells of every package, and files from others are the ones that they say they are."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import TOP

ROW = re.compile(r"^\| (?P<name>[a-z0-9-]+) \| (?P<licence>\S.*?) \| (?P<reason>\S.*?) \|$", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+")

# Checksums as `sha256sum` writes them, wherever they stand.
SUM = re.compile(r"^(?:sha256 )?(?P<sum>[0-9a-f]{64})(?: [ *](?P<file>\S+))?$", re.MULTILINE)
LISTS = [*TOP.glob("static/*/SHA256SUMS"), *TOP.glob("tests/vendor/SHA256SUMS")]


def wanted() -> set[str]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    lines = (
        project["project"]["dependencies"] + project["dependency-groups"]["dev"] + project["build-system"]["requires"]
    )
    return {match[0].lower() for line in lines if (match := NAME.match(line))}


def test_every_package_is_listed_with_licence_and_reason() -> None:
    listed = {row["name"] for row in ROW.finditer((TOP / "docs" / "dependencies.md").read_text())}

    assert listed - {"package"} == wanted()


@pytest.mark.parametrize("folder", ["static/vendor", "static/fonts", "tests/vendor"])
def test_files_from_others_say_where_they_come_from(folder: str) -> None:
    assert list((TOP / folder).glob("*VERSION*"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_files_from_others_are_unchanged(path: Path) -> None:
    sums = {row["file"]: row["sum"] for row in SUM.finditer(path.read_text())}

    assert sums
    assert {name: hashlib.sha256((path.parent / name).read_bytes()).hexdigest() for name in sums} == sums
