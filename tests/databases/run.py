"""What the processes of one test run share: a folder in memory, and a PostgreSQL that the first to need it starts."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import postgres_server

FOLDER = "TEST_RUN_FOLDER"
PROCESS = "TEST_RUN_PROCESS"


def begin() -> None:
    """Called once, by the process that the run begins with; its workers inherit the environment."""
    os.environ[FOLDER] = str(postgres_server.new_folder())
    os.environ[PROCESS] = str(os.getpid())


def end() -> None:
    """Stop PostgreSQL and remove the shared folder. (Where this is never reached, the server's keeper does both.)"""
    postgres_server.stop(folder())


def folder() -> Path:
    """The folder that all processes of this run share."""
    return Path(os.environ[FOLDER])


@contextmanager
def alone() -> Iterator[None]:
    """Within it no other process of this run is within it."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def postgres() -> Path:
    """The folder, with this run's PostgreSQL running in it from now on. Call it within `alone()`."""
    place = folder()
    if not (place / postgres_server.READY).exists():
        place.chmod(0o711)  # the server's own user has to pass
        postgres_server.start(place, int(os.environ[PROCESS]))
    return place
