"""Templates fit the strict Content-Security-Policy, and name only files and icons that are there."""

import re
from pathlib import Path

import pytest

from thuisbasis import paths

ROOT = Path(__file__).parents[2]
PAGES = sorted(file for file in paths.TEMPLATES.rglob("*.html") if ".print." not in file.name)
SPRITE = (paths.STATIC / "vendor/bootstrap-icons/icons.svg").read_text()
ICONS = set(re.findall(r'id="([a-z0-9-]+)"', SPRITE))


def source(page: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def named(page: Path) -> str:
    return str(page.relative_to(paths.TEMPLATES))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_nothing_stands_inline(page: Path) -> None:
    text = source(page)
    assert not re.search(r"<style\b|\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"'{]", text)
    assert not re.search(r"javascript:", text)
    assert not re.search(r"\shx-on|\shx-vals=[\"']js:", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_icon_that_is_named_is_in_the_sprite(page: Path) -> None:
    text = source(page)
    icons = re.findall(r'\bicon\("([a-z0-9-]+)"', text) + re.findall(r'\bicon_name="([a-z0-9-]+)"', text)
    assert set(icons) <= ICONS


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_static_file_that_is_named_is_there(page: Path) -> None:
    for path in re.findall(r"static_url\(['\"]([^'\"~]+)['\"]\)", source(page)):
        assert (paths.STATIC / path).is_file()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_form_that_posts_carries_a_token(page: Path) -> None:
    for form in re.findall(r"<form\b(?:(?!</form>).)*method=\"post\".*?</form>", source(page), flags=re.DOTALL):
        assert re.search(r"csrf|hidden_tag", form)


def test_every_icon_that_the_code_names_is_in_the_sprite() -> None:
    code = [file for package in ("thuisbasis", "home_visits", "sessions") for file in (ROOT / package).rglob("*.py")]
    icons = {icon for file in code for icon in re.findall(r'\bicon="([a-z0-9-]+)"', file.read_text(encoding="utf-8"))}
    assert icons <= ICONS
