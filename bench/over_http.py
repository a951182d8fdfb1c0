"""Pages over HTTP on loopback: G1 and G3, in requests a second."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from bench import serving
from bench.application import cookie_of
from bench.figures import ONCE, Goal, Report
from bench.measuring import tenth_percentile
from bench.seeding import Seeded

CONNECTIONS = 4  # so that the server never waits for us
REQUESTS = {"bare": 400, "hello": 400, "list": 32, "template": 32}
LIST_GOALS = {"sqlite": 0.65, "postgresql": 0.35}
PATIENCE = 60.0


def measure_over_http(
    app: Flask, kind: str, database_url: str, large: Seeded, rounds: int, only: frozenset[str], report: Report
) -> None:
    """G1 (once, on SQLite: no page of it touches the database) and G3."""
    cookie, _ = cookie_of(app, large.coordinator)
    pages = {}
    if "G1" in only and kind == "sqlite":
        pages |= {"bare": "/bare/hello", "hello": "/bench/hello"}
    if "G3" in only:
        pages |= {"list": serving.LIST, "template": "/bench/template/list"}
    if not pages:
        return
    with _served(database_url, cookie) as port:
        seconds = _seconds(port, pages, cookie, rounds)
    if "hello" in pages:
        ratio = seconds["bare"] / seconds["hello"]
        what = "our bare page against bare Flask, requests/s on the same server"
        report.add(ONCE, "G1", what, ratio, Goal(limit=0.9, at_least=True))
    if "list" in pages:
        ratio = seconds["template"] / seconds["list"]
        what = "list page against its template alone, requests/s"
        report.add(kind, "G3", what, ratio, Goal(limit=LIST_GOALS[kind], at_least=True))


@contextmanager
def _served(database_url: str, cookie: str) -> Iterator[int]:
    """A server of the measured app; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = json.dumps({"database_url": database_url, "cookie": cookie})
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.serving", str(port)],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {serving.GIVEN: given},
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(_request("/bare/hello", ""))
                _receive(connection)
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")


def _seconds(port: int, pages: Mapping[str, str], cookie: str, rounds: int) -> dict[str, float]:
    """Seconds a request of each page, in turns; the tenth percentile over the rounds."""
    requests = {name: _request(url, cookie) for name, url in pages.items()}
    found: dict[str, list[float]] = {name: [] for name in pages}
    connections = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(CONNECTIONS)]
    try:
        for request in requests.values():
            _batch(connections, request, CONNECTIONS * 2)  # warm
        for _ in range(rounds):
            for name, request in requests.items():
                began = time.perf_counter()
                _batch(connections, request, REQUESTS[name])
                found[name].append((time.perf_counter() - began) / REQUESTS[name])
    finally:
        for connection in connections:
            connection.close()
    return {name: tenth_percentile(times) for name, times in found.items()}


def _batch(connections: list[socket.socket], request: bytes, count: int) -> None:
    """Send `count` requests, always one under way on each connection."""
    for connection in connections:
        connection.sendall(request)
    for number in range(count):
        connection = connections[number % len(connections)]
        _receive(connection)
        if number + len(connections) < count:
            connection.sendall(request)


def _request(url: str, cookie: str) -> bytes:
    lines = [f"GET {url} HTTP/1.1", "Host: localhost", "Accept-Language: nl"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return "\r\n".join([*lines, "", ""]).encode()


def _receive(connection: socket.socket) -> None:
    """Read one whole answer. Raises RuntimeError unless it is a 200."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        piece = connection.recv(65536)
        if not piece:
            raise RuntimeError(f"the server hung up: {answer[:200]!r}")
        answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    if b" 200" not in lines[0]:
        raise RuntimeError(f"the server answers {lines[0]!r}")
    wanted = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
    missing = wanted - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))
