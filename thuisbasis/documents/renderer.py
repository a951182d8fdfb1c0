"""One rendering process, as the product sees it."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thuisbasis.documents.messages import read_message, write_message
from thuisbasis.errors import DomainError
from thuisbasis.paths import STATIC

# Processor time is what is limited; this only frees a request whose process is stuck without using any.
WALL_SECONDS_PER_CPU_SECOND = 6
# What the rendering process may know of our environment: where programs and libraries are, and no secret.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
PACKAGE_PARENT = Path(__file__).resolve().parents[2]


class DocumentTooHeavyError(DomainError):
    """The document would take more time or memory than one document may; a smaller one will do."""


class DocumentFailedError(Exception):
    """A fault of ours: the page could not be laid out. The message is a kind of error and a place, without content."""


@dataclass(frozen=True)
class Limits:
    """What one document may take: `seconds` of processor time, and `megabytes` of address space for its process."""

    seconds: int = 10
    megabytes: int = 512


class Renderer:
    """A process that renders one page after another. Not for two threads at once."""

    def __init__(self, limits: Limits) -> None:
        self._wall_seconds = limits.seconds * WALL_SECONDS_PER_CPU_SECOND
        arguments = [str(STATIC), str(limits.seconds), str(limits.megabytes)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module with our own numbers
            [sys.executable, "-s", "-P", "-m", "thuisbasis.documents.worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # its words may quote a page, so they go nowhere
            env=_environment(),
        )
        self.is_usable = True

    @property
    def process_id(self) -> int:
        """Of the rendering process, for those who measure it."""
        return self._process.pid

    def render(self, html: bytes, options: dict[str, str]) -> bytes:
        """The PDF of a page. Raises DocumentTooHeavyError or DocumentFailedError."""
        timer = threading.Timer(self._wall_seconds, self._process.kill)
        timer.start()
        try:
            answer = self._ask(html, options)
        finally:
            timer.cancel()
        if answer is None:
            raise self._why_it_ended()
        head, body = answer
        if head["leaving"]:
            self.close()
        if head["outcome"] == "too-heavy":
            raise DocumentTooHeavyError("the page needs more memory than a page may take")
        if head["outcome"] == "failed":
            raise DocumentFailedError(body.decode())
        return body

    def close(self) -> None:
        """End the process."""
        self.is_usable = False
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):  # what it had not yet read is of no use any more
                    stream.close()
        self._process.wait()

    def _ask(self, html: bytes, options: dict[str, str]) -> tuple[dict[str, Any], bytes] | None:
        if self._process.stdin is None or self._process.stdout is None:
            return None
        try:
            write_message(self._process.stdin, {"options": options}, html)
        except BrokenPipeError:
            return None
        return read_message(self._process.stdout)

    def _why_it_ended(self) -> Exception:
        status = self._process.wait()
        self.close()
        if status < 0:  # by a signal: out of processor time (SIGXCPU), out of memory (SIGABRT, SIGSEGV) or of patience
            return DocumentTooHeavyError("the page needs more time or memory than a page may take")
        return DocumentFailedError(f"the rendering process ended with status {status}")


def _environment() -> dict[str, str]:
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed_on | {
        "FONTCONFIG_FILE": str(STATIC / "fonts" / "fonts.conf"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(PACKAGE_PARENT),
    }
