"""A feed carried by vdirsyncer into Radicale: both as programs of their own, on this machine's loopback address."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

PATIENCE = 20.0

RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}/store
[logging]
level = warning
"""

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair agenda]
a = "feed"
b = "radicale"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{feed}"
[storage radicale]
type = "caldav"
url = "{calendar}"
username = "sanne"
password = "onbelangrijk"
"""


class Radicale:
    """A calendar server with one empty calendar, and vdirsyncer set up to bring a feed to it."""

    def __init__(self, feed: str, folder: Path, port: int) -> None:
        self.calendar = f"http://127.0.0.1:{port}/sanne/agenda/"
        self._vdirsyncer = folder / "vdirsyncer.conf"
        self._vdirsyncer.write_text(VDIRSYNCER.format(folder=folder, feed=feed, calendar=self.calendar))

    def ask(self, method: str) -> bytes:
        """The server's answer to a request for the calendar."""
        request = urllib.request.Request(self.calendar, method=method, headers={"Authorization": "Basic c2FubmU6eA=="})  # noqa: S310  # our own loopback address
        return fetched(request)

    def sync(self) -> bytes:
        """Bring the feed over once; the calendar as the server then has it."""
        for step in ("discover", "sync"):
            command = [sys.executable, "-m", "vdirsyncer", "-c", str(self._vdirsyncer), step]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        return self.ask("GET")


def fetched(request: str | urllib.request.Request) -> bytes:
    """The body of an answer from this machine's loopback address."""
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # our own servers alone
        return bytes(answer.read())


@contextmanager
def radicale(feed: str, folder: Path) -> Iterator[Radicale]:
    """A running Radicale that keeps its calendars in `folder`, for the time of the block."""
    port = free_port()
    settings = folder / "radicale.conf"
    settings.write_text(RADICALE.format(folder=folder, port=port))
    with running([sys.executable, "-m", "radicale", "--config", str(settings)], port):
        server = Radicale(feed, folder, port)
        server.ask("MKCALENDAR")
        yield server


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which the files of `folder` are served, for the time of the block."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def served_app(app: Flask) -> Iterator[str]:
    """The address under which the app answers, for the time of the block."""
    server = make_server("127.0.0.1", 0, app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server program that listens on `port`, stopped at the end of the block."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            await_port(port)
            yield
        finally:
            server.terminate()


def await_port(port: int) -> None:
    """Wait until something listens on `port` of the loopback address; fail after `PATIENCE` seconds."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
