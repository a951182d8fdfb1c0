"""Flask-Security, hardened: its sign-in and password pages on our own session table."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, cast

from flask import Flask, current_app, g, request, session
from flask_babel import gettext
from flask_login import LoginManager, user_logged_out
from flask_principal import Principal  # type: ignore[import-untyped]
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.forms import LoginForm
from flask_security.signals import password_changed, user_authenticated
from flask_security.utils import set_request_attr
from sqlalchemy import Connection
from sqlalchemy.orm import make_transient_to_detached

from thuisbasis import clock
from thuisbasis.accounts import attempts, sign_ins
from thuisbasis.accounts.models import Account
from thuisbasis.accounts.sign_ins import SignedIn
from thuisbasis.database import READING_METHODS, db, reading_only
from thuisbasis.guards import permission_of, requires
from thuisbasis.permissions import Permission
from thuisbasis.settings import Settings

TOKEN = "sign_in"  # noqa: S105  # the name of the cookie's value, no secret

# argon2 at 19 MiB, t=2, p=1 (OWASP's minimum): the library's default costs thirteen times as much.
ARGON2 = {"argon2__memory_cost": 19456, "argon2__time_cost": 2, "argon2__parallelism": 1}


class SignInForm(LoginForm):
    """Flask-Security's form, with tries counted for the address typed in."""

    remember = None  # type: ignore[assignment]  # WTForms' way to leave a field out: `sign_ins` says how long one lasts

    def validate(self, extra_validators: Any = None, **_more: Any) -> bool:
        settings: Settings = current_app.extensions["settings"]
        key = f"sign-in:{(self.email.data or '').strip().lower()}"[:120]
        allowed = attempts.count(
            db.session(),
            key,
            at=clock.now(),
            limit=settings.sign_in_tries,
            window=timedelta(minutes=settings.sign_in_window_minutes),
        )
        db.session.commit()  # a try counts, whatever becomes of the request
        if not allowed:
            self.form_errors.append(
                gettext(
                    "Te veel pogingen. Wacht %(minutes)s minuten en probeer het opnieuw.",
                    minutes=settings.sign_in_window_minutes,
                )
            )
            return False
        if not super().validate(extra_validators=extra_validators):
            return False
        attempts.forget(db.session(), key)
        return True


def configuration(settings: Settings) -> dict[str, Any]:
    """Flask-Security's settings."""
    return {
        "SECURITY_PASSWORD_SALT": settings.password_salt,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_CACHE_CONTROL": None,  # headers.py says it, and says it right
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_POST_CHANGE_VIEW": "/account",
        "SECURITY_FRESHNESS": timedelta(minutes=-1),  # none of our pages asks for it, so its page is not there either
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change_password.html",
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_FLASH_MESSAGES": True,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    }


def install(app: Flask, settings: Settings) -> None:
    """Put sign-in on the app: before each request the live sign-in, if any, becomes `g.signed_in` and `g.actor`."""
    app.config.update(configuration(settings))
    datastore = SQLAlchemyUserDatastore(db, Account, cast("Any", None))
    Security(app, datastore, login_form=SignInForm)
    requires(Permission.OWN_ACCOUNT)(app.view_functions["security.change_password"])
    _leave_out_principal(app)
    _leave_out_remembering(app)
    app.login_manager.user_loader(_load_user)  # type: ignore[attr-defined]  # set by Flask-Security
    app.before_request_funcs.setdefault(None, []).insert(0, load_signed_in)
    user_authenticated.connect(_begin_sign_in, app)
    user_logged_out.connect(_end_sign_in, app)
    password_changed.connect(_end_other_sign_ins, app)


def _leave_out_principal(app: Flask) -> None:
    """Take Flask-Principal out of each request's way: it gathers what Flask-Security's roles grant, and ours are none.

    It took half of the time of a bare page.
    """
    hooks = app.before_request_funcs[None]
    app.before_request_funcs[None] = [one for one in hooks if not _belongs_to(one, Principal)]


def _leave_out_remembering(app: Flask) -> None:
    """Take Flask-Login's second cookie out of each answer's way: a sign-in is a row of ours, and nothing else opens it.

    It looked into the session of everybody who had none, so that no answer could be without `Vary: Cookie`.
    """
    hooks = app.after_request_funcs[None]
    app.after_request_funcs[None] = [
        one for one in hooks if not isinstance(getattr(one, "__self__", None), LoginManager)
    ]


def _belongs_to(hook: Any, owner: type) -> bool:
    return isinstance(getattr(hook, "__self__", None), owner)


def load_signed_in() -> None:
    """Find the sign-in of this request."""
    g.signed_in, g.actor = None, None
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static" or permission_of(view) is Permission.ANONYMOUS:
        return
    token = session.get(TOKEN)
    if token is None:
        return
    settings: Settings = current_app.extensions["settings"]
    at = clock.now()
    with _connection_to_look() as connection:
        found = sign_ins.load(
            connection, token, at=at, hours=settings.session_hours, idle_minutes=settings.idle_minutes
        )
    if found is None:
        session.clear()
        return
    if at - found.seen_at > sign_ins.SEEN_EVERY:
        with db.engine.begin() as connection:
            sign_ins.touch(connection, found.token_hash, at=at)
    g.signed_in, g.actor = found, found.actor


@contextmanager
def _connection_to_look() -> Iterator[Connection]:
    """The connection of the view that follows, which saves one.

    Not where SQLite is going to write: who is not signed in should not make others wait for the one writer.
    """
    with reading_only():
        if db.engine.dialect.name != "sqlite" or request.method in READING_METHODS:
            yield db.session.connection()
        else:
            with db.engine.connect() as connection:
                yield connection


def _load_user(fs_uniquifier: str) -> Account | None:
    """Flask-Login's user. Only Flask-Security's own pages need the full row; others get what is known already."""
    found: SignedIn | None = g.get("signed_in")
    if found is None or found.fs_uniquifier != fs_uniquifier:
        return None
    if (request.endpoint or "").startswith("security."):
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
        return db.session.get(Account, found.account_id)
    account = Account(id=found.account_id, email=found.email, fs_uniquifier=fs_uniquifier, active=True)
    make_transient_to_detached(account)
    return account


def _begin_sign_in(_sender: Flask, user: Account, **_more: Any) -> None:
    session[TOKEN] = sign_ins.begin(db.session(), user, at=clock.now())


def _end_sign_in(_sender: Flask, **_more: Any) -> None:
    token = session.pop(TOKEN, None)
    if token:
        sign_ins.end(db.session(), token, at=clock.now())
        db.session.commit()  # Flask-Security's sign-out view has no commit of its own


def _end_other_sign_ins(_sender: Flask, user: Account, **_more: Any) -> None:
    sign_ins.end_all(db.session(), user.id, at=clock.now(), but=session.get(TOKEN))
