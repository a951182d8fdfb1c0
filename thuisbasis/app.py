"""The roof: the only module that knows every part."""

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect
from sqlalchemy import text

import home_visits.feature
import sessions.feature
from programmes.catalogue import Catalogue, default
from thuisbasis import error_pages, guards, headers, languages, logs, paths, settings
from thuisbasis.accounts import routes as account_routes
from thuisbasis.accounts import security
from thuisbasis.calendars import routes as calendar_routes
from thuisbasis.database import db, engine_options, mark_reading, prepare_engine
from thuisbasis.feature import Feature, MenuEntry
from thuisbasis.guards import requires
from thuisbasis.home import routes as home_routes
from thuisbasis.permissions import Permission
from thuisbasis.settings import Settings

CORE = Feature(
    name="core",
    blueprints=(account_routes.blueprint, calendar_routes.blueprint, home_routes.blueprint),
    menu=(
        MenuEntry(endpoint="home.start", label=_l("Vandaag"), icon="sun", permission=Permission.SEE_START, order=10),
    ),
)

FEATURES = (CORE, home_visits.feature.FEATURE, sessions.feature.FEATURE)

# Views of Flask and Flask-Security, which cannot carry our mark.
PUBLIC_ENDPOINTS = frozenset({"static", "security.static", "security.login", "security.logout"})


@dataclass(frozen=True)
class ShownEntry:
    """A menu entry as a template shows it."""

    label: str
    url: str
    icon: str
    active: bool


def create_app(given: Settings | None = None, *, catalogue: Catalogue | None = None) -> Flask:
    """The application, for settings (default: the environment's) and a catalogue (default: the shipped one)."""
    chosen = given or settings.from_environment()
    chosen = _with_secrets(chosen)
    app = Flask("thuisbasis", static_folder=str(paths.STATIC), template_folder=str(paths.TEMPLATES))
    app.config.update(_flask_configuration(chosen))
    app.extensions["settings"] = chosen
    app.extensions["catalogue"] = catalogue or default()
    app.extensions["features"] = FEATURES
    logs.configure()
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    mark_reading(app)
    CSRFProtect(app)
    languages.install(app)
    security.install(app, chosen)
    guards.install(app, public_endpoints=PUBLIC_ENDPOINTS)
    headers.install(app)
    error_pages.install(app)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
    _add_health(app)
    app.context_processor(_shown_everywhere)
    app.add_template_global(static_url)
    return app


def _with_secrets(chosen: Settings) -> Settings:
    """A single machine makes and keeps its own secrets; several must be given the same ones."""
    folder = Path("var")
    return replace(
        chosen,
        secret_key=chosen.secret_key or settings.kept_secret(folder, "secret_key"),
        password_salt=chosen.password_salt or settings.kept_secret(folder, "password_salt"),
    )


def _flask_configuration(chosen: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": chosen.secret_key,
        "SQLALCHEMY_DATABASE_URI": chosen.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(chosen.database_url),
        "SESSION_COOKIE_SECURE": chosen.secure_cookies,
        "SESSION_COOKIE_NAME": "__Host-thuisbasis" if chosen.secure_cookies else "thuisbasis",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": chosen.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,  # bound to the session: a form left open overnight must still be savable
        "MAX_CONTENT_LENGTH": chosen.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SEND_FILE_MAX_AGE_DEFAULT": 31536000,
    }


@cache
def _version_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def static_url(path: str) -> str:
    """The address of a static file, with its version, so that browsers may keep it for a year."""
    return url_for("static", filename=path, v=_version_of(paths.STATIC / path))


def _shown_everywhere() -> dict[str, Any]:
    actor = g.get("actor")
    language = languages.current()
    chosen: Settings = guards.current_settings()
    return {
        "current_actor": actor,
        "locale": language,
        "text_direction": "ltr",
        "menu": _menu() if actor is not None else [],
        "demo": chosen.demo,
        "home_url": url_for("home.start"),
        "search_url": None,
        "sign_out_url": url_for("security.logout"),
        "language_url": url_for("accounts.choose_language"),
        "theme_url": url_for("accounts.choose_theme"),
        "account_links": [],
        "Permission": Permission,
    }


def _menu() -> list[ShownEntry]:
    entries = sorted((entry for feature in FEATURES for entry in feature.menu), key=lambda entry: entry.order)
    here = request.blueprint
    return [
        ShownEntry(str(entry.label), url_for(entry.endpoint), entry.icon, entry.endpoint.split(".")[0] == here)
        for entry in entries
        if g.actor.may(entry.permission)
    ]


def _add_health(app: Flask) -> None:
    @app.get("/healthz")
    @requires(Permission.PUBLIC)
    def healthz() -> Response:
        """200 when the database answers."""
        db.session.execute(text("SELECT 1"))
        return Response("ok\n", mimetype="text/plain")
