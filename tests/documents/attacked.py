"""Renders pages that try to reach out, and prints what the process opened and where it connected. Run as a program."""

import json
import sys
import tempfile
from pathlib import Path

from thuisbasis.documents.pages import PageRenderer
from thuisbasis.paths import STATIC

OPTIONS = {"language": "nl", "title": "Proef", "document_id": "A1", "created": "2026-11-23T18:00:00+00:00"}
WATCHED = {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "urllib.Request"}


def main() -> None:
    """Reads {name: html} from standard input; prints {name: {"events": […], "pdf": hex, "failure": …}}."""
    pages: dict[str, str] = json.load(sys.stdin)
    renderer = PageRenderer(STATIC)
    renderer.render("<html lang='nl'><h1>warm</h1><img src='static:icon.svg' alt='x'>", **OPTIONS)
    tempfile.gettempdir()  # Python looks for it once, by writing a file there; fonts of a page are what asks first
    events: list[str] = []
    watching = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in WATCHED:
            events.append(f"{event} {arguments[0]!r}")

    sys.addaudithook(watch)
    results = {}
    for name, html in pages.items():
        events.clear()
        watching = True
        try:
            pdf, failure = renderer.render(html, **OPTIONS), ""
        except Exception as error:  # a page may fail, as long as it reached nothing
            pdf, failure = b"", repr(error)
        watching = False
        results[name] = {
            "events": [event for event in events if not _is_our_python(event)],
            "pdf": pdf.hex(),
            "failure": failure,
        }
    json.dump(results, sys.stdout)


def _is_our_python(event: str) -> bool:
    """Modules that the interpreter loads late."""
    return event.startswith("open ") and any(str(Path(folder)) in event for folder in (sys.prefix, sys.base_prefix))


if __name__ == "__main__":
    main()
