"""Every template compiles, is used, and leaves scripts and styles to the files under static/."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from tests.architecture.source import TEMPLATES, modules, shown, templates, tree

SUFFIXES = (".html", ".txt", ".xml")

# What a strict Content-Security-Policy would block: written here, it would silently not work.
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx that evaluates code": re.compile(r"\shx-(on|vals=[\"']js:)", re.IGNORECASE),
    "a file from elsewhere": re.compile(r"<(script|link|img)\b[^>]*(src|href)=[\"'](https?:)?//", re.IGNORECASE),
    "text that escapes escaping": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+false"),
}


def names() -> list[str]:
    return [path.relative_to(TEMPLATES).as_posix() for path in templates()]


def written_in_code() -> Iterator[str]:
    """Template names as patterns: a name put together with an f-string stands for all that it could be."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(SUFFIXES):
                yield re.escape(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                if parts[-1] and parts[-1].endswith(SUFFIXES):
                    yield "".join(".+" if part is None else re.escape(part) for part in parts)


def named_by_templates(app: Flask) -> Iterator[str]:
    for path in templates():
        for name in meta.find_referenced_templates(app.jinja_env.parse(path.read_text())):
            if name is not None:
                yield name


@pytest.mark.parametrize("name", names())
@pytest.mark.sqlite_only
def test_it_compiles(app: Flask, name: str) -> None:
    assert app.jinja_env.get_template(name)


@pytest.mark.sqlite_only
def test_every_template_is_used(app: Flask) -> None:
    patterns = set(written_in_code()) | {re.escape(name) for name in named_by_templates(app)}
    unused = [name for name in names() if not any(re.fullmatch(pattern, name) for pattern in patterns)]

    assert unused == []


@pytest.mark.sqlite_only
def test_every_template_that_is_named_exists(app: Flask) -> None:
    named = set(named_by_templates(app))
    missing = sorted(named - set(names()) - {name for name in named if name.startswith("security/")})

    assert missing == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_none_holds(what: str) -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]

    assert found == []


def test_names_are_those_of_python_functions() -> None:
    crooked = [name for name in names() if not re.fullmatch(r"([a-z0-9_]+/)*[a-z0-9_]+(\.print|\.email)?\.\w+", name)]

    assert crooked == []


def test_files_named_with_static_url_exist() -> None:
    named = re.compile(r"static_url\(\s*['\"]([^'\"]+\.\w+)['\"]\s*\)")
    static = Path(TEMPLATES).parent / "static"
    missing = [
        f"{shown(path)}: {name}"
        for path in templates()
        for name in named.findall(path.read_text())
        if not (static / name).is_file()
    ]

    assert missing == []
