"""A browser without JavaScript, for tests that hold a database session of their own."""

from contextvars import Context
from datetime import datetime
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from thuisbasis import clock
from thuisbasis.database import db


class ApartClient(FlaskClient):
    """Its requests stand apart from the test, as in use: an app context and a database session of their own.

    Within the test's app context Flask would lend a request the test's `g` and its session. What the test has written
    is committed first: a request sees only that, and on SQLite it would wait for a transaction left open. A clock that
    the test has set holds for its requests.
    """

    def open(self, *args: Any, **more: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
            db.session.expire_all()  # the request may change what the test holds
        return Context().run(self._open_at, clock.standing_at(), *args, **more)

    def _open_at(self, moment: datetime | None, *args: Any, **more: Any) -> TestResponse:
        if moment is None:
            return super().open(*args, **more)
        with clock.set_to(moment):
            return super().open(*args, **more)
