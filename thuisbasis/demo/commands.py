"""The command `thuisbasis demo seed`."""

from __future__ import annotations

import click

from thuisbasis import settings
from thuisbasis.demo.colleagues import COLLEAGUES, PASSWORD
from thuisbasis.organisations.staffing import ROLE_NAMES


@click.group()
def demo() -> None:
    """The demo: an invented organisation with sixty invented families."""


@demo.command()
def seed() -> None:
    """Fill the database with the demo, its dates relative to today, and print who can sign in."""
    from thuisbasis.app import create_app  # the roof is heavy, and the command's help needs none of it
    from thuisbasis.database import db
    from thuisbasis.demo import seeding

    chosen = settings.from_environment()
    if not chosen.demo:
        raise click.ClickException("Zet THUISBASIS_DEMO op 1 om de demo te vullen: alle gezinnen erin zijn verzonnen.")
    app = create_app(chosen)
    with app.app_context():
        if seeding.is_seeded(db.session()):
            click.echo("De demo staat er al.")
        else:
            seeding.seed(db.session())
            db.session.commit()
            click.echo("De demo staat klaar. Alle gezinnen zijn verzonnen.")
        click.echo(sign_ins())


def sign_ins() -> str:
    """A table of who can sign in: role, e-mail address, password."""
    with_header = [("Rol", "E-mail", "Wachtwoord")]
    for colleague in COLLEAGUES:
        role = str(ROLE_NAMES[colleague.role])
        with_header.append((f"{role}, {colleague.words}" if colleague.words else role, colleague.email, PASSWORD))
    widths = [max(len(row[column]) for row in with_header) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in with_header
    ]
    return "\n".join(["", lines[0], "  ".join("-" * width for width in widths), *lines[1:], ""])
