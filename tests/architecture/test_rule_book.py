"""The rule-book is read without any other part, and no other part knows a programme by name."""

import ast
import sys
from pathlib import Path

import pytest

from programmes.catalogue import default
from tests.architecture.source import modules, shown, templates, texts, tree


def imported(path: Path) -> set[str]:
    """The top-level names that a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def keys() -> set[str]:
    return {programme.key for programme in default().programmes()}


def test_the_rule_book_needs_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"programmes"}
    others = {shown(path): imported(path) - allowed for path in modules("programmes") if imported(path) - allowed}

    assert others == {}


def test_conditions_and_rules_are_no_lambdas() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in modules("programmes")
        if path.stem == "conditions" or (path.parent.name == "catalogue" and path.stem != "__init__")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Lambda)
    ]

    assert found == []


@pytest.mark.parametrize("package", ["home_visits", "sessions"])
def test_no_feature_names_a_programme(package: str) -> None:
    found = [f"{shown(path)}: {text}" for path, text in texts(package) if text in keys()]

    assert found == []


def test_no_template_names_a_programme() -> None:
    found = [
        f"{shown(path)}: {key}"
        for path in templates()
        for key in keys()
        if f'"{key}"' in path.read_text() or f"'{key}'" in path.read_text()
    ]

    assert found == []
