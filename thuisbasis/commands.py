"""Commands that need the database or the app: bringing it up to date, serving it, making accounts."""

import socket
import sys

import click

from thuisbasis import migrating, settings
from thuisbasis.errors import DomainError
from thuisbasis.permissions import Role


@click.group()
def db() -> None:
    """The database."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database forward to REVISION (default: the newest), and fill the summaries that it brings."""
    url = settings.from_environment().database_url
    before = migrating.revision_of(url)
    migrating.upgrade(url, revision)
    if revision == "head" and before not in (None, migrating.revision_of(url)):
        _summarise()


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Bring the database back to REVISION, or to "base" for empty."""
    migrating.downgrade(settings.from_environment().database_url, revision)


@db.command()
@click.argument("number")
@click.argument("message")
def revision(number: str, message: str) -> None:
    """Write migration NUMBER from what the code's tables have and the database lacks."""
    migrating.new_revision(settings.from_environment().database_url, message, number)


@db.command()
def summarise() -> None:
    """Fill the start page's summaries anew, for rows that came in by another way. `upgrade` does so by itself."""
    _summarise()


def _summarise() -> None:
    from thuisbasis.app import create_app  # the roof is heavy, and the command's help needs none of it
    from thuisbasis.database import db as database
    from thuisbasis.home.summary.renewing import renew_all

    app = create_app(settings.from_environment())
    with app.test_request_context():
        organisations = renew_all(database.session(), app.extensions["summaries"])
        database.session.commit()
    click.echo(f"{organisations} organisations are summarised.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--workers", default=1, show_default=True, help="Worker processes, each with one thread.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the app with granian: one blocking thread in each worker process (threads halve a SQLite list page)."""
    from granian import Granian
    from granian.constants import Interfaces

    _refuse_taken(host, port)
    migrating.count_rows(settings.from_environment().database_url)
    click.echo(f"Thuisbasis: http://{host}:{port}", file=sys.stderr)
    Granian(
        "thuisbasis.app:create_app",
        factory=True,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=1,
        interface=Interfaces.WSGI,
    ).serve()


def _refuse_taken(host: str, port: int) -> None:
    """Say in a sentence what granian says in a stack trace: another program listens there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {host}:{port} ({error.strerror}). Choose another port: PORT=8001 script/server"
            ) from None


@click.group()
def user() -> None:
    """Who may sign in."""


@user.command()
@click.argument("email")
@click.option("--given-name", required=True)
@click.option("--infix", default="", help='Such as "van der".')
@click.option("--surname", required=True)
@click.option("--organisation", required=True, help="Its name, exactly.")
@click.option("--new-organisation", is_flag=True, help="Make the organisation: it does not exist yet.")
@click.option(
    "--role", "roles", type=click.Choice([str(role) for role in Role]), multiple=True, default=[str(Role.ADMINISTRATOR)]
)
def add(
    email: str,
    given_name: str,
    infix: str,
    surname: str,
    organisation: str,
    new_organisation: bool,
    roles: tuple[str, ...],
) -> None:
    """Give EMAIL a place in an organisation, with a first password that is printed once."""
    from thuisbasis import first_people  # the roof is heavy, and the command's help needs none of it
    from thuisbasis.app import create_app

    person = first_people.Newcomer(
        email=email, given_name=given_name, infix=infix, surname=surname, roles=frozenset(Role(role) for role in roles)
    )
    with create_app(settings.from_environment()).test_request_context():
        try:
            password = first_people.add(person, organisation, make_organisation=new_organisation)
        except (ValueError, DomainError) as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"Password (shown once): {password}" if password else "The account existed; its password stays.")
