"""Files that others wrote: unchanged, named with version and licence, and nothing loads from elsewhere."""

import hashlib
import re
from pathlib import Path

from thuisbasis import paths

VENDOR = paths.STATIC / "vendor"
AXE = Path(__file__).parents[1] / "vendor"


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def sums() -> dict[str, str]:
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def test_every_vendored_file_is_the_one_that_was_checked() -> None:
    files = [file for file in VENDOR.rglob("*") if file.is_file() and file.parent != VENDOR]
    assert {str(file.relative_to(VENDOR)): sha256(file) for file in files} == sums()


def test_every_vendored_folder_is_named_with_package_version_and_licence() -> None:
    lines = [line.split() for line in (VENDOR / "VERSIONS").read_text().splitlines() if not line.startswith("#")]
    assert sorted(line[0] for line in lines) == sorted(folder.name for folder in VENDOR.iterdir() if folder.is_dir())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for _, _, version, _ in lines)
    assert all((VENDOR / folder / "LICENSE").is_file() for folder, *_ in lines)


def test_htmx_is_the_second_generation() -> None:
    assert re.search(r'version:"2\.', (VENDOR / "htmx/htmx.min.js").read_text())


def test_axe_is_the_one_that_was_checked() -> None:
    assert f"sha256 {sha256(AXE / 'axe.min.js')}" in (AXE / "axe.VERSION").read_text()


def test_no_page_or_stylesheet_of_ours_names_another_site() -> None:
    ours = [
        *paths.TEMPLATES.rglob("*.html"),
        *(paths.STATIC / "css").glob("*.css"),
        *(paths.STATIC / "js").glob("*.js"),
    ]
    named = {
        (file.name, address)
        for file in ours
        for address in re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text(encoding="utf-8"))
    }
    assert {address for _, address in named} <= {"http://www.w3.org"}
