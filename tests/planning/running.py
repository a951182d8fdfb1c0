"""Runs the command in this process, as a user would."""

import json
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from thuisbasis.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit code, what it printed (as text and bytes), what it said on standard error."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str, typed: str | bytes | None = None) -> Ran:
    """Runs `thuisbasis` with these arguments. `typed` is its standard input."""
    result = CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)
