"""A page that tries to fetch something gets nothing: no request leaves, no file is opened."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.documents import attacked
from thuisbasis.documents.fetching import RefusedAddressError, StaticFetcher
from thuisbasis.paths import STATIC

CANARY = "KANARIE-4711"


def _attacks(web: str, file: str) -> dict[str, str]:
    spaces = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    picture = f"<svg {spaces} width='9' height='9'>%s</svg>"
    face = "@font-face { font-family: F; src: %s } p { font-family: F }"
    nested_file = base64.b64encode((picture % f"<image href='{file}' width='9' height='9'/>").encode()).decode()
    nested_web = base64.b64encode((picture % f"<image xlink:href='{web}' width='9' height='9'/>").encode()).decode()
    entity = base64.b64encode(
        f"<!DOCTYPE svg [<!ENTITY x SYSTEM '{file}'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>".encode()
    ).decode()
    path = file.removeprefix("file://")
    return {
        "img http": f"<img src='{web}' alt='x'>",
        "img https": f"<img src='{web.replace('http:', 'https:')}' alt='x'>",
        "img file": f"<img src='{file}' alt='x'>",
        "img ftp": f"<img src='{web.replace('http:', 'ftp:')}' alt='x'>",
        "img plain path": f"<img src='{path}' alt='x'>",
        "img data with nested file": f"<img src='data:image/svg+xml;base64,{nested_file}' alt='x'>",
        "img data with nested address": f"<img src='data:image/svg+xml;base64,{nested_web}' alt='x'>",
        "img data with entity": f"<img src='data:image/svg+xml;base64,{entity}' alt='x'>",
        "img srcset": f"<img srcset='{web} 1x, {file} 2x' alt='x'>",
        "static with dots": "<img src='static:../pyproject.toml' alt='x'>",
        "static with full path": f"<img src='static:{path}' alt='x'>",
        "link stylesheet http": f"<link rel=stylesheet href='{web}'>",
        "link stylesheet file": f"<link rel=stylesheet href='{file}'>",
        "link stylesheet data": f"<link rel=stylesheet href='data:text/css,@import \"{web}\"'>",
        "style import http": f"<style>@import url({web});</style>",
        "style import file": f"<style>@import '{file}';</style>",
        "style background": f"<style>body {{ background: url({web}) }}</style>",
        "style background of the page": f"<style>@page {{ background: url({file}) }}</style>",
        "style content": f"<style>p::before {{ content: url({web}) }}</style><p>x</p>",
        "style list": f"<style>li {{ list-style-image: url({web}) }}</style><ul><li>x</li></ul>",
        "style attribute": f"<p style='background-image: url({web})'>x</p>",
        "style border image": f"<p style='border: 1px solid; border-image-source: url({web})'>x</p>",
        "font from file": f"<style>{face % f'url({file})'}</style><p>x</p>",
        "font from web": f"<style>{face % f'url({web})'}</style><p>x</p>",
        "font from the system": f"<style>{face % 'local(DejaVu Sans)'}</style><p>x</p>",
        "colour profile": f"<style>@color-profile --p {{ src: url({web}) }} p {{ color: color(--p 1 1 1) }}</style>x",
        "object": f"<object data='{file}'>x</object>",
        "embed": f"<embed src='{web}'>",
        "iframe": f"<iframe src='{file}'></iframe>",
        "video poster": f"<video poster='{web}' src='{web}'></video>",
        "input image": f"<input type=image src='{web}'>",
        "svg image": f"<svg width='9' height='9'><image href='{web}' width='9' height='9'/></svg>",
        "svg image xlink": f"<svg width='9' height='9'><image xlink:href='{file}' width='9' height='9'/></svg>",
        "svg use": f"<svg width='9' height='9'><use href='{web}#a'/></svg>",
        "svg style": f"<svg width='9' height='9'><style>@import url({web});</style><rect fill='url({file}#a)'/></svg>",
        "attachment by link": f"<link rel=attachment href='{file}'>",
        "attachment by anchor": f"<a rel=attachment href='{file}'>x</a>",
        "base and relative picture": f"<base href='{web}/'><img src='x.png' alt='x'>",
        "base of a file": f"<base href='{Path(path).parent.as_uri()}/'><img src='{Path(path).name}' alt='x'>",
        "meta refresh": f"<meta http-equiv=refresh content='0;url={web}'>",
    }


class _Counter(BaseHTTPRequestHandler):
    requests: list[str] = []  # noqa: RUF012 - shared on purpose, one server a test run

    def do_GET(self) -> None:
        self.requests.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CANARY.encode())

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.svg"
    secret.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{CANARY}</text></svg>")
    server = HTTPServer(("127.0.0.1", 0), _Counter)
    Thread(target=server.serve_forever, daemon=True).start()
    attacks = _attacks(f"http://127.0.0.1:{server.server_port}", secret.as_uri())
    pages = {name: f"<html lang='nl'><title>T</title><body>{body}</body></html>" for name, body in attacks.items()}
    done = subprocess.run(
        [sys.executable, "-m", attacked.__name__],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": os.environ["PATH"],
            "FONTCONFIG_FILE": str(STATIC / "fonts" / "fonts.conf"),
            "PYTHONPATH": str(STATIC.parent),
        },
    )
    yield json.loads(done.stdout)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", _attacks("http://x", "file:///x"))
def test_an_attack_reaches_nothing(outcome: dict[str, Any], name: str) -> None:
    assert outcome[name]["events"] == []
    pdf = bytes.fromhex(outcome[name]["pdf"])
    assert CANARY.encode() not in pdf
    assert b"/EmbeddedFile" not in pdf


def test_no_request_arrived(outcome: dict[str, Any]) -> None:
    assert _Counter.requests == []


def test_our_own_picture_is_served() -> None:
    response = StaticFetcher(STATIC).fetch("static:icon.svg")
    assert response.read() == (STATIC / "icon.svg").read_bytes()
    assert response.content_type == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "static:../pyproject.toml",
        "static:fonts/NotoSans-Regular.ttf",
        "static:/etc/passwd",
        "static:absent.svg",
        "STATIC:icon.svg",
        "file:///etc/passwd",
        "http://example.org/icon.svg",
        "data:image/svg+xml,<svg/>",
        "icon.svg",
        "",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddressError):
        StaticFetcher(STATIC).fetch(address)
