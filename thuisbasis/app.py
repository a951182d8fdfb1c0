"""The roof: the only module that knows every part."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect
from sqlalchemy import text

import home_visits.feature
import sessions.feature
from programmes.catalogue import Catalogue, default
from thuisbasis import error_pages, guards, headers, labels, languages, logs, paths, settings, shell
from thuisbasis.accounts import routes as account_routes
from thuisbasis.accounts import security
from thuisbasis.calendars import routes as calendar_routes
from thuisbasis.calendars.storing import EventStore
from thuisbasis.calendars.wording import Wording
from thuisbasis.database import db, engine_options, mark_reading, prepare_engine
from thuisbasis.documents import rendering
from thuisbasis.documents.rendering import Limits
from thuisbasis.enrolments.routes import blueprint as enrolments
from thuisbasis.families import routes as family_routes
from thuisbasis.family_card import routes as family_card_routes
from thuisbasis.feature import Feature, MenuEntry
from thuisbasis.groups import offers, places
from thuisbasis.groups.routes import blueprint as groups
from thuisbasis.guards import requires
from thuisbasis.home import routes as home_routes
from thuisbasis.organisations import routes as organisation_routes
from thuisbasis.permissions import Permission
from thuisbasis.planning import contact_routes
from thuisbasis.planning import routes as planning_routes
from thuisbasis.practice import routes as practice_routes
from thuisbasis.recording import routes as record_routes
from thuisbasis.reports import routes as report_routes
from thuisbasis.settings import Settings
from thuisbasis.url_keys import KeyConverter

CORE = Feature(
    name="core",
    blueprints=(
        account_routes.blueprint,
        organisation_routes.blueprint,
        family_routes.blueprint,
        family_card_routes.blueprint,
        calendar_routes.blueprint,
        home_routes.blueprint,
        planning_routes.blueprint,
        contact_routes.blueprint,
        record_routes.blueprint,
        report_routes.blueprint,
        practice_routes.blueprint,
        enrolments,
        groups,
    ),
    enrolments=(report_routes.enrolment_links,),
    menu=(
        MenuEntry(endpoint="home.start", label=_l("Vandaag"), icon="sun", permission=Permission.SEE_START, order=10),
        MenuEntry(
            endpoint="families.family_list",
            label=_l("Gezinnen"),
            icon="heart",
            permission=Permission.SEE_FAMILIES,
            order=20,
        ),
        MenuEntry(
            endpoint="home.this_week",
            label=_l("Agenda"),
            icon="calendar-week",
            permission=Permission.SEE_START,
            order=60,
        ),
        MenuEntry(
            endpoint="practice.reading", label=_l("Lezen"), icon="book", permission=Permission.SEE_GROUPS, order=30
        ),
        MenuEntry(
            endpoint="groups.groups", label=_l("Groepen"), icon="people", permission=Permission.SEE_GROUPS, order=40
        ),
    ),
)

FEATURES = (CORE, home_visits.feature.FEATURE, sessions.feature.FEATURE)

# Views of Flask and Flask-Security, which cannot carry our mark.
PUBLIC_ENDPOINTS = frozenset({"static", "security.static", "security.login", "security.logout"})


def create_app(given: Settings | None = None, *, catalogue: Catalogue | None = None) -> Flask:
    """The application, for settings (default: the environment's) and a catalogue (default: the shipped one)."""
    chosen = given or settings.from_environment()
    chosen = _with_secrets(chosen)
    app = Flask(
        "thuisbasis",
        static_folder=str(paths.STATIC),
        template_folder=str(paths.TEMPLATES),
        instance_path=str(Path.cwd()),  # where Flask-SQLAlchemy begins a relative path, as migrations do
    )
    app.config.update(_flask_configuration(chosen))
    app.extensions["settings"] = chosen
    app.extensions["catalogue"] = catalogue or default()
    _collect(app, chosen.host_name)
    rendering.configure(Limits(chosen.document_seconds, chosen.document_megabytes))
    logs.configure()
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    mark_reading(app)
    CSRFProtect(app)
    languages.install(app)
    security.install(app, chosen)
    app.url_map.converters["key"] = KeyConverter
    guards.install(app, public_endpoints=PUBLIC_ENDPOINTS)
    headers.install(app)
    error_pages.install(app)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
    _add_health(app)
    shell.install(app)
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


def _collect(app: Flask, host_name: str) -> None:
    """Gather what the features declare: pages and words of contacts, tasks, and who hears of changes."""
    sources = {kind: source for feature in FEATURES for source in feature.contacts for kind in source.kinds}
    app.extensions["features"] = FEATURES
    app.extensions["contact_sources"] = sources
    app.extensions["group_sources"] = tuple(group for feature in FEATURES for group in feature.groups)
    app.extensions["placements"] = offers.PLACEMENTS
    app.extensions["audit_words"] = labels.WORDS
    app.extensions["enrolment_sources"] = tuple(source for feature in FEATURES for source in feature.enrolments)
    follow = (one for feature in FEATURES for one in feature.after_enrolment_change)
    app.extensions["after_enrolment_change"] = (places.follow_enrolment, *follow)
    app.extensions["task_sources"] = tuple(task for feature in FEATURES for task in feature.tasks)
    hear = (one for feature in FEATURES for one in feature.after_change)
    app.extensions["after_change"] = (EventStore(Wording(words=sources, host_name=host_name)).after_change, *hear)


def _add_health(app: Flask) -> None:
    @app.get("/healthz")
    @requires(Permission.ANONYMOUS)
    def healthz() -> Response:
        """200 when the database answers."""
        db.session.execute(text("SELECT 1"))
        return Response("ok\n", mimetype="text/plain")
