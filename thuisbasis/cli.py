"""The command `thuisbasis`. Each subcommand is imported only when it is asked for, so that the rule-book's commands
start at once and need neither the app nor a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group whose subcommands are imported on use.

    `lazy` maps each name to a dotted path ("package.module:attribute") and the line that help shows, so that help
    imports nothing either.
    """

    def __init__(self, *, lazy: Mapping[str, tuple[str, str]], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type] # click's own keyword arguments, passed on as they are
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names in order."""
        return sorted(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in self.lazy:
            return None
        path, _ = self.lazy[cmd_name]
        module, _, attribute = path.partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{path} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The names with their lines."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.lazy[name][1]) for name in self.list_commands(ctx)])


COMMANDS = {
    "check": ("thuisbasis.planning.check:check", "Judge facts at one of the gates."),
    "db": ("thuisbasis.commands:db", "Bring the database up to date."),
    "demo": ("thuisbasis.demo.commands:demo", "Fill the database with invented families."),
    "plan": ("thuisbasis.planning.dry_run:plan", "Plan a whole track around holidays, as a dry run."),
    "programmes": ("thuisbasis.planning.programmes:programmes", "List and show the programmes of the rule-book."),
    "serve": ("thuisbasis.commands:serve", "Serve the app."),
    "states": ("thuisbasis.planning.states:states", "Print the states of enrolments, groups and contacts."),
    "user": ("thuisbasis.commands:user", "Say who may sign in."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
@click.version_option(package_name="thuisbasis")
def main() -> None:
    """Thuisbasis: scheduling, delivery and records of PACT, Pittige Jaren and REAL."""
