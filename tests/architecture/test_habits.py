"""Habits of the house that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGES, TOP, modules, shown, tree

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}

# Functions that read the time, as (object, name).
TIME = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> tuple[str, str]:
    """("db.session", "commit") for db.session.commit()."""
    if isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func.value), call.func.attr
    return "", ast.unparse(call.func)


def where(path: Path, node: ast.expr) -> str:
    return f"{shown(path)}:{node.lineno}"


def test_only_the_clock_reads_the_time() -> None:
    found = [
        where(path, call)
        for path in modules()
        if shown(path) != "thuisbasis/clock.py"
        for call in calls(path)
        if (called(call)[0].split(".")[-1], called(call)[1]) in TIME
    ]

    assert found == []


def test_services_and_queries_never_commit() -> None:
    found = [
        where(path, call)
        for path in modules()
        if path.stem in {"services", "queries", "forms", "states"} or "services" in path.parts
        for call in calls(path)
        if called(call)[1] in {"commit", "rollback"}
    ]

    assert found == []


def test_no_related_rows_are_loaded_by_a_second_statement_on_composite_keys() -> None:
    # On keys (organisation_id, id) SQLite answers selectinload with a scan of the whole table.
    found = [where(path, call) for path in modules() for call in calls(path) if called(call)[1] == "selectinload"]

    assert found == []


def test_sql_is_never_put_together_from_strings() -> None:
    raw = {"text", "exec_driver_sql", "literal_column", "execute"}
    found = [
        where(path, call)
        for path in modules()
        for call in calls(path)
        if called(call)[1] in raw
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args)
        and "migrations" not in path.parts  # they make tables and triggers, for which there are no parameters
        and path.name != "database.py"  # PRAGMA takes none either
    ]

    assert found == []


def test_modules_are_named_for_what_they_know() -> None:
    assert [shown(path) for path in modules() if path.stem in VAGUE] == []


def test_tests_are_no_packages() -> None:
    assert [shown(path) for path in (TOP / "tests").rglob("__init__.py")] == []


def test_every_package_folder_is_one() -> None:
    # A folder without __init__.py would escape import-linter and mypy.
    folders = {path.parent for package in PACKAGES for path in (TOP / package).rglob("*.py")}
    exempt = {TOP / "thuisbasis" / "migrations", TOP / "thuisbasis" / "migrations" / "versions"}

    assert [shown(folder) for folder in folders - exempt if not (folder / "__init__.py").exists()] == []
