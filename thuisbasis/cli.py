"""The command `thuisbasis`. Each subcommand is imported only when it is asked for, so that the rule-book's commands
start at once and need neither the app nor a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group whose subcommands are named by dotted paths ("package.module:attribute") and imported on use."""

    def __init__(self, *, lazy: Mapping[str, str], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type] # click's own keyword arguments, passed on as they are
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names in order."""
        return sorted({*super().list_commands(ctx), *self.lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.lazy[cmd_name]} is not a command")
        return command


COMMANDS = {
    "check": "thuisbasis.planning.check:check",
    "db": "thuisbasis.commands:db",
    "plan": "thuisbasis.planning.dry_run:plan",
    "programmes": "thuisbasis.planning.programmes:programmes",
    "serve": "thuisbasis.commands:serve",
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
@click.version_option(package_name="thuisbasis")
def main() -> None:
    """Thuisbasis: scheduling, delivery and records of PACT, Pittige Jaren and REAL."""
