"""Flask without what each request paid for and none of ours needs."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer


class SignedCookie(SecureCookieSessionInterface):
    """Flask's own sessions in a signed cookie: one signer for the life of the app, and nothing done without a cookie.

    Flask makes a signer for each request and asks for seven settings at its end.
    """

    def __init__(self) -> None:
        self._kept: tuple[object, URLSafeTimedSerializer | None] = None, None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer for the app's present keys."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        kept_keys, signer = self._kept
        if kept_keys != keys:
            signer = super().get_signing_serializer(app)
            self._kept = keys, signer
        return signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie says; nothing where there is none, or it is not ours."""
        return super().open_session(app, request) if "HTTP_COOKIE" in request.environ else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what changed. Where nobody looked, the answer does not depend on the cookie and says nothing of it."""
        if session.accessed or session.modified:
            super().save_session(app, session, response)


class LeanFlask(Flask):
    """Flask for views that are plain functions, all of them."""

    session_interface = SignedCookie()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself. Flask looks at each view, hook and listener of each request, whether it is `async`."""
        return func
