"""The installable app: a page without any private data, and what makes it start without network."""

import json

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from thuisbasis.guards import requires
from thuisbasis.permissions import Permission
from thuisbasis.tablet import shell_files

blueprint = Blueprint("tablet_shell", __name__, url_prefix="/tablet")

ASKED_EACH_TIME = "no-cache"


@blueprint.get("/")
@requires(Permission.PUBLIC)
def page() -> ResponseReturnValue:
    """The page that all of the app happens on. It is the same for everybody: the app itself chooses the language."""
    with force_locale("nl"):
        said = render_template(shell_files.PAGE, sheets=shell_files.SHEETS)
    return _kept(said, "text/html")


@blueprint.get("/manifest.webmanifest")
@requires(Permission.PUBLIC)
def manifest() -> ResponseReturnValue:
    """What a device asks before it installs the app."""
    icons = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    icons.append(("icon-maskable-512.png", "512x512", "maskable"))
    with force_locale("nl"):
        description = gettext("Huisbezoeken op de tablet, ook zonder netwerk")
    said = {
        "id": url_for("tablet_shell.page"),
        "name": "Thuisbasis",
        "short_name": "Thuisbasis",
        "description": description,
        "lang": "nl",
        "start_url": url_for("tablet_shell.page"),
        "scope": url_for("tablet_shell.page"),
        "display": "standalone",
        "background_color": "#faf7f2",
        "theme_color": "#0d5b63",
        "icons": [
            {
                "src": url_for("static", filename=f"tablet/{name}"),
                "sizes": sizes,
                "type": "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in icons
        ],
    }
    return _kept(json.dumps(said, ensure_ascii=False), "application/manifest+json")


@blueprint.get("/shell.json")
@requires(Permission.PUBLIC)
def shell() -> ResponseReturnValue:
    """The shell's version, its files with their hashes, and the texts of the app in both languages."""
    told = shell_files.shell()
    return _kept(json.dumps(told | {"files": _addresses()}, ensure_ascii=False), "application/json")


@blueprint.get("/service-worker.js")
@requires(Permission.PUBLIC)
def service_worker() -> ResponseReturnValue:
    """The service worker with the list of what it keeps: another list is another worker, which browsers notice."""
    pages = [url_for(f"tablet_shell.{name}") for name in ("page", "manifest", "shell")]
    known = {"version": shell_files.shell()["version"], "pages": pages, "files": _addresses()}
    text = f"self.SHELL = {json.dumps(known)};\n{shell_files.source(shell_files.SERVICE_WORKER)}"
    return _kept(text, "text/javascript")


def _addresses() -> list[dict[str, str]]:
    return [
        {"url": url_for("static", filename=each["path"]), "sha256": each["sha256"]}
        for each in shell_files.shell()["files"]
    ]


def _kept(text: str, kind: str) -> Response:
    answer = Response(text, mimetype=kind)
    answer.headers["Cache-Control"] = ASKED_EACH_TIME
    return answer
