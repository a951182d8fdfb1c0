"""A private PostgreSQL for one test run: an unprivileged process, on a socket in a folder of its own, gone afterwards.

Run as a program it is the keeper: it starts the server, and stops it when the process that it watches has ended,
however that ended.
"""

import argparse
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

USER = "thuisbasis"
READY = "ready"
PATIENCE = 60.0

# Speed at the price of durability: nothing here has to outlive the run.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


def programs() -> Path:
    """The folder with initdb and postgres. Raises FileNotFoundError with the way to get them."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("postgres")
    if found is None:
        raise FileNotFoundError("PostgreSQL is missing. Install it: sudo apt-get install postgresql")
    return Path(found).parent


def unprivileged_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to be root. None where we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def start(folder: Path, watched: int) -> None:
    """Start a server in `folder`; returns when it answers. When the process `watched` ends, so do server and folder."""
    keeper = [sys.executable, __file__, str(folder), str(watched)]
    log = folder / "keeper.log"
    with log.open("wb") as out:
        process = subprocess.Popen(keeper, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    deadline = time.monotonic() + PATIENCE
    while not (folder / READY).exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.05)
    process.returncode = 0  # its end is the keeper's business; silences Popen's warning about a running child


def stop(folder: Path) -> None:
    """Stop the server in `folder`, if one was started, and remove the folder."""
    ready = folder / READY
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        return
    os.kill(int(ready.read_text()), signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def url(folder: Path, database: str) -> str:
    """SQLAlchemy URL of a database on the server in `folder`."""
    return f"postgresql+psycopg://{USER}@/{database}?host={folder / 'socket'}"


def keep(folder: Path, watched: int) -> None:
    """Run the server until told to end or the process `watched` is gone, then stop it and remove `folder`."""
    user = unprivileged_user()
    own = (folder / "socket", folder / "data")
    for path in own:
        path.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(path, user)
    identity = {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    initdb = [programs() / "initdb", "--pgdata", folder / "data", "--username", USER, "--auth", "trust"]
    # It passes over spaces, as a server at work may: what has to sort alike everywhere says so itself.
    initdb += [
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "--locale-provider",
        "icu",
        "--icu-locale",
        "nl-u-ka-shifted",
    ]
    initdb += ["--no-sync", "--no-instructions"]
    subprocess.run(initdb, check=True, cwd=folder, stdout=subprocess.DEVNULL, **identity)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())
    settings = FAST | {"unix_socket_directories": str(folder / "socket")}
    options = [f"--{name}={value}" for name, value in settings.items()]
    server = subprocess.Popen([programs() / "postgres", "-D", folder / "data", *options], cwd=folder, **identity)
    try:
        _wait_until_ready(folder, server)
        (folder / READY).write_text(str(os.getpid()))
        while alive(watched) and server.poll() is None:
            time.sleep(0.2)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    ready = [programs() / "pg_isready", "--quiet", "--host", folder / "socket", "--username", USER]
    deadline = time.monotonic() + PATIENCE
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the server ended or does not answer")
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("watched", type=int)
    given = parser.parse_args()
    keep(given.folder, given.watched)
