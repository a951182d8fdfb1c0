"""Requests made straight to a WSGI app, without a client's own cost."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import EnvironBuilder

from bench.measuring import Act
from thuisbasis.database import new_id


def get(app: Flask, url: str, cookie: str = "", *, headers: dict[str, str] | None = None, status: int = 200) -> Act:
    """The act of opening a page. It fails unless the answer has this status."""
    given = (headers or {}) | ({"Cookie": cookie} if cookie else {})
    environ = EnvironBuilder(
        path=url.partition("?")[0], query_string=url.partition("?")[2], headers=given
    ).get_environ()
    return lambda: answer(app, environ.copy(), status)


def post(app: Flask, url: str, cookie: str, fields: dict[str, str], *, status: int = 302) -> Act:
    """The act of sending a form, each time with a new id of its own, as each shown form has one."""
    headers = {"Cookie": cookie, "Referer": f"http://localhost{url}"}
    environ = EnvironBuilder(path=url, method="POST", headers=headers).get_environ()
    environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    bodies = _bodies(fields)

    def send() -> bytes:
        body = next(bodies)
        return answer(app, environ | {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}, status)

    return send


def _bodies(fields: dict[str, str]) -> Iterator[bytes]:
    while True:
        yield urlencode(fields | {"submission": str(new_id())}).encode()


def answer(app: Flask, environ: dict[str, Any], status: int) -> bytes:
    """The body of the answer. Raises RuntimeError for another status."""
    seen: list[str] = []
    parts = app.wsgi_app(environ, lambda line, _headers, _fault=None: seen.append(line))  # type: ignore[arg-type,return-value]
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    if not seen[0].startswith(str(status)):
        raise RuntimeError(f"{environ['PATH_INFO']} answers {seen[0]} instead of {status}: {body[:300]!r}")
    return body
