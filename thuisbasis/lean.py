"""Flask without what each request paid for and none of ours needs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from flask.ctx import RequestContext
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class SignedCookie(SecureCookieSessionInterface):
    """Flask's own sessions in a signed cookie: one signer for the life of the app, and nothing saved that nobody saw.

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

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what changed. Where nobody looked, the answer does not depend on the cookie and says nothing of it."""
        if session.accessed or session.modified:
            super().save_session(app, session, response)


class Unopened(SecureCookieSession):
    """What stands for a session until somebody looks into it."""


class LazyContext(RequestContext):
    """A request whose cookie is opened by who looks into it first: browsers send it with each style sheet, too."""

    @property
    def session(self) -> SessionMixin:
        """The session, opened now if need be."""
        if isinstance(self._session, Unopened):
            interface = self.app.session_interface
            opened = interface.open_session(self.app, self.request)
            self._session = interface.make_null_session(self.app) if opened is None else opened
        return super().session


class LeanFlask(Flask):
    """Flask for views that are plain functions, all of them."""

    session_interface = SignedCookie()

    def request_context(self, environ: "WSGIEnvironment") -> RequestContext:
        """The context of one request."""
        return LazyContext(self, environ, session=Unopened())

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself. Flask looks at each view, hook and listener of each request, whether it is `async`."""
        return func
