"""The command starts at once: the rule-book's commands need neither the app nor a database."""

import subprocess
import sys

import click
import pytest

from tests.planning.running import run
from thuisbasis.cli import COMMANDS, LazyGroup

SHOW_MODULES = """
import sys
from click.testing import CliRunner
from thuisbasis.cli import main
result = CliRunner().invoke(main, sys.argv[1:], catch_exceptions=False)
assert result.exit_code in (0, 1), result.output
print(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("programmes", "list"),
        ("programmes", "show", "real"),
        ("plan", "real", "--track", "real-8", "--start", "2026-09-15", "--region", "Midden"),
        ("plan", "real", "--track", "real-8", "--start", "2026-09-15", "--ics"),
        ("check", "docs/examples/record-real.json"),
        ("check", "--schema"),
    ],
)
def test_the_rule_books_commands_import_neither_flask_nor_sqlalchemy(arguments: tuple[str, ...]) -> None:
    ended = subprocess.run([sys.executable, "-c", SHOW_MODULES, *arguments], capture_output=True, text=True, check=True)
    modules = {name.split(".")[0] for name in ended.stdout.split()}

    assert "thuisbasis" in modules
    assert not modules & {"flask", "sqlalchemy", "weasyprint", "wtforms", "alembic"}


def test_help_names_every_command() -> None:
    ran = run("--help")

    assert ran.code == 0
    assert all(f"  {name} " in ran.out and line in ran.out for name, (_, line) in COMMANDS.items())


def test_an_unknown_command_is_refused() -> None:
    assert run("plans").code == 2


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_named_command_exists(name: str) -> None:
    assert run(name, "--help").code == 0


def test_a_path_that_leads_to_no_command_is_a_mistake() -> None:
    group = LazyGroup(lazy={"wrong": ("thuisbasis.cli:COMMANDS", "Nothing.")})

    with pytest.raises(TypeError, match=r"thuisbasis\.cli:COMMANDS is not a command"):
        group.get_command(click.Context(group), "wrong")
