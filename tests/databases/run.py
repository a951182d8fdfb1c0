"""What the processes of one test run share: a folder in memory, and a PostgreSQL that the first to need it starts."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import postgres_server

FOLDER = "TEST_RUN_FOLDER"
PROCESS = "TEST_RUN_PROCESS"
PREFIX = "thuisbasis-tests-"


def begin() -> None:
    """Called once, by the process that the run begins with; its workers inherit the environment."""
    place = _place()
    _remove_what_killed_runs_left(place)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place)
    os.environ[PROCESS] = str(os.getpid())


def _place() -> Path:
    """Memory where the machine has such a place. Its path is short enough for a Unix socket."""
    memory = Path("/dev/shm")  # noqa: S108  # what is made in it is a folder of our own
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else Path(tempfile.gettempdir())


def _remove_what_killed_runs_left(place: Path) -> None:
    for left in place.glob(f"{PREFIX}*-*"):
        process = left.name.removeprefix(PREFIX).split("-")[0]
        if process.isdigit() and not postgres_server.alive(int(process)):
            shutil.rmtree(left, ignore_errors=True)


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
