"""The demo as users have it: seeded once for the whole run, and served by a real process of its own."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.databases import run
from tests.databases.emptied import worker
from thuisbasis import clock

# The day of the demo: a Tuesday morning in an ordinary school week.
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=clock.ZONE)

COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("thuisbasis_at.py")))
PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running server with a copy of the demo for itself."""

    url: str
    database: Path
    log: Path


def demo_template() -> Path:
    """The seeded database, made by the first process of the run that asks for it."""
    template = run.folder() / "demo.sqlite"
    with run.alone():
        if not template.exists():
            unfinished = template.with_suffix(".unfinished")
            _run(unfinished, "db", "upgrade")
            _run(unfinished, "demo", "seed")
            unfinished.rename(template)
    return template


def end_of_next(kind: str, colleague: str) -> datetime:
    """When the next contact of this kind with a colleague in it ends, as the demo has planned it."""
    with closing(sqlite3.connect(demo_template())) as database:
        (ends,) = database.execute(END_OF_NEXT, (kind, colleague, NOW.astimezone(UTC).isoformat(" "))).fetchone()
    return datetime.fromisoformat(ends).replace(tzinfo=UTC)


END_OF_NEXT = """
    SELECT contact.ends_at FROM contact
    JOIN contact_staff ON contact_staff.contact_id = contact.id
    JOIN staff ON staff.id = contact_staff.staff_id
    JOIN account ON account.id = staff.account_id
    WHERE contact.kind = ? AND account.email LIKE ? || '@%' AND contact.starts_at > ?
      AND contact.state IN ('planned', 'confirmed')
    ORDER BY contact.starts_at LIMIT 1
"""


def _environment(database: Path, moment: datetime) -> dict[str, str]:
    ours = {
        "TEST_NOW": moment.isoformat(),
        "THUISBASIS_DATABASE_URL": f"sqlite:///{database}",
        "THUISBASIS_DEMO": "1",
        "THUISBASIS_SECRET_KEY": "only for tests, and long enough for them",
        "THUISBASIS_PASSWORD_SALT": "only for tests",
        "THUISBASIS_ENCRYPTION_KEYS": "only-for-tests-and-long-enough-for-them",
        "THUISBASIS_SECURE_COOKIES": "0",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("THUISBASIS_")}
    return others | ours


def _run(database: Path, *arguments: str) -> None:
    command = [*COMMAND, *arguments]
    given = {"env": _environment(database, NOW), "cwd": run.folder()}
    done = subprocess.run(command, **given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"thuisbasis {' '.join(arguments)}:\n{done.stdout}{done.stderr}"


@contextmanager
def serving(moment: datetime = NOW) -> Iterator[Served]:
    """`thuisbasis serve` with its own copy of the demo, begun at `moment`. Its log has to tell of no fault."""
    database = run.folder() / f"demo-{worker()}.sqlite"
    shutil.copyfile(demo_template(), database)
    port = _free_port()
    log = run.folder() / f"demo-{worker()}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=_environment(database, moment),
            cwd=run.folder(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        served = Served(url=f"http://127.0.0.1:{port}", database=database, log=log)
        try:
            _wait_until_healthy(served, process)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            for left in database.parent.glob(f"{database.name}*"):
                left.unlink()
    faults = [line for line in log.read_text().splitlines() if '"level": "error"' in line or "Traceback" in line]
    assert not faults, "\n".join(faults)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(served: Served, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_healthy(served.url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server ended or does not answer:\n{served.log.read_text()}")
        time.sleep(0.05)


def _is_healthy(url: str) -> bool:
    try:
        with urlopen(f"{url}/healthz") as answer:  # noqa: S310  # our own server
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False
