"""Security headers on every answer, errors included."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Our mark: a tablet takes an answer without it for somebody else's, such as the sign-in page of a hotel's network.
    "X-Thuisbasis": "1",
}


def install(app: Flask) -> None:
    """Add the headers to each answer as it leaves. A page that says nothing of caching is private and kept nowhere.

    Done below Flask, where it costs a tenth of what an `after_request` takes, and no answer can slip past.
    """
    always = HEADERS | {"Cache-Control": "private, no-store"}
    if app.config["SESSION_COOKIE_SECURE"]:
        always["Strict-Transport-Security"] = "max-age=31536000"
    pairs = [(name.lower(), (name, value)) for name, value in always.items()]
    inner = app.wsgi_app

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        def start(status: str, headers: list[tuple[str, str]], *fault: Any) -> "Callable[[bytes], object]":
            there = {name.lower() for name, _ in headers}
            headers.extend(pair for name, pair in pairs if name not in there)
            return start_response(status, headers, *fault)

        return inner(environ, start)

    app.wsgi_app = with_headers  # type: ignore[method-assign]  # as Flask's handbook has it
