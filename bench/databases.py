"""An empty, migrated database of each kind, for as long as it is measured."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.databases import postgres_server
from thuisbasis import migrating

KINDS = ("sqlite", "postgresql")


@contextmanager
def fresh(kind: str) -> Iterator[str]:
    """The URL of a new database: a SQLite file, or one on a private PostgreSQL that is stopped afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="thuisbasis-bench-"))
    try:
        url = f"sqlite:///{folder / 'bench.sqlite'}" if kind == "sqlite" else _on_postgres(folder)
        migrating.upgrade(url)
        yield url
    finally:
        if kind == "sqlite":
            shutil.rmtree(folder, ignore_errors=True)
        else:
            postgres_server.stop(folder)


def _on_postgres(folder: Path) -> str:
    folder.chmod(0o711)  # the server's own user has to pass
    postgres_server.start(folder, os.getpid())
    parsed = make_url(postgres_server.url(folder, "postgres"))
    host = str(parsed.query["host"])
    with psycopg.connect(host=host, user=parsed.username, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench")
    return postgres_server.url(folder, "bench")
