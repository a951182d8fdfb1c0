"""The files of the tablet's shell, each with its hash, and one version for all of them together."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from thuisbasis import paths
from thuisbasis.tablet import shell_texts

SHEETS = ("tokens", "dark", "theme", "base", "frame", "forms", "components", "records", "recording", "tablet")
OTHERS = (
    "icon.svg",
    "tablet/icon-192.png",
    "tablet/icon-512.png",
    "tablet/icon-maskable-512.png",
    "vendor/bootstrap/bootstrap.min.css",
    "vendor/bootstrap-icons/icons.svg",
    "vendor/idb/index.js",
    "vendor/signature_pad/signature_pad.min.js",
)
SERVICE_WORKER = "js/tablet/service-worker.js"


def names() -> Iterator[str]:
    """The shell's files under static/, in one order."""
    yield from (f"css/{sheet}.css" for sheet in SHEETS)
    yield from OTHERS
    modules = (path.relative_to(paths.STATIC).as_posix() for path in (paths.STATIC / "js/tablet").rglob("*.js"))
    yield from sorted(name for name in modules if name != SERVICE_WORKER)


def source(name: str) -> str:
    """The text of a file under static/."""
    return (paths.STATIC / name).read_text(encoding="utf-8")


@cache
def shell() -> dict[str, Any]:
    """What `/tablet/shell.json` says: version, files with their SHA-256, texts in both languages."""
    files = [{"path": name, "sha256": _digest(paths.STATIC / name)} for name in names()]
    said = {language: shell_texts.texts(language) for language in ("nl", "en")}
    whole = json.dumps([files, said, _digest(paths.STATIC / SERVICE_WORKER), _digest(paths.TEMPLATES / PAGE)])
    return {"version": hashlib.sha256(whole.encode()).hexdigest()[:12], "files": files, "texts": said}


PAGE = "tablet/shell.html"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
