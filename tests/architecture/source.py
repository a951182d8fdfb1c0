"""The product's own source, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[2]
PACKAGES = ("programmes", "home_visits", "sessions", "thuisbasis")
TEMPLATES = TOP / "templates"


def modules(*packages: str) -> list[Path]:
    """The Python files of some packages (default: all)."""
    return sorted(path for package in packages or PACKAGES for path in (TOP / package).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(), filename=str(path))


def texts(*packages: str) -> Iterator[tuple[Path, str]]:
    """Every string in some packages that is no docstring, with its file."""
    for path in modules(*packages):
        documentation = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                yield path, node.value


def templates() -> list[Path]:
    """Every template."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def shown(path: Path) -> str:
    """A path as a reader of a failing test wants it."""
    return str(path.relative_to(TOP))
